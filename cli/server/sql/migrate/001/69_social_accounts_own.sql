CREATE POLICY api_read ON public.social_accounts FOR SELECT TO practice_api
    USING (user_id = (SELECT auth.user_id()));
