CREATE INDEX goals_user ON public.goals (user_id);
