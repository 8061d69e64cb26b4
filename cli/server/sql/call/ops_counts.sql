-- How many rows each table has: counted by those who see every row, else as the last ANALYZE and
-- the statistics since then say.
SELECT s.schemaname || '.' || s.relname AS name,
    CASE WHEN r.rolsuper OR r.rolbypassrls THEN
        (pg_catalog.xpath('/row/n/text()', pg_catalog.query_to_xml(pg_catalog.format(
            'SELECT count(*) AS n FROM %I.%I', s.schemaname, s.relname), false, true, '')))[1]::text::bigint
        ELSE s.n_live_tup END AS n_rows,
    NOT (r.rolsuper OR r.rolbypassrls) AS is_estimate,
    pg_catalog.pg_total_relation_size(s.relid) AS n_bytes
FROM pg_catalog.pg_stat_user_tables s JOIN pg_catalog.pg_roles r ON r.rolname = current_user
WHERE s.schemaname !~ '^pg_' AND s.relname <> 'schema_migrations'
ORDER BY s.schemaname <> 'public', s.schemaname, s.relname;
