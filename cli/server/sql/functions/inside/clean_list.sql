-- A list of short texts as it may be stored: each cleaned and its blanks single, each once whatever
-- its capitals, 20 at most (PR422). Empty ones are left out; NULL stays NULL.
CREATE OR REPLACE FUNCTION inside.clean_list(list text[], longest integer, what text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    clean text[];
BEGIN
    IF list IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT pg_catalog.array_agg(f.item ORDER BY f.place) INTO clean FROM (
        SELECT DISTINCT ON (pg_catalog.lower(c.item)) c.item, c.place FROM (
            SELECT pg_catalog.regexp_replace(inside.clean(pg_catalog.normalize(l.item, 'NFC'), 0, longest, what),
                '\s+', ' ', 'g') AS item, l.place
            FROM pg_catalog.unnest(list) WITH ORDINALITY l (item, place)) c
        WHERE c.item <> '' ORDER BY pg_catalog.lower(c.item), c.place) f;
    PERFORM inside.require(coalesce(pg_catalog.cardinality(clean), 0) <= 20, 'PR422',
        pg_catalog.format('%s: 20 at most', what));
    RETURN coalesce(clean, '{}');
END
$$;
