-- What stands for an e-mail in auth.attempts: its hash, since many that are tried are strangers'.
CREATE OR REPLACE FUNCTION auth.subject(email text) RETURNS bytea
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT pg_catalog.sha256(pg_catalog.convert_to(
        pg_catalog.lower(pg_catalog.normalize(pg_catalog.btrim(coalesce(email, '')), 'NFC')), 'UTF8'));
$$;
