-- The person's devices that are signed in.
CREATE OR REPLACE FUNCTION api.device_list(token text)
RETURNS TABLE (device_id uuid, device_name text, signed_in_at timestamptz, last_used_at timestamptz,
    expires_at timestamptz, is_this boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT * FROM auth.device_list(token);
END
$$;
