-- The address of a picture: http or https, without blanks; '' is NULL (PR422). It is kept and shown
-- as text, never fetched.
CREATE OR REPLACE FUNCTION inside.clean_image_url(address text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    clean text := inside.clean(pg_catalog.left(address, 501), 0, 500, 'image');
BEGIN
    PERFORM inside.require(clean = '' OR clean ~* '^https?://[^\s/]+\S*$', 'PR422',
        'image: an address that begins with https://');
    RETURN nullif(clean, '');
END
$$;
