-- Ends the token itself, however long it would still be good for.
CREATE OR REPLACE FUNCTION auth.sign_out(token text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
    UPDATE auth.tokens SET revoked_at = pg_catalog.now()
    WHERE token_hash = pg_catalog.sha256(pg_catalog.convert_to(token, 'UTF8')) AND revoked_at IS NULL;
$$;
