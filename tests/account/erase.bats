#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Taking everything along, and leaving nothing behind.
load common

# Every table that may hold anything of anybody, one a line.
tables()
{
    sql "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema' ORDER BY 1"
}

# holders TEXT: the tables with a row in which the text stands anywhere.
holders()
{
    local table
    for table in $(tables); do
        [ "$(sql "SELECT EXISTS (SELECT FROM $table t WHERE t::text LIKE '%$1%')")" = f ] || echo "$table"
    done
}

# Something of a person in every table there is that refers to persons. Functions of the rooms
# make such rows in their own tests; here it is only said what they look like.
lives() # PERSON OTHER
{
    sql "
DO \$\$
DECLARE
    me uuid := '$1';
    other uuid := '$2';
    ours uuid := gen_random_uuid();
    theirs uuid := gen_random_uuid();
    session uuid := gen_random_uuid();
    post uuid := gen_random_uuid();
    comment uuid := gen_random_uuid();
BEGIN
    INSERT INTO practice_sessions (session_id, user_id, practice_date, start_time, end_time, zone, start_minute,
            claimed_ms, measured_ms, source, instrument, field_clocks)
        VALUES (session, me, '2026-03-05', '2026-03-05T09:00Z', '2026-03-05T10:00Z', 'UTC', 540,
            3600000, 1800000, 'manual', 'cello', '{}');
    INSERT INTO recording_files (session_id, file_path, file_size) VALUES (session, 'takes/1.flac', 100);
    INSERT INTO social_accounts (user_id, provider, provider_user_id) VALUES (me, 'kakao', me::text);
    INSERT INTO groups (group_id, group_name, owner_id) VALUES (ours, 'ours', me), (theirs, 'theirs', other);
    INSERT INTO group_members (group_id, user_id, role) VALUES (theirs, me, 'member');
    INSERT INTO posts (post_id, user_id, title, content, category) VALUES (post, me, 'mine', 'words', 'tip');
    INSERT INTO comments (comment_id, post_id, user_id, content) VALUES (comment, post, other, 'answer');
    INSERT INTO likes (user_id, post_id) VALUES (me, post);
    INSERT INTO user_achievements (user_id, achievement_id, earned_on)
        SELECT me, achievement_id, '2026-03-05' FROM achievements LIMIT 1;
    INSERT INTO notifications (user_id, type, title, message) VALUES (me, 'comment', 'a comment', 'words');
END
\$\$"
}

@test "everything the studio holds of a person comes in one archive" {
    signs_up ada 에이다
    signs_up bob
    person ada account profile edit --instrument cello --bio 'my own words'
    person bob account profile edit --bio 'the words of bob'
    lives "$(user_of ada)" "$(user_of bob)"
    person ada account export all.tar.gz
    [ "$output" = all.tar.gz ]
    [ "$(stat -c %a all.tar.gz)" = 600 ]
    tar xzf all.tar.gz
    cd practice-account
    jq -e '.schema == "practice.account-export/1"' manifest.json >/dev/null
    local name
    for name in $(jq -r '.files[].name' manifest.json); do
        [ "$(jq length "$name")" = "$(jq ".files[] | select(.name == \"$name\") | .rows" manifest.json)" ]
    done
    for name in account devices users user_profiles practice_sessions recording_files daily_statistics \
        social_accounts groups group_members posts likes user_achievements notifications; do
        [ "$(jq 'length >= 1' "$name.json")" = true ] || { echo "nothing in $name"; ls; return 1; }
    done
    [ "$(jq -r '.[0].email' account.json)" = ada@example.org ]
    [ "$(jq -r '.[0].nickname' account.json)" = 에이다 ]
    [ "$(jq -r '.[0].bio' user_profiles.json)" = 'my own words' ]
    # nothing of anybody else's, and no secret
    run ! grep -rq -e 'the words of bob' -e bob@example.org .
    run ! grep -rq -e password_hash -e token_hash -e '\$2a\$' -e "$(token_of ada)" .
    [ "$(jq '[.[].user_id] | unique == ["'"$(user_of ada)"'"]' posts.json)" = true ]
}

@test "an archive does not replace a file unless it is told to, and leaves no half of one" {
    signs_up cyd
    echo mine >here.tar.gz
    person cyd -2 account export here.tar.gz
    [ "$(cat here.tar.gz)" = mine ]
    person cyd account export --force here.tar.gz
    tar tzf here.tar.gz >list
    person cyd account export
    [[ $output =~ ^practice-account-20[0-9-]{8}\.tar\.gz$ ]]
    [ -s "$output" ]
    person cyd -1 account export nowhere/x.tar.gz
    person cyd -1 account export --force /dev/full
    sed -i "s,^address .*,address host=$STUDIO_FOLDER/nowhere dbname=studio," "$(identity_of cyd)"
    person cyd -5 account export gone.tar.gz
    [ ! -e gone.tar.gz ]
}

@test "a table that refers to persons is in the archive or its owner is told why" {
    # what the clients' functions may not read is not exported: such tables are named here
    local hidden
    hidden=$(sql "SELECT p.table_name FROM inside.personal_tables() p
        WHERE NOT has_any_column_privilege('practice_api', p.table_id, 'SELECT')
            -- devices.json tells of the first; the second is of machines, what a queue was sent; the
            -- third is worked out of her sessions and goals, and of what she has earned, which are there
            AND p.table_name NOT IN ('auth.tokens', 'public.job_messages', 'job_messages', 'auth.prospects')")
    [ -z "$hidden" ]
}

@test "deleting an account leaves nothing of it behind" {
    signs_up dee
    signs_up eva
    signs_in dee2 dee
    local id token
    id=$(user_of dee)
    token=$(token_of dee)
    lives "$id" "$(user_of eva)"
    [ "$(holders "$id" | wc -l)" -gt 12 ] # the question finds what there is
    person dee account delete --confirm dee --password-fd 0 <<<"$secret"
    contains "$stderr" "the account is deleted"
    [ ! -e "$(identity_of dee)" ]
    run holders "$id"
    [ -z "$output" ]
    run holders dee@example.org
    [ -z "$output" ]
    person dee2 -1 account whoami
    run as_client -c "SELECT * FROM api.account_show('$token')"
    contains "$output" PR401
    person dee -1 account sign-in --studio "$STUDIO" --email dee@example.org --password-fd 0 <<<"$secret"
    # others' things are as they were, and the names are free
    [ "$(sql "SELECT count(*) FROM groups WHERE group_name = 'theirs' AND owner_id = '$(user_of eva)'")" = 1 ]
    signs_up dee
}

@test "what others were told of somebody becomes a deleted user's" {
    signs_up rex 'Rex the Great'
    signs_up sue
    person sue post write --title 'How to tune' --category question - <<<"words"
    local post=$output
    person rex post comment "$post" 'Rex has an opinion'
    person rex post like "$post"
    person sue post reply "$output" 'thank you' || person sue post comment "$post" 'thank you'
    person sue inbox
    contains "$output" "Rex the Great"
    person rex account delete --confirm 'Rex the Great' --password-fd 0 <<<"$secret"
    person sue inbox
    lacks "$output" "Rex"
    contains "$output" "deleted user"
    person sue post show "$post"
    lacks "$output" "Rex"
    run holders 'Rex'
    [ -z "$output" ]
}

@test "it asks twice, and without the right answers nothing is deleted" {
    signs_up fin
    person fin -1 account delete --confirm Finn --password-fd 0 <<<"$secret"
    contains "$stderr" "that is not your nickname"
    person fin -1 account delete --confirm fin --password-fd 0 <<<"wrong one"
    contains "$stderr" "the password is wrong"
    person fin -2 account delete --confirm fin --password-fd 0 </dev/null
    person fin account whoami
}

@test "an account that is deleted in the middle of something is gone all the same" {
    signs_up gus
    local token
    token=$(token_of gus)
    # two that delete at once: one of them finds nobody
    local i pids=() n=0
    for i in 1 2 3 4; do
        HOME=$(home_of gus) "$BUILD/practice" account delete --confirm gus --password-fd 0 <<<"$secret" \
            >"out$i" 2>"err$i" 3>&- &
        pids+=($!)
    done
    for i in "${pids[@]}"; do
        local status=0
        wait "$i" || status=$?
        [ "$status" -lt 2 ]
        [ "$status" -ne 0 ] || n=$((n + 1))
    done
    [ "$n" -ge 1 ]
    [ "$(sql "SELECT count(*) FROM users WHERE email = 'gus@example.org'")" = 0 ]
}
