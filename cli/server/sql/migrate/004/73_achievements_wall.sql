-- Titles are seen by those whom a member shares them with; only auth.award() gives them.
DO $$
BEGIN
    ALTER TABLE public.achievements ENABLE ROW LEVEL SECURITY;
    ALTER TABLE public.achievements FORCE ROW LEVEL SECURITY;
    GRANT SELECT ON public.achievements TO practice_api;
    GRANT SELECT, INSERT, UPDATE ON public.achievements TO practice_auth;
    CREATE POLICY auth_read ON public.achievements FOR SELECT TO practice_auth USING (true);
    CREATE POLICY auth_add ON public.achievements FOR INSERT TO practice_auth WITH CHECK (true);
    CREATE POLICY auth_change ON public.achievements FOR UPDATE TO practice_auth USING (true) WITH CHECK (true);
    CREATE POLICY api_read ON public.achievements FOR SELECT TO practice_api USING (true);
    ALTER TABLE public.user_achievements ENABLE ROW LEVEL SECURITY;
    ALTER TABLE public.user_achievements FORCE ROW LEVEL SECURITY;
    GRANT SELECT ON public.user_achievements TO practice_api;
    GRANT SELECT, INSERT ON public.user_achievements TO practice_auth;
    CREATE POLICY auth_read ON public.user_achievements FOR SELECT TO practice_auth USING (true);
    CREATE POLICY auth_add ON public.user_achievements FOR INSERT TO practice_auth WITH CHECK (true);
    CREATE POLICY api_read ON public.user_achievements FOR SELECT TO practice_api
        USING (user_id = (SELECT auth.user_id()) OR user_id IN (SELECT auth.sharers('titles')));
END
$$;
