#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Waits: runs beside the others.
# The worker on real servers: what it measures, what it refuses, and what it does when things break.
# shellcheck disable=SC2154 # of road.bash and of run
load road

setup() { queue_new "jobs-$BATS_TEST_NUMBER"; }

played_of() { sql "SELECT measured_ms FROM jobs JOIN practice_sessions USING (session_id) WHERE job_id = '$1'"; }

# worker FLAGS: to its end; it must end well, and every line it logs must be an object.
worker()
{
    run --separate-stderr "$BUILD/practice" worker "$@"
    # shellcheck disable=SC2154
    if [ "$status" -ne 0 ] || [[ $stderr == *Sanitizer* ]] || ! jq -e . <<<"$stderr" >/dev/null; then
        echo "exit $status: $stderr"
        return 1
    fi
}

@test "a recording is measured as analyze measures it, and nothing of it is left" {
    local id
    id=$(hand_in ana "$recordings/cello.flac")
    [ "$(in_store)" = 1 ]
    worker --drain
    [ "$(state_of "$id")" = SUCCEEDED ]
    [ "$(played_of "$id")" = "$("$BUILD/practice" analyze --json "$recordings/cello.flac" | jq '.play_time_s * 1000 | round')" ]
    [ "$(in_store)" = 0 ]
    [ "$(sql "SELECT recording_deleted_at IS NOT NULL FROM jobs WHERE job_id = '$id'")" = t ]
    # the same document as analyze's, but for the way of the file
    [ "$(sql "SELECT document - 'file' FROM session_analyses a JOIN jobs USING (session_id) WHERE job_id = '$id'" | jq -cS .)" = \
        "$("$BUILD/practice" analyze --json "$recordings/cello.flac" | jq -cS 'del(.file)')" ]
    cloud queue-state "$QUEUE_URL"
    [[ $output == *"waiting 0"*"in_flight 0"* ]]
}

@test "what is no recording fails at once, in words for its musician, and is deleted" {
    local id
    echo 'Dear diary, today I practised a lot.' >"$BATS_TEST_TMPDIR/diary.flac"
    id=$(hand_in ana "$BATS_TEST_TMPDIR/diary.flac")
    worker --drain
    [ "$(state_of "$id")" = FAILED ]
    reason_of "$id"
    [ "$(reason_of "$id")" = "poison: 'diary.flac' is no recording: it is text" ]
    [ "$(in_store)" = 0 ]
    [ "$(sql "SELECT attempt FROM jobs WHERE job_id = '$id'")" = 1 ]
}

@test "a name too long for a reason is cut at a whole character" {
    local id
    echo 'Dear diary, today I practised again.' >"$BATS_TEST_TMPDIR/diary.flac"
    id=$(hand_in ana "$BATS_TEST_TMPDIR/diary.flac")
    sql "UPDATE jobs SET file_name = repeat('가', 195) || '.flac' WHERE job_id = '$id'"
    worker --drain
    [[ $(reason_of "$id") == "poison: '가가"*가 ]]
}

@test "a recording in a format of phones is measured in the locked-in child" {
    local id file n=0
    for file in "$recordings"/formats/*.{m4a,mp3,ogg,amr,opus}; do
        [ -e "$file" ] || continue
        id=$(hand_in ana "$file")
        n=$((n + 1))
    done
    [ "$n" -gt 0 ]
    worker --drain --jobs 2
    [ "$(sql "SELECT count(*) FROM jobs WHERE finished_at IS NULL OR failure IS NOT NULL")" = "$(sql "SELECT count(*) FROM jobs WHERE status = 'FAILED'")" ]
    [ "$(state_of "$id")" = SUCCEEDED ]
}

@test "what was uploaded instead of what was handed in is not measured" {
    local id
    id=$(hand_in ana "$recordings/violin.flac")
    "$BUILD/tests/cloud/cloud" s3-put studio "recordings/$id" "$recordings/flute.flac" >/dev/null
    sql "UPDATE jobs SET file_size = $(stat -c %s "$recordings/flute.flac") WHERE job_id = '$id'"
    worker --drain
    [[ $(reason_of "$id") == "poison: what was uploaded is not what was handed in" ]]
}

@test "an upload of another length never reaches a worker" {
    local id
    id=$(hand_in ana "$recordings/guitar.flac")
    "$BUILD/tests/cloud/cloud" s3-put studio "recordings/$id" "$recordings/flute.flac" >/dev/null
    worker --drain
    [[ $(reason_of "$id") == "poison: the recording did not arrive whole" ]]
}

@test "messages that make no sense, and those of no job, are taken away" {
    cloud send "$QUEUE_URL" 'nonsense' '{"job":"x"}' '{"job":"00000000-0000-4000-8000-000000000000"}' '[]'
    worker --drain --roles analyse
    cloud queue-state "$QUEUE_URL"
    [[ $output == *"waiting 0"*"in_flight 0"* ]]
}

@test "a cancelled job is not measured, and its recording goes" {
    local id
    id=$(hand_in ana "$recordings/drums.flac")
    worker --once --roles dispatch
    api "SELECT FROM api.job_cancel('$(token_of ana)', '$id')"
    # At the latest the housekeeper sees to it, when the job has been over for a minute.
    local until=$((SECONDS + 150))
    while worker --drain && "$BUILD/tests/cloud/cloud" s3-list studio | grep -q "recordings/$id"; do
        [ "$SECONDS" -lt "$until" ] || return 1
    done
    [ "$(state_of "$id")" = CANCELLED ]
}

@test "a store that fails for a while delays a job and fails none" {
    local id
    id=$(hand_in ana "$recordings/piano.flac")
    faults '[{"on": "GET /studio/recordings", "action": "status", "status": 503, "times": 7}]'
    worker_start w --visibility 2
    await_job "$id" SUCCEEDED FAILED
    [ "$(state_of "$id")" = SUCCEEDED ]
    worker_signal w TERM
    worker_ends w
}

@test "a fault that does not pass makes a dead letter, and the recording stays for another try" {
    local id
    id=$(hand_in ana "$recordings/saxophone.flac")
    faults '[{"on": "GET /studio/recordings", "action": "status", "status": 403, "times": 1000}]'
    worker_start w --visibility 2
    await_job "$id" FAILED
    [[ $(reason_of "$id") == passing* ]]
    [ "$(in_store)" = 1 ]
    dead() { cloud queue-state "$DEAD_URL" && [[ $output == *"waiting 1"* ]]; }
    wait_for dead
    faults
    api "SELECT FROM api.job_retry('$(token_of ana)', '$id')"
    await_job "$id" SUCCEEDED
}

@test "a stop finishes what is in flight; a second one hands it back at once" {
    local id
    id=$(hand_in ana "$recordings/lesson.flac")
    worker_start first --visibility 60 --grace 60
    await_job "$id" RUNNING SUCCEEDED
    worker_signal first TERM
    worker_ends first
    [ "$(state_of "$id")" = SUCCEEDED ]

    id=$(hand_in ana "$recordings/singing.flac")
    faults '[{"on": "GET /studio/recordings", "action": "hang", "times": 1}]'
    worker_start second --visibility 600 --grace 600
    await_job "$id" RUNNING
    worker_signal second TERM
    wait_for grep -q stopping "$(worker_log second)"
    worker_signal second TERM
    worker_ends second
    [ "$(state_of "$id")" = QUEUED ]
    worker --drain --roles analyse
    [ "$(state_of "$id")" = SUCCEEDED ]
}

@test "a worker that is killed loses nothing: the job is done within a visibility, and once" {
    local id
    id=$(hand_in ana "$recordings/clarinet.flac")
    faults '[{"on": "GET /studio/recordings", "action": "hang", "times": 1}]'
    worker_start killed --visibility 3
    await_job "$id" RUNNING
    worker_signal killed KILL
    faults
    worker_start next --visibility 3
    await_job "$id" SUCCEEDED
    [ "$(sql "SELECT attempt FROM jobs WHERE job_id = '$id'")" -ge 2 ]
    # whose message comes back finds the job free
    [ "$(sql "SELECT n_receives - attempt FROM jobs WHERE job_id = '$id'")" = 0 ]
    [ "$(sql "SELECT count(*) FROM practice_sessions s JOIN jobs j ON j.sha256 = s.content_sha256 WHERE job_id = '$id'")" = 1 ]
}

@test "the studio may be gone for a while" {
    local id
    id=$(hand_in ana "$recordings/contrabass.flac")
    as_postgres "$(postgres_bin)/pg_ctl" -D "$STUDIO_FOLDER/s/data" -m fast -w -s stop
    worker_start patient --visibility 3
    wait_for grep -q '"down"' "$(worker_log patient)"
    as_postgres "$(postgres_bin)/pg_ctl" -D "$STUDIO_FOLDER/s/data" -l "$STUDIO_FOLDER/s/log" -w -s \
        -o "-c listen_addresses='' -c unix_socket_directories=$STUDIO_FOLDER/s -c fsync=off" start 3>&-
    await_job "$id" SUCCEEDED
}

@test "what nobody needs in the store is swept away" {
    "$BUILD/tests/cloud/cloud" s3-put studio recordings/stray "$recordings/noise.flac" >/dev/null
    worker --once --roles housekeep
    [ "$(in_store)" = 0 ]
}

@test "a ticket lets a musician upload without credentials of the cloud" {
    local id token answer
    token=$(token_of ana)
    id=$(api "SELECT job_id FROM api.job_create('$token', '{\"sha256\": \"$(sha256sum "$recordings/noise.flac" | cut -d ' ' -f 1)\",
        \"size\": $(stat -c %s "$recordings/noise.flac"), \"type\": \"audio/flac\", \"name\": \"noise.flac\", \"zone\": \"UTC\", \"recorded_ms\": 1}')")
    api "SELECT FROM api.job_ticket('$token', '$id', true)"
    worker --once --roles dispatch
    answer=$(api "SELECT answer FROM api.job_ticket('$token', '$id', false)")
    [ "$(jq -r .schema <<<"$answer")" = practice.ticket/1 ]
    cloud ticket-put "$(jq -r '.parts[0].url' <<<"$answer")" "$recordings/noise.flac"
    api "SELECT FROM api.job_uploaded('$token', '$id')"
    worker --drain
    [ "$(state_of "$id")" = SUCCEEDED ]
    [ "$(played_of "$id")" = 0 ]
}

@test "settings are judged before anything is begun" {
    while IFS='|' read -r flags words; do
        # shellcheck disable=SC2086 # words
        run "$BUILD/practice" worker --check $flags
        [ "$status" -eq 2 ] && [[ $output == *"$words"* ]] || { echo "$flags: $output"; return 1; }
    done <<'END'
--jobs 0|jobs: a number of 1 to 64
--visibility x|visibility
--roles analyse,sing|no role 'sing'
--once --drain|exclude
--jobs 1.5|jobs: a whole number
--grace nan|grace
--webhooks some|webhooks: one of
--webhook-ca /nonexistent|webhook-ca: '/nonexistent' is no file
--listen 9184|no address with a port
--queue a/b|queue: 'a/b' is neither
--bucket ../x|bucket: '../x' is no name
--region eu!|region
--queue-endpoint ftp://x|queue-endpoint: 'ftp://x' does not begin
--store-endpoint x|store-endpoint
--spool /dev/null|spool: '/dev/null' is no folder
END
    printf 'queue = jobs # no comment here\nnonsense\n' >"$BATS_TEST_TMPDIR/conf"
    run "$BUILD/practice" worker --check --config "$BATS_TEST_TMPDIR/conf"
    [ "$status" -eq 1 ]
    [[ $output == *"line 2"* ]]
    PRACTICE_WORKER_QUEUE='' run "$BUILD/practice" worker --check
    [[ $output == *"must be told its queue"* ]]
    run "$BUILD/practice" worker --check
    [ "$status" -eq 0 ]
}
