-- A new password; all other devices are signed out. Returns how many.
CREATE OR REPLACE FUNCTION auth.account_password(token text, ticket text, new_password text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    person uuid := auth.redeem_own(token, ticket);
    n bigint;
BEGIN
    UPDATE public.users u SET password_hash = auth.password_hash(new_password, u.email), updated_at = pg_catalog.now()
        WHERE u.user_id = person;
    UPDATE auth.tokens t SET revoked_at = pg_catalog.now()
        WHERE t.user_id = person AND t.revoked_at IS NULL AND t.expires_at > pg_catalog.now()
            AND t.token_hash <> pg_catalog.sha256(pg_catalog.convert_to(token, 'UTF8'));
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END
$$;
