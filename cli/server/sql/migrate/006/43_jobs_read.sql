-- A job is seen by whose session it makes and by who handed the recording in.
CREATE POLICY api_read ON public.jobs FOR SELECT TO practice_api
    USING (user_id = (SELECT auth.user_id()) OR submitted_by = (SELECT auth.user_id()));
