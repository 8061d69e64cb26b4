#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# `practice server` as those who run a studio meet it, on databases of a cluster of its own.
load studio

setup_file() { studio_start; }
teardown_file() { studio_stop; }

setup()
{
    unset PGHOST PGHOSTADDR PGPORT PGDATABASE PGSERVICE PGSSLMODE PGPASSWORD
    cd "$BATS_TEST_TMPDIR" || return
    sql "DELETE FROM users"
}

# The program as the administrator, who has a home like everybody.
ops() { person ops "$@"; }

# Makes an empty database and prints its address.
database()
{
    psql -qX "host=$STUDIO_FOLDER/s user=practice dbname=postgres" -c "CREATE DATABASE $1"
    echo "host=$STUDIO_FOLDER/s user=practice dbname=$1"
}

contains()
{
    [[ $1 == *"$2"* ]] || {
        printf 'not found: %s\nin: %s\n' "$2" "$1"
        return 1
    }
}

# A person as the database has one: NICKNAME.
add_person()
{
    sql "WITH one AS (INSERT INTO users (email, password_hash, nickname)
            VALUES ('$1@example.org', 'x', '$1') RETURNING user_id)
        INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
        SELECT sha256('$1'), user_id, gen_random_uuid(), 'laptop', now() + interval '1 year' FROM one"
}

@test "init makes a studio and tells what comes next; again it says that it is there" {
    local url
    url=$(database fresh)
    ops server init "$url"
    contains "$output" "the studio is made, version"
    contains "$stderr" "practice server invite"
    ops server init "$url"
    contains "$output" "is there already"
    [ -z "$stderr" ]
    ops server migrate "$url"
    contains "$output" "is there already"
}

@test "a password in the address is not repeated" {
    ops server init "postgresql://practice:geheim123@/studio?host=$STUDIO_FOLDER/s"
    [[ $output$stderr != *geheim123* ]]
}

@test "five times init at once make one studio" {
    local url i pids=()
    url=$(database five)
    for i in 1 2 3 4 5; do
        HOME=$PWD "$BUILD/practice" server init "$url" >"out$i" 2>"err$i" 3>&- &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    [ "$(cat out? | grep -c 'is made')" -eq 1 ]
    [ "$(cat out? | grep -c 'is there already')" -eq 4 ]
    ops server status "$url"
}

@test "migrate does not make a studio where there is none" {
    ops -1 server migrate "$(database empty)"
    contains "$stderr" "there is no studio in this database"
    contains "$stderr" "practice server init"
    ops -1 server status "host=$STUDIO_FOLDER/s user=practice dbname=empty"
    contains "$output" "none"
}

@test "an older program leaves a newer studio alone and says so" {
    local before
    before=$(sql "SELECT max(oid) FROM pg_proc")
    sql "INSERT INTO schema_migrations VALUES (9999)"
    ops -5 server migrate "$STUDIO_ADMIN"
    contains "$stderr" "has version 9999, and this program knows"
    contains "$stderr" "upgrade this program"
    ops -5 server init "$STUDIO_ADMIN"
    ops -1 server status "$STUDIO_ADMIN"
    contains "$output" "9999, newer than this program's"
    sql "DELETE FROM schema_migrations WHERE version = 9999"
    [ "$(sql "SELECT max(oid) FROM pg_proc")" = "$before" ]
}

@test "a migration waits for another and then finds nothing to do" {
    local url
    url=$STUDIO_ADMIN
    psql -qXAt "$url" >locked 2>&1 3>&- <<-'END' &
		BEGIN;
		SELECT pg_advisory_xact_lock(5786936142811);
		SELECT pg_sleep(2);
		COMMIT;
	END
    local holder=$!
    until [ "$(sql "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted")" -eq 1 ]; do
        kill -0 $holder
    done
    ops server migrate "$url"
    contains "$output" "is there already"
    wait $holder
}

@test "no name of the program stands in for a library's" {
    # libkrb5, which libpq brings, would otherwise find a function of ours under a name of its own
    nm -D --defined-only "$BUILD/practice" | awk '{print $NF}' | sort -u >exported
    nm --defined-only "$BUILD/libcli.a" "$BUILD/libpractice.a" 2>/dev/null | awk 'NF == 3 {print $3}' \
        | grep -vE '^(_|asan|main$)' | sort -u >ours
    [ "$(wc -l <ours)" -gt 1000 ]
    run comm -12 exported ours
    echo "$output"
    [ -z "$output" ]
}

@test "without a studio to mean, nothing is guessed" {
    # root's is where its own cluster is, wherever HOME points
    ops config set server.folder "$PWD/none"
    ops -1 server status
    contains "$stderr" "no studio is named"
    contains "$stderr" "practice server local"
    PGHOST=$STUDIO_FOLDER/s PGUSER=practice PGDATABASE=studio ops server status
    contains "$output" "all hold"
}

@test "a service of libpq's own file is an address" {
    cat >service <<-END
		[studio-admin]
		host=$STUDIO_FOLDER/s
		user=practice
		dbname=studio
	END
    PGSERVICEFILE=$PWD/service ops server status service=studio-admin
    PGSERVICEFILE=$PWD/service PGSERVICE=studio-admin ops server status
}

@test "a server that is down is told in clear words, with exit code 5" {
    local verb
    for verb in init migrate status invite; do
        ops -5 server $verb "host=$PWD dbname=studio"
        contains "$stderr" "the studio cannot be reached"
        contains "$stderr" "No such file or directory"
    done
    ops -5 server status "host=127.0.0.1 port=1 dbname=studio"
    contains "$stderr" "Connection refused"
    ops -5 server user list --url "host=127.0.0.1 port=1 dbname=studio"
    ops -5 server status "host=$STUDIO_FOLDER/s user=practice dbname=nowhere"
    contains "$stderr" 'database "nowhere" does not exist'
}

@test "an address that is none is a mistake of the command line" {
    ops -2 server status nonsense
    contains "$stderr" "not an address of a database"
    ops -2 server status one two
    ops -2 server user sing mia
    contains "$stderr" "none of list, disable"
    ops -2 server user erase
    contains "$stderr" "erase whom?"
}

@test "status counts every row and tells that all is well" {
    add_person counted
    ops server status --json "$STUDIO_ADMIN"
    jq -e '.schema == "practice.server-status/1" and .version == .newest_version
        and (.findings | length) == 0 and .is_standby == false and .devices.behind == 0' <<<"$output"
    local name
    for name in public.users auth.tokens public.posts; do
        [ "$(jq -r --arg name $name '.tables[] | select(.name == $name) | .rows' <<<"$output")" \
            = "$(sql "SELECT count(*) FROM $name")" ]
    done
    [ "$(jq '[.tables[] | select(.is_estimate)] | length' <<<"$output")" -eq 0 ]
    [ "$(jq '.tables | length' <<<"$output")" -eq "$(sql "SELECT count(*) - 1 FROM pg_class c
        JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'p')
        AND nspname IN ('public', 'auth', 'sync', 'inside', 'api', 'work')")" ]
    sql "INSERT INTO sync.devices (user_id, device, device_name, n_waiting, last_sync_at)
        SELECT user_id, '0000beef', 'cello room', 7, now() - interval '8 days' FROM users WHERE nickname = 'counted'"
    ops server status "$STUDIO_ADMIN"
    contains "$output" "all hold"
    contains "$output" "1 known, 0 synced in the last 7 days; 7 changes wait on 1"
    ops server status --json "$STUDIO_ADMIN"
    jq -e '.devices | .count == 1 and .changes_waiting == 7 and .longest_behind_s >= 691200' <<<"$output"
    sql "DELETE FROM sync.devices WHERE device = '0000beef'"
    # what the JSON has, the manual names
    for name in $(jq -r '[paths | map(strings) | .[]] | unique | .[]' <<<"$output"); do
        grep -qw -- "$name" "$BATS_TEST_DIRNAME/../../man/practice-server.1" ||
            { echo "$name is not in the manual"; return 1; }
    done
}

# Breaks a rule, and expects that status tells it: FINDING BREAKING MENDING
breaks()
{
    sql "$2"
    ops -1 server status "$STUDIO_ADMIN" || {
        echo "not found: $1"
        sql "$3"
        return 1
    }
    sql "$3"
    # shellcheck disable=SC2031 # run sets it here
    contains "$output" "$1"
}

@test "status finds each kind of hole in the walls" {
    breaks "table public.users: row security is off" \
        "ALTER TABLE users DISABLE ROW LEVEL SECURITY" "ALTER TABLE users ENABLE ROW LEVEL SECURITY"
    breaks "table public.users: row security is not forced" \
        "ALTER TABLE users NO FORCE ROW LEVEL SECURITY" "ALTER TABLE users FORCE ROW LEVEL SECURITY"
    breaks "table public.hole: row security is off" "CREATE TABLE hole ()" "DROP TABLE hole"
    breaks "relation public.hole: does not belong to practice_owner" \
        "CREATE VIEW hole AS SELECT * FROM users" "DROP VIEW hole"
    breaks "relation public.users: practice_client has SELECT" \
        "GRANT SELECT ON users TO practice_client" "REVOKE SELECT ON users FROM practice_client"
    breaks "column public.users.email: PUBLIC has SELECT" \
        "GRANT SELECT (email) ON users TO PUBLIC" "REVOKE SELECT (email) ON users FROM PUBLIC"
    breaks "policy open on public.users: is for PUBLIC" \
        "CREATE POLICY open ON users FOR SELECT USING (true)" "DROP POLICY open ON users"
    breaks "schema public: PUBLIC has USAGE" \
        "GRANT USAGE ON SCHEMA public TO PUBLIC" "REVOKE USAGE ON SCHEMA public FROM PUBLIC"
    breaks "schema auth: practice_client has USAGE" \
        "GRANT USAGE ON SCHEMA auth TO practice_client" "REVOKE USAGE ON SCHEMA auth FROM practice_client"
    breaks "database: PUBLIC has TEMPORARY" \
        "GRANT TEMP ON DATABASE studio TO PUBLIC" "REVOKE TEMP ON DATABASE studio FROM PUBLIC"
    breaks "function api.hello(): runs as its owner, and its search_path is not empty" \
        "ALTER FUNCTION api.hello() SET search_path = public" \
        "ALTER FUNCTION api.hello() SET search_path = ''"
    breaks "function api.hello(): a setting of the client changes how it is read" \
        "ALTER FUNCTION api.hello() RESET row_security" "ALTER FUNCTION api.hello() SET row_security = on"
    breaks "function api.hello(): does not run as its owner" \
        "ALTER FUNCTION api.hello() SECURITY INVOKER" "ALTER FUNCTION api.hello() SECURITY DEFINER"
    breaks "function api.hello(): belongs to practice" \
        "ALTER FUNCTION api.hello() OWNER TO practice" "ALTER FUNCTION api.hello() OWNER TO practice_api"
    breaks "function auth.user_id(): PUBLIC may execute it" \
        "GRANT EXECUTE ON FUNCTION auth.user_id() TO PUBLIC" \
        "REVOKE EXECUTE ON FUNCTION auth.user_id() FROM PUBLIC"
    breaks "function pg_advisory_lock(bigint): PUBLIC may execute it" \
        "GRANT EXECUTE ON FUNCTION pg_advisory_lock(bigint) TO PUBLIC" \
        "REVOKE EXECUTE ON FUNCTION pg_advisory_lock(bigint) FROM PUBLIC"
    breaks "language plpgsql: PUBLIC may use it" \
        "GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC" "REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC"
    breaks "role practice_api: may do more than it should" \
        "ALTER ROLE practice_api BYPASSRLS" "ALTER ROLE practice_api NOBYPASSRLS"
    breaks "role practice_owner: may log in" \
        "ALTER ROLE practice_owner LOGIN" "ALTER ROLE practice_owner NOLOGIN"
    breaks "role practice_client: is a member of practice_api" \
        "GRANT practice_api TO practice_client" "REVOKE practice_api FROM practice_client"
    ops server status "$STUDIO_ADMIN"
}

@test "a transaction that is held open shows in status" {
    mkfifo line
    psql -qX "$STUDIO_ADMIN" <line >/dev/null 2>&1 3>&- &
    local holder=$!
    exec 4>line
    echo 'BEGIN; SELECT txid_current();' >&4
    until [ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL
        AND pid <> pg_backend_pid() AND clock_timestamp() - xact_start > '1 s'")" -eq 1 ]; do
        kill -0 $holder
    done
    ops server status --json "$STUDIO_ADMIN"
    exec 4>&-
    wait $holder
    [ "$(jq .oldest_transaction_s <<<"$output")" -ge 1 ]
}

@test "the members' address opens the front door; its password can be chosen" {
    ops server invite "$STUDIO_ADMIN"
    contains "$output" "postgresql://practice_client:"
    [ "$(psql -qXAt "$output" -c 'SELECT version > 0 FROM api.hello()')" = t ]
    echo "p@ss:w/rd?&=%12" >password
    ops server init --client-password-file password "$STUDIO_ADMIN"
    ops server invite --host studio.example.org --port 6432 --database pool \
        --sslrootcert /etc/studio.pem "$STUDIO_ADMIN"
    [ "$output" = "postgresql://practice_client:p%40ss%3Aw%2Frd%3F%26%3D%2512@studio.example.org:6432/pool?sslmode=verify-full&sslrootcert=%2Fetc%2Fstudio.pem" ]
    ops server invite --host ::1 --sslmode require "$STUDIO_ADMIN"
    contains "$output" "@[::1]:"
    contains "$output" "?sslmode=require"
    echo short >password
    ops -1 server init --client-password-file password "$STUDIO_ADMIN"
    contains "$stderr" "must have 12 to 200 letters"
    printf 'geheimes Wort für alle\n' >password
    ops -1 server init --client-password-file password "$STUDIO_ADMIN"
    contains "$stderr" "visible ASCII"
    ops -1 server init --client-password-file nowhere "$STUDIO_ADMIN"
    contains "$stderr" "cannot read 'nowhere'"
    : >password
    ops -1 server init --client-password-file password "$STUDIO_ADMIN"
    contains "$stderr" "'password' is empty"
}

@test "a member who changes the password of all is seen, and migrate puts it back" {
    ops server init "$STUDIO_ADMIN"
    psql -qX "$STUDIO" -c "ALTER ROLE practice_client PASSWORD 'mine alone'"
    psql -qX "$STUDIO" -c "ALTER ROLE practice_client SET default_transaction_read_only = on"
    ops -1 server status "$STUDIO_ADMIN"
    contains "$output" "somebody changed its password"
    contains "$output" "role practice_client: somebody gave it the setting default_transaction_read_only=on"
    ops server migrate "$STUDIO_ADMIN"
    ops server status "$STUDIO_ADMIN"
    contains "$output" "its password is the one in the members' address"
}

@test "an administrator who is no superuser runs a studio, and hears what is open" {
    sql "CREATE ROLE manager LOGIN CREATEROLE CREATEDB"
    psql -qX "host=$STUDIO_FOLDER/s user=manager dbname=postgres" -c 'CREATE DATABASE managed'
    local url="host=$STUDIO_FOLDER/s user=manager dbname=managed"
    ops server init "$url"
    ops server invite "$url"
    contains "$output" "postgresql://practice_client:"
    ops -1 server status "$url"
    contains "$output" "function pg_terminate_backend(integer,bigint): PUBLIC may execute it"
    [[ $output != *"row security"* ]]
    ops -1 server status --json "$url"
    jq -e '.client_login_is_kept == null and all(.tables[]; .is_estimate)' <<<"$output"
    ops server user list --url "$url"
}

@test "people are listed, kept out, let in again and made moderators" {
    add_person mia
    add_person jürgen
    ops server user list --url "$STUDIO_ADMIN"
    contains "$output" "mia@example.org"
    [ "${#lines[@]}" -eq 3 ]
    ops server user list --url "$STUDIO_ADMIN" --json MIA
    jq -e '.schema == "practice.server-user/1" and .nickname == "mia" and .is_active
        and (.is_admin | not) and .devices == 1' <<<"$output"
    ops server user disable mia --url "$STUDIO_ADMIN"
    ops server user list mia --json --url "$STUDIO_ADMIN"
    jq -e '(.is_active | not) and .devices == 0' <<<"$output"
    ops server user enable mia@example.org --url "$STUDIO_ADMIN"
    ops server user promote "$(sql "SELECT user_id FROM users WHERE nickname = 'mia'")" --url "$STUDIO_ADMIN"
    ops server user list mia --json --url "$STUDIO_ADMIN"
    jq -e '.is_active and .is_admin and .devices == 0' <<<"$output"
    ops server user demote mia --url "$STUDIO_ADMIN"
    [ "$(sql "SELECT is_admin FROM users WHERE nickname = 'mia'")" = f ]
    ops -1 server user disable nobody --url "$STUDIO_ADMIN"
    contains "$stderr" "there is nobody with the nickname, e-mail or id 'nobody'"
    ops -1 server user disable "x' OR true --" --url "$STUDIO_ADMIN"
    [ "$(sql "SELECT count(*) FROM users WHERE is_active")" -eq 2 ]
}

@test "a nickname that looks like somebody's e-mail does not hit the other" {
    add_person mia
    sql "INSERT INTO users (email, password_hash, nickname) VALUES ('eve@example.org', 'x', 'mia@example.org')"
    ops -1 server user erase mia@example.org --yes --url "$STUDIO_ADMIN"
    contains "$stderr" "more than one person may be meant"
    [ "$(sql "SELECT count(*) FROM users")" -eq 2 ]
}

@test "erasing asks, and takes everything of a person" {
    add_person mia
    add_person eve
    ops -1 server user erase mia --url "$STUDIO_ADMIN"
    contains "$stderr" "nobody was erased"
    [ "$(sql "SELECT count(*) FROM users")" -eq 2 ]
    ops server user erase mia --yes --url "$STUDIO_ADMIN"
    [ "$(sql "SELECT string_agg(nickname, ' ') FROM users")" = eve ]
    [ "$(sql "SELECT count(*) FROM auth.tokens")" -eq 1 ]
}

@test "names from outside cannot speak to the terminal" {
    sql "INSERT INTO users (email, password_hash, nickname) VALUES ('x@example.org', 'x', E'\\x1b[31mred')"
    ops server user list --url "$STUDIO_ADMIN"
    [[ $output != *$'\e'* ]]
    contains "$output" "[31mred"
}
