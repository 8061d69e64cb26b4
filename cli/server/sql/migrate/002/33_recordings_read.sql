CREATE POLICY api_read ON public.recording_files FOR SELECT TO practice_api
    USING (session_id IN (SELECT s.session_id FROM public.practice_sessions s WHERE s.user_id = (SELECT auth.user_id())));
