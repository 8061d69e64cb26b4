-- A profile is written to be read by the people of the studio.
CREATE POLICY api_read ON public.user_profiles FOR SELECT TO practice_api
    USING ((SELECT auth.user_id()) IS NOT NULL);
