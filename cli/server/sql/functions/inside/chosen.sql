-- The one thing that a reference means: of those with that name, else of those whose id ends so.
-- Raises PR404 when there is none and PR409 when there are several.
CREATE OR REPLACE FUNCTION inside.chosen(named uuid[], numbered uuid[], what text, reference text, hint text)
RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    found uuid[] := coalesce(named, numbered, '{}');
BEGIN
    PERFORM inside.require(pg_catalog.cardinality(found) > 0, 'PR404',
        pg_catalog.format('there is no %s ''%s''', what, pg_catalog.left(reference, 80)), hint);
    PERFORM inside.require(pg_catalog.cardinality(found) = 1, 'PR409',
        pg_catalog.format('more than one %s may be meant by ''%s''', what, pg_catalog.left(reference, 80)),
        'name it by the end of its id');
    RETURN found[1];
END
$$;
