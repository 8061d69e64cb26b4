-- What a literal in a function means depends on settings of the session, which are the client's: with
-- standard_conforming_strings off the pattern '\s+' is 's+'. And plans live as long as the session,
-- which behind a pooler is everybody's. So the doors set what they rely on; the rooms behind
-- them see the same.
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT p.oid::regprocedure AS name, s.setting
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace,
            pg_catalog.unnest(ARRAY['standard_conforming_strings = on', 'backslash_quote = safe_encoding',
                'transform_null_equals = off', 'array_nulls = on', 'DateStyle = ''ISO, MDY''',
                'IntervalStyle = postgres', 'bytea_output = hex', 'quote_all_identifiers = off', 'row_security = on']) s (setting)
        WHERE n.nspname IN ('api', 'work')
    LOOP
        EXECUTE pg_catalog.format('ALTER FUNCTION %s SET %s', one.name, one.setting);
    END LOOP;
END
$$;
