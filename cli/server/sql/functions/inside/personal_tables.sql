-- The tables that hold rows of persons, each with the condition that makes a row t the person's ($1).
CREATE OR REPLACE FUNCTION inside.personal_tables() RETURNS TABLE (table_id oid, table_name text, condition text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    WITH link AS (
        SELECT c.conrelid AS child, c.confrelid AS parent, a.attname AS child_column, p.attname AS parent_column
        FROM pg_catalog.pg_constraint c
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        JOIN pg_catalog.pg_attribute p ON p.attrelid = c.confrelid AND p.attnum = c.confkey[1]
        WHERE c.contype = 'f' AND pg_catalog.cardinality(c.conkey) = 1
    ), own AS (
        SELECT l.child, pg_catalog.string_agg(pg_catalog.format('t.%I = $1', l.child_column), ' OR ') AS condition
        FROM link l WHERE l.parent = 'public.users'::pg_catalog.regclass GROUP BY l.child
        UNION ALL
        SELECT 'public.users'::pg_catalog.regclass, 't.user_id = $1'
    ), below AS (
        SELECT l.child, pg_catalog.string_agg(pg_catalog.format('t.%I IN (SELECT t.%I FROM %s t WHERE %s)',
            l.child_column, l.parent_column, l.parent::pg_catalog.regclass, o.condition), ' OR ') AS condition
        FROM link l JOIN own o ON o.child = l.parent AND o.child <> 'public.users'::pg_catalog.regclass
        WHERE l.child NOT IN (SELECT child FROM own) GROUP BY l.child
    )
    SELECT a.child, a.child::pg_catalog.regclass::text, a.condition
    FROM (SELECT * FROM own UNION ALL SELECT * FROM below) a;
$$;
