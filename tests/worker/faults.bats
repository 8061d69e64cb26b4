#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Waits: runs beside the others.
# What goes wrong around a worker: for each fault, whether the job waits and is measured, or FAILED.
# shellcheck disable=SC2154 # of road.bash and of run
load road

setup_file()
{
    road_start
    member ana
    # waits that are random are short ones, and silence is not awaited for half a minute
    export worker_program=/tests/worker/crash PRACTICE_DICE=0.1 PRACTICE_STALL=3
}
setup() { queue_new "jobs-$BATS_TEST_NUMBER"; }
teardown()
{
    workers_stop
    faults
    gate_clock '{"offset_s": 0, "tell": true}'
    rm -f "$BATS_FILE_TMPDIR/full"
}

# tone SECONDS HERTZ: a recording that no other test has; prints its path.
tone()
{
    local file=$BATS_TEST_TMPDIR/tone$2.wav
    sox -q -n -r 8000 -b 16 "$file" synth "$1" triangle "$2" gain -6
    echo "$file"
}

# survives FAULT CALL…: a job that meets the fault once at each of these calls is measured all the same.
survives()
{
    local id fault=$1 call list=
    shift
    number=$((${number:-220} + 7))
    id=$(hand_in_plain "$(tone 1 "$number")")
    for call in "$@"; do list+="${list:+,}{\"on\": \"$call\", $fault}"; done
    faults "[$list]"
    await_job "$id" SUCCEEDED FAILED
    [ "$(state_of "$id")" = SUCCEEDED ] || {
        echo "$fault: $(reason_of "$id")"
        return 1
    }
}

# hand_in_plain FILE: as hand_in, past the gate.
hand_in_plain() { AWS_ENDPOINT_URL=http://127.0.0.1:$PLAIN hand_in ana "$1"; }

@test "whatever the store does for a moment delays a job and fails none" {
    local fault
    worker_start w --visibility 4 --jobs 2
    for fault in '"action": "reset"' '"action": "lose"' '"action": "cut", "after": 100' \
        '"action": "status", "status": 500' '"action": "delay", "ms": 700' \
        '"action": "status", "status": 503, "code": "SlowDown", "headers": {"retry-after": "1"}' \
        '"action": "status", "status": 429' \
        '"action": "answer", "status": 307, "headers": {"location": "http://127.0.0.1:1/"}'; do
        survives "$fault" {HEAD,GET,DELETE}' /studio/recordings'
    done
    # what could not be deleted at once is at the next round
    faults
    wait_for eval '[ "$(sql "SELECT count(*) FROM jobs WHERE finished_at IS NULL")" = 0 ]'
    sql "UPDATE jobs SET finished_at = finished_at - interval '2 minutes'"
    run "$BUILD/practice" worker --once --roles housekeep
    [ "$(in_store)" = 0 ]
}

@test "whatever the queue does for a moment delays a job and fails none" {
    local fault
    worker_start w --visibility 4 --jobs 2
    for fault in '"action": "reset"' '"action": "lose"' '"action": "cut", "after": 20' '"action": "delay", "ms": 700' \
        '"action": "status", "status": 500' '"action": "status", "status": 400, "code": "ThrottlingException"' \
        '"action": "status", "status": 400, "code": "ReceiptHandleIsInvalid"'; do
        survives "$fault" {Send,Receive,Delete}Message ChangeMessageVisibility
    done
}

@test "the store, the queue and a clock may be gone for a while" {
    local id gone
    worker_start w --visibility 4
    for gone in 'studio' 'AmazonSQS' '.'; do
        faults "[{\"on\": \"$gone\", \"action\": \"reset\", \"times\": 1000000}]"
        id=$(hand_in_plain "$(tone 1 "$((300 + ${#gone}))")")
        wait_for grep -q '"down"\|tried in vain' "$(worker_log w)"
        [ "$(state_of "$id")" != FAILED ]
        faults
        await_job "$id" SUCCEEDED
        : >"$(worker_log w)"
    done
    for gone in 7200 -7200; do
        gate_clock "{\"offset_s\": $gone, \"tell\": true}"
        survives '"action": "delay", "ms": 1' GET
    done
}

@test "a recording that is replaced in the middle of its download is not measured" {
    local id
    id=$(hand_in ana "$recordings/violin.flac")
    faults '[{"on": "GET /studio/recordings", "action": "cut", "after": 50000},
        {"on": "GET /studio/recordings", "action": "status", "status": 503, "headers": {"retry-after": "3"}}]'
    forget_log
    worker_start w --visibility 10
    wait_for eval '[ "$(gate_log "select(.line | startswith(\"GET /studio/recordings\")) | .line" | wc -l)" -ge 2 ]'
    AWS_ENDPOINT_URL=http://127.0.0.1:$PLAIN cloud s3-put studio "recordings/$id" "$recordings/flute.flac"
    await_job "$id" FAILED SUCCEEDED
    [ "$(reason_of "$id")" = "poison: what was uploaded is not what was handed in" ]
}

@test "a recording that is deleted before its download fails in words" {
    local id
    id=$(hand_in ana "$recordings/piano.flac")
    run "$BUILD/practice" worker --once --roles dispatch
    wait_for job_is "$id" QUEUED
    cloud s3-delete studio "recordings/$id"
    worker_start w
    await_job "$id" FAILED SUCCEEDED
    [ "$(reason_of "$id")" = "poison: the recording is not there any more" ]
}

@test "a bucket that is not there fails no job, wherever it is missed" {
    local id waiting
    id=$(hand_in ana "$recordings/guitar.flac")
    run "$BUILD/practice" worker --once --roles dispatch
    wait_for job_is "$id" QUEUED
    waiting=$(hand_in ana "$recordings/drums.flac")
    worker_start w --bucket elsewhere --visibility 4
    wait_for grep -q '"what":"dispatch".*NoSuchBucket' "$(worker_log w)"
    wait_for grep -q '"tried in vain".*NoSuchBucket' "$(worker_log w)"
    [ "$(state_of "$waiting")" = INGESTED ]
    worker_signal w TERM
    worker_ends w
    worker_start next --visibility 4
    await_job "$id" SUCCEEDED
    await_job "$waiting" SUCCEEDED
    wait_for eval '[ "$(in_store)" = 0 ]'
}

@test "a worker of another region or with another key says so and touches no job" {
    local id
    id=$(hand_in ana "$recordings/saxophone.flac")
    AWS_REGION=us-east-1 worker_start w --visibility 4
    wait_for grep -q 'the region should be eu-west-3' "$(worker_log w)"
    AWS_SECRET_ACCESS_KEY=wrong worker_start v --visibility 4
    wait_for grep -q SignatureDoesNotMatch "$(worker_log v)"
    [ "$(sql "SELECT attempt FROM jobs WHERE job_id = '$id'")" = 0 ]
    workers_stop
    worker_start next --visibility 4
    await_job "$id" SUCCEEDED
}

@test "a cloud that takes the credentials for expired fails no job" {
    worker_start w --visibility 4
    survives '"action": "status", "status": 400, "code": "ExpiredToken"' {Send,Receive}Message {HEAD,GET}' /studio'
}

# renewed SETTINGS: jobs come for six seconds while a container's endpoint gives keys of which each is
# good for some seconds; none meets an expired one twice.
renewed()
{
    local until=$((SECONDS + 6)) ids=()
    givers "$1"
    forget_log
    (
        unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
        export AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:$GIVERS/container \
            AWS_CONTAINER_AUTHORIZATION_TOKEN=container-token
        worker_start w --visibility 4
    )
    while [ "$SECONDS" -lt "$until" ]; do
        number=$((${number:-900} + 7))
        ids+=("$(hand_in_plain "$(tone 1 "$number")")")
    done
    for id in "${ids[@]}"; do await_job "$id" SUCCEEDED FAILED; done
    [ "$(sql "SELECT DISTINCT status || attempt FROM jobs
        WHERE job_id = ANY (string_to_array('${ids[*]}', ' ')::uuid[])")" = SUCCEEDED1 ]
    # of each of its processes, more than one
    [ "$(gate_log 'select(.verified) | .headers.authorization // empty' | grep -o 'ASIAGIVEN[0-9]*' | sort -u | wc -l)" -ge 6 ]
}

@test "keys that expire while a worker is at it are renewed, before that or when the cloud says so" {
    renewed '{"expires_s": 2, "dies_s": 3}'
    [ "$(gate_log .error | grep -c 'has expired')" -eq 0 ]
    workers_stop
    renewed '{"expires_s": 3600, "dies_s": 2}'
    [ "$(gate_log .error | grep -c 'has expired')" -ge 2 ]
}

@test "a disk that is full delays a job before its download" {
    local id
    worker_start w --visibility 2 --reserve 10000000
    id=$(hand_in ana "$recordings/contrabass.flac")
    wait_for grep -q "the worker's disk is full" "$(worker_log w)"
    worker_signal w KILL
    worker_start next --visibility 2
    await_job "$id" SUCCEEDED
}

@test "a disk that fills up in the middle of a download delays a job" {
    local id
    touch "$BATS_FILE_TMPDIR/full"
    PRACTICE_SPOOL_FULL=$BATS_FILE_TMPDIR/full worker_start w --visibility 2
    id=$(hand_in ana "$recordings/flute.flac")
    wait_for grep -q 'No space left on device' "$(worker_log w)"
    rm "$BATS_FILE_TMPDIR/full"
    await_job "$id" SUCCEEDED
}

@test "a store that answers and then says nothing is left after a while" {
    local id
    id=$(hand_in ana "$recordings/clarinet.flac")
    faults '[{"on": "GET /studio/recordings", "action": "stall", "after": 1000}]'
    worker_start w --visibility 4
    await_job "$id" SUCCEEDED
    [ "$(sql "SELECT attempt FROM jobs WHERE job_id = '$id'")" = 1 ]
}
