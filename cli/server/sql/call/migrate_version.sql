-- 0: a database without a studio. The dynamic query, since the table may not be there.
SELECT CASE WHEN pg_catalog.to_regclass('public.schema_migrations') IS NULL THEN 0
    ELSE (pg_catalog.xpath('/row/v/text()', pg_catalog.query_to_xml(
        'SELECT coalesce(max(version), 0) AS v FROM public.schema_migrations', false, true, '')))[1]::text::integer
    END AS version;
