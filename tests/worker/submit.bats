#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Waits: runs beside the others.
# Handing recordings in and following them, as musicians do it, without credentials of the cloud.
# shellcheck disable=SC2154 # of road.bash and of run
load road

setup_file()
{
    road_start
    sign_up ana
    sign_up tia
    worker_start w --visibility 10 --jobs 2
}
teardown() { faults; }

@test "a recording is handed in, measured, and a session of the journal after a sync" {
    as ana submit --wait --json "$recordings/cello.flac"
    [ "$(jq -r .status <<<"$output")" = SUCCEEDED ]
    [ "$(jq .play_time_s <<<"$output")" = "$("$BUILD/practice" analyze --json "$recordings/cello.flac" | jq .play_time_s)" ]
    as ana sync
    as ana session list --json
    [[ $output == *'"title":"cello"'* ]]
    store_empties
}

@test "ten minutes of a phone are measured within half a minute of their upload" {
    local alone id took
    ffmpeg -v error -stream_loop -1 -i "$recordings/lesson.flac" -t 600 -ac 1 -c:a aac -b:a 64k "$BATS_TEST_TMPDIR/ten.m4a"
    alone=$SECONDS
    "$BUILD/practice" analyze --json "$BATS_TEST_TMPDIR/ten.m4a" >/dev/null
    alone=$((SECONDS - alone))
    as ana submit --wait --json "$BATS_TEST_TMPDIR/ten.m4a"
    [ "$(jq -c '[.status, (.duration_s | round)]' <<<"$output")" = '["SUCCEEDED",600]' ]
    id=$(jq -r .id <<<"$output")
    took=$(sql "SELECT extract(epoch FROM finished_at - ingested_at)::int FROM jobs WHERE job_id = '$id'")
    echo "took $took s, analyze alone $alone s"
    # where the engine alone takes a minute, as with sanitizers, nobody can promise that
    [ "$took" -le 30 ] || [ "$took" -le $((2 * alone)) ]
}

@test "the same recording again is the same job, and is not uploaded again" {
    as ana submit "$recordings/flute.flac"
    local id=$output
    as ana submit --wait "$recordings/flute.flac"
    [[ $output == *" played of "* ]]
    [[ $stderr == *"handed in before"* ]]
    as ana job show "$id" --json
    [ "$(jq -r .attempt <<<"$output")" = 1 ]
}

@test "what is no recording is not handed in at all" {
    echo hello >"$BATS_TEST_TMPDIR/hello.wav"
    as ana -3 submit "$BATS_TEST_TMPDIR/hello.wav" /nonexistent
    as ana job list --json
    [[ $output != *hello* ]]
    as ana -1 submit --quiet "$BATS_TEST_TMPDIR/hello.wav" "$recordings/cello.flac"
}

@test "a store that stumbles delays an upload and loses none" {
    faults '[{"on": "PUT /studio/recordings", "action": "reset", "times": 2}]'
    as ana submit --wait --json "$recordings/violin.flac"
    [ "$(jq -r .status <<<"$output")" = SUCCEEDED ]
}

@test "a job is shown with all that happened to it, and nobody else's" {
    as ana submit --wait --quiet "$recordings/guitar.flac"
    as ana job show last --events
    [[ $output == *CREATED*INGESTED*RUNNING*SUCCEEDED* ]]
    as ana job show last --json
    local id
    id=$(jq -r .id <<<"$output")
    as tia -1 job show "$id"
    as tia -1 job cancel "$id"
    [[ $stderr == *"no job"* ]]
    as tia job list
    [ -z "$output" ]
}

@test "what is over cannot be cancelled, and what failed for good cannot be tried again" {
    as ana submit --wait --quiet "$recordings/piano.flac"
    as ana -1 job cancel last
    as ana -1 job retry last
    [[ $stderr == *"passing reason"* ]]
    as ana -2 job cancel
    as ana -1 job cancel 00000000
}

@test "a recording of a session of the journal is measured there" {
    as ana session add --start '2026-03-05 18:30' --duration 1h --instrument drums --title Groove
    local id=$output
    as ana sync
    as ana submit --wait --quiet --session "$id" "$recordings/drums.flac"
    as ana sync
    as ana session show "$id" --json
    [ "$(jq -r .title <<<"$output")" = Groove ]
    [ "$(jq -r '.play_time_s // .measured_s' <<<"$output")" != null ]
}

@test "dead letters are listed and brought back by those who run the studio" {
    local id
    faults '[{"on": "GET /studio/recordings", "action": "status", "status": 403, "times": 1000}]'
    as ana submit "$recordings/saxophone.flac"
    id=$output
    letters() { "$BUILD/practice" job redrive --list --json | grep -q "$id"; }
    await_job "$id" FAILED
    wait_for letters
    faults
    run "$BUILD/practice" job redrive "${id: -8}"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"1 job is back"* ]]
    await_job "$id" SUCCEEDED
}
