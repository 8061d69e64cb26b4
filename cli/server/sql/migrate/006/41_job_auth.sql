-- The functions of `auth` note what happens to jobs and write the sessions that they lead to.
DO $$
BEGIN
    GRANT SELECT ON public.jobs TO practice_auth;
    CREATE POLICY auth_read ON public.jobs FOR SELECT TO practice_auth USING (true);
    GRANT INSERT ON public.job_events, public.doomed_recordings TO practice_auth;
    CREATE POLICY auth_add ON public.job_events FOR INSERT TO practice_auth WITH CHECK (true);
    CREATE POLICY auth_add ON public.doomed_recordings FOR INSERT TO practice_auth WITH CHECK (true);
    GRANT SELECT ON public.doomed_recordings TO practice_auth;
    CREATE POLICY auth_read ON public.doomed_recordings FOR SELECT TO practice_auth USING (true);
    GRANT SELECT, INSERT, UPDATE ON public.session_analyses TO practice_auth;
    CREATE POLICY auth_read ON public.session_analyses FOR SELECT TO practice_auth USING (true);
    CREATE POLICY auth_add ON public.session_analyses FOR INSERT TO practice_auth WITH CHECK (true);
    CREATE POLICY auth_change ON public.session_analyses FOR UPDATE TO practice_auth USING (true) WITH CHECK (true);
END
$$;
