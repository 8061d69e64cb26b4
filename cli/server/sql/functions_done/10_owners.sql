-- Every function gets the owner of its schema, and only those who need it may execute it. What an
-- extension brought is the extension's.
DO $$
DECLARE
    one record;
BEGIN
    GRANT CREATE ON SCHEMA auth TO practice_auth;
    GRANT CREATE ON SCHEMA inside, api TO practice_api;
    GRANT CREATE ON SCHEMA work TO practice_job;
    FOR one IN
        SELECT p.oid::regprocedure AS name, n.nspname AS room,
            CASE n.nspname WHEN 'auth' THEN 'practice_auth' WHEN 'work' THEN 'practice_job'
                ELSE 'practice_api' END AS owner
        FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname IN ('auth', 'inside', 'api', 'work')
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    LOOP
        EXECUTE pg_catalog.format('ALTER FUNCTION %s OWNER TO %I', one.name, one.owner);
        EXECUTE pg_catalog.format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one.name);
        EXECUTE pg_catalog.format('GRANT EXECUTE ON FUNCTION %s TO %s', one.name,
            CASE one.room WHEN 'api' THEN 'practice_client' WHEN 'work' THEN 'practice_worker'
                ELSE 'practice_owner, practice_auth, practice_api, practice_job' END);
    END LOOP;
    REVOKE CREATE ON SCHEMA auth FROM practice_auth;
    REVOKE CREATE ON SCHEMA inside, api FROM practice_api;
    REVOKE CREATE ON SCHEMA work FROM practice_job;
END
$$;
