-- Signs a device in. The one it was before, if it was this person's, it stays, with one token; one
-- person has 100 devices at most, and the one used least gives way.
CREATE OR REPLACE FUNCTION auth.issue_token(person uuid, device_said text, device_before text)
RETURNS TABLE (token text, user_id uuid, device_id uuid, nickname text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    new_token text := pg_catalog.encode(extensions.gen_random_bytes(32), 'hex');
    name text := inside.clean(device_said, 1, 100, 'device');
    device uuid := (SELECT t.device_id FROM auth.tokens t
        WHERE t.user_id = person AND t.device_id::text = device_before LIMIT 1);
BEGIN
    device := coalesce(device, pg_catalog.gen_random_uuid());
    DELETE FROM auth.tokens t WHERE t.user_id = person AND (t.device_id = device
        OR coalesce(t.revoked_at, t.expires_at) < pg_catalog.now() - interval '180 days');
    DELETE FROM auth.tokens t WHERE t.token_id IN (SELECT o.token_id FROM auth.tokens o WHERE o.user_id = person
        ORDER BY o.revoked_at IS NULL DESC, o.last_used_at DESC, o.token_id OFFSET 99);
    INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
        VALUES (pg_catalog.sha256(pg_catalog.convert_to(new_token, 'UTF8')), person, device, name,
            pg_catalog.now() + interval '365 days');
    RETURN QUERY SELECT new_token, u.user_id, device, u.nickname FROM public.users u WHERE u.user_id = person;
END
$$;
