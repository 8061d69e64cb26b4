-- What those who may see a row get of it, or NULL. Each entity has a function of its own; the rows
-- are read under the caller's row security. (Those that come by the thousand are named here, since their
-- plans are kept then.)
CREATE OR REPLACE FUNCTION inside.document(entity text, row_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    body jsonb;
BEGIN
    IF entity = 'session' THEN
        RETURN inside.document_session(row_id);
    ELSIF entity = 'goal' THEN
        RETURN inside.document_goal(row_id);
    ELSIF entity = 'notification' THEN
        RETURN inside.document_notification(row_id);
    ELSIF entity = 'achievement' THEN
        RETURN inside.document_achievement(row_id);
    ELSIF entity = 'post' THEN
        RETURN inside.document_post(row_id);
    ELSIF entity = 'comment' THEN
        RETURN inside.document_comment(row_id);
    ELSIF to_regproc('inside.document_' || entity) IS NOT NULL THEN
        EXECUTE format('SELECT inside.%I($1)', 'document_' || entity) INTO body USING row_id;
        RETURN body;
    END IF;
    RETURN NULL;
END
$$;
