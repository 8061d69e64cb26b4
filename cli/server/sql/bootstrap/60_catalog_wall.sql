-- PostgreSQL lets everybody end the sessions of his own login, see what they do, take advisory
-- locks, store large objects and write to the log of changes. All members share one login, so in
-- this database only those who need these may. It takes a superuser; others leave it as it is, and
-- `practice server status` says so.
DO $$
DECLARE
    one record;
BEGIN
    IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        RETURN;
    END IF;
    FOR one IN
        SELECT p.oid::pg_catalog.regprocedure AS name, CASE
            WHEN p.proname ~ '^pg_stat_get_' THEN 'pg_monitor'
            WHEN p.proname ~ '_backend$' THEN 'pg_signal_backend'
            ELSE 'practice_owner, practice_auth, practice_api, practice_job' END AS users
        FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
            AND p.proname ~ '^(pg_(try_)?advisory_.*|pg_(terminate|cancel)_backend|lo_.*|lo(read|write)|pg_logical_emit_message|pg_export_snapshot|pg_stat_get_(activity|backend_.*))$'
    LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one.name);
        EXECUTE pg_catalog.format('GRANT EXECUTE ON FUNCTION %s TO %s', one.name, one.users);
    END LOOP;
    FOR one IN SELECT lanname FROM pg_catalog.pg_language WHERE lanpltrusted LOOP
        EXECUTE pg_catalog.format('REVOKE ALL ON LANGUAGE %I FROM PUBLIC', one.lanname);
        EXECUTE pg_catalog.format(
            'GRANT USAGE ON LANGUAGE %I TO practice_owner, practice_auth, practice_api, practice_job', one.lanname);
    END LOOP;
END
$$;
