#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The first wall: what the members' login can reach with psql. Everything here asks the catalogs what
# there is, so that a new table or function is covered the day it is made.
load attacker

setup_file() { studio_start; }
teardown_file() { studio_stop; }

# Expects that every statement of a file is refused (42501), for the login given.
all_refused()
{
    local n
    n=$(grep -c . statements)
    [ "$n" -gt "$2" ]
    psql -qXAt -v VERBOSITY=sqlstate "${STUDIO/practice_client/$1}" -f statements >answers 2>&1 || true
    grep -v 'ERROR:  42501' answers >accepted || true
    [ ! -s accepted ] || {
        head -n 20 accepted
        return 1
    }
    [ "$(grep -c 'ERROR:  42501' answers)" -eq "$n" ]
}

# A statement from standard input, as the superuser.
query() { psql -qXAt -v ON_ERROR_STOP=1 "$STUDIO_ADMIN" -f -; }

setup() { cd "$BATS_TEST_TMPDIR" || return; }

@test "no login reads, writes, empties or locks any table, view or sequence" {
    local login
    sql "SELECT format(verb, format('%I.%I', nspname, relname)) || ';'
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace, unnest(ARRAY['SELECT FROM %s',
            'SELECT count(*) FROM %s', 'INSERT INTO %s DEFAULT VALUES', 'DELETE FROM %s', 'TRUNCATE %s',
            'COPY %s TO STDOUT', 'DROP TABLE %s', 'ALTER TABLE %s DISABLE ROW LEVEL SECURITY',
            'CREATE POLICY mine ON %s USING (true)', 'COMMENT ON TABLE %s IS ''mine''',
            'GRANT ALL ON %s TO practice_client']) verb
        WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
        UNION ALL
        SELECT format('UPDATE %I.%I SET %I = %3\$I;', nspname, relname,
            (SELECT attname FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 ORDER BY attnum LIMIT 1))
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
        UNION ALL
        SELECT format(verb, format('%I.%I', nspname, relname)) || ';'
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace,
            unnest(ARRAY['SELECT nextval(''%s'')', 'SELECT * FROM %s', 'SELECT setval(''%s'', 1)']) verb
        WHERE relkind = 'S' AND nspname !~ '^pg_'" >statements
    for login in practice_client practice_worker; do all_refused $login 200; done
}

@test "no login calls a function of another's schema" {
    sql "SELECT format('SELECT %I.%I(%s);', nspname, proname, (SELECT string_agg(format('NULL::%s', t::regtype), ', ')
            FROM unnest(proargtypes) t))
        FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
        WHERE nspname NOT IN ('api', 'information_schema') AND nspname !~ '^pg_'
            AND prorettype <> 'trigger'::regtype AND prokind = 'f'" >statements
    all_refused practice_client 40
    sql "SELECT format('SELECT %I.%I(%s);', nspname, proname, (SELECT string_agg(format('NULL::%s', t::regtype), ', ')
            FROM unnest(proargtypes) t))
        FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
        WHERE nspname NOT IN ('work', 'information_schema') AND nspname !~ '^pg_'
            AND prorettype <> 'trigger'::regtype AND prokind = 'f'" >statements
    all_refused practice_worker 40
}

@test "no login makes anything: no table, function, type, schema, temporary thing or code" {
    cat >statements <<-'END'
		CREATE TABLE auth.mine ();
		CREATE TABLE public.mine ();
		CREATE TABLE api.mine ();
		CREATE TEMP TABLE users (user_id uuid);
		CREATE TEMP VIEW users AS SELECT 1;
		CREATE TABLE pg_temp.users ();
		CREATE DOMAIN pg_temp.text AS pg_catalog.text;
		CREATE TYPE pg_temp.uuid AS ENUM ('a');
		CREATE FUNCTION pg_temp.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz';
		CREATE FUNCTION api.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1';
		CREATE SEQUENCE pg_temp.one;
		CREATE SCHEMA mine;
		CREATE DATABASE mine;
		CREATE ROLE mine;
		CREATE EXTENSION pg_trgm SCHEMA api;
		CREATE PUBLICATION mine;
		CREATE EVENT TRIGGER mine ON ddl_command_end EXECUTE FUNCTION pg_catalog.pg_sleep();
		DO 'BEGIN NULL; END';
		SELECT pg_catalog.lo_create(0);
		SELECT pg_catalog.lo_from_bytea(0, 'x');
		SELECT pg_catalog.pg_advisory_lock(5786936142811);
		SELECT pg_catalog.pg_try_advisory_xact_lock(1, 2);
		SELECT pg_catalog.pg_logical_emit_message(false, 'x', 'x');
		SELECT pg_catalog.pg_read_file('/etc/passwd');
		SELECT pg_catalog.pg_ls_dir('/');
		COPY (SELECT 1) TO '/tmp/mine';
		COPY (SELECT 1) TO PROGRAM 'id';
		SELECT * FROM pg_catalog.pg_authid;
		SELECT * FROM pg_catalog.pg_user_mapping;
		SELECT * FROM pg_catalog.pg_statistic;
		SELECT pg_catalog.pg_reload_conf();
		ALTER DATABASE studio SET search_path = 'mine';
		ALTER SYSTEM SET fsync = off;
		ALTER FUNCTION api.hello() OWNER TO practice_client;
		ALTER ROLE practice_client SUPERUSER;
		ALTER ROLE practice_worker PASSWORD 'x';
		SET SESSION AUTHORIZATION practice;
		SET ROLE practice;
		SET ROLE practice_owner;
		SET ROLE practice_auth;
		SET ROLE practice_api;
		SET ROLE practice_worker;
	END
    all_refused practice_client 40
}

@test "members cannot see or end each other's sessions, though they share a login" {
    local pid
    mkfifo line
    psql -qXAt "$STUDIO" <line >pid 2>/dev/null 3>&- &
    exec 4>line
    echo "SELECT pg_backend_pid();" >&4
    until [ -s pid ]; do kill -0 $!; done
    pid=$(cat pid)
    expect 42501 "SELECT pg_terminate_backend($pid)"
    expect 42501 "SELECT pg_cancel_backend($pid)"
    expect 42501 "SELECT query, client_addr FROM pg_stat_activity"
    expect 42501 "SELECT pg_stat_get_activity(NULL)"
    expect 42501 "SELECT pg_stat_get_backend_activity(1)"
    echo "SELECT 'alive';" >&4
    exec 4>&-
    wait $!
    grep -q alive pid
}

@test "every rule that status knows holds" {
    run psql -qXAt "$STUDIO_ADMIN" -f "$BATS_TEST_DIRNAME/../../cli/server/sql/call/ops_findings.sql"
    [ "$status" -eq 0 ]
    echo "$output"
    [ -z "$output" ]
}

# Left out: who is asked before anybody can be somebody.
@test "every function of api takes the token first, but those of a short list" {
    run sql "SELECT proname FROM pg_proc WHERE pronamespace = 'api'::regnamespace
        AND (proargnames[1] IS DISTINCT FROM 'token' OR proargtypes[0] IS DISTINCT FROM 'text'::regtype)
        ORDER BY 1"
    [ "$output" = $'hello\nsign_in\nsign_try\nsign_up' ]
}

@test "every function of api decides who asks before it does anything" {
    # The first call of any kind in its body is the one that takes the token, or lets go of one.
    run query <<'END'
SELECT proname FROM (SELECT proname, pronamespace, prolang, proargnames,
    replace(prosrc, 'pg_catalog.now()', '') AS prosrc FROM pg_proc) p
WHERE pronamespace = 'api'::regnamespace AND proname <> 'hello'
    AND (prolang <> (SELECT oid FROM pg_language WHERE lanname = 'plpgsql') OR prosrc !~ ('^[^(]*\mauth\.' ||
        CASE WHEN proargnames[1] = 'token' THEN 'enter\(token\);' ELSE 'leave\(\);' END)
        OR substring(prosrc, '^[^(]*') ~* '\m(SELECT|PERFORM \w+ FROM|public|pg_catalog)\M')
ORDER BY 1;
END
    echo "$output"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
}

@test "functions name the schemas of the tables that they mean" {
    # A bare name could be found in pg_temp, where only the right to make one is missing to an attacker.
    run query <<'END'
SELECT p.oid::regprocedure, word[1]
FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace,
    regexp_matches(regexp_replace(prosrc, '--[^\n]*', '', 'g'),
        '(?:\mFROM|\mJOIN|\mINTO|\mUPDATE|\mDELETE FROM)\s+([a-z_]+)\M(?!\s*[.(])', 'g') word
WHERE nspname IN ('api', 'auth', 'inside', 'work')
    AND word[1] IN (SELECT relname FROM pg_class c JOIN pg_namespace o ON o.oid = relnamespace
        WHERE relkind IN ('r', 'p', 'v', 'm') AND o.nspname !~ '^pg_' AND o.nspname <> 'information_schema')
    AND prosrc !~ ('\m' || word[1] || ' AS (NOT )?(MATERIALIZED )?\('); -- a part of the query, called so
END
    echo "$output"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
}

@test "rights and policies are those of privileges.txt" {
    psql -qXAt "$STUDIO_ADMIN" -f "$BATS_TEST_DIRNAME/privileges.sql" >privileges
    [ "$(wc -l <privileges)" -gt 100 ]
    if [ -n "${UPDATE_PRIVILEGES:-}" ]; then cp privileges "$BATS_TEST_DIRNAME/privileges.txt"; fi
    diff "$BATS_TEST_DIRNAME/privileges.txt" privileges || {
        echo "if this is meant: UPDATE_PRIVILEGES=1 make check TESTS=tests/security/"
        return 1
    }
}

@test "pgTAP sees the same walls" {
    run pg_prove -q -h "$STUDIO_FOLDER/s" -U practice -d studio "$BATS_TEST_DIRNAME/privileges.pg.sql"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"Result: PASS"* ]]
    [ "$(sed -n 's/^Files=1, Tests=\([0-9]*\),.*/\1/p' <<<"$output")" -gt 500 ]
}
