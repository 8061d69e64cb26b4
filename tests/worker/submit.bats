#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Handing recordings in and following them, as musicians do it, without credentials of the cloud.
load road

setup_file()
{
    road_start
    sign_up ana
    sign_up tia
    worker_start w --visibility 10 --jobs 2
}
teardown_file() { road_stop; }
teardown() { faults; }

# sign_up NAME: with an account and an identity file.
sign_up()
{
    person "$1" account sign-up --studio "$STUDIO" \
        --email "$1@example.org" --nickname "$1" --device test --password-fd 0 <<<"battery staple $1"
}

# as NAME ARGUMENT…: `person` without the cloud's environment.
as()
{
    local name
    for name in $(compgen -e | grep -E '^(AWS_|PRACTICE_WORKER_)'); do export -n "${name?}"; done
    person "$@"
    for name in $(compgen -v | grep -E '^(AWS_|PRACTICE_WORKER_)'); do export "${name?}"; done
}

@test "a recording is handed in, measured, and a session of the journal after a sync" {
    as ana submit --wait --json "$recordings/cello.flac"
    [ "$(jq -r .status <<<"$output")" = SUCCEEDED ]
    [ "$(jq .play_time_s <<<"$output")" = "$("$BUILD/practice" analyze --json "$recordings/cello.flac" | jq .play_time_s)" ]
    as ana sync
    as ana session list --json
    [[ $output == *'"title":"cello"'* ]]
    [ "$(in_store)" = 0 ]
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

@test "a recording above 64 MiB goes in parts, and on where it was cut" {
    local big=$BATS_TEST_TMPDIR/big.wav
    sox -n -r 48000 -c 2 -b 24 "$big" synth 270 sine 440 vol 0.1
    [ "$(stat -c %s "$big")" -gt $((64 * 1024 * 1024)) ]
    forget_log
    faults '[{"on": "partNumber=3", "action": "status", "status": 500, "times": 1}]'
    as ana submit --wait --json "$big"
    [ "$(jq -r .status <<<"$output")" = SUCCEEDED ]
    [ "$(gate_log .line | grep -c 'partNumber=1&')" -le 2 ]
    [ "$(gate_log .line | grep -c 'partNumber=5&')" -ge 1 ]
    rm "$big"
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
    as ana session add --start '5 days ago 08:00' --duration 1h --instrument drums --title Groove
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
