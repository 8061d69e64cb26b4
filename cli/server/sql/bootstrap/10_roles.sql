-- Nobody logs in as an owner. The two logins may execute the functions of one schema each and hold
-- no privilege on any table, so a stolen client password opens nothing but the front door.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['practice_owner', 'practice_auth', 'practice_api', 'practice_job'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name) THEN
            EXECUTE pg_catalog.format(
                'CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION', name);
        END IF;
        IF NOT pg_catalog.pg_has_role(current_user, name, 'MEMBER') THEN
            EXECUTE pg_catalog.format('GRANT %I TO CURRENT_USER', name);
        END IF;
    END LOOP;
    FOREACH name IN ARRAY ARRAY['practice_client', 'practice_worker'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = name) THEN
            EXECUTE pg_catalog.format(
                'CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS NOREPLICATION',
                name);
        END IF;
    END LOOP;
END
$$;
