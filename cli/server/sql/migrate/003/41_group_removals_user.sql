CREATE INDEX group_removals_user ON public.group_removals (user_id);
