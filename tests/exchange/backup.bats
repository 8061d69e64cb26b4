#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# practice backup and restore: a copy that can be trusted, and a way back that loses nothing.
load common

journal()
{
    echo "$HOME/.local/share/practice/journal.db"
}

# A journal of n sessions, a day apart.
fill()
{
    local i
    echo start,end,title
    for ((i = 0; i < $1; i++)); do
        date -u -d "@$((1760000000 + i * 86400))" +"%FT%TZ,$(date -u -d "@$((1760003600 + i * 86400))" +%FT%TZ),Day $i"
    done
}

setup_journal()
{
    fill "$1" >days.csv
    ask session import days.csv
}

@test "a backup goes to the folder of backups, private and listed" {
    setup_journal 3
    ask backup
    [ -f "$output" ]
    [[ $output == "$HOME"/.local/share/practice/backups/journal-*.db ]]
    [ "$(stat -c %a "$output")" = 600 ]
    [ "$(sqlite3 "$output" 'PRAGMA integrity_check; SELECT count(*) FROM session')" = $'ok\n3' ]
    local first=$output
    ask backup
    [ "$output" != "$first" ]
    ask backup --list --json
    [ "$(jq -r .file <<<"$output" | wc -l)" = 2 ]
    jq -se 'all(.[]; .schema == "practice.backup/1" and .bytes > 4096)' <<<"$output"
    ask backup --list
    contains "$output" "$first"
}

@test "a backup replaces nothing unless told so" {
    setup_journal 1
    echo precious >mine
    ask -1 backup mine
    contains "$stderr" "--force replaces it"
    [ "$(cat mine)" = precious ]
    ask backup --force mine
    ask restore --check mine
    [ "$output" = "1 sessions" ]
    ask -1 backup no/such/folder.db
    ask -2 backup a b
    ask -2 backup --json
}

@test "without a journal there is nothing to back up" {
    ask -1 backup
    contains "$stderr" "there is no journal yet"
    ask backup --list
    [ -z "$output" ]
}

@test "restore brings sessions and their history back, and keeps what it replaced" {
    setup_journal 3
    ask session export
    local before=$output
    ask backup safe.db
    ask session delete last
    ask session add --start '2026-03-05 10:00' --duration 1h --title New
    ask restore safe.db
    contains "$stderr" "restored 3 sessions"
    local kept=${stderr##*: }
    [ -f "$kept" ]
    ask session export
    [ "$output" = "$before" ]
    ask session undo
    ask session list all --json
    [ -z "$output" ]
    ask restore "$kept"
    ask session list all --json
    contains "$output" '"title":"New"'
    [ "$(stat -c %a "$(journal)")" = 600 ]
}

@test "restore makes a journal where there was none" {
    setup_journal 2
    ask backup safe.db
    rm -r "$HOME/.local"
    ask restore safe.db
    ask session list all --json
    [ "$(wc -l <<<"$output")" = 2 ]
}

@test "restore refuses what is no sound backup, and then changes nothing" {
    setup_journal 50
    ask backup safe.db
    ask session export
    local before=$output
    echo text >text.db
    : >empty.db
    sqlite3 foreign.db 'CREATE TABLE t (x)'
    cp safe.db newer.db
    sqlite3 newer.db 'PRAGMA user_version = 9999'
    cp safe.db torn.db
    dd if=/dev/urandom of=torn.db bs=4096 seek=5 count=12 conv=notrunc status=none
    head -c 20000 safe.db >short.db
    local name
    for name in text empty foreign newer torn short missing; do
        ask -3 restore $name.db
        contains "$stderr" "$name.db"
        ask -3 restore --check $name.db
    done
    ask session export
    [ "$output" = "$before" ]
    [ ! -e missing.db ]
    cp safe.db safe2.db
    ask restore --check safe.db
    cmp safe.db safe2.db
}

@test "restore moves a damaged journal aside, log and all" {
    setup_journal 50
    ask backup safe.db
    dd if=/dev/urandom of="$(journal)" bs=4096 seek=3 count=10 conv=notrunc status=none
    ask restore safe.db
    contains "$stderr" "-damaged.db"
    ask session list all --json
    [ "$(wc -l <<<"$output")" = 50 ]
    echo no database at all, but a text of some length >"$(journal)"
    ask restore safe.db
    ask session list all --json
    [ "$(wc -l <<<"$output")" = 50 ]
}

@test "restore waits for whoever writes, and never leaves half" {
    setup_journal 400
    ask backup safe.db
    ask session delete last
    local i n
    for i in 1 2 3 4 5 6 7 8 9 10; do
        "$practice" restore safe.db 2>err &
        sleep "0.0$((i * 7 % 10))"
        kill -9 $! 2>/dev/null || true # it may be done
        wait $! || true
        [ "$(sqlite3 "$(journal)" 'PRAGMA integrity_check')" = ok ]
        n=$(sqlite3 "$(journal)" 'SELECT count(*) FROM session')
        [ "$n" -eq 399 ] || [ "$n" -eq 400 ]
    done
    ask restore safe.db
    ask session list all --json
    [ "$(wc -l <<<"$output")" = 400 ]
}

@test "restore follows the settings to the journal" {
    ask config set journal.path "$PWD/else.db"
    setup_journal 2
    ask backup safe.db
    ask session undo
    ask restore safe.db
    [ "$(sqlite3 else.db 'SELECT count(*) FROM session')" = 2 ]
    [ ! -e "$(journal)" ]
}

@test "backup and restore say when the disk is full" {
    setup_journal 400
    ask backup safe.db
    run bash -c 'ulimit -f 128; trap "" XFSZ; exec "$0" backup full.db' "$practice"
    [ "$status" -eq 1 ]
    [ ! -e full.db ]
    [ "$(find . -maxdepth 1 -name 'full*' | wc -l)" -eq 0 ]
}
