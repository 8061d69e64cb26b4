#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Everybody asks everything: the owner, an admin, a member, who left, who was sent away, a stranger, a
# moderator of the board, and nobody, each through every function of api. The answers are a table,
# people.txt, that a person has read.
load attacker

kinds='olga adam mia finn rita stan mona nobody'

setup_file()
{
    studio_start
    studio_people
    sign_up mona >"$BATS_FILE_TMPDIR/token-mona"
    sql "UPDATE users SET is_admin = true WHERE nickname = 'mona'"
    local mia
    mia=$(token mia)
    {
        echo "\\set group_post $(as_client "SELECT post_id FROM api.post_write('$mia', gen_random_uuid(), 'Ours',
            'our secret', 'tip', NULL, 'Quartet', NULL)")"
        echo "\\set post $(as_client "SELECT post_id FROM api.post_write('$mia', gen_random_uuid(), 'For all',
            'no such thing', 'tip', NULL, NULL, NULL)")"
    } >"$BATS_FILE_TMPDIR/variables"
    {
        echo "\\set group_comment $(comment_on group_post)"
        echo "\\set comment $(comment_on post)"
        echo "\\set group $(sql "SELECT group_id FROM groups")"
        echo "\\set mia $(sql "SELECT user_id FROM users WHERE nickname = 'mia'")"
        echo "\\set device $(sql "SELECT device_id FROM auth.tokens JOIN users USING (user_id) WHERE nickname = 'mia'")"
        echo "\\set code $(as_client "SELECT code FROM api.group_invite_code('$(token olga)', 'Quartet', 100, 3600)")"
        echo "\\set invitation $(sql "SELECT invitation_id FROM invitations ORDER BY created_at DESC LIMIT 1")"
        echo "\\set old_code $(as_client "SELECT code FROM api.group_invite_code('$(token olga)', 'Quartet', 1, 3601)")"
        sql "UPDATE invitations SET expires_at = now() WHERE invitation_id = (
            SELECT invitation_id FROM invitations ORDER BY created_at DESC LIMIT 1)"
        echo "\\set session $(sql "INSERT INTO practice_sessions (session_id, user_id, practice_date, start_time, end_time,
                zone, start_minute, claimed_ms, measured_ms, source, title, field_clocks)
            SELECT gen_random_uuid(), user_id, '2026-03-02', '2026-03-02 10:00Z', '2026-03-02 11:00Z', 'UTC', 600,
                3600000, 1800000, 'manual', 'scales', '{\"row\": \"0190000000000000-0000000a\"}'
            FROM users WHERE nickname = 'mia' RETURNING session_id")"
        echo "\\set webhook $(as_client "SELECT webhook_id FROM api.webhook_add('$mia', 'https://example.org/', false)")"
    } >>"$BATS_FILE_TMPDIR/variables"
    sql "INSERT INTO notifications (user_id, type, title, message, data) SELECT user_id, 'comment', 'x', 'x', '{}'
        FROM users WHERE nickname = 'mia'"
    local notification
    notification=$(sql "SELECT notification_id FROM notifications WHERE title = 'x'")
    echo "\\set notification $notification" >>"$BATS_FILE_TMPDIR/variables"
    sql "UPDATE notifications SET message = message || notification_id WHERE title = 'x'"
    as_client "SELECT * FROM api.group_share('$mia', 'Quartet', true, true, true, true)" >/dev/null
}

teardown_file() { studio_stop; }

setup() { cd "$BATS_TEST_TMPDIR" || return; }

# A comment of mia's on a post of the variables; prints its id.
comment_on()
{
    as_client "SELECT comment_id FROM api.comment_write('$(token mia)', gen_random_uuid(),
        '$(sed -n "s/^.set $1 //p" "$BATS_FILE_TMPDIR/variables")', 'mine')"
}

# The answers to every statement of people.sql, one a line: the one value, or the SQLSTATE.
ask()
{
    {
        cat "$BATS_FILE_TMPDIR/variables"
        echo "\\set t '''$(token "$1")'''"
        sed -n "s/^SELECT .*/BEGIN;\n\\\\echo #\n&\nROLLBACK;/p" "$BATS_TEST_DIRNAME/people.sql"
    } >script
    psql -qXAt -v VERBOSITY=sqlstate "$STUDIO" -f script 2>&1 \
        | awk '/^#/ {if (n++) print answer; answer = ""; next}
            {sub(/^.*ERROR: *(\[|)/, ""); answer = answer $0} END {print answer}'
}

@test "everybody is answered as people.txt says" {
    local kind n
    n=$(grep -c '^SELECT' "$BATS_TEST_DIRNAME/people.sql")
    for kind in $kinds; do
        ask "$kind" >"answers-$kind"
        [ "$(wc -l <"answers-$kind")" -eq "$n" ]
    done
    # shellcheck disable=SC2086,SC2046 # the kinds are words
    paste -d'\t' $(printf 'answers-%s ' $kinds) >table
    {
        echo "# olga owns the group, adam is an admin, mia a member and whose things are asked for, finn left, rita"
        echo "# was sent away, stan never was in it, mona is a moderator of the board."
        # shellcheck disable=SC2086
        printf '%-8s ' $kinds
        echo
        grep '^SELECT' "$BATS_TEST_DIRNAME/people.sql" | paste -d'\t' table - \
            | awk -F'\t' '{for (i = 1; i <= 8; i++) printf "%-8s ", $i; print $9}'
    } >people.txt
    if [ -n "${UPDATE_PEOPLE:-}" ]; then cp people.txt "$BATS_TEST_DIRNAME/people.txt"; fi
    diff "$BATS_TEST_DIRNAME/people.txt" people.txt || {
        echo "if this is meant: UPDATE_PEOPLE=1 make check TESTS=tests/security/, and read what changed"
        return 1
    }
}

@test "who has no token is refused by every line of people.txt but the greeting" {
    awk 'NR > 3 && $8 != "PR401" && !/api.hello/ {print; bad = 1} END {exit bad || NR < 50}' \
        "$BATS_TEST_DIRNAME/people.txt"
}

@test "who left, who was sent away and a stranger see and change the same: nothing of the group" {
    # rita alone was told so, and the code does not bring her back
    awk 'NR > 3 && ($4 != $6 || ($5 != $6 && !/group_join_code|account_export|inbox_unread/)) {print; bad = 1}
        END {exit bad || NR < 50}' "$BATS_TEST_DIRNAME/people.txt"
}

@test "a delete of somebody else's session is the end of nothing" {
    # it is answered as one of a row that is gone already: who may not see a row learns nothing of it
    local session before
    session=$(sed -n 's/^.set session //p' "$BATS_FILE_TMPDIR/variables")
    before=$(sql "SELECT * FROM practice_sessions")
    for kind in olga adam stan mona; do
        as_client "SELECT answer FROM api.sync_push('$(token $kind)', '0000000a', jsonb_build_array(jsonb_build_object(
            'op', gen_random_uuid(), 'entity', 'session', 'row', '$session', 'kind', 'delete',
            'clock', '019b000000000000-0000000a')))"
    done
    [ "$(sql "SELECT * FROM practice_sessions")" = "$before" ]
    [ "$(as_client "SELECT answer LIKE '%$session%' FROM api.sync_pull('$(token mia)', '$(sql "SELECT user_id
        FROM users WHERE nickname = 'mia'")', '', 500)")" = t ]
}

@test "every function of api is asked for, but those that take a ticket and those of jobs" {
    # sign_in, sign_try and sign_up are of guessing.bats; jobs have tests of their own, tests/worker
    sql "SELECT proname FROM pg_proc WHERE pronamespace = 'api'::regnamespace
        AND proname !~ '^(sign_(in|try|up)|job_.*|sync_begin)$' ORDER BY 1" >there
    grep -o 'api\.[a-z_]*' "$BATS_TEST_DIRNAME/people.sql" | sed 's/api.//' | sort -u >asked
    run comm -23 there asked
    echo "$output"
    [ -z "$output" ]
}
