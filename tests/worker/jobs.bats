#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Jobs in the database: who may do what in which state, and that nothing counts twice.
load queue

setup_file()
{
    studio_start
    member ana
    member ben
    member tia
}
teardown_file() { studio_stop; }

all_states='CREATED INGESTED QUEUED RUNNING SUCCEEDED FAILED CANCELLED'

# answers COMMAND…: for each state, what a verb does with a job of it: "STATE>NEW" or "STATE!CODE".
answers()
{
    local state id out
    for state in $all_states; do
        id=$(job_in "$state")
        out=$("$1" "$id" 2>&1) || true
        if [[ $out =~ ERROR:\ +(PR[0-9]+) ]]; then
            echo "$state!${BASH_REMATCH[1]}"
        else
            echo "$state>$(state_of "$id")${out:+ $out}"
        fi
    done
}

expect() # TEXT: lines, indentation ignored
{
    local want
    want=$(sed 's/^ *//; /^$/d' <<<"$1")
    [ "$output" = "$want" ] || {
        diff <(echo "$want") <(echo "$output")
        return 1
    }
}

do_uploaded() { api "SELECT status FROM api.job_uploaded('$(token_of ana)', '$1')"; }
do_cancel() { api "SELECT FROM api.job_cancel('$(token_of ana)', '$1')"; }
do_retry() { api "SELECT FROM api.job_retry('$(token_of ana)', '$1')"; }
do_ticket() { api "SELECT status FROM api.job_ticket('$(token_of ana)', '$1', false)"; }
do_claim() { claim "$1"; }
do_beat() { work "SELECT verdict FROM work.beat('$1', 1, 'analyse', 50, 10, 60)"; }
do_finish() { finish "$1" 1; }
do_fail() { work "SELECT verdict FROM work.fail('$1', 1, 'poison', 'no sound', true)"; }
do_give_back() { work "SELECT verdict FROM work.fail('$1', 1, 'passing', 'stopped', false)"; }
do_lose() { work "SELECT is_done FROM work.upload_lost('$1', 'nothing there')"; }
do_redrive() { work "SELECT FROM work.redrive('$1')"; }

@test "an upload that is done makes a new job INGESTED, and is told once" {
    run answers do_uploaded
    expect 'CREATED>INGESTED INGESTED
        INGESTED>INGESTED INGESTED
        QUEUED>QUEUED QUEUED
        RUNNING>RUNNING RUNNING
        SUCCEEDED>SUCCEEDED SUCCEEDED
        FAILED>FAILED FAILED
        CANCELLED!PR409'
    [ "$(sql "SELECT max(n) FROM (SELECT count(*) AS n FROM job_messages GROUP BY job_id) c")" = 1 ]
}

@test "whatever is not over can be cancelled" {
    run answers do_cancel
    expect 'CREATED>CANCELLED
        INGESTED>CANCELLED
        QUEUED>CANCELLED
        RUNNING>CANCELLED
        SUCCEEDED!PR409
        FAILED!PR409
        CANCELLED>CANCELLED'
}

@test "only what failed for a passing reason is tried again" {
    run answers do_retry
    expect 'CREATED!PR409
        INGESTED!PR409
        QUEUED!PR409
        RUNNING!PR409
        SUCCEEDED!PR409
        FAILED>INGESTED
        CANCELLED!PR409'
    local id
    id=$(job_in RUNNING)
    do_fail "$id"
    run do_retry "$id"
    [[ $output == *PR409* ]]
}

@test "a worker gets what waits, and learns of the rest what to do with its message" {
    run answers do_claim
    expect 'CREATED>CREATED busy|0
        INGESTED>RUNNING go|1
        QUEUED>RUNNING go|1
        RUNNING>RUNNING busy|1
        SUCCEEDED>SUCCEEDED over|1
        FAILED>FAILED over|1
        CANCELLED>CANCELLED over|0'
    [ "$(claim 00000000-0000-4000-8000-000000000000)" = 'gone|0' ]
}

@test "only who runs a job can beat, finish or fail it" {
    run answers do_beat
    expect 'CREATED>CREATED lost
        INGESTED>INGESTED lost
        QUEUED>QUEUED lost
        RUNNING>RUNNING mine
        SUCCEEDED>SUCCEEDED lost
        FAILED>FAILED lost
        CANCELLED>CANCELLED lost'
    run answers do_finish
    expect 'CREATED>CREATED lost
        INGESTED>INGESTED lost
        QUEUED>QUEUED lost
        RUNNING>SUCCEEDED done
        SUCCEEDED>SUCCEEDED done
        FAILED>FAILED lost
        CANCELLED>CANCELLED lost'
    run answers do_fail
    expect 'CREATED>CREATED lost
        INGESTED>INGESTED lost
        QUEUED>QUEUED lost
        RUNNING>FAILED done
        SUCCEEDED>SUCCEEDED lost
        FAILED>FAILED lost
        CANCELLED>CANCELLED lost'
    run answers do_give_back
    expect 'CREATED>CREATED lost
        INGESTED>INGESTED lost
        QUEUED>QUEUED lost
        RUNNING>QUEUED done
        SUCCEEDED>SUCCEEDED lost
        FAILED>FAILED lost
        CANCELLED>CANCELLED lost'
}

@test "an upload that never came fails, dead letters return, and only these" {
    run answers do_lose
    expect 'CREATED>CREATED f
        INGESTED>FAILED t
        QUEUED>QUEUED f
        RUNNING>RUNNING f
        SUCCEEDED>SUCCEEDED f
        FAILED>FAILED f
        CANCELLED>CANCELLED f'
    [ "$(sql "SELECT count(*) FROM notifications n JOIN jobs j ON n.data ->> 'job_id' = j.job_id::text
        WHERE j.failure = 'nothing there'")" = 1 ]
    run answers do_redrive
    expect 'CREATED>CREATED
        INGESTED>INGESTED
        QUEUED>QUEUED
        RUNNING>RUNNING
        SUCCEEDED>SUCCEEDED
        FAILED>QUEUED
        CANCELLED>CANCELLED'
}

@test "the table itself refuses a way between states that there is not" {
    # the 4 open states to themselves, and the 17 ways; each with what the table wants beside
    sql 'CREATE TABLE ways (way text)'
    sql "DO \$\$
        DECLARE
            states text[] := string_to_array('$all_states', ' ');
            old text;
            new text;
            id uuid;
        BEGIN
            FOREACH old IN ARRAY states LOOP
                FOREACH new IN ARRAY states LOOP
                    id := gen_random_uuid();
                    INSERT INTO jobs (job_id, user_id, status, sha256, file_size, content_type, file_name, object_key,
                        zone, recorded_at, finished_at, failure_class)
                    VALUES (id, '$(id_of ana)', old, encode(sha256(id::text::bytea), 'hex'), 1, 'audio/wav', 'x', id,
                        'UTC', now(), CASE WHEN old IN ('SUCCEEDED', 'FAILED', 'CANCELLED') THEN now() END,
                        CASE old WHEN 'FAILED' THEN 'poison' END);
                    BEGIN
                        UPDATE jobs SET status = new, failure_class = CASE new WHEN 'FAILED' THEN 'poison' END,
                            finished_at = CASE WHEN new IN ('SUCCEEDED', 'FAILED', 'CANCELLED') THEN now() END
                            WHERE job_id = id;
                        INSERT INTO ways VALUES (old || ' ' || new);
                    EXCEPTION WHEN SQLSTATE 'PR409' THEN NULL;
                    END;
                END LOOP;
            END LOOP;
        END \$\$"
    run sql "SELECT split_part(way, ' ', 1), string_agg(left(split_part(way, ' ', 2), 2), ' ' ORDER BY way COLLATE \"C\")
        FROM ways GROUP BY 1 ORDER BY 1"
    expect 'CREATED|CA CR IN
        FAILED|IN QU
        INGESTED|CA FA IN QU RU
        QUEUED|CA FA IN QU RU
        RUNNING|CA FA IN QU RU SU'
}

@test "the same recording of the same person is one job, also when 20 hand it in at once" {
    local i pids=() ids
    for i in $(seq 20); do
        create ana crowd >"$BATS_TEST_TMPDIR/$i" &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    ids=$(cat "$BATS_TEST_TMPDIR"/* | sort -u)
    [ "$(wc -l <<<"$ids")" -eq 1 ]
    [ "$(sql "SELECT count(*) FROM jobs WHERE file_name = 'crowd.wav'")" = 1 ]
    [ "$(create ben crowd)" != "$ids" ]
}

@test "what failed or was cancelled can be handed in anew" {
    local first
    first=$(job_in FAILED ana again)
    [ "$(create ana again)" != "$first" ]
    first=$(job_in CANCELLED ana cancelled)
    [ "$(create ana cancelled)" != "$first" ]
    first=$(job_in SUCCEEDED ana kept)
    [ "$(create ana kept)" = "$first" ]
}

@test "a failed job is not tried again beside the one that replaced it" {
    local old
    old=$(job_in FAILED ana replaced)
    create ana replaced
    run do_retry "$old"
    [[ $output == *PR409* ]]
    do_redrive "$old"
    [ "$(state_of "$old")" = FAILED ]
}

@test "values that make no sense are refused in words" {
    local token
    token=$(token_of ana)
    while IFS='|' read -r change words; do
        run api "SELECT * FROM api.job_create('$token', '$(asked bad)'::jsonb || '$change')"
        [ "$status" -ne 0 ]
        [[ $output == *PR4* && $output == *"$words"* ]] || { echo "$change: $output"; return 1; }
    done <<'END'
{"sha256": "xyz"}|64 hex digits
{"size": 0}|empty
{"size": 2147483649}|2 GiB
{"type": "text/html; x"}|no recording
{"recorded_ms": 99999999999999}|future
{"zone": "Mars/Olympus"}|no time zone
{"zone": "; DROP"}|no time zone
{"zone": "+99:00"}|no time zone
{"name": "a\u001bb"}|control
{"for": "nobody"}|no student
{"session_id": "00000000-0000-4000-8000-000000000000"}|no such session
END
}

@test "a measured job becomes a session of the place's day, its statistics, a recording and a note in the inbox" {
    local id person
    id=$(job_in RUNNING ben measured)
    person=$(id_of ben)
    [ "$(finish "$id" 1 300)" = "done" ]
    run sql "SELECT s.practice_date, s.measured_ms, s.claimed_ms, s.longest_run_ms, s.source, s.start_minute,
            s.content_sha256 = j.sha256, s.field_clocks ->> 'row' ~ '^[0-7][0-9a-f]{15}-[0-9a-f]{8}$'
        FROM jobs j JOIN practice_sessions s USING (session_id) WHERE job_id = '$id'"
    [ "$output" = '2026-02-02|300250|600000|60000|analyze|700|t|t' ]
    run sql "SELECT sessions_count, total_recording_time, total_play_time FROM daily_statistics
        WHERE user_id = '$person' AND practice_date = '2026-02-02'"
    [ "$output" = '1|600|300' ]
    [ "$(sql "SELECT count(*) FROM notifications WHERE user_id = '$person' AND type = 'job'")" = 1 ]
    [ "$(sql "SELECT deleted_at IS NULL FROM recording_files WHERE file_path = 'recordings/$id'")" = t ]
    work "SELECT FROM work.recording_deleted('recordings/$id')"
    [ "$(sql "SELECT deleted_at IS NULL FROM recording_files WHERE file_path = 'recordings/$id'")" = f ]
    [ "$(sql "SELECT recording_deleted_at IS NULL FROM jobs WHERE job_id = '$id'")" = f ]
}

@test "a result that is no result fails whole: no session, and the job still runs" {
    local id before
    id=$(job_in RUNNING ben broken)
    before=$(sql 'SELECT count(*) FROM practice_sessions')
    run work "SELECT FROM work.finish('$id', 1, '{\"duration_s\": 1, \"play_time_s\": 1e9, \"longest_run_s\": 0}')"
    [ "$status" -ne 0 ]
    [ "$(state_of "$id")" = RUNNING ]
    [ "$(sql 'SELECT count(*) FROM practice_sessions')" = "$before" ]
}

@test "two workers that finish one attempt at once count it once" {
    local id i pids=()
    id=$(job_in RUNNING ben twice)
    for i in 1 2 3 4 5 6 7 8; do
        finish "$id" 1 >"$BATS_TEST_TMPDIR/$i" &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    [ "$(sort -u "$BATS_TEST_TMPDIR"/*)" = "done" ]
    [ "$(sql "SELECT count(*) FROM practice_sessions s JOIN jobs j ON s.content_sha256 = j.sha256
        WHERE j.job_id = '$id'")" = 1 ]
    [ "$(sql "SELECT count(*) FROM job_events WHERE job_id = '$id' AND status = 'SUCCEEDED'")" = 1 ]
}

@test "a worker whose lease ran out is fenced: the next attempt counts, its own does not" {
    local id
    id=$(job_in QUEUED ben fenced)
    [ "$(claim "$id" slow 0.01)" = 'go|1' ]
    sleep 0.05
    [ "$(claim "$id" quick)" = 'go|2' ]
    [ "$(work "SELECT verdict FROM work.beat('$id', 1, 'analyse', 9, 1, 60)")" = lost ]
    [ "$(finish "$id" 1 100)" = lost ]
    [ "$(work "SELECT verdict FROM work.fail('$id', 1, 'poison', 'x', true)")" = lost ]
    [ "$(finish "$id" 2 200)" = "done" ]
    [ "$(finish "$id" 1 100)" = lost ]
    [ "$(sql "SELECT measured_ms FROM jobs JOIN practice_sessions USING (session_id) WHERE job_id = '$id'")" = 200250 ]
}

@test "only one of ten workers that get the same message at once has the job" {
    local id i pids=()
    id=$(job_in QUEUED ben raced)
    for i in $(seq 10); do
        claim "$id" "w$i" >"$BATS_TEST_TMPDIR/$i" &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    [ "$(cat "$BATS_TEST_TMPDIR"/* | sort | uniq -c | tr -s ' \n' ' ')" = ' 9 busy|1 1 go|1 ' ]
}

@test "a recording that a session has already is measured there, not counted again" {
    local id session
    id=$(job_in SUCCEEDED ben known)
    session=$(sql "SELECT session_id FROM jobs WHERE job_id = '$id'")
    sql "UPDATE jobs SET finished_at = now() - interval '8 days' WHERE job_id = '$id'"
    work 'SELECT FROM work.housekeep(now())'
    [ -z "$(state_of "$id")" ]
    id=$(job_in RUNNING ben known)
    [ "$(finish "$id" 1 200)" = "done" ]
    [ "$(sql "SELECT session_id FROM jobs WHERE job_id = '$id'")" = "$session" ]
    [ "$(sql "SELECT measured_ms FROM practice_sessions WHERE session_id = '$session'")" = 200250 ]
}

@test "a recording handed in for a session is measured there, and wins by its clock" {
    local session id
    session=$(sql "INSERT INTO practice_sessions (session_id, user_id, practice_date, start_time, end_time, zone,
            start_minute, claimed_ms, source, title, field_clocks)
        VALUES (gen_random_uuid(), '$(id_of ben)', '2026-01-05', '2026-01-05 10:00Z', '2026-01-05 11:00Z', 'UTC', 600,
            3600000, 'manual', 'mine', '{\"row\": \"7000000000000000-00000001\"}') RETURNING session_id")
    id=$(create ben given "\"session_id\": \"$session\"")
    api "SELECT FROM api.job_uploaded('$(token_of ben)', '$id')"
    claim "$id"
    finish "$id" 1
    run sql "SELECT title, measured_ms, claimed_ms, field_clocks ->> 'measured_ms' > field_clocks ->> 'row' COLLATE \"C\"
        FROM practice_sessions WHERE session_id = '$session'"
    [ "$output" = 'mine|300250|3600000|t' ]
    run create ana foreign "\"session_id\": \"$session\""
    [[ $output == *PR404* ]]
}

@test "a teacher hands in for those of her group alone, and sees the job but not the session" {
    local group id
    group=$(sql "INSERT INTO groups (group_name, owner_id) VALUES ('studio', '$(id_of tia)') RETURNING group_id")
    sql "INSERT INTO group_members (group_id, user_id, role) VALUES ('$group', '$(id_of tia)', 'owner'),
        ('$group', '$(id_of ben)', 'member')"
    id=$(create tia lesson '"for": "ben"')
    [ "$(sql "SELECT user_id FROM jobs WHERE job_id = '$id'")" = "$(id_of ben)" ]
    run create tia other '"for": "ana"'
    [[ $output == *PR404* ]]
    run create ben other '"for": "tia"'
    [[ $output == *PR404* ]]
    api "SELECT FROM api.job_uploaded('$(token_of tia)', '$id')"
    claim "$id"
    finish "$id" 1
    [ "$(api "SELECT status, student, measured_ms FROM api.job_show('$(token_of tia)', '$id')")" = 'SUCCEEDED|ben|' ]
    [ "$(api "SELECT measured_ms FROM api.job_show('$(token_of ben)', '$id')")" = 300250 ]
    [ "$(sql "SELECT count(*) FROM notifications WHERE data ->> 'job_id' = '$id'")" = 2 ]
}

@test "strangers see nothing of a job and can do nothing to it" {
    local id verb
    id=$(job_in RUNNING ana secret)
    for verb in job_show job_events job_cancel job_retry; do
        run api "SELECT * FROM api.$verb('$(token_of tia)', '$id')"
        [[ $output == *PR404* ]]
    done
    run api "SELECT * FROM api.job_ticket('$(token_of tia)', '$id', true)"
    [[ $output == *PR404* ]]
    run api "SELECT * FROM api.job_uploaded('$(token_of tia)', '$id')"
    [[ $output == *PR404* ]]
    run api "SELECT * FROM api.job_show('nobody', '$id')"
    [[ $output == *PR401* ]]
    [ "$(state_of "$id")" = RUNNING ]
    run api "SELECT * FROM work.claim('$id', 'x', 1, 1)"
    [[ $output == *"permission denied"* ]]
    run work "SELECT * FROM public.jobs"
    [[ $output == *"permission denied"* ]]
}

@test "tickets are answered once, told to who asked, and gone after the upload" {
    local id token
    id=$(job_in CREATED ana ticket)
    sql "DELETE FROM job_tickets WHERE job_id <> '$id'"
    token=$(token_of ana)
    [ "$(api "SELECT status, answer FROM api.job_ticket('$token', '$id', true)")" = 'CREATED|' ]
    [ "$(work "SELECT object_key FROM work.tickets(10) WHERE job_id = '$id'")" = "recordings/$id" ]
    [ -z "$(work "SELECT object_key FROM work.tickets(10) WHERE job_id = '$id'")" ]
    sql "UPDATE job_tickets SET leased_until = now() - interval '1 second' WHERE job_id = '$id'"
    [ -n "$(work "SELECT object_key FROM work.tickets(10, 1000) WHERE job_id = '$id'")" ]
    [ "$(sql "SELECT leased_until > now() + interval '900 seconds' FROM job_tickets WHERE job_id = '$id'")" = t ]
    [ "$(work "SELECT * FROM work.ticket_answer('$id', '{\"parts\": []}', 3600, NULL)")" = t ]
    [ "$(work "SELECT * FROM work.ticket_answer('$id', '{\"parts\": [1]}', 3600, NULL)")" = f ]
    [ "$(api "SELECT answer FROM api.job_ticket('$token', '$id', false)")" = '{"parts": []}' ]
    [ "$(api "SELECT answer FROM api.job_ticket('$token', '$id', true)")" = '' ]
    [ "$(work "SELECT * FROM work.ticket_answer('$id', NULL, 30, 'no store')")" = t ]
    run api "SELECT answer FROM api.job_ticket('$token', '$id', false)"
    [[ $output == *"no store"* ]]
    api "SELECT FROM api.job_uploaded('$token', '$id')"
    [ "$(sql "SELECT count(*) FROM job_tickets WHERE job_id = '$id'")" = 0 ]
}

@test "the first multipart upload of a job is the one that counts" {
    local id
    id=$(job_in CREATED)
    [ "$(work "SELECT * FROM work.upload_begun('$id', 'first')")" = first ]
    [ "$(work "SELECT * FROM work.upload_begun('$id', 'second')")" = first ]
    [ -z "$(work "SELECT * FROM work.upload_begun('$(job_in CANCELLED)', 'x')")" ]
}

@test "a message that was not told to be sent is due again, and one whose job is over is dropped" {
    local id
    sql 'DELETE FROM job_messages'
    id=$(job_in INGESTED)
    [ "$(work 'SELECT job_id, n_tries FROM work.messages(10)')" = "$id|1" ]
    [ -z "$(work 'SELECT job_id FROM work.messages(10)')" ]
    sql "UPDATE job_messages SET leased_until = now() - interval '1 second'"
    [ "$(work 'SELECT job_id, n_tries FROM work.messages(10)')" = "$id|2" ]
    do_cancel "$id"
    sql "UPDATE job_messages SET leased_until = now() - interval '1 second'"
    [ -z "$(work 'SELECT job_id FROM work.messages(10)')" ]
    [ "$(sql 'SELECT count(*) FROM job_messages')" = 0 ]
}

@test "dispatchers at once never take the same message" {
    local i pids=()
    sql 'DELETE FROM job_messages'
    for i in $(seq 12); do job_in INGESTED >/dev/null; done
    for i in 1 2 3 4; do
        work 'SELECT message_id FROM work.messages(5)' >"$BATS_TEST_TMPDIR/$i" &
        pids+=($!)
    done
    for i in "${pids[@]}"; do wait "$i"; done
    work 'SELECT message_id FROM work.messages(100)' >"$BATS_TEST_TMPDIR/5"
    [ "$(cat "$BATS_TEST_TMPDIR"/? | wc -l)" -eq 12 ]
    [ "$(sort -u "$BATS_TEST_TMPDIR"/? | wc -l)" -eq 12 ]
}

@test "events tell every change in order and cannot be changed, not even by workers" {
    local id
    id=$(job_in QUEUED ana told)
    claim "$id"
    work "SELECT FROM work.beat('$id', 1, 'analyse', 10, 5, 60)"
    work "SELECT FROM work.beat('$id', 1, 'analyse', 20, 5, 60)"
    work "SELECT FROM work.fail('$id', 1, 'passing', 'the net is down', false)"
    claim "$id" w2
    finish "$id" 2
    run api "SELECT status, stage, attempt, worker, reason FROM api.job_events('$(token_of ana)', '$id')"
    expect 'CREATED||0||
        INGESTED||0||
        QUEUED||0||
        RUNNING|fetch|1|w1|
        RUNNING|analyse|1|w1|
        QUEUED||1||the net is down
        RUNNING|fetch|2|w2|
        SUCCEEDED|cleanup|2||'
    run sql "SET ROLE practice_job; UPDATE job_events SET reason = 'x'"
    [[ $output == *"permission denied"* ]]
    run sql "SET ROLE practice_job; DELETE FROM job_events"
    [[ $output == *"permission denied"* ]]
}

@test "who watches hears of a change and of nobody else's" {
    local id channel heard
    id=$(job_in QUEUED ana heard)
    channel=$(api "SELECT * FROM api.job_watch('$(token_of ana)')")
    [ "$channel" != "$(api "SELECT * FROM api.job_watch('$(token_of ben)')")" ]
    heard=$({
        echo "LISTEN $channel;"
        for i in $(seq 100); do
            sleep 0.1
            [ "$i" -ne 1 ] || claim "$id" >/dev/null
            [ "$i" -ne 2 ] || job_in QUEUED tia unheard >/dev/null
            echo 'SELECT 1 WHERE false;'
            [ "$i" -lt 5 ] || break
        done
    } | psql -qXAt "$STUDIO")
    [[ $heard == *"$id"* ]]
    [ "$(wc -l <<<"$heard")" -eq 1 ]
}

@test "things are kept as long as was said, whatever the clock" {
    local id person
    person=$(id_of ana)
    sql "DELETE FROM jobs; DELETE FROM session_analyses; DELETE FROM notifications; DELETE FROM doomed_recordings"
    id=$(job_in SUCCEEDED ana aged)
    job_in CREATED ana never >/dev/null
    keeps() # DAYS: analyses, notifications, jobs
    {
        work "SELECT FROM work.housekeep(now() + interval '$1 days')"
        sql "SELECT (SELECT count(*) FROM session_analyses), (SELECT count(*) FROM notifications),
            (SELECT count(*) FROM jobs WHERE status = 'SUCCEEDED'), (SELECT count(*) FROM jobs WHERE status = 'CREATED')"
    }
    [ "$(keeps 1.9)" = '1|1|1|1' ]
    [ "$(keeps 2.1)" = '1|1|1|0' ]
    [ "$(keeps 6.9)" = '1|1|1|0' ]
    [ "$(keeps 7.1)" = '1|1|0|0' ]
    [ "$(keeps 89)" = '1|1|0|0' ]
    [ "$(keeps 91)" = '0|0|0|0' ]
    [ "$(sql "SELECT sessions_count > 0 FROM daily_statistics WHERE user_id = '$person'")" = t ]
    [ "$(work "SELECT count(*) FROM work.doomed(now() + interval '92 days', 100) WHERE object_key = 'recordings/$id'")" = 1 ]
}

@test "a recording is doomed when its job is over, cancelled or gone, and kept while it can be tried again" {
    local state id doomed=
    sql 'DELETE FROM jobs; DELETE FROM doomed_recordings'
    for state in $all_states; do
        id=$(job_in "$state")
        [ -z "$(work "SELECT FROM work.doomed(now(), 100) WHERE object_key = 'recordings/$id'")" ]
        [ "$(work "SELECT count(*) FROM work.doomed(now() + interval '2 minutes', 100)
            WHERE object_key = 'recordings/$id'")" = 0 ] || doomed+=" $state"
        [ "$(work "SELECT count(*) FROM work.orphans(ARRAY['recordings/$id'])")" = 0 ] || doomed+=" ($state)"
    done
    echo "$doomed"
    [ "$doomed" = ' SUCCEEDED (SUCCEEDED) CANCELLED (CANCELLED)' ]
    [ "$(work "SELECT * FROM work.orphans(ARRAY['recordings/unknown'])")" = recordings/unknown ]
}

@test "the recordings of a deleted account are deleted too" {
    local id
    member gone
    id=$(job_in RUNNING gone)
    sql "DELETE FROM users WHERE nickname = 'gone'"
    [ -z "$(state_of "$id")" ]
    [ "$(work "SELECT object_key FROM work.doomed(now(), 1000) WHERE object_key = 'recordings/$id'")" = "recordings/$id" ]
    work "SELECT FROM work.recording_deleted('recordings/$id')"
    [ -z "$(work "SELECT object_key FROM work.doomed(now(), 1000) WHERE object_key = 'recordings/$id'")" ]
    [ "$(finish "$id" 1)" = lost ]
}

@test "what the queue lost is sent again, and given up after twenty attempts" {
    local queued silent lost
    sql 'DELETE FROM jobs'
    queued=$(job_in QUEUED)
    silent=$(job_in RUNNING)
    lost=$(job_in RUNNING)
    sql "UPDATE jobs SET attempt = 20 WHERE job_id = '$lost'"
    [ "$(work "SELECT work.resend(now() + interval '59 minutes')")" = 0 ]
    [ "$(work "SELECT work.resend(now() + interval '62 minutes')")" = 1 ]
    [ "$(state_of "$silent") $(state_of "$lost") $(state_of "$queued")" = 'INGESTED FAILED QUEUED' ]
    [ "$(work "SELECT work.resend(now() + interval '7 hours')")" = 1 ]
    [ "$(state_of "$queued")" = INGESTED ]
    [ "$(work "SELECT count(*) FROM work.messages(100)")" = 2 ]
}
