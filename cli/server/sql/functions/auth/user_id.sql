-- Who the token of this transaction belongs to, or NULL. A client may SET the setting to what it
-- likes: only a token that somebody was given makes it a person.
CREATE OR REPLACE FUNCTION auth.user_id() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT t.user_id
    FROM auth.tokens t JOIN public.users u ON u.user_id = t.user_id
    WHERE t.token_hash = pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.current_setting('practice.token', true), 'UTF8'))
        AND t.revoked_at IS NULL AND t.expires_at > pg_catalog.now() AND u.is_active
$$;
