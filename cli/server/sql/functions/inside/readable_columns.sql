-- The columns of a table, as t.name, that whoever owns this function may read, without search
-- vectors, which only repeat the text; NULL: none.
CREATE OR REPLACE FUNCTION inside.readable_columns(table_id oid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT pg_catalog.string_agg(pg_catalog.format('t.%I', a.attname), ', ' ORDER BY a.attnum)
    FROM pg_catalog.pg_attribute a
    WHERE a.attrelid = table_id AND a.attnum > 0 AND NOT a.attisdropped
        AND a.atttypid <> 'pg_catalog.tsvector'::pg_catalog.regtype
        AND pg_catalog.has_column_privilege(table_id, a.attnum, 'SELECT');
$$;
