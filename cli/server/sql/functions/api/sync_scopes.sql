-- What the caller may follow: herself (me), each of her groups, the board.
CREATE OR REPLACE FUNCTION api.sync_scopes(token text) RETURNS TABLE (scope uuid, kind text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT s.id, inside.scope_kind(s.id) FROM auth.scopes() s(id);
END
$$;
