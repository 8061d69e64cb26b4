#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Large recordings, which go in parts: with Swift as the store, which lists the parts of an upload
# as S3 does and checks signatures itself. Parts are as small as S3 allows, so that 22 MiB are large.
# shellcheck disable=SC2154 # of road.bash and of run
load road

setup_file()
{
    road_start swift
    sign_up ana
    local plain
    plain=$(sed -n 's/^plain=//p' "$CLOUD_FOLDER/ports")
    export AWS_ACCESS_KEY_ID=test:tester AWS_SECRET_ACCESS_KEY=testing \
        AWS_ENDPOINT_URL=http://127.0.0.1:$OTHER PRACTICE_WORKER_PART=5 \
        PRACTICE_WORKER_QUEUE_ENDPOINT=http://127.0.0.1:$plain
    "$BUILD/tests/cloud/cloud" s3-create studio
    worker_start w --visibility 20
}
teardown() { faults '[]' "$OTHER"; }

lines_of() { gate_log .line "$OTHER" | grep -cE "$1" || true; }
parts_put() { lines_of "^PUT .*partNumber=$1&"; }
comes() { [ "$(parts_put "$1")" -gt 0 ]; }

# The range that a fetch went on with.
ranges() { gate_log 'select(.line | startswith("GET /studio/recordings")) | .headers.range // empty' "$OTHER"; }

@test "a large upload that was killed goes on where it was, and a fetch that was cut likewise" {
    local big=$BATS_TEST_TMPDIR/big.wav pid
    sox -n -r 48000 -c 2 -b 24 "$big" synth 80 sine 440 vol 0.1
    faults '[{"on": "PUT .*partNumber=2&", "action": "status", "status": 500, "times": 1},
        {"on": "PUT .*partNumber=3&", "action": "hang", "times": 1},
        {"on": "GET /studio/recordings/[^?]*$", "action": "cut", "after": 7000000, "times": 1}]' "$OTHER"
    env -u XDG_CONFIG_HOME -u XDG_DATA_HOME HOME="$(home_of ana)" "$BUILD/practice" submit "$big" >/dev/null 3>&- &
    pid=$!
    wait_for comes 3
    kill -9 "$pid"
    wait "$pid" || true
    as ana submit --wait --json "$big"
    [ "$(jq -c '[.status, .duration_s, .attempt]' <<<"$output")" = '["SUCCEEDED",80,1]' ]
    [ "$(parts_put 1) $(parts_put 2) $(parts_put 3) $(parts_put 4) $(parts_put 5)" = "1 2 2 1 1" ]
    [ "$(lines_of '^POST .*\?uploads=?$')" = 1 ]
    [[ $(ranges) =~ ^bytes=[1-9][0-9]*- ]]
    store_empties
}

@test "an upload in parts whose job is cancelled leaves nothing behind" {
    local big=$BATS_TEST_TMPDIR/other.wav pid id
    sox -n -r 48000 -c 2 -b 24 "$big" synth 80 sine 220 vol 0.1
    faults '[{"on": "PUT .*partNumber=2&", "action": "hang", "times": 1}]' "$OTHER"
    forget_log "$OTHER"
    env -u XDG_CONFIG_HOME -u XDG_DATA_HOME HOME="$(home_of ana)" "$BUILD/practice" submit "$big" >/dev/null 3>&- &
    pid=$!
    wait_for comes 2
    as ana job cancel last
    kill -9 "$pid"
    wait "$pid" || true
    sql "UPDATE jobs SET finished_at = now() - interval '2 minutes' WHERE status = 'CANCELLED'"
    "$BUILD/practice" worker --once --roles housekeep
    [ "$(lines_of '^DELETE .*uploadId=')" -ge 1 ]
    [ "$(in_store)" = 0 ]
    id=$(sql "SELECT job_id FROM jobs WHERE status = 'CANCELLED' AND recording_deleted_at IS NOT NULL")
    [ -n "$id" ]
}
