-- The next rows of a scope after a cursor: inside.sync_pull() has its terms.
CREATE OR REPLACE FUNCTION api.sync_pull(token text, scope uuid, cursor text, most integer) RETURNS TABLE (answer text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    me constant uuid := auth.enter(token);
BEGIN
    RETURN QUERY SELECT inside.sync_pull(me, auth.epoch(), scope, cursor, most);
END
$$;
