-- Signs another device out, or this one; see auth.device_revoke().
CREATE OR REPLACE FUNCTION api.device_revoke(token text, reference text)
RETURNS TABLE (device_id uuid, device_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT * FROM auth.device_revoke(token, reference);
END
$$;
