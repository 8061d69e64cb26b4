#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: the studio decides, in SQL.
# Every function of groups × everybody who may call it: what each gets is a table, and what is not
# in the table is refused. Beneath it the second wall: what row security shows when a function is
# gone round.
load common

setup_file()
{
    studio_start
    extras own adm ad2 mem me2 gon rem str inv
    local group name code
    for group in Private Public; do
        keep_as own "group_create(TOKEN, '$group', 'words', '$group' = 'Public', 50)" >/dev/null
        code=$(keep_as own "group_invite_code(TOKEN, '$group', NULL, 3600)" | cut -d'|' -f2)
        for name in adm ad2 mem me2 gon rem; do
            keep_as "$name" "group_join_code(TOKEN, '$code')" >/dev/null
        done
        for name in adm ad2; do
            keep_as own "group_role(TOKEN, '$group', '$name', 'admin')" >/dev/null
        done
        keep_as gon "group_leave(TOKEN, '$group')" >/dev/null
        keep_as own "group_kick(TOKEN, '$group', 'rem')" >/dev/null
        keep_as own "group_invite(TOKEN, '$group', 'inv', 3600)" >/dev/null
        echo "$code" >"$BATS_FILE_TMPDIR/code-$group"
    done
    sql "INSERT INTO public.practice_sessions (session_id, user_id, practice_date, start_time, end_time,
            zone, start_minute, claimed_ms, measured_ms, source, notes, field_clocks)
        SELECT gen_random_uuid(), user_id, '2026-03-02', '2026-03-02 10:00+00', '2026-03-02 11:00+00',
            'UTC', 600, 3600000, 1800000, 'manual', 'secret', '{}' FROM users"
}
teardown_file() { studio_stop; }

# An owner, an admin, a member, one who left, one who was removed, a stranger, one who is invited,
# and somebody whose token is none.
everybody='own adm mem gon rem str inv out'

# Lines of "CALL | what each of everybody gets": ok, or the SQLSTATE. Each person makes all calls over
# one connection, and nothing that they do is kept.
judge()
{
    local table name column=0 bad=0
    table=$(cat)
    for name in $everybody; do
        column=$((column + 1))
        cut -d'|' -f1 <<<"$table" | sed "s/TOKEN/'token-$name'/; s/ *$//
            s/.*/BEGIN; SELECT count(*) AS n FROM api.& \\\\gset\n\\\\echo :SQLSTATE\nROLLBACK;/" \
            >"$BATS_TEST_TMPDIR/calls"
        psql -qXAt "$STUDIO" -f "$BATS_TEST_TMPDIR/calls" 2>/dev/null |
            sed 's/^00000$/ok/' >"$BATS_TEST_TMPDIR/got"
        cut -d'|' -f2 <<<"$table" | awk -v c=$column '{print $c}' |
            diff - "$BATS_TEST_TMPDIR/got" || {
            echo "that was $name"
            bad=1
        }
    done
    return $bad
}

@test "a private group is there for its members, and for the invited a door" {
    local code
    code=$(<"$BATS_FILE_TMPDIR/code-Private")
    judge <<END
group_list(TOKEN)                                       | ok    ok    ok    ok    ok    ok    ok    PR401
group_find(TOKEN, 'words')                              | ok    ok    ok    ok    ok    ok    ok    PR401
group_create(TOKEN, 'Mine', '', false, 5)               | ok    ok    ok    ok    ok    ok    ok    PR401
group_show(TOKEN, 'Private')                            | ok    ok    ok    PR404 PR404 PR404 ok    PR401
group_members(TOKEN, 'Private')                         | ok    ok    ok    PR404 PR404 PR404 ok    PR401
group_edit(TOKEN, 'Private', 'Other', NULL, true, NULL) | ok    ok    PR403 PR404 PR404 PR404 PR404 PR401
group_delete(TOKEN, 'Private')                          | ok    PR403 PR403 PR404 PR404 PR404 PR404 PR401
group_join(TOKEN, 'Private')                            | PR409 PR409 PR409 PR404 PR404 PR404 ok    PR401
group_join_code(TOKEN, '$code')          | PR409 PR409 PR409 ok    PR403 ok    ok    PR401
group_join_code(TOKEN, '0000-0000-0000-0000')           | PR404 PR404 PR404 PR404 PR404 PR404 PR404 PR401
group_leave(TOKEN, 'Private')                           | PR409 ok    ok    PR404 PR404 PR404 PR404 PR401
group_invite(TOKEN, 'Private', 'str', 60)               | ok    ok    PR403 PR404 PR404 PR404 PR404 PR401
group_invite_code(TOKEN, 'Private', 1, 60)              | ok    ok    PR403 PR404 PR404 PR404 PR404 PR401
group_invitations(TOKEN, 'Private')                     | ok    ok    PR403 PR404 PR404 PR404 PR404 PR401
group_invitations(TOKEN, NULL)                          | ok    ok    ok    ok    ok    ok    ok    PR401
group_revoke(TOKEN, 'Private', 'inv')                   | ok    ok    PR403 PR404 PR404 PR404 PR404 PR401
group_accept(TOKEN, 'Private')                          | PR404 PR404 PR404 PR404 PR404 PR404 ok    PR401
group_decline(TOKEN, 'Private')                         | PR404 PR404 PR404 PR404 PR404 PR404 ok    PR401
group_kick(TOKEN, 'Private', 'me2')                     | ok    ok    PR403 PR404 PR404 PR404 PR404 PR401
group_kick(TOKEN, 'Private', 'ad2')                     | ok    PR403 PR403 PR404 PR404 PR404 PR404 PR401
group_kick(TOKEN, 'Private', 'own')                     | PR422 PR403 PR403 PR404 PR404 PR404 PR404 PR401
group_kick(TOKEN, 'Private', 'str')                     | PR404 PR404 PR403 PR404 PR404 PR404 PR404 PR401
group_role(TOKEN, 'Private', 'me2', 'admin')            | ok    PR403 PR403 PR404 PR404 PR404 PR404 PR401
group_role(TOKEN, 'Private', 'me2', 'owner')            | ok    PR403 PR403 PR404 PR404 PR404 PR404 PR401
group_role(TOKEN, 'Private', 'own', 'member')           | PR409 PR403 PR403 PR404 PR404 PR404 PR404 PR401
group_role(TOKEN, 'Private', 'me2', 'king')             | PR422 PR403 PR403 PR404 PR404 PR404 PR404 PR401
group_share(TOKEN, 'Private', true, true, true, true)   | ok    ok    ok    PR404 PR404 PR404 PR404 PR401
group_sessions(TOKEN, 'Private', NULL, 10)              | ok    ok    ok    PR404 PR404 PR404 PR404 PR401
group_dashboard(TOKEN, 'Private', '2026-03-02', 4)      | ok    ok    ok    PR404 PR404 PR404 PR404 PR401
group_leaderboard(TOKEN, 'Private', NULL, NULL)         | ok    ok    ok    PR404 PR404 PR404 PR404 PR401
END
}

@test "a public group can be seen and joined, but not by those who were sent away, nor its inside" {
    judge <<'END'
group_show(TOKEN, 'public')                             | ok    ok    ok    ok    ok    ok    ok    PR401
group_join(TOKEN, 'PUBLIC')                             | PR409 PR409 PR409 ok    PR403 ok    ok    PR401
group_edit(TOKEN, 'Public', 'Other', NULL, true, NULL)  | ok    ok    PR403 PR404 PR404 PR404 PR404 PR401
group_delete(TOKEN, 'Public')                           | ok    PR403 PR403 PR404 PR404 PR404 PR404 PR401
group_dashboard(TOKEN, 'Public', '2026-03-02', 4)       | ok    ok    ok    PR404 PR404 PR404 PR404 PR401
group_sessions(TOKEN, 'Public', NULL, 10)               | ok    ok    ok    PR404 PR404 PR404 PR404 PR401
group_leaderboard(TOKEN, 'Public', NULL, NULL)          | ok    ok    ok    PR404 PR404 PR404 PR404 PR401
group_invitations(TOKEN, 'Public')                      | ok    ok    PR403 PR404 PR404 PR404 PR404 PR401
END
    local name
    for name in gon rem str inv; do
        [ -z "$(ask_as $name "group_members(TOKEN, 'Public')")" ]
        [[ $(ask_as $name "group_find(TOKEN, '')") == *"|Public|"* ]]
        [[ $(ask_as $name "group_find(TOKEN, '')") != *"|Private|"* ]]
    done
    [ "$(ask_as mem "group_members(TOKEN, 'Public')" | wc -l)" -eq 5 ]
}

@test "that a private group exists cannot be told from that it does not" {
    local call one
    for call in show members join leave accept delete; do
        run psql -qXAt "$STUDIO" -c "SELECT * FROM api.group_$call('token-str', 'Private')"
        [ "$status" -ne 0 ]
        one=$(grep -E '^(ERROR|HINT)' <<<"${output//Private/X}")
        run psql -qXAt "$STUDIO" -c "SELECT * FROM api.group_$call('token-str', 'Nothing')"
        [ "$one" = "$(grep -E '^(ERROR|HINT)' <<<"${output//Nothing/X}")" ]
    done
}

# row_count NAME TABLE: rows that row security shows a person in the role of the functions.
row_count()
{
    sql "BEGIN; SET LOCAL ROLE practice_api; SET LOCAL practice.token = 'token-$1';
        SELECT count(*) FROM $2; ROLLBACK"
}

@test "behind the functions, row security shows members each other and nothing to others" {
    local name
    keep_as me2 "group_share(TOKEN, 'Private', false, NULL, NULL, NULL)" >/dev/null
    keep_as me2 "group_share(TOKEN, 'Public', false, NULL, NULL, NULL)" >/dev/null
    keep_as adm "group_share(TOKEN, 'Private', NULL, true, NULL, NULL)" >/dev/null
    for name in own ad2 mem; do
        [ "$(row_count $name public.groups)" -eq 2 ]
        [ "$(row_count $name public.group_members)" -eq 10 ]
        [ "$(row_count $name public.daily_statistics)" -eq 4 ] # own adm ad2 mem
        [ "$(row_count $name public.practice_sessions)" -eq 2 ] # one's own and adm's
    done
    [ "$(row_count me2 public.daily_statistics)" -eq 5 ]
    [ "$(row_count adm public.practice_sessions)" -eq 1 ]
    for name in gon rem str; do
        [ "$(row_count $name public.groups)" -eq 1 ]
        [ "$(row_count $name public.group_members)" -eq 0 ]
        [ "$(row_count $name public.invitations)" -eq 0 ]
        [ "$(row_count $name public.daily_statistics)" -eq 1 ]
        [ "$(row_count $name public.practice_sessions)" -eq 1 ]
    done
    [ "$(row_count inv public.groups)" -eq 2 ]
    [ "$(row_count inv public.group_members)" -eq 0 ]
    [ "$(row_count inv public.invitations)" -eq 2 ]
    [ "$(row_count mem public.invitations)" -eq 0 ]
    [ "$(row_count own public.invitations)" -eq 4 ]
    [ "$(row_count out public.groups)" -eq 1 ] # the public one, which tells nothing of anybody
    [ "$(row_count out public.group_members)" -eq 0 ]
    [ "$(row_count out public.daily_statistics)" -eq 0 ]
}

@test "behind the functions, nobody makes members, and strangers change nothing" {
    local statement
    run sql "BEGIN; SET LOCAL ROLE practice_api; SET LOCAL practice.token = 'token-own';
        INSERT INTO public.group_members (group_id, user_id)
        SELECT group_id, '00000000-0000-0000-0000-000000000000' FROM public.groups; ROLLBACK"
    [ "$status" -ne 0 ]
    [[ $output == *"permission denied"* ]]
    for statement in "UPDATE public.groups SET is_public = true" "DELETE FROM public.groups" \
        "UPDATE public.group_members SET role = 'admin'" "DELETE FROM public.group_members" \
        "UPDATE public.invitations SET expires_at = now()" "DELETE FROM public.group_removals"; do
        run sql "BEGIN; SET LOCAL ROLE practice_api; SET LOCAL practice.token = 'token-str';
            WITH done AS ($statement RETURNING 1) SELECT count(*) FROM done; ROLLBACK"
        [ "$output" = 0 ]
    done
    run sql "BEGIN; SET LOCAL ROLE practice_api; SET LOCAL practice.token = 'token-mem';
        WITH done AS (DELETE FROM public.group_members RETURNING 1) SELECT count(*) FROM done; ROLLBACK"
    [ "$output" = 2 ] # one's own
}

@test "a code is kept as a hash, expires, can be revoked and is used no more often than was said" {
    local code
    extras first second third
    code=$(keep_as own "group_invite_code(TOKEN, 'Private', 2, 3600)" | cut -d'|' -f2)
    [[ $code =~ ^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$ ]]
    [ "$(sql "SELECT count(*) FROM invitations i WHERE i::text LIKE '%${code//-/}%'")" -eq 0 ]
    # as people type it: in small letters, without dashes, with the letter O
    keep_as first "group_join_code(TOKEN, lower(translate('$code', '0-', 'O')))" >/dev/null
    keep_as second "group_join_code(TOKEN, '$code')" >/dev/null
    [ "$(ask_as third "group_join_code(TOKEN, '$code')")" = PR404 ]

    code=$(keep_as own "group_invite_code(TOKEN, 'Private', NULL, 3600)" | cut -d'|' -f2)
    [[ $(ask_as third "group_join_code(TOKEN, '$code')") == *Private ]]
    keep_as adm "group_revoke(TOKEN, 'Private', '${code: -4}')" >/dev/null
    [ "$(ask_as third "group_join_code(TOKEN, '$code')")" = PR404 ]

    code=$(keep_as own "group_invite_code(TOKEN, 'Private', NULL, 3600)" | cut -d'|' -f2)
    [[ $(ask_as third "group_join_code(TOKEN, '$code')") == *Private ]]
    sql "UPDATE invitations SET expires_at = now() WHERE code_hash = sha256('${code//-/}')"
    [ "$(ask_as third "group_join_code(TOKEN, '$code')")" = PR404 ]
    [ "$(sql "SELECT count(DISTINCT inside.new_code()) FROM generate_series(1, 2000)")" -eq 2000 ]
    sql "DELETE FROM users WHERE nickname IN ('first', 'second', 'third')"
}

@test "who was sent away comes back by an invitation of their own" {
    [ "$(ask_as rem "group_join_code(TOKEN, '$(<"$BATS_FILE_TMPDIR/code-Private")')")" = PR403 ]
    keep_as own "group_invite(TOKEN, 'Private', 'rem', 3600)" >/dev/null
    keep_as rem "group_accept(TOKEN, 'Private')" >/dev/null
    [[ $(ask_as rem "group_show(TOKEN, 'Private')") == *"|member|"* ]]
    keep_as own "group_kick(TOKEN, 'Private', 'rem')" >/dev/null
    [ "$(ask_as rem "group_show(TOKEN, 'Private')")" = PR404 ]
}

@test "with an admin who is sent away go the codes that they made" {
    local code
    extras bad
    keep_as bad "group_join(TOKEN, 'Public')" >/dev/null
    keep_as own "group_role(TOKEN, 'Public', 'bad', 'admin')" >/dev/null
    code=$(keep_as bad "group_invite_code(TOKEN, 'Public', NULL, 3600)" | cut -d'|' -f2)
    [[ $(ask_as str "group_join_code(TOKEN, '$code')") == *Public ]]
    keep_as own "group_kick(TOKEN, 'Public', 'bad')" >/dev/null
    [ "$(ask_as str "group_join_code(TOKEN, '$code')")" = PR404 ]
    [[ $(ask_as str "group_join_code(TOKEN, '$(<"$BATS_FILE_TMPDIR/code-Public")')") == *Public ]]
    sql "DELETE FROM users WHERE nickname = 'bad'"
}

@test "who declined is left in peace for a week" {
    keep_as inv "group_decline(TOKEN, 'Private')" >/dev/null
    [ "$(ask_as inv "group_show(TOKEN, 'Private')")" = PR404 ]
    [ "$(ask_as own "group_invite(TOKEN, 'Private', 'inv', 60)")" = PR409 ]
    sql "UPDATE invitations SET answered_at = now() - interval '8 days' WHERE answer = 'declined'"
    [[ $(ask_as own "group_invite(TOKEN, 'Private', 'inv', 60)") == *"|inv|"* ]]
}

@test "bad values are refused: names, places, uses, times, weeks" {
    local call
    for call in "group_create(TOKEN, '', '', false, 5)" "group_create(TOKEN, '   ', '', false, 5)" \
        "group_create(TOKEN, repeat('x', 81), '', false, 5)" "group_create(TOKEN, NULL, '', false, 5)" \
        "group_create(TOKEN, E'a\x1b[31m', '', false, 5)" "group_create(TOKEN, E'a\u202eb', '', false, 5)" \
        "group_create(TOKEN, 'x', repeat('x', 2001), false, 5)" "group_create(TOKEN, 'x', '', false, 0)" \
        "group_create(TOKEN, 'x', '', false, 501)" "group_create(TOKEN, 'x', '', false, NULL)" \
        "group_create(TOKEN, 'x', '', NULL, 5)" "group_edit(TOKEN, 'Private', E'a\nb', NULL, NULL, NULL)" \
        "group_invite_code(TOKEN, 'Private', 0, 60)" "group_invite_code(TOKEN, 'Private', 501, 60)" \
        "group_invite_code(TOKEN, 'Private', 1, 0)" "group_invite_code(TOKEN, 'Private', 1, 'NaN')" \
        "group_invite(TOKEN, 'Private', 'str', 1e12)" "group_invite(TOKEN, 'Private', 'str', NULL)" \
        "group_dashboard(TOKEN, 'Private', '2026-03-02', 0)" \
        "group_dashboard(TOKEN, 'Private', '2026-03-02', 54)" \
        "group_dashboard(TOKEN, 'Private', '2026-03-02', NULL)" \
        "group_dashboard(TOKEN, 'Private', NULL, 4)" "group_dashboard(TOKEN, 'Private', 'infinity', 4)" \
        "group_sessions(TOKEN, 'Private', NULL, 0)" "group_sessions(TOKEN, 'Private', NULL, 501)"; do
        echo "$call"
        [ "$(ask_as own "$call")" = PR422 ]
    done
}

@test "an erased owner's group goes to the admin who is there longest, and an empty one ends" {
    local name
    extras boss heir later plain
    keep_as boss "group_create(TOKEN, 'Left', '', true, 9)" >/dev/null
    keep_as boss "group_create(TOKEN, 'Alone', '', true, 9)" >/dev/null
    for name in plain heir later; do keep_as $name "group_join(TOKEN, 'Left')" >/dev/null; done
    for name in later heir; do keep_as boss "group_role(TOKEN, 'Left', '$name', 'admin')" >/dev/null; done
    sql "DELETE FROM users WHERE nickname = 'boss'"
    [ "$(sql "SELECT u.nickname, m.role FROM groups g JOIN users u ON u.user_id = g.owner_id
        JOIN group_members m ON m.group_id = g.group_id AND m.user_id = u.user_id
        WHERE group_name = 'Left'")" = 'heir|owner' ]
    sql "DELETE FROM users WHERE nickname IN ('heir', 'later')"
    [ "$(sql "SELECT u.nickname FROM groups g JOIN users u ON u.user_id = g.owner_id
        WHERE group_name = 'Left'")" = plain ]
    [ "$(sql "SELECT count(*) FROM groups WHERE group_name = 'Alone'")" -eq 0 ]
}
