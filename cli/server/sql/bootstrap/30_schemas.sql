-- `api` and `work` hold nothing but functions of this version, so they are made anew each time.
DO $$
DECLARE
    name text;
BEGIN
    DROP SCHEMA IF EXISTS api CASCADE;
    DROP SCHEMA IF EXISTS work CASCADE;
    FOREACH name IN ARRAY ARRAY['auth', 'inside', 'api', 'work', 'sync', 'extensions'] LOOP
        EXECUTE pg_catalog.format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION practice_owner', name);
        EXECUTE pg_catalog.format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', name);
    END LOOP;
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE, CREATE ON SCHEMA public TO practice_owner;
END
$$;
