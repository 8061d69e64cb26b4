-- The first call of a sync: inside.sync_begin() has its terms.
CREATE OR REPLACE FUNCTION api.sync_begin(token text, device text, last_op uuid, protocol integer) RETURNS TABLE (answer text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    me constant uuid := auth.enter(token);
BEGIN
    RETURN QUERY SELECT inside.sync_begin(me, device, last_op, protocol);
END
$$;
