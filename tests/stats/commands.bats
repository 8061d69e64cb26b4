#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# `practice stats`, `goal` and `achievements` as a musician or a script meets them. Numbers are
# worked out by hand, or once more by SQL.
load common

n_rules=$(grep -vc '^#' "$BATS_TEST_DIRNAME/../../cli/stats/achievements.tsv")

# What a jq filter finds in the answer; numbers as jq counts them, not as they were written.
is()
{
    local answered
    answered=$(jq -c "$1 | walk(if type == \"number\" then . + 0 else . end)" <<<"$output")
    [ "$answered" = "$2" ] || {
        printf '%s is %s, not %s\n' "$1" "$answered" "$2"
        return 1
    }
}

@test "an empty journal has zeros, no streak and no trend" {
    ask stats
    contains "$output" "Played"
    contains "$output" "0 days"
    contains "$stderr" "no sessions yet"
    ask stats all --json
    is .totals.sessions 0
    is .totals.play_share null
    is .totals.best_day null
    is .streak.current.days 0
    is .trend.direction '"unknown"'
    is .days '[]'
    [ ! -e "$journal" ]
    for how in --calendar --chart '--by hour' '--by day' --csv; do
        # shellcheck disable=SC2086
        ask stats $how
    done
    ask achievements
    contains "$output" "0 of $n_rules"
    ask goal
    contains "$output" "no goals"
}

@test "totals, shares and groups are those worked out by hand" {
    make_journal
    put 2026-03-02 10:00 60 45 violin Bach
    put 2026-03-02 18:00 30 20 Violin '바흐 파르티타'
    put 2026-03-04 09:30 60 30 cello Bach
    put 2026-03-08 09:00 40 - violin Bach
    put 2026-02-10 09:00 60 50 violin Bach
    ask stats 2026-03 --json
    is .totals.sessions 4
    is .totals.measured_sessions 3
    is .totals.claimed_s 11400
    is .totals.measured_s 5700
    is .totals.play_share 0.6333
    is .totals.mean_s 1900
    is .totals.days 3
    is .totals.played_days 2
    is .totals.longest_s 2700
    is .totals.longest_claimed_s 3600
    is .totals.longest_run_s 1350
    is .totals.best_day '"2026-03-02"'
    is .totals.best_day_s 3900
    is .before.period.title '"February 2026"'
    is .before.totals.measured_s 3000
    is '[.by.instrument[] | [.name, .sessions, .measured_s]]' \
        '[["violin",3,3900],["cello",1,1800]]'
    is '[.by.piece[] | [.name, .measured_s]]' '[["Bach",4500],["바흐 파르티타",1200]]'
    is '[.by.weekday[].measured_s]' '[3900,0,1800,0,0,0,0]'
    is '[.by.hour[] | select(.measured_s > 0) | [.name, .measured_s]]' \
        '[["09:00",900],["10:00",3600],["18:00",1200]]'
    is '[.days[].date]' '["2026-03-02","2026-03-04","2026-03-08"]'
    ask stats 2026-03
    contains "$output" "in 1 of 4 sessions nobody measured"
    contains "$output" "1 h 35 min      +45 min      50 min"
    contains "$output" "바흐 파르티타"
    ask stats 2026-03 --instrument VIOLIN --json
    is .totals.measured_s 3900
    is .filter.instrument '"VIOLIN"'
    ask stats 2026-03 --piece 바흐 --json
    is .totals.sessions 1
}

@test "the sums agree with SQL's on a year of sessions" {
    make_journal
    local day=0 minutes
    {
        echo 'BEGIN;'
        for ((i = 0; i < 700; i++)); do
            day=$((i / 2)) minutes=$(((i * 7919) % 80))
            echo "INSERT INTO session SELECT printf('00000000-0000-7000-8000-%012x', $i), at,
                at + 5400000, 'UTC', date('2025-01-01', '+$day days'), $((i % 2 * 600 + 60)), 5400000,
                CASE WHEN $i % 13 THEN $minutes * 60000 END, NULL, 'record', NULL,
                CASE $i % 3 WHEN 0 THEN 'violin' WHEN 1 THEN 'viola' END, NULL, NULL, '[]', NULL, NULL,
                at, at FROM (SELECT (strftime('%s', '2025-01-01', '+$day days')
                + ($i % 2 * 600 + 60) * 60) * 1000 AS at);"
        done
        echo 'COMMIT;'
    } | sqlite3 "$journal"
    ask stats 2025 --json
    is '(.totals.measured_s | floor)' "$(sqlite3 "$journal" \
        "SELECT sum(measured_ms) / 1000 FROM session WHERE practice_date LIKE '2025%'")"
    is '[.by.instrument[] | .measured_s | floor] | sort' "[$(sqlite3 "$journal" \
        "SELECT group_concat(s) FROM (SELECT sum(measured_ms) / 1000 AS s FROM session
            WHERE practice_date LIKE '2025%' GROUP BY instrument ORDER BY s)")]"
    is .totals.best_day_s "$(sqlite3 "$journal" "SELECT max(s) FROM
        (SELECT sum(measured_ms) / 1000 AS s FROM session GROUP BY practice_date)")"
    is '[.by.hour[].measured_s] | add | round' "$(sqlite3 "$journal" \
        "SELECT sum(measured_ms) / 1000 FROM session WHERE practice_date LIKE '2025%'")"
    # the longest stretch of days in a row: numbers the days and groups by what stays the same
    is .streak.longest.days "$(sqlite3 "$journal" "SELECT max(n) FROM (SELECT count(*) AS n FROM
        (SELECT julianday(practice_date) - row_number() OVER (ORDER BY practice_date) AS run FROM
        (SELECT practice_date FROM session GROUP BY practice_date HAVING sum(measured_ms) > 0))
        GROUP BY run)")"
    ask achievements --json
    local rule hours
    for rule in ten:10 fifty:50 hundred:100 five-hundred:500; do
        hours=${rule#*:}
        is ".achievements[] | select(.id == \"${rule%:*}-hours\") | .earned_on // \"\"" \
            "\"$(sqlite3 "$journal" "SELECT min(practice_date) FROM (SELECT practice_date,
                sum(measured_ms) OVER (ORDER BY start_ms) AS so_far FROM session)
                WHERE so_far >= $hours * 3600000")\""
    done
    is '.achievements[] | select(.id == "hundred-sessions") | .earned_on' \
        "\"$(sqlite3 "$journal" "SELECT practice_date FROM session WHERE measured_ms > 0
            ORDER BY start_ms LIMIT 1 OFFSET 99")\""
    is '.achievements[] | select(.id == "all-months") | .value' "$(sqlite3 "$journal" "SELECT max(n) FROM
        (SELECT count(DISTINCT substr(practice_date, 6, 2)) AS n FROM session WHERE measured_ms > 0
        GROUP BY substr(practice_date, 1, 4))")"
}

@test "a streak waits for today, and rest days keep it" {
    make_journal
    put "$(days_ago 1)" 10:00 30 20
    put "$(days_ago 2)" 10:00 30 20
    ask stats --json
    is .streak.current.days 2
    put "$(days_ago 0)" 00:00 1 1
    ask stats --json
    is .streak.current.days 3
    put "$(days_ago 4)" 10:00 30 20
    ask stats --json --rest-days 1
    is .streak.current.days 4
    is .streak.rest_days 1
    ask config set stats.rest-days 1
    ask stats --json
    is .streak.current.days 4
    ask -2 stats --rest-days 7
}

@test "claimed time keeps no streak" {
    make_journal
    put "$(days_ago 1)" 10:00 30 -
    put "$(days_ago 2)" 10:00 30 0
    ask stats --json
    is .streak.current.days 0
}

@test "a period that goes on is compared with as many days" {
    make_journal
    ask stats this-year --json
    [ "$(jq -r .before.period.last <<<"$output")" = "$(date -u -d '1 year ago' +%F)" ]
    ask stats last-year --json
    [ "$(jq -r .before.period.last <<<"$output")" = "$(($(date -u +%Y) - 2))-12-31" ]
    ask stats this-year --json --no-compare
    is .before null
}

@test "CSV has a row for each group, days without play included" {
    make_journal
    put 2026-03-02 10:00 60 45 '=1+1'
    put 2026-03-04 10:00 60 30
    ask stats 2026-03 --csv
    [ "${lines[0]}" = $'day,sessions,measured_sessions,claimed_s,measured_s\r' ]
    [ "${lines[1]}" = $'2026-03-02,1,1,3600.000,2700.000\r' ]
    [ "${lines[2]}" = $'2026-03-03,0,0,0.000,0.000\r' ]
    [ "${#lines[@]}" -eq 4 ]
    ask stats 2026-03 --csv --by instrument
    [ "${lines[1]}" = $'\'=1+1,1,1,3600.000,2700.000\r' ]
}

@test "names from the journal cannot write on the terminal" {
    make_journal
    put 2026-03-02 10:00 60 45 $'\e[31mred\a' $'\e]0;title\a'
    for how in '' '--by instrument' '--by piece'; do
        # shellcheck disable=SC2086
        ask stats 2026-03 $how
        lacks "$output" $'\e'
        lacks "$output" $'\a'
    done
    ask goal add --daily 1h --instrument $'\e[31mred'
    lacks "$stderr" $'\e'
    ask goal
    lacks "$output" $'\e'
}

@test "calendars and charts draw the same days" {
    make_journal
    put 2026-03-02 10:00 60 45
    put 2026-03-08 10:00 60 5
    ask stats 2026-03 --calendar
    contains "$output" "March 2026"
    contains "$output" "45"
    ask stats 2026-02..2026-03 --calendar
    contains "$output" "February 2026"
    ask stats 2026 --calendar
    contains "$output" "Mon"
    ask stats 2026-03 --chart
    contains "$output" "each day"
    ask stats 2026 --chart
    ask stats 2024..2026 --chart
    ask stats 1990.. --calendar
}

@test "a picture is PNG, SVG or PDF, in light and dark, and never half a file" {
    make_journal
    put 2026-03-02 10:00 60 45 '바이올린'
    ask stats 2026 --plot year.png --theme dark
    [ -z "$output" ]
    [ "$(head -c 4 year.png | tail -c 3)" = PNG ]
    ask stats 2026 --plot hours.svg --what hours
    grep -q '<svg' hours.svg
    ask stats 2026 --plot all.pdf --instrument 바이올린
    [ "$(head -c 4 all.pdf)" = %PDF ]
    ask -2 stats --plot year.gif
    ask -2 stats --theme dark
    ask -1 stats --plot no/such/folder.png
    [ -z "$(find . -name '*.part*' -o -name '.year*')" ]
}

@test "options that make no sense together are refused" {
    ask -2 stats --json --csv
    ask -2 stats --chart --calendar
    ask -2 stats --json --by day
    ask -2 stats lastweek
    contains "$stderr" "last-week"
    ask -2 achievements --all --next
    ask -2 goal add
    ask -2 goal add --daily 1h --weekly 5h
    ask -2 goal add --daily soon
    ask -2 goal add --daily 1h --from 2026-03
    ask -1 goal add --daily 25h
    ask -1 goal end
    ask -1 goal delete abcd1234
    ask -2 goal nonsense
}

@test "a goal tells what is left, what was met, and how often in a row" {
    make_journal
    put "$(days_ago 3)" 10:00 60 30 violin
    put "$(days_ago 2)" 10:00 60 40 violin
    put "$(days_ago 2)" 12:00 60 10 cello
    put "$(days_ago 1)" 10:00 60 29 violin
    put "$(days_ago 0)" 00:00 1 12 violin
    ask goal add --daily 30m --from "$(days_ago 3)"
    id=$output
    contains "$stderr" "30 min a day"
    ask goal list --json
    is .done_s 720
    is .left_s 1080
    is '[.periods, .met, .streak, .longest_streak]' '[4,2,0,2]'
    ask goal history --json "$id"
    is '[.history[].done_s]' '[1800,3000,1740,720]'
    is '[.history[].met]' '[true,true,false,false]'
    ask goal history daily
    contains "$output" "missed"
    contains "$output" "goes on"
    contains "$output" "longest: 2 days in a row"
    ask goal edit "$id" --daily 10m --instrument cello
    ask goal list --json
    is '[.met, .instrument, .target_s]' '[1,"cello",600]'
    ask goal edit daily --instrument ''
    ask goal list --json
    is '[.met, .instrument]' '[4,null]'
    ask stats
    contains "$output" "10 min a day"
    contains "$output" "met today, 4 days in a row"
    ask stats --instrument violin
    lacks "$output" "10 min a day"
    ask goal end
    ask goal
    contains "$output" "no goals"
    ask goal list --all
    contains "$output" "ended $(days_ago 1)"
    ask session undo
    ask goal list --json
    is .until null
    ask goal delete daily
    ask goal list --all
    contains "$output" "no goals"
}

@test "achievements tell the practice date on which they were earned" {
    make_journal
    put 2026-01-03 06:30 60 50 violin Bach
    put 2026-01-04 23:00 60 40 cello Bach
    put 2026-01-20 12:00 60 - piano
    ask achievements --json
    is '.achievements | length' "$n_rules"
    is .schema '"practice.achievements/1"'
    earned=$(jq -c '[.achievements[] | select(.earned) | [.id, .earned_on]] | sort' <<<"$output")
    [ "$earned" = "$(jq -c sort <<<'[["first-note","2026-01-03"],["one-hour","2026-01-04"],
        ["two-instruments","2026-01-04"],["early-bird","2026-01-03"],["night-owl","2026-01-04"],
        ["focused","2026-01-03"],["long-run","2026-01-03"],["longer-run","2026-01-03"]]')" ]
    is '.achievements[] | select(.id == "ten-hours") | [.value, .target]' '[5400,36000]'
    ask achievements
    contains "$output" "8 of $n_rules achievements earned"
    contains "$output" "★ The first hour  2026-01-04"
    contains "$output" "Next"
    ask achievements --next
    lacks "$output" "The first hour"
}

@test "achievements speak Korean when asked or when the locale does" {
    make_journal
    put 2026-01-03 06:30 60 50
    ask achievements --lang ko
    contains "$output" "첫 음"
    contains "$output" "업적 ${n_rules}개 중"
    export LC_ALL='' LC_MESSAGES=ko_KR.UTF-8 LANG=C.UTF-8
    ask achievements
    contains "$output" "첫 음"
    export LC_MESSAGES=kok_IN.UTF-8
    ask achievements
    contains "$output" "First note"
    export LC_ALL=en_US.UTF-8
    ask achievements
    contains "$output" "First note"
}

@test "undoing a session takes its achievements back" {
    make_journal
    put 2026-01-03 06:30 60 50
    ask achievements --json
    before=$output
    ask session edit last --title Scales
    ask achievements --json
    [ "$output" = "$before" ]
    ask session delete last
    ask achievements --json
    is .earned 0
    ask session undo
    ask achievements --json
    [ "$output" = "$before" ]
}

@test "nothing but whole answers: a full disk and a damaged journal are told" {
    make_journal
    put 2026-01-03 06:30 60 50
    run --separate-stderr bash -c '"$1" stats --json >/dev/full' _ "$practice"
    [ "$status" -eq 1 ]
    echo "no journal at all, but long enough to be looked at" >"$journal"
    rm -f "$journal"-*
    ask -4 stats
    ask -4 goal
    ask -4 achievements
}

@test "a saved session tells the goals it brought nearer and what it earned" {
    make_journal
    ask goal add --daily 45m
    ask goal add --weekly 5h --instrument cello
    practice=$BUILD/tests/stats/saver
    ask 30
    contains "$output" "45 min a day"
    contains "$output" "15 min left today"
    contains "$output" "★ First note"
    lacks "$output" "cello"
    ask 10 6
    contains "$output" "met today, 1 day in a row"
    contains "$output" "★ On target"
    lacks "$output" "First note"
    ask 0
    [ -z "$output" ]
}

@test "every member of the JSON is in practice-stats-json(5)" {
    make_journal
    put 2026-03-02 10:00 60 45
    ask goal add --daily 45m
    ask stats 2026-03 --json
    jq -r '[paths | map(select(type == "string")) | .[]] | unique[]' <<<"$output" >members
    ask goal history --json
    jq -r '[paths | map(select(type == "string")) | .[]] | unique[]' <<<"$output" >>members
    ask achievements --json
    jq -r '[paths | map(select(type == "string")) | .[]] | unique[]' <<<"$output" >>members
    [ "$(wc -l <members)" -gt 60 ]
    sort -u members | while read -r member; do
        grep -qE "^\.(It )?Va ([a-z_]+( ,)? (Va )?)*$member\b" \
            "$tests/../../man/practice-stats-json.5" || { echo "undocumented: $member"; exit 1; }
    done
}

@test "50,000 sessions take less than a second of the processor" {
    make_journal
    sqlite3 "$journal" "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 49999)
        INSERT INTO session SELECT printf('00000000-0000-7000-8000-%012x', i), at, at + 1800000, 'UTC',
        date(at / 1000, 'unixepoch'), 600 + i % 6 * 60, 1800000, i % 40 * 30000, NULL, 'record', NULL,
        'instrument ' || i % 7, 'piece ' || i % 300, NULL, '[]', NULL, NULL, at, at
        FROM (SELECT i, (i / 6 * 86400 + i % 6 * 3600 + 36000) * 1000 AS at FROM n)"
    for what in 'stats all' 'stats all --json' achievements goal; do
        # shellcheck disable=SC2086
        ask $what
        run bash -c 'TIMEFORMAT=%U; time "$@" >/dev/null' _ "$practice" $what
        printf '%s: %s s\n' "$what" "$output"
        [ -n "${SANITIZE:-}" ] || [ "${output%.*}" -lt 1 ]
    done
}

@test "analyze --save tells on stderr what was earned, and nothing with --quiet" {
    make_journal
    take tone.wav 2 440
    ask analyze --save --date "$(days_ago 3) 10:00" tone.wav
    contains "$stderr" "★ First note"
    lacks "$output" "First note"
    ask session delete last
    ask analyze --save --quiet --date "$(days_ago 3) 10:00" tone.wav
    lacks "$stderr" "First note"
}
