CREATE POLICY api_add ON public.jobs FOR INSERT TO practice_api
    WITH CHECK (submitted_by = (SELECT auth.user_id())
        AND (user_id = (SELECT auth.user_id()) OR user_id IN (SELECT auth.pupils())));
