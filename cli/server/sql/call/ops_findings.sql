-- What does not hold of the rules that make the database a wall (data.md, "Who may do what"), one a
-- row; none when all is well. Read from the catalogs, so that nothing new can be forgotten here.
WITH room AS (
    SELECT n.oid, n.nspname AS name, n.nspacl AS acl, n.nspowner AS owner
    FROM pg_catalog.pg_namespace n
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
), outsider AS (
    SELECT 0::oid AS oid, 'PUBLIC' AS name
    UNION ALL
    SELECT r.oid, r.rolname FROM pg_catalog.pg_roles r WHERE r.rolname IN ('practice_client', 'practice_worker')
), brought AS (
    SELECT d.classid, d.objid FROM pg_catalog.pg_depend d WHERE d.deptype = 'e'
), relation AS (
    SELECT c.*, pg_catalog.format('%I.%I', room.name, c.relname) AS name
    FROM pg_catalog.pg_class c JOIN room ON room.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        AND NOT EXISTS (SELECT FROM brought b WHERE b.classid = 'pg_catalog.pg_class'::regclass AND b.objid = c.oid)
), routine AS (
    SELECT p.*, p.oid::regprocedure::text AS name, room.name AS room, room.owner AS room_owner
    FROM pg_catalog.pg_proc p JOIN room ON room.oid = p.pronamespace
    WHERE NOT EXISTS (SELECT FROM brought b WHERE b.classid = 'pg_catalog.pg_proc'::regclass AND b.objid = p.oid)
), owner AS (
    SELECT r.* FROM pg_catalog.pg_roles r
    WHERE r.rolname IN ('practice_owner', 'practice_auth', 'practice_api', 'practice_job')
), found AS (
    SELECT 'table ' || t.name AS subject, 'row security is off' AS finding
    FROM relation t WHERE t.relkind IN ('r', 'p') AND NOT t.relrowsecurity
    UNION ALL
    SELECT 'table ' || t.name, 'row security is not forced'
    FROM relation t WHERE t.relkind IN ('r', 'p') AND NOT t.relforcerowsecurity
    UNION ALL
    SELECT 'relation ' || t.name, 'does not belong to practice_owner'
    FROM relation t WHERE pg_catalog.pg_get_userbyid(t.relowner) <> 'practice_owner'
    UNION ALL
    SELECT 'relation ' || t.name, outsider.name || ' has ' || acl.privilege_type
    FROM relation t, pg_catalog.aclexplode(t.relacl) acl JOIN outsider ON outsider.oid = acl.grantee
    UNION ALL
    SELECT 'column ' || t.name || '.' || pg_catalog.quote_ident(a.attname),
        outsider.name || ' has ' || acl.privilege_type
    FROM relation t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid,
        pg_catalog.aclexplode(a.attacl) acl JOIN outsider ON outsider.oid = acl.grantee
    UNION ALL
    SELECT 'policy ' || pg_catalog.quote_ident(p.polname) || ' on ' || t.name, 'is for ' || outsider.name
    FROM relation t JOIN pg_catalog.pg_policy p ON p.polrelid = t.oid
        JOIN outsider ON outsider.oid = ANY (p.polroles)
    UNION ALL
    SELECT 'policy ' || pg_catalog.quote_ident(p.polname) || ' on ' || t.name,
        'is for all commands, and not for practice_auth or practice_job alone'
    FROM relation t JOIN pg_catalog.pg_policy p ON p.polrelid = t.oid
    WHERE p.polcmd = '*' AND (pg_catalog.cardinality(p.polroles) <> 1 OR p.polroles[1] NOT IN (
        SELECT o.oid FROM owner o WHERE o.rolname IN ('practice_auth', 'practice_job')))
    UNION ALL
    SELECT 'schema ' || room.name, outsider.name || ' has ' || acl.privilege_type
    FROM room, pg_catalog.aclexplode(coalesce(room.acl, pg_catalog.acldefault('n', room.owner))) acl
        JOIN outsider ON outsider.oid = acl.grantee
    WHERE (outsider.name, room.name, acl.privilege_type) NOT IN (
        ('practice_client', 'api', 'USAGE'), ('practice_worker', 'work', 'USAGE'))
    UNION ALL
    SELECT 'database', outsider.name || ' has ' || acl.privilege_type
    FROM pg_catalog.pg_database d,
        pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) acl
        JOIN outsider ON outsider.oid = acl.grantee
    WHERE d.datname = pg_catalog.current_database()
        AND NOT (outsider.oid <> 0 AND acl.privilege_type = 'CONNECT')
    UNION ALL
    SELECT 'function ' || f.name, 'runs as its owner, and its search_path is not empty'
    FROM routine f
    WHERE f.prosecdef AND NOT coalesce(f.proconfig, '{}') && ARRAY['search_path=""', 'search_path=']
    UNION ALL
    SELECT 'function ' || f.name, 'a setting of the client changes how it is read'
    FROM routine f
    WHERE f.room IN ('api', 'work') AND NOT coalesce(f.proconfig, '{}') @> ARRAY['row_security=on',
        'standard_conforming_strings=on', 'transform_null_equals=off']
    UNION ALL
    SELECT 'function ' || f.name, 'does not run as its owner'
    FROM routine f WHERE f.room IN ('api', 'work') AND NOT f.prosecdef
    UNION ALL
    SELECT 'function ' || f.name, 'belongs to ' || pg_catalog.pg_get_userbyid(f.proowner)
    FROM routine f
    WHERE pg_catalog.pg_get_userbyid(f.proowner) <> CASE f.room WHEN 'auth' THEN 'practice_auth'
        WHEN 'work' THEN 'practice_job' ELSE 'practice_api' END
    UNION ALL
    SELECT 'function ' || f.name, outsider.name || ' may execute it'
    FROM routine f, pg_catalog.aclexplode(coalesce(f.proacl, pg_catalog.acldefault('f', f.proowner))) acl
        JOIN outsider ON outsider.oid = acl.grantee
    WHERE (outsider.name, f.room) NOT IN (('practice_client', 'api'), ('practice_worker', 'work'))
    UNION ALL
    SELECT 'function ' || p.oid::regprocedure::text, 'PUBLIC may execute it'
    FROM pg_catalog.pg_proc p,
        pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) acl
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND acl.grantee = 0
        AND p.proname IN ('pg_terminate_backend', 'pg_advisory_lock', 'lo_create', 'pg_stat_get_activity')
    UNION ALL
    SELECT 'language ' || l.lanname, 'PUBLIC may use it'
    FROM pg_catalog.pg_language l,
        pg_catalog.aclexplode(coalesce(l.lanacl, pg_catalog.acldefault('l', l.lanowner))) acl
    WHERE l.lanpltrusted AND acl.grantee = 0
    UNION ALL
    SELECT 'type ' || t.oid::regtype::text, 'belongs to nobody of the studio'
    FROM pg_catalog.pg_type t JOIN room ON room.oid = t.typnamespace
    WHERE t.typtype IN ('d', 'e', 'r') AND t.typowner NOT IN (SELECT o.oid FROM owner o)
    UNION ALL
    SELECT 'role ' || r.rolname, 'may do more than it should'
    FROM pg_catalog.pg_roles r
    WHERE (r.oid IN (SELECT o.oid FROM owner o) OR r.oid IN (SELECT o.oid FROM outsider o))
        AND (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls)
    UNION ALL
    SELECT 'role ' || o.rolname, 'may log in' FROM owner o WHERE o.rolcanlogin
    UNION ALL
    SELECT 'role ' || outsider.name, 'is a member of ' || pg_catalog.pg_get_userbyid(m.roleid)
    FROM pg_catalog.pg_auth_members m JOIN outsider ON outsider.oid = m.member
    UNION ALL
    SELECT 'role ' || o.rolname, 'is a member of ' || pg_catalog.pg_get_userbyid(m.roleid)
    FROM pg_catalog.pg_auth_members m JOIN owner o ON o.oid = m.member
    UNION ALL
    SELECT 'role ' || outsider.name, 'somebody gave it the setting ' || setting.text
    FROM pg_catalog.pg_db_role_setting s JOIN outsider ON outsider.oid = s.setrole,
        pg_catalog.unnest(s.setconfig) setting (text)
    WHERE outsider.oid <> 0
        AND s.setdatabase IN (0, (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()))
)
SELECT subject, finding FROM found ORDER BY subject, finding;
