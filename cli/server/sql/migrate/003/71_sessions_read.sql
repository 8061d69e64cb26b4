-- And the sessions of those who share these.
CREATE POLICY api_read_group ON public.practice_sessions FOR SELECT TO practice_api
    USING (user_id IN (SELECT auth.sharers('sessions')));
