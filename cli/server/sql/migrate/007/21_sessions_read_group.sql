DROP POLICY api_read_group ON public.practice_sessions;
