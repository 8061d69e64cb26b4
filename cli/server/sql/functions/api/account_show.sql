-- Who am I, and which device is this?
CREATE OR REPLACE FUNCTION api.account_show(token text)
RETURNS TABLE (user_id uuid, email text, nickname text, is_admin boolean, created_at timestamptz,
    device_id uuid, device_name text, signed_in_at timestamptz, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT * FROM auth.account(token);
END
$$;
