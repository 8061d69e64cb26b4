CREATE INDEX user_achievements_what ON public.user_achievements (achievement_id);
