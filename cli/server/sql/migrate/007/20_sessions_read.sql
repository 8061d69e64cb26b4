-- Own rows first: permissive policies are joined by OR in no order of ours, and who shares what with whom was
-- worked out for each of a musician's own rows.
ALTER POLICY api_read ON public.practice_sessions
    USING (user_id = (SELECT auth.user_id()) OR user_id IN (SELECT auth.sharers('sessions')));
