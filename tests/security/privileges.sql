-- Who may do what in a studio, one right a line, for privileges.txt. Functions of auth, inside and
-- work have their rights by rule, which ops_findings.sql checks.
WITH room AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), relation AS (
    SELECT c.oid, c.relacl, c.relowner, c.relkind, format('%I.%I', nspname, relname) AS name
    FROM pg_class c JOIN room ON room.oid = relnamespace WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
), named AS (
    SELECT oid, rolname::text AS name FROM pg_roles UNION ALL SELECT 0, 'PUBLIC'
), line AS (
    SELECT format('relation %s: %s %s', r.name, g.name,
        (SELECT string_agg(a.privilege_type, ' ' ORDER BY a.privilege_type) FROM aclexplode(r.relacl) a
            WHERE a.grantee = g.oid)) AS line
    FROM relation r JOIN named g ON g.oid IN (SELECT grantee FROM aclexplode(r.relacl)) AND g.oid <> r.relowner
    UNION ALL
    SELECT format('columns %s: %s %s (%s)', r.name, g.name, a.privilege_type,
        string_agg(attname, ' ' ORDER BY attname))
    FROM relation r JOIN pg_attribute t ON t.attrelid = r.oid, aclexplode(t.attacl) a JOIN named g ON g.oid = a.grantee
    GROUP BY r.name, g.name, a.privilege_type
    UNION ALL
    SELECT format('policy on %s: %s for %s to %s using %s check %s', r.name, polname,
        CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
        (SELECT string_agg(g.name, ' ' ORDER BY g.name) FROM named g WHERE g.oid = ANY (polroles)),
        coalesce(regexp_replace(pg_get_expr(polqual, polrelid), '\s+', ' ', 'g'), '-'),
        coalesce(regexp_replace(pg_get_expr(polwithcheck, polrelid), '\s+', ' ', 'g'), '-'))
    FROM pg_policy JOIN relation r ON r.oid = polrelid
    UNION ALL
    SELECT format('schema %s: %s %s', n.nspname, g.name,
        (SELECT string_agg(a.privilege_type, ' ' ORDER BY a.privilege_type) FROM aclexplode(n.nspacl) a
            WHERE a.grantee = g.oid))
    FROM pg_namespace n JOIN room ON room.oid = n.oid
        JOIN named g ON g.oid IN (SELECT grantee FROM aclexplode(n.nspacl)) AND g.oid <> n.nspowner
    UNION ALL
    SELECT format('function %s: %s', p.oid::regprocedure,
        (SELECT string_agg(g.name, ' ' ORDER BY g.name) FROM aclexplode(p.proacl) a JOIN named g ON g.oid = a.grantee
            WHERE a.grantee <> p.proowner))
    FROM pg_proc p JOIN room ON room.oid = p.pronamespace WHERE nspname IN ('api', 'work')
    UNION ALL
    SELECT format('database: %s %s', g.name, string_agg(a.privilege_type, ' ' ORDER BY a.privilege_type))
    FROM pg_database d, aclexplode(d.datacl) a JOIN named g ON g.oid = a.grantee
    WHERE datname = current_database() AND a.grantee <> d.datdba GROUP BY g.name
    UNION ALL
    SELECT format('role %s:%s%s', rolname, CASE WHEN rolcanlogin THEN ' may log in' END,
        CASE WHEN rolinherit THEN ' inherits' END)
    FROM pg_roles WHERE rolname ~ '^practice_'
)
SELECT line FROM line ORDER BY line COLLATE "C";
