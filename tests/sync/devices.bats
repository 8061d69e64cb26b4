#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Long: runs first.
# The sync suite: journals with wrong clocks change, sync, are killed at every step; replies are lost,
# batches come twice and late, transactions stay open. After quiet all are what the model says.
# SYNC_SEEDS=1000 runs as many (make sync-suite). 50 are for the rows that come out; the sanitizers look at
# the C that makes them, which is the same in half as many.
load common

seeds=${SYNC_SEEDS:-$([ -n "${SANITIZE:-}" ] && echo 25 || echo 50)}

setup_file()
{
    studio_start
    pooler_start
}

teardown_file()
{
    pooler_stop
    studio_stop
}

@test "journals that were killed, doubled, delayed and wrong about the time agree with the model" {
    run_seeds "$STUDIO" 1 "$((seeds / 2))" 3 24
    run_seeds "$STUDIO" 10001 "$((10000 + seeds / 2))" 2 24
}

@test "so do those that once did not" {
    run_seeds "$STUDIO" 70182 70182 3 24 # an edit lost against what a repair had told
    run_seeds "$STUDIO" 80101 80101 3 24 # a row made anew stayed after a later delete
}

@test "so they do behind a pooler in transaction mode" {
    run_seeds "$POOLED" 20001 "$((20000 + seeds / 10))" 3 24
}

@test "so they do while a transaction of somebody else stays open all the time" {
    local holder held
    coproc HOLDER { exec psql -qXAt "$STUDIO_ADMIN" 2>&1 3>&-; }
    holder=$HOLDER_PID
    echo 'BEGIN; SELECT pg_current_xact_id();' >&"${HOLDER[1]}"
    read -r -t 60 held <&"${HOLDER[0]}"
    run_seeds "$POOLED" 40001 "$((40000 + seeds / 25))" 3 24
    run_seeds "$STUDIO" 50001 "$((50000 + seeds / 25))" 3 24
    [ "$(sql 'SELECT pg_snapshot_xmin(pg_current_snapshot())')" = "$held" ]
    kill "$holder"
}

@test "a studio that was restored from a backup is told again what it lost" {
    pooler_stop # its connections would keep the database from being copied
    local seed copy=$BATS_TEST_DIRNAME/studio-copy admin="host=$STUDIO_FOLDER/s user=practice"
    export SYNC_SQL=$BATS_TEST_DIRNAME/sql
    for seed in $(seq 30001 $((30000 + seeds / 25))); do
        people "$seed" "$seed"
        "$BUILD/tests/sync/devices" "$STUDIO" "$STUDIO_ADMIN" "$seed" 3 24 "$BATS_TEST_TMPDIR" \
            "'$copy' save '$admin'" "'$copy' restore '$admin'"
    done
}
