#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: the studio counts, in SQL.
# Many at the door at once: places are never given twice, codes never used more often than was said,
# a group never without its one owner.
load common

setup_file()
{
    studio_start
    # shellcheck disable=SC2046
    extras own $(seq -f 'p%02.0f' 50)
}
teardown_file() { studio_stop; }

# at_once CALL: all fifty make it, over fifty connections that are open before the first one asks.
# What each got goes to the file `got`.
at_once()
{
    local name gate pids=()
    mkfifo gate
    exec {gate}<>gate # kept open, so that no word is lost before all have come
    for name in $(seq -f 'p%02.0f' 50); do
        {
            read -r _ <&"$gate"
            echo "SELECT * FROM api.${1//TOKEN/\'token-$name\'} \\gset"
            echo '\echo :SQLSTATE'
        } | psql -qXAt "$STUDIO" >"got-$name" 2>/dev/null 3>&- &
        pids+=($!)
    done
    for name in "${pids[@]}"; do echo go; done >&"$gate"
    wait "${pids[@]}" || true
    exec {gate}>&-
    rm gate
    cat got-* | sort | uniq -c | awk '{print $2, $1}' >got
    rm got-*
}

@test "fifty join at once a group of ten places: ten are in, forty are told that it is full" {
    keep_as own "group_create(TOKEN, 'Choir', '', true, 10)" >/dev/null
    at_once "group_join(TOKEN, 'Choir')"
    cat got
    [ "$(<got)" = $'00000 9\nPR409 41' ]
    [ "$(sql "SELECT count(*) FROM group_members")" -eq 10 ]
}

@test "a code for five lets five of fifty in" {
    local code
    keep_as own "group_create(TOKEN, 'Five', '', false, 50)" >/dev/null
    code=$(keep_as own "group_invite_code(TOKEN, 'Five', 5, 3600)" | cut -d'|' -f2)
    at_once "group_join_code(TOKEN, '$code')"
    cat got
    [ "$(<got)" = $'00000 5\nPR404 45' ]
    [ "$(sql "SELECT n_uses FROM invitations")" -eq 5 ]
    [ "$(sql "SELECT count(*) FROM group_members JOIN groups USING (group_id) WHERE group_name = 'Five'")" -eq 6 ]
}

@test "one person over fifty connections is a member once" {
    keep_as own "group_create(TOKEN, 'Once', '', true, 50)" >/dev/null
    sql "UPDATE auth.tokens SET user_id = (SELECT user_id FROM users WHERE nickname = 'p01')
        WHERE user_id <> (SELECT user_id FROM users WHERE nickname = 'own')"
    at_once "group_join(TOKEN, 'Once')"
    cat got
    [ "$(<got)" = $'00000 1\nPR409 49' ]
    sql "UPDATE auth.tokens t SET user_id = u.user_id FROM users u
        WHERE t.token_hash = sha256(convert_to('token-' || u.nickname, 'UTF8'))"
}

@test "an owner who hands over to whoever leaves just then: the group keeps one owner" {
    local i
    keep_as own "group_create(TOKEN, 'Relay', '', true, 50)" >/dev/null
    for i in 1 2 3 4 5 6 7 8; do
        for name in p01 p02; do
            keep_as $name "group_join(TOKEN, 'Relay')" >/dev/null 2>&1 || true
        done
        { # both give and go at once, whoever is the owner just now
            for name in own p01 p02; do
                for other in own p01 p02; do
                    keep_as $name "group_role(TOKEN, 'Relay', '$other', 'owner')" >/dev/null 2>&1 3>&- &
                done
                [ $name = own ] || keep_as $name "group_leave(TOKEN, 'Relay')" >/dev/null 2>&1 3>&- &
            done
            wait
        }
        [ "$(sql "SELECT count(*) FROM groups g JOIN group_members m ON m.group_id = g.group_id
            AND m.user_id = g.owner_id AND m.role = 'owner' WHERE group_name = 'Relay'")" -eq 1 ]
        [ "$(sql "SELECT count(*) FROM groups g JOIN group_members m USING (group_id)
            WHERE group_name = 'Relay' AND m.role = 'owner'")" -eq 1 ]
    done
}

@test "a group that is deleted while fifty join is gone with all of them" {
    keep_as own "group_create(TOKEN, 'Gone', '', true, 500)" >/dev/null
    at_once "group_join(TOKEN, 'Gone')" &
    # over a connection of its own that ends the group as soon as a few are in
    sql "DO \$\$ BEGIN
            WHILE (SELECT count(*) FROM group_members JOIN groups USING (group_id)
                WHERE group_name = 'Gone') < 4 LOOP PERFORM pg_sleep(0.001); END LOOP;
        END \$\$" -c "SELECT api.group_delete('token-own', 'Gone')" >/dev/null
    wait
    cat got
    run ! grep -vE '^(00000|PR404) ' got
    [ "$(sql "SELECT count(*) FROM groups WHERE group_name = 'Gone'")" -eq 0 ]
    [ "$(sql "SELECT count(*) FROM group_members m WHERE NOT EXISTS (SELECT FROM groups g
        WHERE g.group_id = m.group_id)")" -eq 0 ]
}
