-- A person's rows of every table that refers to persons, and of those that refer to such a row of
-- hers and to no person. Read from the catalog, so that no table can be forgotten; held by row
-- security and by the columns that practice_api may read, so that it tells no more than they do.
CREATE OR REPLACE FUNCTION inside.account_rows(person uuid) RETURNS TABLE (part text, document text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT r.table_name, r.condition, inside.readable_columns(r.table_id) AS columns
        FROM inside.personal_tables() r ORDER BY r.table_name
    LOOP
        IF one.columns IS NOT NULL THEN
            RETURN QUERY EXECUTE pg_catalog.format(
                'SELECT %L, pg_catalog.row_to_json(x)::text FROM (SELECT %s FROM %s t WHERE %s ORDER BY 1) x',
                pg_catalog.regexp_replace(one.table_name, '^public\.', ''), one.columns, one.table_name, one.condition)
                USING person;
        END IF;
    END LOOP;
END
$$;
