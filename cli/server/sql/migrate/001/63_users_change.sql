CREATE POLICY api_change ON public.users FOR UPDATE TO practice_api
    USING (user_id = (SELECT auth.user_id())) WITH CHECK (user_id = (SELECT auth.user_id()));
