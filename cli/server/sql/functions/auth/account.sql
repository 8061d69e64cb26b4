-- What only the person may see of the account, and the device that asks.
CREATE OR REPLACE FUNCTION auth.account(token text)
RETURNS TABLE (user_id uuid, email text, nickname text, is_admin boolean, created_at timestamptz,
    device_id uuid, device_name text, signed_in_at timestamptz, expires_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT u.user_id, u.email, u.nickname, u.is_admin, u.created_at, t.device_id, t.device_name,
            t.created_at, t.expires_at
        FROM public.users u JOIN auth.tokens t ON t.user_id = u.user_id
        WHERE u.user_id = auth.user_id()
            AND t.token_hash = pg_catalog.sha256(pg_catalog.convert_to(token, 'UTF8'));
END
$$;
