#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The connection and the schema underneath everything else.
load studio

setup_file() { studio_start; }
teardown_file() { studio_stop; }

as_client() { psql -qXAt -v ON_ERROR_STOP=1 "$STUDIO" -c "$1"; }

@test "making a studio again changes nothing" {
    run "$BUILD/tests/server/prepare" "$STUDIO_ADMIN"
    [ "$status" -eq 0 ]
    version=$(sql 'SELECT max(version) FROM schema_migrations')
    [ "$output" = "$version -> $version" ]
}

@test "ten makers of one new studio at once all succeed, and the migrations run once" {
    psql -qX "host=$STUDIO_FOLDER/s user=practice dbname=postgres" -c 'CREATE DATABASE crowded'
    local i pids=()
    for i in 1 2 3 4 5 6 7 8 9 10; do
        "$BUILD/tests/server/prepare" "host=$STUDIO_FOLDER/s user=practice dbname=crowded" 3>&- &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    run psql -qXAt "host=$STUDIO_FOLDER/s user=practice dbname=crowded" \
        -c 'SELECT version FROM schema_migrations ORDER BY version'
    [ "$output" = "$(sql 'SELECT version FROM schema_migrations ORDER BY version')" ]
}

@test "a studio newer than the program is left alone" {
    sql "INSERT INTO schema_migrations VALUES (9999)"
    run "$BUILD/tests/server/prepare" "$STUDIO_ADMIN"
    sql "DELETE FROM schema_migrations WHERE version = 9999"
    [ "$status" -eq 1 ]
    [[ $output == *"has version 9999, and this program knows"* ]]
}

@test "an administrator who is no superuser can make a studio" {
    sql "CREATE ROLE manager LOGIN CREATEROLE CREATEDB" || true
    psql -qX "host=$STUDIO_FOLDER/s user=manager dbname=postgres" -c 'CREATE DATABASE managed'
    run "$BUILD/tests/server/prepare" "host=$STUDIO_FOLDER/s user=manager dbname=managed"
    echo "$output"
    [ "$status" -eq 0 ]
}

# Loopback under a name that the program does not know as its own machine.
@test "a studio on another machine must prove its name, unless told otherwise" {
    local port=$((20000 + RANDOM % 20000))
    studio_cluster "$STUDIO_FOLDER/t" listen_addresses="'127.0.0.1'" port=$port
    local there="host=::ffff:127.0.0.1 port=$port user=practice dbname=postgres"
    run "$BUILD/tests/server/prepare" "$there"
    local refused=$status words=$output
    run "$BUILD/tests/server/prepare" "$there sslmode=disable"
    as_postgres "$(postgres_bin)/pg_ctl" -D "$STUDIO_FOLDER/t/data" -m immediate -w -s stop
    echo "$words"
    [ "$refused" -eq 1 ]
    [[ $words == *"SSL"* ]]
    [ "$status" -eq 0 ]
}

@test "an address that is none is told as such" {
    run "$BUILD/tests/server/prepare" "nonsense"
    [ "$status" -eq 1 ]
    [[ $output == *"not an address of a database"* ]]
}

@test "arrays of texts go to PostgreSQL and back unchanged" {
    "$BUILD/tests/server/arrays" "$STUDIO_ADMIN"
}

@test "the client's login says hello and sees no table" {
    [ "$(as_client 'SELECT version > 0 FROM api.hello()')" = t ]
    run as_client 'SELECT * FROM public.users'
    [ "$status" -ne 0 ]
    [[ $output == *"permission denied"* ]]
    run as_client "SELECT auth.enter('x')"
    [ "$status" -ne 0 ]
    [[ $output == *"permission denied for schema auth"* ]]
}
