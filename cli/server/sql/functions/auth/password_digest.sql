-- What bcrypt is given in place of the password. bcrypt reads 72 bytes and stops at a zero: a
-- digest lets all of a long or Korean password count. Composed and decomposed letters are the same.
CREATE OR REPLACE FUNCTION auth.password_digest(password text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM inside.require(pg_catalog.length(coalesce(password, '')) <= 1000, 'PR422', 'the password has more than 1000 characters');
    RETURN pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(
        pg_catalog.normalize(coalesce(password, ''), 'NFKC'), 'UTF8')), 'base64');
END
$$;
