#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What list and show say, in words, JSON and CSV.
load common

some_sessions()
{
    add --start '2026-02-28 09:00' --duration 30m --instrument violin --title 연습 --tag scales
    add --start '2026-03-05 18:30' --duration 45m --instrument cello --title 'Suite 1' --piece Prélude
    add --start '2026-03-06 18:30' --duration 1h15m --instrument Cello --note 'bar 12'
}

@test "the list has claimed and measured time in columns of their own, and totals" {
    some_sessions
    session list
    [ "${lines[0]}" = "ID        DATE            START  CLAIMED  MEASURED  INSTRUMENT  ABOUT" ]
    [[ ${lines[1]} =~ ^[0-9a-f]{8}\ \ Sat\ 2026-02-28\ \ 09:00\ \ \ \ 30:00\ \ \ \ \ \ \ \ \ -\ \ violin\ \ \ \ \ \ 연습\ \+scales$ ]]
    [[ ${lines[2]} == *"Thu 2026-03-05  18:30    45:00         -  cello       Suite 1: Prélude" ]]
    [[ ${lines[3]} == *"Fri 2026-03-06  18:30  1:15:00         -  Cello" ]]
    [[ ${lines[4]} == ─* ]]
    [[ ${lines[5]} == "          3 sessions             2:30:00         -              0 of 3 measured" ]]
    [ "${#lines[@]}" -eq 6 ]
    local table=$output
    session
    [ "$output" = "$table" ]
}

@test "periods, filters, limit and order choose" {
    some_sessions
    local words
    count()
    {
        session list --json "${@:2}"
        [ "$(grep -c . <<<"$output")" -eq "$1" ] || {
            echo "${*:2}: $output"
            return 1
        }
    }
    count 2 2026-03
    count 1 2026-03-05
    count 2 2026-03-05..2026-03-06
    count 1 ..2026-02
    count 3 all
    count 2 --instrument CELLO
    count 1 --tag Scales
    count 1 --piece prél
    count 1 --text 'BAR 12'
    count 1 2026-03 --instrument cello --text suite
    count 2 --limit 2
    [[ $output == *2026-03-05*$'\n'*2026-03-06* ]]
    count 2 -n2 --reverse
    [[ $output == *2026-03-06*$'\n'*2026-03-05* ]]
    at_midday
    add --duration 5m
    count 1 today
    count 1 this week
    session -2 list this wek
    contains "$stderr" "hint"
    session -2 list --json --csv
}

@test "the sessions of a day are found by the clock of their place, east and west of the date line" {
    local zone
    for zone in +14:00 -12:00; do
        add --start '2026-04-09 23:30' --duration 10m --zone "$zone" --title before
        add --start '2026-04-10 00:30' --duration 10m --zone "$zone" --title within
        add --start '2026-04-10 23:30' --duration 10m --zone "$zone" --title within
        add --start '2026-04-11 00:30' --duration 10m --zone "$zone" --title after
    done
    session list 2026-04-10
    [ "$(grep -c within <<<"$output")" -eq 4 ]
    contains "$output" "4 sessions"
    session list ..2026-04-09
    contains "$output" "2 sessions"
    session list 2026-04-11..
    contains "$output" "2 sessions"
}

@test "weeks begin when the settings say" {
    add --start '2026-03-08 18:30' --duration 10m
    session list 2026-03-07..2026-03-08 --json
    [ "${#lines[@]}" -eq 1 ]
    local sunday
    sunday=$(date -d "-$(date +%w) days" +%F)
    add --start "$sunday 00:00" --duration 1m
    "$practice" config set user.week-start sunday
    session list this week --json
    [ "${#lines[@]}" -eq 1 ]
    "$practice" config set user.week-start monday
    session list this week --json
    if [ "$(date +%u)" -eq 7 ]; then [ "${#lines[@]}" -eq 1 ]; else [ -z "$output" ]; fi
}

@test "an empty journal, or period, is no mistake, and reading makes no journal" {
    session list
    [ -z "$output" ]
    says "practice: no sessions; 'practice session add' or 'practice analyze --save' makes one"
    session list --json
    [ -z "$output$stderr" ]
    session list --csv
    [ "${lines[0]%$'\r'}" = "id,date,start,end,zone,claimed_s,measured_s,longest_run_s,source,instrument,title,piece,tags,note" ]
    session -1 show
    says "practice: there is no session 'last'
  hint: practice session list shows the ids; @1 is the newest session"
    session history
    says "practice: nothing was changed yet"
    [ ! -e .local ]
    add --duration 5m
    session list 2020
    says "practice: no sessions: 2020"
}

@test "JSON is what practice-session-json(5) says" {
    some_sessions
    session list --json
    printf '%s\n' "$output" | python3 "$tests/check-json" practice.session/1 3
    session show --json
    printf '%s\n' "$output" | python3 "$tests/check-json" practice.session/1 1
    session history --json
    printf '%s\n' "$output" | python3 "$tests/check-json" practice.change/1 3
}

@test "CSV has a row per session and no formulas" {
    add --start '2026-03-05 18:30' --duration 45m --title '=1+1' --note $'two\nlines' --tag a,b
    session list --csv
    printf '%s\n' "$output" >list.csv
    python3 - <<'PY'
import csv
rows = list(csv.DictReader(open('list.csv', newline='')))
assert len(rows) == 1, rows
row = rows[0]
assert row['title'] == "'=1+1" and row['tags'] == 'a,b' and row['claimed_s'] == '2700.000', row
assert row['measured_s'] == '' and row['note'] == 'two�lines', row
PY
}

@test "nothing in a title, tag or note reaches the terminal as a command" {
    local evil=$'\e]0;owned\a\e[2J\xc2\x9b31m\u202e'
    add --duration 10m --title "$evil" --instrument "$evil" --piece "$evil" --tag "$evil" \
        --note "$evil"
    local words
    for words in list show "show --explain" history "tag last +x" "annotate last $evil" \
        "delete last" undo redo; do
        # shellcheck disable=SC2086
        session $words
        is_harmless "$output$stderr"
    done
    session undo
    has ".title == $(jq -Rs . <<<"$evil" | sed 's/\\n"$/"/')"
    local reference
    for reference in "$evil" "%s%n" "../../etc" "'; drop table session; --" "" "@0" "@-1" "@999" \
        abc "$(printf '%05000d' 0)"; do
        session -1 show "$reference"
        is_harmless "$stderr"
    done
    session list
    contains "$output" "1 session"
}

@test "a session is named by the end of its id, its age, or the whole" {
    some_sessions
    local reference
    for reference in last @1 "$id" "${id: -8}" "${id: -4}" "${id: -8:8}"; do
        has ".id == \"$id\"" "$reference"
    done
    has '.date == "2026-02-28"' @3
    session -1 show "${id: -3}"
}

@test "the page tells when, how long and what" {
    add --start '2026-03-05 22:30' --end 0:30 --duration 1h45m --instrument cello --title Suite \
        --piece Prélude --tag a --tag b
    session show
    [ "$output" = "Suite  $id

  when        Thursday 5 March 2026, 22:30 to 2026-03-06 00:30 (Asia/Seoul)
  claimed     1:45:00 (pauses 15:00)
  measured    - (nobody listened)
  instrument  cello
  piece       Prélude
  tags        +a +b
  from        added by hand" ]
}
