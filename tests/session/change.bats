#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Delete, split, join, and that every change can be taken back.
load common

@test "delete takes one or many, and says how many" {
    add --start '2026-03-05 18:30' --duration 45m --title A
    add --start '2026-03-06 18:30' --duration 45m --title B
    local second=$id
    add --start '2026-03-07 18:30' --duration 45m --title C
    session delete @2
    says "practice: deleted 'B' of 2026-03-06; 'practice session undo' takes it back"
    [ "$output" = "$second" ]
    # @1 and @2 are looked up before anything is deleted; the same one twice is one
    session delete @1 @2 last
    says "practice: deleted 2 sessions; 'practice session undo' takes it back"
    [ "${#lines[@]}" -eq 2 ]
    session list --json
    [ -z "$output" ]
    session -1 delete last
    session -2 delete
    session undo
    session undo
    session list --json
    [ "${#lines[@]}" -eq 3 ]
    session -1 delete @1 nonsense
    session list --json
    [ "${#lines[@]}" -eq 3 ]
}

@test "a chain of undo goes back through every change, and redo forward again" {
    local at step
    everything >state-0
    step=0
    did()
    {
        session "$@"
        step=$((step + 1))
        everything >state-$step
    }
    did add --start '2026-03-05 18:30' --duration 2h --title A --instrument cello
    did add --start '2026-03-06 18:30' --duration 45m --title B
    did edit @1 --title 'B 둘' --start 18:00
    did tag @2 +x,y
    did annotate @2 a line
    did split @2 --after 30m
    did delete @3
    did join @1 @2
    did delete last
    for ((at = step - 1; at >= 0; at--)); do
        session undo
        everything | diff state-$at -
    done
    session -1 undo
    says "practice: there is nothing to undo
  hint: practice session history shows the changes"
    for ((at = 1; at <= step; at++)); do
        session redo
        everything | diff state-$at -
    done
    session -1 redo
    session undo
    session add --start '2026-04-05 18:30' --duration 1h
    session -1 redo
    contains "$stderr" "there is nothing to redo"
}

@test "history tells the changes, newest first, and what is undone" {
    add --start '2026-03-05 18:30' --duration 45m --title A
    session edit last --title B
    session undo
    says "practice: undone: edited 'A' of 2026-03-05; 'practice session redo' does it again"
    session history
    [ "${#lines[@]}" -eq 3 ]
    [[ ${lines[1]} =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}\ [0-9]{2}:[0-9]{2}\ \ undone\ \ edited\ \'A\'\ of\ 2026-03-05$ ]]
    [[ ${lines[2]} == *"added 'A' of 2026-03-05" ]]
    session history -n1 --json
    [ "$(jq -c '[.label, .is_undone, .n_rows]' <<<"$output")" = \
        "[\"edited 'A' of 2026-03-05\",true,1]" ]
}

@test "split without an analysis divides the claimed time only" {
    add --start '2026-03-05 22:30' --duration 2h --title A --tag x --note N
    session split last --at 0:10
    [ "${lines[0]}" = "$id" ]
    has '.claimed_s == 6000 and .end == "2026-03-06T00:10:00.000+09:00" and .note == "N"' "$id"
    has ".id == \"${lines[1]}\" or true" "${lines[1]}"
    has '.claimed_s == 1200 and .start == "2026-03-06T00:10:00.000+09:00" and .note == null and
        .title == "A" and .tags == ["x"] and .measured_s == null' last
    session -2 split @2 --at 22:30
    contains "$stderr" "that is not within the session"
    session -2 split @2 --after 100m
    session -2 split @2 --after 2h
    session -2 split @2 --at tomorrow
    session -2 split @2
    session -2 split @2 --at 23:00 --after 1h
    session split @2 --after 99m
}

@test "pauses of a split session are counted to the second half, and it says so" {
    add --start '2026-03-05 18:00' --end 20:00 --duration 1h
    session split last --after 45m
    contains "$stderr" "when the pauses were is not known: they are counted to the second half"
    has '.claimed_s == 2700 and .clock_s == 2700' "$id"
    has '.claimed_s == 900 and .clock_s == 4500'
}

@test "join adds up and keeps what was written" {
    add --start '2026-03-05 18:00' --duration 30m --title A --tag x --note one
    add --start '2026-03-05 19:00' --duration 40m --title B --tag x,y --note two --instrument cello
    local first
    session join last @2
    first=$output
    says "practice: joined 2 sessions; 'practice session undo' takes it back"
    has '.start == "2026-03-05T18:00:00.000+09:00" and .end == "2026-03-05T19:40:00.000+09:00"'
    has '.claimed_s == 4200 and .clock_s == 6000 and .title == "A" and .tags == ["x", "y"] and
        .note == "one\ntwo" and .instrument == "cello" and .measured_s == null'
    has ".id == \"$first\""
    session list --json
    [ "${#lines[@]}" -eq 1 ]
    session -1 join last @1
    contains "$stderr" "that is one and the same session"
    session -2 join last
}

@test "join refuses other instruments and a stranger in between" {
    add --start '2026-03-05 18:00' --duration 30m --instrument cello
    add --start '2026-03-05 19:00' --duration 30m --title stranger
    add --start '2026-03-05 20:00' --duration 30m --instrument violin
    session -1 join @1 @3
    contains "$stderr" "the sessions are of different instruments"
    contains "$stderr" "hint: practice session edit ID --instrument"
    session edit @1 --instrument Cello
    session -1 join @1 @3
    contains "$stderr" "the session shares time with"
    session list --json
    [ "${#lines[@]}" -eq 3 ]
    session join @1 @2 @3
    session list --json
    [ "${#lines[@]}" -eq 1 ]
    session -1 join @1 @2
}

@test "twenty changes at once all happen" {
    local i
    for i in $(seq 20); do
        "$practice" session add --start "2026-03-$(printf %02d "$i") 18:00" --duration 1h >/dev/null 2>err.$i &
    done
    wait
    session list --json
    [ "${#lines[@]}" -eq 20 ]
    session history --json --limit 100
    [ "${#lines[@]}" -eq 20 ]
}

@test "a journal that is none is exit 4" {
    mkdir -p .local/share/practice
    echo "not a database, but long enough to be looked at" >.local/share/practice/journal.db
    session -4 list
    contains "$stderr" "is no journal"
    session -4 add --duration 5m
    session -4 undo
}
