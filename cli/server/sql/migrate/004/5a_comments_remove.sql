CREATE POLICY api_remove ON public.comments FOR DELETE TO practice_api
    USING (user_id = (SELECT auth.user_id()));
