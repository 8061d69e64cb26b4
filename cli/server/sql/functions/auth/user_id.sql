-- Who the token of this transaction belongs to, or NULL. A client may SET the setting to what it
-- likes: only a token that somebody was given makes it a person. Policies ask in every statement:
-- plpgsql keeps the plan that sql would make anew, and the hash is worked out once, not for each row.
CREATE OR REPLACE FUNCTION auth.user_id() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    hash bytea := pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.current_setting('practice.token', true), 'UTF8'));
BEGIN
    RETURN (
        SELECT t.user_id
        FROM auth.tokens t JOIN public.users u ON u.user_id = t.user_id
        WHERE t.token_hash = hash AND t.revoked_at IS NULL AND t.expires_at > pg_catalog.now() AND u.is_active);
END
$$;
