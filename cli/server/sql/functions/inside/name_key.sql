-- What names are compared by: without blanks around, one way to write each letter, and no capitals.
CREATE OR REPLACE FUNCTION inside.name_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT pg_catalog.lower(pg_catalog.normalize(pg_catalog.btrim(coalesce(name, ''))));
$$;
