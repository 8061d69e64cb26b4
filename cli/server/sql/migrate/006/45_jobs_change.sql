CREATE POLICY api_change ON public.jobs FOR UPDATE TO practice_api
    USING (user_id = (SELECT auth.user_id()) OR submitted_by = (SELECT auth.user_id()))
    WITH CHECK (user_id = (SELECT auth.user_id()) OR submitted_by = (SELECT auth.user_id()));
