-- The client's password, and whether the role still has it; the second is NULL for those who may
-- not see the role's own.
SELECT l.password, CASE WHEN pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT') THEN
    (pg_catalog.xpath('/row/v/text()', pg_catalog.query_to_xml(pg_catalog.format(
        'SELECT rolpassword IS NOT DISTINCT FROM %L AS v FROM pg_catalog.pg_authid WHERE rolname = ''practice_client''',
        l.verifier), false, true, '')))[1]::text::boolean END AS is_kept
FROM auth.client_login l;
