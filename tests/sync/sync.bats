#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Waits: runs beside the others.
# `practice sync` as its people meet it: two machines of one musician, and what comes between them.
load common

secret='correct horse battery'

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

setup()
{
    cd "$BATS_TEST_TMPDIR" || return
    unset PRACTICE_STUDIO NO_COLOR COLUMNS
    export TZ=Asia/Seoul
    # A musician of this test, at two machines that sync only when they are told to.
    me=m$BATS_TEST_NUMBER
    home=$me-home lap=$me-lap
    quietly "$home"
    quietly "$lap"
    person "$home" account sign-up --studio "$STUDIO" --email "$me@example.org" --nickname "$me" \
        --device home --password-fd 0 <<<"$secret"
    signs_in "$lap" "$me" "$STUDIO"
}

quietly() { person "$1" config set sync.auto no; }

# signs_in MACHINE NAME ADDRESS
signs_in()
{
    person "$1" account sign-in --studio "$3" --email "$2@example.org" --device "$1" \
        --password-fd 0 <<<"$secret"
}

journal_of() { echo "$(home_of "$1")/.local/share/practice/journal.db"; }

# at MACHINE STATEMENT: straight into a journal, past the program.
at() { sqlite3 "$(journal_of "$1")" "$2"; }

add() { person "$1" session add --start "2026-03-0$2 0$2:00" --duration 1h --title "$3"; }

# same MACHINE…: all have the same sessions and goals as the studio.
same()
{
    local machine
    for machine; do
        person "$machine" sync --verify --json
        jq -e '[.verified[].same] | all' <<<"$output" >/dev/null || { echo "$output"; return 1; }
    done
}

titles() { person "$1" session list all --json; jq -r '.title // "-"' <<<"$output" | sort | paste -sd,; }

contains() { [[ $1 == *"$2"* ]] || { printf 'not found: %s\nin: %s\n' "$2" "$1"; return 1; }; }

# wait_for COMMAND…: until it succeeds, for a minute at most.
wait_for()
{
    local until=$((SECONDS + 60))
    until "$@"; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 0.2
    done
}

@test "two machines of one musician come to have the same sessions and goals" {
    add "$home" 1 Suite
    add "$home" 2 '연습 첫날'
    person "$lap" goal add --daily 45m
    person "$home" sync
    person "$lap" sync
    person "$home" sync
    [ "$(titles "$lap")" = "Suite,연습 첫날" ]
    person "$home" goal list
    contains "$output" "45 min a day"
    same "$home" "$lap"
    [ "$(sql "SELECT sum(total_recording_time) FROM daily_statistics d JOIN users USING (user_id) WHERE nickname = '$me'")" = 7200 ]
}

@test "of two changes of one field the later wins, of two fields both stay, a delete beats both" {
    add "$home" 1 Suite
    add "$home" 2 Etude
    person "$home" sync
    person "$lap" sync
    person "$home" session edit @2 --title early
    person "$lap" session edit @2 --title late
    person "$home" session edit @2 --note 'from home'
    person "$home" session delete @1
    person "$lap" session edit @1 --title 'too late'
    person "$lap" sync
    person "$home" sync
    person "$lap" sync
    person "$lap" session list all --json
    [ "$(jq -r '.title + "," + .note' <<<"$output")" = "late,from home" ]
    person "$home" session undo
    person "$home" sync
    person "$lap" sync
    same "$home" "$lap"
    [ "$(person "$lap" session list all --json; wc -l <<<"$output")" -eq 2 ]
}

@test "undo takes back its own change and not what came from elsewhere" {
    add "$home" 1 Suite
    person "$home" sync
    person "$lap" sync
    person "$home" session edit last --note mine
    person "$lap" session edit last --title theirs
    person "$lap" sync
    person "$home" sync
    person "$home" session undo
    person "$home" sync
    person "$lap" sync
    person "$lap" session list all --json
    [ "$(jq -r '.title + "," + (.note // "none")' <<<"$output")" = "theirs,none" ]
    same "$home" "$lap"
}

@test "sessions of two machines may share time, and can be edited then" {
    add "$home" 1 one
    add "$lap" 1 two
    person "$home" sync
    person "$lap" sync
    person "$home" sync
    person "$home" session edit @1 --title three
    person "$home" session edit @2 --title four
    person "$home" -1 session add --start '2026-03-01 01:30' --duration 1h
    person "$home" sync
    person "$lap" sync
    [ "$(titles "$lap")" = "four,three" ]
}

@test "a command that changed something syncs by itself, and does not wait for it" {
    person "$home" config set sync.auto yes
    add "$home" 1 Suite
    arrived() { [ "$(sql "SELECT count(*) FROM practice_sessions JOIN users USING (user_id) WHERE nickname = '$me'")" = 1 ]; }
    wait_for arrived
    add "$lap" 2 Etude
    person "$lap" sync status --json
    jq -e '.unsent == 0 and .synced == null' <<<"$output"
}

@test "without a studio everything waits, and only status tells" {
    add "$home" 1 Suite
    person "$home" sync
    local identity
    identity=$(home_of "$home")/.local/share/practice/account/identity
    cp "$identity" kept
    sed -i "s,host=[^ ]*,host=/nowhere," "$identity"
    add "$home" 2 Etude
    [ -z "$(grep -i studio <<<"$stderr")" ]
    person "$home" -5 sync
    person "$home" -5 sync --quiet
    [ -z "$output$stderr" ]
    person "$home" sync status
    contains "$output" "unsent    1 change"
    contains "$output" failed
    cat kept >"$identity"
    person "$home" sync
    person "$home" sync status --json
    jq -e '.unsent == 0 and .error == null and (.devices | length) == 1' <<<"$output"
}

@test "nobody signed in: sync says so, and status too" {
    person stranger sync status
    contains "$output" "nobody is signed in"
    person stranger -1 sync
    [ ! -e "$(journal_of stranger)" ]
}

@test "a dry run tells what would happen, and nothing does" {
    add "$home" 1 Suite
    person "$home" sync
    add "$lap" 2 Etude
    person "$lap" sync
    add "$home" 3 Waltz
    person "$home" sync --dry-run
    contains "$output" "would send    insert session"
    contains "$output" "would change  1 row here, and remove 0"
    [ "$(titles "$home")" = "Suite,Waltz" ]
    [ "$(sql "SELECT count(*) FROM practice_sessions JOIN users USING (user_id) WHERE nickname = '$me'")" = 2 ]
    person "$home" sync
    [ "$(titles "$home")" = "Etude,Suite,Waltz" ]
}

@test "what the studio refuses blocks nothing, is shown with the reason, and can be sent again or dropped" {
    add "$home" 1 Suite
    person "$home" sync
    at "$home" "UPDATE sync_clock SET clock = clock + (100000000 << 16)" # 28 hours ahead
    add "$home" 2 Ahead
    person "$home" session edit @2 --title Again
    at "$home" "UPDATE sync_clock SET clock = clock - (100000000 << 16)"
    add "$home" 3 Waltz
    person "$home" -1 sync
    contains "$stderr" "refused 2"
    person "$home" sync status
    contains "$output" "more than a day ahead"
    person "$home" sync status --json
    local ids
    mapfile -t ids < <(jq -r '.refused[].id' <<<"$output")
    [ "${#ids[@]}" -eq 2 ]
    person "$lap" sync
    [ "$(titles "$lap")" = "Suite,Waltz" ]
    person "$home" sync retry "${ids[0]}"
    person "$home" sync drop "${ids[1]: -8}"
    person "$home" -1 sync drop 00000000
    person "$home" sync
    person "$home" sync status --json
    jq -e '.refused == [] and .unsent == 0' <<<"$output"
    person "$lap" sync
    [ "$(titles "$lap")" = "Ahead,Suite,Waltz" ]
    same "$home" "$lap"
}

@test "changing what was refused sends it whole" {
    add "$home" 1 Suite
    person "$home" sync
    at "$home" "UPDATE sync_clock SET clock = clock + (100000000 << 16)"
    add "$home" 2 Ahead
    at "$home" "UPDATE sync_clock SET clock = clock - (100000000 << 16)"
    person "$home" -1 sync
    person "$home" session edit @1 --note better
    person "$home" sync
    person "$lap" sync
    [ "$(titles "$lap")" = "Ahead,Suite" ]
    same "$home" "$lap"
}

@test "--verify finds a row that is not as the studio has it, and --repair puts it right" {
    add "$home" 1 Suite
    add "$home" 2 Etude
    person "$home" sync
    at "$home" "UPDATE sync_clock SET is_on = 0; UPDATE session SET title = 'odd' WHERE title = 'Suite';
        DELETE FROM session WHERE title = 'Etude'; UPDATE sync_clock SET is_on = 1"
    add "$home" 3 Waltz
    person "$home" -1 sync --verify
    contains "$output" different
    contains "$stderr" "--repair"
    person "$home" sync --repair --verify
    [ "$(titles "$home")" = "Etude,Suite,Waltz" ]
}

@test "--repair tells nothing twice, and what is changed after it is later than what it told" {
    person "$home" sync
    add "$home" 1 Suite
    person "$home" sync
    at "$home" 'DELETE FROM sync_row' # as if stopped before the studio's rows came
    at "$home" "UPDATE outbox SET xid = 1 << 60 WHERE state = 'applied'"
    person "$home" sync --repair --json
    jq -e '.sent == 0' <<<"$output"
    # two hours fast when this was played, and right again when it is told
    at "$home" 'UPDATE sync_clock SET is_on = 0'
    add "$home" 2 Etude
    at "$home" "UPDATE session SET updated_ms = updated_ms + 7200000 WHERE title = 'Etude';
        UPDATE sync_clock SET is_on = 1"
    person "$home" sync --repair --json
    jq -e '.sent == 1' <<<"$output"
    person "$home" session edit last --title Study
    person "$home" sync
    same "$home" "$lap"
    [ "$(titles "$home")" = Study,Suite ]
    [ "$(titles "$lap")" = Study,Suite ]
}

@test "a journal of another account is left alone until it is adopted" {
    add "$home" 1 Suite
    person "$home" sync
    person "$home" account sign-out
    person "$home" account sign-up --studio "$STUDIO" --email "$me-2@example.org" \
        --nickname "$me-2" --password-fd 0 <<<"$secret"
    person "$home" -1 sync
    contains "$stderr" "another account"
    contains "$stderr" "--adopt"
    sql "DELETE FROM users WHERE nickname = '$me'"
    person "$home" sync --adopt --verify
    [ "$(sql "SELECT nickname FROM practice_sessions JOIN users USING (user_id) WHERE title = 'Suite' AND nickname LIKE '$me%'")" = "$me-2" ]
}

@test "a machine that was away for half a year starts over, and keeps what it did not send" {
    add "$home" 1 Suite
    add "$home" 2 Etude
    person "$home" sync
    person "$lap" sync
    add "$lap" 3 unsent
    person "$home" session delete @1
    person "$home" sync
    sql "DELETE FROM sync.changes WHERE is_deleted; DELETE FROM sync.tombstones; DELETE FROM sync.operations" >/dev/null
    at "$lap" "UPDATE sync_scope SET cursor = substr(cursor, 1, length(cursor) - 10) || '1500000000';
        UPDATE sync_state SET server_s = 1500000000"
    person "$lap" sync
    [ "$(titles "$lap")" = "Suite,unsent" ]
    same "$lap"
}

@test "answers are kept for 180 days, and then forgotten, also those of people who are gone" {
    add "$home" 1 Suite
    person "$home" sync
    sql "INSERT INTO sync.operations (user_id, op_id, device, answer, done_at)
        SELECT user_id, gen_random_uuid(), device, 'applied', now() - age FROM (VALUES (interval '179 days', 'aaaaaaaa'),
            ('181 days', 'aaaaaaab'), ('181 days', 'aaaaaaac')) AS v (age, device), users WHERE nickname IN ('p0', '$me');
        UPDATE sync.devices SET last_sync_at = now() - interval '1 minute'"
    add "$home" 2 Etude
    person "$home" sync
    [ "$(sql "SELECT string_agg(DISTINCT device, ' ') FROM sync.operations WHERE device LIKE 'aaaaaaa%'")" = aaaaaaaa ]
    sql "DELETE FROM sync.operations WHERE device LIKE 'aaaaaaa%'"
}

# played NAME: 3000 sessions of a person with the token "token-NAME", past the triggers.
played()
{
    sql "SET session_replication_role = replica;
        INSERT INTO users (user_id, email, password_hash, nickname) VALUES (md5('$1')::uuid, '$1@example.org', 'x', '$1');
        INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
            VALUES (sha256('token-$1'), md5('$1')::uuid, gen_random_uuid(), 'device', now() + interval '1 day');
        INSERT INTO practice_sessions (session_id, user_id, practice_date, start_time, end_time, zone, start_minute,
            claimed_ms, source, field_clocks)
        SELECT gen_random_uuid(), md5('$1')::uuid, d, d, d + interval '1 hour', 'UTC', 600, 3600000, 'manual',
            '{\"row\": \"0100000000000000-aaaaaaaa\"}' FROM generate_series(1, 3000) n, date('2000-01-01'::date + n) d;
        INSERT INTO sync.changes (scope, entity, row_id, xid, is_deleted)
        SELECT user_id, 'session', session_id, pg_current_xact_id(), false FROM practice_sessions
        WHERE user_id = md5('$1')::uuid"
}

@test "a page reads no more sessions than it tells, also of a person whom the statistics do not know" {
    sql 'ALTER TABLE practice_sessions SET (autovacuum_enabled = off); ALTER TABLE sync.changes SET (autovacuum_enabled = off)'
    played known
    sql 'ANALYZE practice_sessions, sync.changes'
    played unknown
    [ "$(psql -qXAt "$STUDIO_ADMIN" <<<"BEGIN; SELECT length(answer) > 100000 FROM
            api.sync_pull('token-unknown', md5('unknown')::uuid, '', 500);
        SELECT idx_tup_fetch + seq_tup_read < 1200 FROM pg_stat_xact_user_tables WHERE relname = 'practice_sessions'")" = $'t\nt' ]
    [ "$(psql -qXAt "$STUDIO_ADMIN" <<<"BEGIN; SELECT count(*) FROM api.sync_absent('token-unknown', 'session',
            ARRAY(SELECT session_id FROM practice_sessions WHERE user_id = md5('unknown')::uuid LIMIT 500));
        SELECT idx_tup_fetch + seq_tup_read < 7200 FROM pg_stat_xact_user_tables WHERE relname = 'practice_sessions'")" = $'0\nt' ]
    sql "DELETE FROM users WHERE nickname IN ('known', 'unknown');
        ALTER TABLE practice_sessions RESET (autovacuum_enabled); ALTER TABLE sync.changes RESET (autovacuum_enabled)"
}

@test "what a group showed is forgotten when it is left" {
    person "$home" group create "quartet of $me" --public
    local friend=$me-friend
    quietly "$friend"
    person "$friend" account sign-up --studio "$STUDIO" --email "$friend@example.org" \
        --nickname "$friend" --password-fd 0 <<<"$secret"
    person "$friend" group join "quartet of $me"
    person "$friend" sync
    [ "$(at "$friend" "SELECT count(*) FROM cache JOIN sync_scope USING (scope) WHERE kind = 'group'")" -ge 2 ]
    person "$home" group kick "quartet of $me" "$friend"
    person "$friend" sync
    [ "$(at "$friend" "SELECT count(*) FROM cache JOIN sync_scope USING (scope) WHERE kind = 'group'")" -eq 0 ]
    [ "$(at "$friend" "SELECT count(*) FROM sync_scope WHERE kind = 'group'")" -eq 0 ]
}

# watches MACHINE: `sync --watch` in the background, until $watcher is killed.
watches()
{
    HOME=$(home_of "$1") "$BUILD/practice" sync --watch >watch.out 2>&1 3>&- &
    watcher=$!
}

arrives() { [ "$(at "$1" "SELECT count(*) FROM session WHERE title = '$2'" 2>/dev/null)" = 1 ]; }

@test "--watch takes a change elsewhere and sends one made here" {
    watches "$lap"
    wait_for grep -q . "$(journal_of "$lap")"
    add "$home" 1 Suite
    person "$home" sync
    wait_for arrives "$lap" Suite
    local began=$EPOCHREALTIME
    add "$home" 2 Etude
    person "$home" sync
    wait_for arrives "$lap" Etude
    echo "# a change took $(bc <<<"$EPOCHREALTIME - $began") s" >&3
    add "$lap" 3 Waltz
    sent() { [ "$(sql "SELECT count(*) FROM practice_sessions JOIN users USING (user_id) WHERE nickname = '$me'")" = 3 ]; }
    wait_for sent
    kill "$watcher"
    wait "$watcher"
}

# Without a ring the watch looks every ten seconds: what is here within five came by one, or by the first look
# after the restart, within a second or so of it.
@test "--watch goes on when the studio was restarted, and takes a change elsewhere at once" {
    local n began ms quick=0
    watches "$lap"
    add "$home" 1 Suite
    person "$home" sync
    wait_for arrives "$lap" Suite
    for n in 2 3; do
        studio_restart
        add "$home" "$n" "Restart $n"
        person "$home" sync
        began=$(date +%s%3N)
        wait_for arrives "$lap" "Restart $n"
        ms=$(($(date +%s%3N) - began))
        echo "# after a restart a change took $ms ms" >&3
        [ "$ms" -lt 5000 ]
        [ "$ms" -gt 1500 ] || quick=1
    done
    [ "$quick" = 1 ]
    kill "$watcher"
    wait "$watcher"
    [ "$(grep -cE 'broke|cannot|reached|shutting|terminat' watch.out)" -le 2 ]
    same "$lap"
}

@test "behind a pooler in transaction mode --watch looks by itself" {
    person "$lap" account sign-out
    signs_in "$lap" "$me" "$POOLED"
    watches "$lap"
    add "$home" 1 Suite
    person "$home" sync
    wait_for arrives "$lap" Suite
    add "$home" 2 Etude
    person "$home" sync
    wait_for arrives "$lap" Etude
    studio_restart
    add "$home" 3 Waltz
    person "$home" sync
    wait_for arrives "$lap" Waltz
    kill "$watcher"
    wait "$watcher"
    same "$lap"
}

@test "what is told while an older transaction runs is told in pages, and again when it has ended" {
    person "$home" sync
    local holder token me_id cursor titles='' again
    token=$(sed -n 's/^token //p' "$(home_of "$home")/.local/share/practice/account/identity")
    me_id=$(sql "SELECT user_id FROM users WHERE nickname = '$me'")
    pull() { psql -qXAt "$STUDIO" -c "SELECT answer FROM api.sync_pull('$token', '$me_id', '$1', 1)"; }
    pull_all() # CURSOR: every page; sets titles and cursor
    {
        local page more=true pages=0
        cursor=$1 titles=
        while [ "$more" = true ]; do
            page=$(pull "$cursor")
            titles+=$(jq -r '.rows[] | select(.entity == "session") | .body.title + " "' <<<"$page")
            IFS=$'\t' read -r cursor more < <(jq -r '[.cursor, .more] | @tsv' <<<"$page")
            [ "$((++pages))" -lt 50 ]
        done
    }
    pull_all ''
    coproc HOLDER { exec psql -qXAt "$STUDIO_ADMIN" 2>&1 3>&-; }
    holder=$HOLDER_PID
    echo "BEGIN; SELECT pg_current_xact_id();" >&"${HOLDER[1]}"
    read -r -t 60 held <&"${HOLDER[0]}"
    add "$home" 1 Suite
    add "$home" 2 Etude
    person "$home" sync
    pull_all "$cursor"
    [ "$titles" = 'Suite Etude ' ] || { echo "early: $titles"; return 1; }
    [ "$(cut -d: -f2 <<<"$cursor")" -le "$held" ]
    again=$cursor
    echo "INSERT INTO goals (goal_id, user_id, period, target_ms, from_date, created_at, field_clocks)
        VALUES (gen_random_uuid(), '$me_id', 'day', 60000, '2026-01-01', now(), '{\"row\": \"0100000000000000-aaaaaaaa\"}');
        COMMIT; SELECT 1;" >&"${HOLDER[1]}"
    read -r -t 60 <&"${HOLDER[0]}"
    kill "$holder"
    pull "$again" | jq -e '.rows[0].entity == "goal"' # the older transaction's comes first
    pull_all "$again"
    [ "$titles" = 'Suite Etude ' ]
    pull_all "$cursor"
    [ "$titles" = '' ]
}

@test "the usual sync is one call; an older studio is asked step by step" {
    local step
    person "$home" sync
    person "$lap" sync
    for step in 'sync_begin(text,text,uuid,integer)' 'sync_push(text,text,jsonb)' \
        'sync_pull(text,uuid,text,integer)' 'inbox_unread(text)'; do
        sql "REVOKE EXECUTE ON FUNCTION api.$step FROM practice_client"
    done
    add "$home" 1 Suite
    person "$home" sync --json
    jq -e '.sent == 1' <<<"$output"
    person "$lap" sync --json
    jq -e '.changed == 1' <<<"$output"
    [ "$(titles "$lap")" = Suite ]
    "$BUILD/tests/server/prepare" "$STUDIO_ADMIN"
    sql 'ALTER FUNCTION api.sync_round RENAME TO not_yet'
    add "$lap" 2 Etude
    person "$lap" sync --json
    jq -e '.sent == 1' <<<"$output"
    sql 'ALTER FUNCTION api.not_yet RENAME TO sync_round'
    same "$home" "$lap"
    [ "$(titles "$home")" = Etude,Suite ]
}

@test "a program of another time is told which side to upgrade" {
    person "$home" sync
    local token
    token=$(sed -n 's/^token //p' "$(home_of "$home")/.local/share/practice/account/identity")
    run psql -qXAt -v VERBOSITY=verbose "$STUDIO" -c "SELECT api.sync_begin('$token', '00000000', NULL, 2)"
    contains "$output" PR426
    contains "$output" "upgrade the studio"
    run psql -qXAt -v VERBOSITY=verbose "$STUDIO" -c "SELECT api.sync_begin('$token', '00000000', NULL, 0)"
    contains "$output" "upgrade this program"
}

@test "a disk that is full in the middle of a sync leaves a journal that goes on" {
    /usr/bin/python3 - >many.csv <<'PYTHON'
print("id,date,start,end,zone,claimed_s,measured_s,longest_run_s,source,instrument,title,piece,tags,note")
for day in range(600):
    d = "%d-%02d-%02d" % (2020 + day // 300, 1 + day % 300 // 25, 1 + day % 25)
    print(f",{d},{d}T10:00:00Z,{d}T11:00:00Z,UTC,3600,1800,900,record,cello,Session {day},,slow,{'x' * 300}")
PYTHON
    person "$home" session import --format csv many.csv
    person "$home" sync
    person "$lap" sync status
    if (
        ulimit -f 300
        trap '' XFSZ
        HOME=$(home_of "$lap") "$BUILD/practice" sync >full.out 2>&1
    ); then false; fi
    [ "$(sqlite3 "$(journal_of "$lap")" 'PRAGMA integrity_check')" = ok ]
    person "$lap" sync --repair --verify
    [ "$(at "$lap" "SELECT count(*) FROM session")" -eq 600 ]
}

@test "a torn journal is refused; its backup syncs and is repaired" {
    add "$lap" 1 Suite
    person "$lap" sync
    person "$lap" backup
    local backup=$output journal
    journal=$(journal_of "$lap")
    add "$home" 2 Etude
    person "$home" sync
    person "$lap" sync
    person "$lap" session edit @2 --title changed
    person "$lap" sync
    rm -f "$journal-wal" "$journal-shm"
    dd if=/dev/urandom of="$journal" bs=1k seek=4 count=$(($(stat -c %s "$journal") / 1024 - 4)) \
        conv=notrunc 2>/dev/null
    person "$lap" -4 sync
    person "$lap" restore "$backup"
    person "$lap" sync --repair --verify
    person "$home" sync
    [ "$(titles "$lap")" = "$(titles "$home")" ]
    [ "$(titles "$lap")" = "Etude,changed" ]
}
