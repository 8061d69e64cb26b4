-- Applies a batch of operations: inside.sync_push() has its terms.
CREATE OR REPLACE FUNCTION api.sync_push(token text, device text, operations jsonb) RETURNS TABLE (answer text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    me constant uuid := auth.enter(token);
BEGIN
    RETURN QUERY SELECT inside.sync_push(me, auth.epoch(), device, operations);
END
$$;
