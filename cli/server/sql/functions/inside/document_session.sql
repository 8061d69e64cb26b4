-- One of the caller's own sessions, with the names of the journal.
CREATE OR REPLACE FUNCTION inside.document_session(row_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT inside.session_body(s)
    FROM public.practice_sessions s
    WHERE s.session_id = row_id AND s.user_id = (SELECT auth.user_id()));
END
$$;
