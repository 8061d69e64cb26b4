-- An instant as the program counts: milliseconds since 1970, UTC.
CREATE OR REPLACE FUNCTION inside.millis(at timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER SET search_path = ''
AS $$
    SELECT (pg_catalog.date_part('epoch', at) * 1000)::bigint
$$;
