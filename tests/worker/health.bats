#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Waits: runs beside the others.
# What a worker tells machines that ask: alive, ready, and numbers that agree with what it did.
# shellcheck disable=SC2154 # of road.bash and of run
load road

ops=$BATS_TEST_DIRNAME/../../scripts/ops

# listener NAME [FLAGS]: a worker that can be asked; sets $address.
listener()
{
    local name=$1
    shift
    # killed, it leaves a poll behind that may take a message: for a short while, then
    worker_start "$name" --visibility 4 --listen 127.0.0.1:0 "$@"
    wait_for grep -q '"listening"' "$(worker_log "$name")"
    address=http://$(jq -r 'select(.event == "listening").reason' "$(worker_log "$name")")
}

code() { curl -s -o /dev/null -w '%{http_code}' --max-time 20 "$@"; }
answers() { [ "$(code "$address$1")" = "$2" ]; }
metrics() { curl -sf --max-time 20 "$address/metrics"; }
metric() { metrics | awk -v name="$1" '$1 == name { print $2 }'; }
metric_is() { [ "$(metric "practice_worker_$1")" = "$2" ]; }

@test "a worker is alive and ready, and says so in two words" {
    listener w
    answers /healthz 200
    wait_for answers /readyz 200
    [ "$(curl -s "$address/healthz")" = ok ]
    answers /nothing 404
    [ "$(code -X POST -d x=y "$address/metrics")" = 405 ]
    [ "$(code -I "$address/metrics")" = 200 ]
    [ "$(code -H "X: $(head -c 40000 /dev/zero | tr '\0' x)" "$address/healthz")" != 200 ]
    answers /healthz 200
}

@test "the metrics are those of Prometheus, and count what was done" {
    local id bad n_jobs
    listener w
    id=$(hand_in ana "$recordings/cello.flac")
    echo 'no sound' >"$BATS_TEST_TMPDIR/words.flac"
    bad=$(hand_in ana "$BATS_TEST_TMPDIR/words.flac")
    await_job "$id" SUCCEEDED
    await_job "$bad" FAILED
    wait_for metric_is jobs_in_flight 0
    wait_for metric_is 'stage_duration_seconds_count{stage="job"}' 1
    metrics >"$BATS_TEST_TMPDIR/metrics"
    cat "$BATS_TEST_TMPDIR/metrics"
    promtool check metrics <"$BATS_TEST_TMPDIR/metrics"
    metric_is 'jobs_total{outcome="succeeded"}' 1
    metric_is 'jobs_total{outcome="poison"}' 1
    metric_is 'jobs_total{outcome="passing"}' 0
    metric_is 'stage_duration_seconds_count{stage="fetch"}' 2
    metric_is 'stage_duration_seconds_count{stage="analyse"}' 1
    metric_is 'stage_duration_seconds_bucket{stage="store",le="+Inf"}' 1
    metric_is 'circuit_open{dependency="store"}' 0
    # the sound that was heard is the recording's length, to the block
    [ "$(metric practice_worker_audio_seconds_total | awk -v d="$(soxi -D "$recordings/cello.flac")" '{print ($1 > d - 0.2 && $1 < d + 0.2)}')" = 1 ]
    grep -q "^practice_worker_build_info{version=\"$("$BUILD/practice" version | awk 'NR == 1 {print $NF}')\"" "$BATS_TEST_TMPDIR/metrics"
    n_jobs=$(metric 'practice_worker_messages_received_total')
    [ "$n_jobs" -ge 2 ]
}

@test "what waits in queue and studio is told by the housekeeper" {
    cloud send "$QUEUE_URL" '{"job":"00000000-0000-4000-8000-000000000000"}' '{"job":"00000000-0000-4000-8000-000000000001"}'
    listener w --roles housekeep
    # a poll that a killed worker left behind may hold one of them
    both() { [ "$(metrics | awk '/^practice_worker_queue_messages/ {n += $2} END {print n + 0}')" = 2 ]; }
    wait_for both
    metric_is dead_letters 0
    metric_is 'studio_jobs{status="QUEUED"}' 0
    metric_is slots 0
}

@test "a worker that waits for its studio is alive but not ready, and becomes so by itself" {
    as_postgres "$(postgres_bin)/pg_ctl" -D "$STUDIO_FOLDER/s/data" -m fast -w -s stop
    listener w
    answers /healthz 200
    wait_for metric_is 'circuit_open{dependency="studio"}' 1
    answers /readyz 503
    [[ $(curl -s "$address/readyz") == *studio* ]]
    as_postgres "$(postgres_bin)/pg_ctl" -D "$STUDIO_FOLDER/s/data" -l "$STUDIO_FOLDER/s/log" -w -s \
        -o "-c listen_addresses='' -c unix_socket_directories=$STUDIO_FOLDER/s -c fsync=off" start 3>&-
    wait_for answers /readyz 200
}

@test "while the store is down no message is received in vain" {
    local id ids=() n
    for n in violin flute guitar noise piano; do ids+=("$(hand_in ana "$recordings/$n.flac")"); done
    faults '[{"on": "GET /studio/recordings", "action": "status", "status": 503, "times": 100000},
        {"on": "HEAD /studio/recordings/none", "action": "status", "status": 503, "times": 100000}]'
    listener w --roles dispatch,analyse
    wait_for metric_is 'circuit_open{dependency="store"}' 1
    answers /readyz 503
    [ "$(metric practice_worker_messages_received_total)" -le 4 ]
    faults
    for id in "${ids[@]}"; do await_job "$id" SUCCEEDED FAILED; done
    for id in "${ids[@]}"; do [ "$(state_of "$id")" = SUCCEEDED ]; done
    wait_for answers /readyz 200
}

@test "a supervisor that does not move is not healthy" {
    listener w
    answers /healthz 200
    worker_signal w STOP
    wait_for answers /healthz 503
    worker_signal w CONT
    wait_for answers /healthz 200
}

@test "one that stops is not ready, but can be asked until the end" {
    local id
    id=$(hand_in ana "$recordings/singing.flac")
    faults '[{"on": "GET /studio/recordings", "action": "hang", "times": 1}]'
    listener w --grace 600
    await_job "$id" RUNNING
    wait_for metric_is jobs_in_flight 1
    worker_signal w TERM
    wait_for answers /readyz 503
    [[ $(curl -s "$address/readyz") == *stopping* ]]
    answers /healthz 200
    metric_is draining 1
    worker_signal w TERM
    worker_ends w
    [ "$(code "$address/healthz")" = 000 ]
}

@test "an address that cannot be had is told before anything begins" {
    listener w
    run "$BUILD/practice" worker --once --listen "${address#http://}"
    [ "$status" -eq 5 ]
    [[ $output == *"cannot listen"* ]]
    for bad in nonsense 127.0.0.1: :: ::1:80; do
        run "$BUILD/practice" worker --check --listen "$bad"
        [ "$status" -eq 2 ] && [[ $output == *"no address with a port"* ]]
    done
}

@test "a silent download is not lost to another worker" {
    local id
    id=$(hand_in ana "$recordings/clarinet.flac")
    # as long as four visibilities, while another process would take whatever comes back
    faults '[{"on": "GET /studio/recordings", "action": "delay", "ms": 8000, "times": 1}]'
    listener w --visibility 2 --jobs 2
    await_job "$id" SUCCEEDED
    [ "$(sql "SELECT attempt FROM jobs WHERE job_id = '$id'")" = 1 ]
    metric_is jobs_lost_total 0
}

@test "alert rules and dashboard ask for numbers that exist" {
    local name
    promtool check rules "$ops/alerts.yml"
    promtool test rules "$ops/alerts_test.yml"
    jq -e '.panels | length > 5' "$ops/dashboard.json" >/dev/null
    listener w
    wait_for metric_is 'studio_jobs{status="QUEUED"}' 0
    metrics | sed -n 's/^# TYPE \([a-z_]*\) .*/\1/p' >"$BATS_TEST_TMPDIR/names"
    { cat "$ops/alerts.yml"; jq -r '.. | .expr? // empty' "$ops/dashboard.json"; } |
        grep -o 'practice_worker_[a-z_]*' | sort -u >"$BATS_TEST_TMPDIR/asked"
    [ -s "$BATS_TEST_TMPDIR/asked" ]
    while read -r name; do
        name=${name%_bucket}
        grep -qx "$name" "$BATS_TEST_TMPDIR/names" || grep -qx "${name%_sum}" "$BATS_TEST_TMPDIR/names" ||
            grep -qx "${name%_count}" "$BATS_TEST_TMPDIR/names" || { echo "there is no $name"; return 1; }
    done <"$BATS_TEST_TMPDIR/asked"
    # and what is told is described
    while read -r name; do
        grep -q "$name" "$BATS_TEST_DIRNAME/../../man/practice-worker.1" || { echo "$name is not described"; return 1; }
    done < <(sed 's/^practice_worker_//' "$BATS_TEST_TMPDIR/names")
}

@test "who tells how a worker is may die, and another one tells that" {
    listener w
    kill -9 "$(pgrep -o -P "$(cat "$BATS_FILE_TMPDIR/w.pid")")"
    wait_for grep -q '"role":"listen"' "$(worker_log w)"
    wait_for answers /healthz 200
    metric_is process_deaths_total 1
}
