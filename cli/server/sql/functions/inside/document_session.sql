-- One of the caller's own sessions, with the names of the journal.
CREATE OR REPLACE FUNCTION inside.document_session(row_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT CASE s.user_id WHEN (SELECT auth.user_id()) THEN inside.session_body(s) END -- as in inside.sync_pull()
    FROM public.practice_sessions s
    WHERE s.session_id = row_id);
END
$$;
