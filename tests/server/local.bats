#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# `practice server local`: a studio on this machine by one command; and how a studio on another
# machine has to prove its name, since this cluster listens on an address.
load studio

setup_file()
{
    # Not below the tests' own folder: the cluster is another user's when root makes it.
    LOCAL=$(mktemp -d -u /tmp/local-XXXXXX)
    export LOCAL
}

teardown_file()
{
    local folder
    for folder in "$LOCAL" "$LOCAL.two"; do
        [ ! -d "$folder/data" ] || as_postgres "$(postgres_bin)/pg_ctl" -D "$folder/data" -m immediate \
            -w -s stop >/dev/null 2>&1 || true
        rm -rf "$folder"
    done
}

setup()
{
    unset PGHOST PGHOSTADDR PGPORT PGDATABASE PGSERVICE PGSSLMODE PGPASSWORD PGUSER
    # A process that gave up root cannot be looked into, not even by its own leak checker.
    [ "$(id -u)" -ne 0 ] || export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"
    cd "$BATS_TEST_TMPDIR" || return
}

ops() { person ops "$@"; }

contains()
{
    [[ $1 == *"$2"* ]] || {
        printf 'not found: %s\nin: %s\n' "$2" "$1"
        return 1
    }
}

admin() { echo "host=$LOCAL/run port=$(cat "$LOCAL/port") user=practice_admin dbname=practice"; }

# As the user who may look into the cluster.
psql_admin() { psql -qXAt -v ON_ERROR_STOP=1 "$(admin)" -c "$1"; }

@test "where no studio is, status says so and makes nothing" {
    ops -1 server local status --folder "$LOCAL"
    contains "$output" "none, $LOCAL"
    ops -1 server local stop --folder "$LOCAL"
    contains "$stderr" "there is no studio in '$LOCAL'"
    [ ! -e "$LOCAL" ]
}

@test "one command makes a studio; its address opens the front door" {
    # PostgreSQL's own folder is in nobody's PATH
    PATH=/usr/bin:/bin ops server local --folder "$LOCAL"
    [[ $output == postgresql://practice_client:*@127.0.0.1:*/practice ]]
    contains "$stderr" "the studio runs"
    echo "$output" >"$BATS_FILE_TMPDIR/address"
    [ "$(psql -qXAt "$output" -c 'SELECT version > 0 FROM api.hello()')" = t ]
    ops server local status --json --folder "$LOCAL"
    jq -e --arg folder "$LOCAL" '.schema == "practice.server-local/1" and .state == "running"
        and .folder == $folder and .port >= 1024' <<<"$output"
    ops server status "$(admin)"
    contains "$output" "all hold"
    contains "$output" "its password is the one in the members' address"
}

@test "again it gives the same address, also after a stop and by two at once" {
    local address pids=() i
    address=$(cat "$BATS_FILE_TMPDIR/address")
    ops server local start --folder "$LOCAL"
    [ "$output" = "$address" ]
    [ -z "$stderr" ]
    ops server local stop --folder "$LOCAL"
    ops server local stop --folder "$LOCAL"
    ops -1 server local status --folder "$LOCAL"
    contains "$output" "stopped"
    ops -5 server status "$(admin)"
    for i in 1 2; do
        HOME=$PWD "$BUILD/practice" server local --folder "$LOCAL" >"out$i" 2>"err$i" 3>&- &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    [ "$(cat out1)" = "$address" ]
    [ "$(cat out2)" = "$address" ]
}

@test "only the front door is open: no other password, user, database or way in" {
    local port
    port=$(cat "$LOCAL/port")
    run env PGPASSWORD=guessed psql -qX "host=127.0.0.1 port=$port user=practice_client dbname=practice" -c ''
    contains "$output" "password authentication failed"
    run psql -qXw "host=127.0.0.1 port=$port user=practice_client dbname=practice" -c ''
    contains "$output" "no password supplied"
    run psql -qXw "host=127.0.0.1 port=$port user=practice_admin dbname=practice" -c ''
    contains "$output" "no pg_hba.conf entry"
    run psql -qXw "$(sed 's,/practice$,/postgres,' "$BATS_FILE_TMPDIR/address")" -c ''
    contains "$output" "no pg_hba.conf entry"
    [ "$(stat -c %a "$LOCAL/data")" = 700 ]
    [ "$(stat -c %a "$LOCAL/run")" = 700 ]
    [ "$(stat -c %a "$LOCAL")" = 700 ]
    [ "$(stat -c %a "$LOCAL/log")" = 600 ]
}

@test "a wrong password ends with 5 and clear words" {
    ops -5 server status "postgresql://practice_client:guessed@127.0.0.1:$(cat "$LOCAL/port")/practice"
    contains "$stderr" 'password authentication failed for user "practice_client"'
    ops -5 server status "postgresql://practice_client@127.0.0.1:$(cat "$LOCAL/port")/practice"
    contains "$stderr" "no password supplied"
    contains "$stderr" ".pgpass"
    echo "127.0.0.1:*:*:*:$(sed 's,.*client:,,; s,@.*,,' "$BATS_FILE_TMPDIR/address")" >pass
    chmod 600 pass
    PGPASSFILE=$PWD/pass ops -5 server status \
        "postgresql://practice_client@127.0.0.1:$(cat "$LOCAL/port")/practice"
    # the members' login comes in, and may look at nothing
    contains "$stderr" "permission denied"
}

@test "neither tokens nor passwords come into the server's log" {
    psql -qX "$(cat "$BATS_FILE_TMPDIR/address")" -c "SELECT api.nothing('x')" || true
    run psql -qX "$(cat "$BATS_FILE_TMPDIR/address")" \
        -c '\bind' -c 'SELECT 1' # a statement that works is not logged
    run grep -c "$(sed 's,.*client:,,; s,@.*,,' "$BATS_FILE_TMPDIR/address")" "$LOCAL/log"
    [ "$output" = 0 ]
    [ "$(psql_admin "SHOW log_parameter_max_length_on_error")" = 0 ]
    [ "$(psql_admin "SHOW log_statement")" = none ]
}

@test "an interrupted making leaves nothing in the way" {
    mkdir "$LOCAL.two"
    [ "$(id -u)" -ne 0 ] || chown postgres: "$LOCAL.two"
    as_postgres mkdir -p "$LOCAL.two/data.new/base"
    as_postgres touch "$LOCAL.two/data.new/base/1" "$LOCAL.two/port"
    ops -1 server local status --folder "$LOCAL.two"
    contains "$output" "none"
    ops server local --folder "$LOCAL.two" --port 19283
    contains "$output" ":19283/practice"
    [ ! -e "$LOCAL.two/data.new" ]
    ops -1 server local --folder "$LOCAL.two" --port 19284
    contains "$stderr" "is there already, on port 19283"
    ops server local stop --folder "$LOCAL.two"
}

@test "a cluster that does not start tells why" {
    as_postgres tee -a "$LOCAL.two/data/postgresql.conf" <<<"shared_buffers = 'plenty'" >/dev/null
    ops -5 server local --folder "$LOCAL.two"
    contains "$stderr" "PostgreSQL did not start"
    contains "$stderr" "configuration file"
}

@test "folders that cannot be are refused" {
    ops -1 server local --folder relative
    contains "$stderr" "is not absolute"
    ops -5 server local --folder "/tmp/$(printf 'x%.0s' {1..100})"
    contains "$stderr" "too long for a socket"
    : >"$BATS_FILE_TMPDIR/file"
    ops -5 server local --folder "$BATS_FILE_TMPDIR/file/studio"
    ops -2 server local sing
    ops -2 server local --port 80
}

# A certificate for the addresses given, by an authority of ours.
certificate()
{
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=studio \
        -addext "subjectAltName=$1" -keyout key.pem -out cert.pem 2>/dev/null
    chmod 600 key.pem
    [ "$(id -u)" -ne 0 ] || chown postgres: key.pem
    cp -p key.pem cert.pem "$LOCAL/data/"
    chmod 644 cert.pem "$LOCAL/data/cert.pem"
}

# 0.0.0.0 reaches this machine, but no rule of ours takes it for this machine: a stand-in for another.
@test "a studio on another machine is believed only with a certificate that fits its name" {
    local password url
    ops server local start --folder "$LOCAL"
    password=$(sed 's,.*client:,,; s,@.*,,' "$BATS_FILE_TMPDIR/address")
    url=postgresql://practice_client:$password@0.0.0.0:$(cat "$LOCAL/port")/practice
    ops -5 server status "$url"
    contains "$stderr" "server does not support SSL, but SSL was required"
    certificate IP:127.0.0.1,DNS:other.example.org
    psql_admin "ALTER SYSTEM SET ssl_cert_file = 'cert.pem'"
    psql_admin "ALTER SYSTEM SET ssl_key_file = 'key.pem'"
    psql_admin "ALTER SYSTEM SET ssl = on"
    psql_admin "SELECT pg_reload_conf()"
    until psql -qXw "${url/0.0.0.0/127.0.0.1}?sslmode=require" -c '' 2>/dev/null; do :; done
    ops -5 server status "$url"
    contains "$stderr" "root certificate"
    # a certificate of another name, then of an authority that nobody knows
    ops -5 server status "$url?sslrootcert=$PWD/cert.pem"
    contains "$stderr" "does not match host name"
    certificate IP:0.0.0.0
    psql_admin "SELECT pg_reload_conf()"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=studio \
        -addext "subjectAltName=IP:0.0.0.0" -keyout other.key -out other.pem 2>/dev/null
    ops -5 server status "$url?sslrootcert=$PWD/other.pem"
    contains "$stderr" "certificate"
    # the right one: comes in, and is refused only as a member may not look
    until psql -qXw "$url?sslrootcert=$PWD/cert.pem&sslmode=verify-full" -c '' 2>/dev/null; do :; done
    ops -5 server status "$url?sslrootcert=$PWD/cert.pem"
    contains "$stderr" "permission denied"
    # told otherwise, plain words are enough
    ops -5 server status "$url?sslmode=disable"
    contains "$stderr" "permission denied"
    PGSSLMODE=disable ops -5 server status "$url"
    contains "$stderr" "permission denied"
}
