-- Does an id end with these digits, four at least?
CREATE OR REPLACE FUNCTION inside.id_ends(id uuid, reference text) RETURNS boolean
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT pg_catalog.length(reference) >= 4
        AND pg_catalog.right(id::text, pg_catalog.length(reference)) = pg_catalog.lower(reference);
$$;
