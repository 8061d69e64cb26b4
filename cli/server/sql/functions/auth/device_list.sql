-- The person's devices that are signed in, the one that asks first.
CREATE OR REPLACE FUNCTION auth.device_list(token text)
RETURNS TABLE (device_id uuid, device_name text, signed_in_at timestamptz, last_used_at timestamptz,
    expires_at timestamptz, is_this boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT t.device_id, t.device_name, t.created_at, t.last_used_at, t.expires_at,
            t.token_hash = pg_catalog.sha256(pg_catalog.convert_to(token, 'UTF8')) AS mine
        FROM auth.tokens t
        WHERE t.user_id = auth.user_id() AND t.revoked_at IS NULL AND t.expires_at > pg_catalog.now()
        ORDER BY mine DESC, t.last_used_at DESC, t.device_id;
END
$$;
