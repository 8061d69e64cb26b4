-- A person reads, marks and clears her own. Rows are written for others, so `auth` alone adds them.
DO $$
BEGIN
    ALTER TABLE public.notifications ENABLE ROW LEVEL SECURITY;
    ALTER TABLE public.notifications FORCE ROW LEVEL SECURITY;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.notifications TO practice_auth;
    GRANT SELECT, UPDATE (is_read), DELETE ON public.notifications TO practice_api;
    CREATE POLICY auth_all ON public.notifications FOR ALL TO practice_auth USING (true) WITH CHECK (true);
    CREATE POLICY api_read ON public.notifications FOR SELECT TO practice_api
        USING (user_id = (SELECT auth.user_id()));
    CREATE POLICY api_change ON public.notifications FOR UPDATE TO practice_api
        USING (user_id = (SELECT auth.user_id())) WITH CHECK (user_id = (SELECT auth.user_id()));
    CREATE POLICY api_remove ON public.notifications FOR DELETE TO practice_api
        USING (user_id = (SELECT auth.user_id()));
END
$$;
