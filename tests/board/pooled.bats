#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Accounts, groups, board and inbox through pgbouncer in transaction mode: every call may be answered
# by another process of the studio, and nobody can LISTEN.
load common
load ../sync/common

setup_file()
{
    studio_start
    pooler_start
    local name
    for name in mia theo; do
        STUDIO=$POOLED newcomer "$name"
    done
}

teardown_file()
{
    pooler_stop
    studio_stop
}

@test "signing in and out, profile, devices and password work through a pooler" {
    person mia account whoami --json
    jq -e '.nickname == "mia"' <<<"$output"
    person mia account profile edit --instrument cello --kind student
    as theo account profile show mia --json | jq -e '.instruments == ["cello"]'
    person mia account password --password-fd 3 3<<<$'correct horse battery\nanother horse battery'
    person mia account sign-out
    person mia -1 account sign-in --email mia@example.org --password-fd 3 3<<<'correct horse battery'
    person mia account sign-in --email mia@example.org --password-fd 3 3<<<'another horse battery'
    [ "$(as mia account devices --json | jq -s length)" = 1 ]
}

@test "a group is made, joined, shared with, looked at and left through a pooler" {
    local code
    person mia group create Quartet
    code=$(as mia group invite Quartet)
    person theo group join "$code"
    person theo group share Quartet totals sessions
    person theo session add --instrument cello --start 2026-03-05T18:30 --duration 45m
    person theo sync
    as mia group sessions Quartet --json | jq -e '.nickname == "theo" and .claimed_ms == 2700000'
    as mia group dashboard Quartet --json | jq -e '[.members[].nickname] | sort == ["mia", "theo"]'
    person mia group role Quartet theo admin
    person theo group leave Quartet
    person mia -1 group kick Quartet theo
    person mia group delete Quartet --yes
}

@test "a post, its thread, likes and the inbox work through a pooler, and watching looks by the clock" {
    local id comment pid
    id=$(write_as mia --category tip 'Slow bows')
    HOME=$(home_of mia) "$BUILD/practice" inbox --watch --every 0.5 --json >watched 2>&1 3>&- &
    pid=$!
    wait_for grep -q nothing watched
    comment=$(as theo post comment "$id" 'With a metronome?')
    wait_for grep -q '"message":"With a metronome?"' watched
    kill -TERM "$pid"
    wait "$pid"
    person mia post reply "$comment" 'At 60'
    person theo post like "$id"
    as theo post show "$id" --json | jq -e '.n_likes == 1 and .is_liked and [.comments[].content] == ["With a metronome?", "At 60"]'
    [ "$(as mia inbox --json | jq -s 'map(.type) | sort == ["comment", "like"]')" = true ]
    person mia inbox read --all
    [ -z "$(as mia inbox --unread)" ]
    person mia post delete "$id"
    # No listener was left on a connection that belongs to everybody.
    [ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")" = 0 ]
}
