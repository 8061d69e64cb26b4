CREATE POLICY api_add ON public.user_profiles FOR INSERT TO practice_api
    WITH CHECK (user_id = (SELECT auth.user_id()));
