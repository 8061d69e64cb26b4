-- An e-mail as it is stored: trimmed, in small letters. What no mail server would take is refused
-- (PR422): quoted names, comments, addresses without a dot in the domain.
CREATE OR REPLACE FUNCTION auth.clean_email(email text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    clean text := pg_catalog.lower(pg_catalog.normalize(pg_catalog.btrim(coalesce(email, '')), 'NFC'));
BEGIN
    PERFORM inside.require(pg_catalog.length(clean) BETWEEN 6 AND 254
        AND clean ~ '^[^[:space:][:cntrl:]@"(),:;<>\\\[\]\u0080-\u00a0\u2000-\u206f\ufeff]{1,64}@([a-z0-9\u00a1-\u1fff\u2070-\ufdff]([a-z0-9\u00a1-\u1fff\u2070-\ufdff-]{0,61}[a-z0-9\u00a1-\u1fff\u2070-\ufdff])?\.)+[a-z\u00a1-\u1fff\u2070-\ufdff][a-z0-9\u00a1-\u1fff\u2070-\ufdff-]*[a-z0-9\u00a1-\u1fff\u2070-\ufdff]$'
        AND clean !~ '(^\.|\.\.|\.@)',
        'PR422', 'that is no e-mail address');
    RETURN clean;
END
$$;
