DO $$
BEGIN
    GRANT SELECT ON public.session_analyses TO practice_api;
    CREATE POLICY api_read ON public.session_analyses FOR SELECT TO practice_api
        USING (user_id = (SELECT auth.user_id()));
END
$$;
