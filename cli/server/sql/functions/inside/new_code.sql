-- Sixteen random digits of Crockford's base 32, which has no letters to be mistaken: 80 bits.
CREATE OR REPLACE FUNCTION inside.new_code() RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT pg_catalog.string_agg(pg_catalog.substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ',
        (pg_catalog.get_byte(bytes, i) & 31) + 1, 1), '' ORDER BY i)
    FROM extensions.gen_random_bytes(16) AS bytes, pg_catalog.generate_series(0, 15) AS i;
$$;
