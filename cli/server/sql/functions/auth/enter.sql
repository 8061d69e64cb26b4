-- Makes the token's owner the identity of this transaction, and returns who it is. Raises PR401.
CREATE OR REPLACE FUNCTION auth.enter(token text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    hash bytea := pg_catalog.sha256(pg_catalog.convert_to(coalesce(token, ''), 'UTF8'));
    person uuid;
BEGIN
    PERFORM pg_catalog.set_config('practice.token', coalesce(token, ''), true);
    person := auth.user_id();
    IF person IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'PR401', MESSAGE = 'not signed in to the studio',
            HINT = 'sign in with: practice account sign-in';
    END IF;
    UPDATE auth.tokens t SET last_used_at = pg_catalog.now(), expires_at = pg_catalog.now() + interval '365 days'
    WHERE t.token_hash = hash AND t.last_used_at < pg_catalog.now() - interval '1 hour';
    RETURN person;
END
$$;
