-- A new password as it is stored. Short ones are refused (PR422), and those that are the e-mail.
CREATE OR REPLACE FUNCTION auth.password_hash(password text, email text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM inside.require(pg_catalog.length(pg_catalog.normalize(coalesce(password, ''), 'NFKC')) >= 8, 'PR422',
        'a password has 8 characters or more');
    PERFORM inside.require(pg_catalog.lower(password) NOT IN (email, pg_catalog.split_part(email, '@', 1)), 'PR422',
        'the password must not be the e-mail');
    RETURN extensions.crypt(auth.password_digest(password), extensions.gen_salt('bf', 12));
END
$$;
