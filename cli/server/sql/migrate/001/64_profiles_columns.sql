GRANT SELECT, INSERT, UPDATE ON public.user_profiles TO practice_api;
