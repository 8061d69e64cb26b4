-- What each login and each owner holds, asked with pgTAP of every table, function, schema and role that
-- the catalog knows. Run by walls.bats with pg_prove; everything is rolled back.
BEGIN;
CREATE SCHEMA tap;
CREATE EXTENSION pgtap WITH SCHEMA tap;
SET LOCAL search_path = tap, pg_catalog;
SELECT no_plan();

SELECT table_privs_are(n.nspname, c.relname, login, '{}')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
    unnest(ARRAY['practice_client', 'practice_worker']) login
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname IN ('public', 'auth', 'inside', 'sync', 'api', 'work');

SELECT any_column_privs_are(n.nspname, c.relname, login, '{}')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
    unnest(ARRAY['practice_client', 'practice_worker']) login
WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname IN ('public', 'auth', 'inside', 'sync', 'api', 'work');

SELECT function_privs_are(n.nspname, p.proname, ARRAY(SELECT t::regtype::text FROM unnest(p.proargtypes) t), login,
    CASE WHEN (n.nspname, login) IN (('api', 'practice_client'), ('work', 'practice_worker'))
        THEN ARRAY['EXECUTE'] ELSE '{}' END)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
    unnest(ARRAY['practice_client', 'practice_worker']) login
WHERE n.nspname IN ('auth', 'inside', 'api', 'work') AND p.prokind = 'f';

SELECT is_definer(n.nspname, p.proname, ARRAY(SELECT t::regtype::text FROM unnest(p.proargtypes) t))
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('api', 'work');

SELECT schema_privs_are(name, login, CASE WHEN (name, login) IN (('api', 'practice_client'), ('work', 'practice_worker'))
    THEN ARRAY['USAGE'] ELSE '{}' END)
FROM unnest(ARRAY['public', 'auth', 'inside', 'sync', 'api', 'work', 'extensions']) name,
    unnest(ARRAY['practice_client', 'practice_worker']) login;

SELECT database_privs_are(current_database(), login, ARRAY['CONNECT'])
FROM unnest(ARRAY['practice_client', 'practice_worker']) login;

SELECT isnt_superuser(r.rolname) FROM pg_roles r WHERE r.rolname ~ '^practice_';
SELECT isnt_member_of(owner, login)
FROM unnest(ARRAY['practice_owner', 'practice_auth', 'practice_api', 'practice_job']) owner,
    unnest(ARRAY['practice_client', 'practice_worker']) login;

SELECT language_privs_are(l.lanname, login, '{}')
FROM pg_language l, unnest(ARRAY['practice_client', 'practice_worker']) login WHERE l.lanpltrusted;

SELECT * FROM finish();
ROLLBACK;
