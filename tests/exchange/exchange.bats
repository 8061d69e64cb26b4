#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Export and import: what goes out comes back, what cannot come in is told by line, and nothing that
# was claimed elsewhere counts as measured here.
load common

hostile=$'=cmd|\' /C calc\'!A0, "quoted"; x'

# A journal of all kinds of sessions, the measured one included.
fill()
{
    ask session add --start '2026-03-05 18:30' --duration 45m --title "$hostile" \
        --instrument '바이올린' --tag 'a;b' --tag 'back\slash' --tag "'=1" \
        --note $'first\nsecond, "third"\n\n  =last'
    ask session add --start '2026-03-29 01:30' --duration 1h --title "'+1" --piece @here
    ask session add --start '2026-10-25 02:30' --duration 90m --zone Asia/Seoul
    take tone.wav 4 440
    ask analyze --json tone.wav
    printf '%s"analysis":%s}\n' '{"schema":"practice.session/1",
        "id":"019d4773-7f00-7abc-8def-0123456789ab","start":"2026-04-01T10:00:00.125+02:00",
        "end":"2026-04-01T10:00:04.125+02:00","zone":"Europe/Berlin","claimed_s":4,
        "measured_s":3.875,"longest_run_s":3.5,"source":"record","title":"Tone","tags":[],
        "content_sha256":"'"$(sha256sum tone.wav | cut -c1-64)"'","kept_path":"/music/tone.flac",
        "created":"2026-04-01T10:00:05.000+02:00","updated":"2026-04-02T10:00:05.001+02:00",' \
        "$output" >tone.json
    ask session import tone.json
}

@test "JSON comes back byte for byte, the analysis included" {
    fill
    ask session export --output one.json
    [ "$(head -1 one.json | jq -r .schema)" = practice.journal/1 ]
    [ "$(head -1 one.json | jq -r .n_sessions)" = "$(($(wc -l <one.json) - 1))" ]
    tail -n +2 one.json | jq -se 'any(.analysis.segments | length > 0)'
    other_journal second
    ask session import --json one.json
    jq -e '.n_imported == 4 and .n_known == 0 and .refused == [] and .format == "json"' <<<"$output"
    ask session export --json --output two.json
    cmp one.json two.json
}

@test "JSON laid out anew says the same" {
    fill
    ask session export --output one.json
    tail -n +2 one.json | jq . >pretty.json
    other_journal second
    ask session import pretty.json
    ask session export --output two.json
    diff <(jq -S . one.json) <(jq -S . two.json)
}

@test "importing twice changes nothing" {
    fill
    ask session export --output one.json
    ask session import one.json
    contains "$stderr" "imported 0 sessions, 4 there already, 0 refused"
    ask session export --output two.json
    cmp one.json two.json
    ask session history --json
    lacks "$output" "'one.json'"
}

@test "one undo takes a whole import back, one redo brings it again" {
    fill
    ask session export --output one.json
    other_journal second
    ask session import one.json
    ask session undo
    [ "$(facts length)" = 0 ]
    ask session redo
    ask session export --output two.json
    cmp one.json two.json
}

@test "CSV comes back, formulas disarmed on the way" {
    fill
    ask session export --csv --output one.csv
    python3 - <<'X'
import csv
rows = list(csv.DictReader(open('one.csv', newline='')))
assert len(rows) == 4, rows
for row in rows:
    for name, cell in row.items():
        assert not cell or cell[0] not in '=+-@\t\r', (name, cell)
assert rows[0]['title'].startswith("'=cmd"), rows[0]
assert rows[0]['note'] == 'first\nsecond, "third"\n\n  =last', rows[0]
X
    ask session export --output before.json
    other_journal second
    ask session import one.csv
    ask session export --csv --output two.csv
    cmp one.csv two.csv
    ask session export --output after.json
    diff <(tail -n +2 before.json | jq -S 'del(.analysis)') <(tail -n +2 after.json | jq -S .)
}

@test "a spreadsheet of one's own may leave columns out, and claims only" {
    printf '\xef\xbb\xbfStart;claimed_s;Title;measured_s;teacher\r\n%s\r\n\r\n%s\r\n%s\r\n%s\r\n' \
        '2026-03-05 18:30;2700;"Scales; slow";2600;Ms Kim' \
        '2026-03-06 18:30;soon;x;;' '"2026-03-07' ';60;;;' >mine.csv
    ask -1 session import --zone Asia/Seoul --instrument cello mine.csv
    contains "$stderr" "mine.csv: line 4: claimed_s: takes seconds"
    contains "$stderr" "mine.csv: line 5: a quote does not end"
    contains "$stderr" "mine.csv: line 6: start: is empty"
    [ "$(facts '.[] | [.start, .claimed_s, .measured_s, .title, .instrument, .source]')" = \
        '["2026-03-05T18:30:00.000+09:00",2700,null,"Scales; slow","cello","import"]' ]
}

@test "the calendar is one for others" {
    fill
    ask session annotate last "$(printf '긴 이야기, %.0s' {1..30})"
    ask session export --ical --output practice.ics
    /usr/bin/python3 - <<'X'
import icalendar
raw = open('practice.ics', 'rb').read()
assert raw.endswith(b'END:VCALENDAR\r\n')
for line in raw.split(b'\r\n'):
    assert len(line) <= 75, line
    line.decode()
assert raw.count(b'\n') == raw.count(b'\r\n')
calendar = icalendar.Calendar.from_ical(raw)
events = list(calendar.walk('VEVENT'))
assert len(events) == 4
first = events[0]
assert str(first['SUMMARY']).startswith('=cmd|'), first
assert first['DTSTART'].dt.isoformat() == '2026-03-05T17:30:00+00:00', first
assert first['DTEND'].dt.isoformat() == '2026-03-05T18:15:00+00:00', first
assert 'second, "third"' in str(first['DESCRIPTION'])
assert any('긴 이야기, 긴' in str(e['DESCRIPTION']) for e in events)
assert len({str(e['UID']) for e in events}) == 4
assert all('DTSTAMP' in e for e in events)
X
}

@test "timewarrior's data and its export are the same sessions" {
    cat >2026-03.data <<'X'
inc 20260305T093000Z - 20260305T101500Z # "open strings" violin # "a \"slow\" one"
inc 20260306T093000Z - 20260306T100000Z # violin
exc monday 20:00
inc 20260307T093000Z
X
    ask -1 session import 2026-03.data
    contains "$stderr" "2026-03.data: line 4: it is still running"
    contains "$stderr" "imported 2 sessions"
    [ "$(facts '.[0] | [.start, .clock_s, .claimed_s, .measured_s, .tags, .note]')" = \
        '["2026-03-05T10:30:00.000+01:00",2700,2700,null,["open strings","violin"],"a \"slow\" one"]' ]
    cat >export.json <<'X'
[
{"id":3,"start":"20260305T093000Z","end":"20260305T101500Z","tags":["open strings","violin"],"annotation":"a \"slow\" one"},
{"id":2,"start":"20260306T093000Z","end":"20260306T100000Z","tags":["violin"]},
{"id":1,"start":"20260307T093000Z"}
]
X
    ask -1 session import export.json
    contains "$stderr" "export.json: item 3: it is still running"
    contains "$stderr" "imported 0 sessions, 2 there already, 1 refused"
}

@test "Watson's frames and its log are the same sessions" {
    cat >frames <<'X'
[[1772703000, 1772705700, "scales", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", ["violin"], 1772705701],
 [1772789400, 1772791200, "sonata", "1a1b2c3d4e5f60718293a4b5c6d7e8f9", [], 1772791201],
 ["soon", 1772791200, "sonata", "2a", []], [1]]
X
    ask -1 session import --zone Asia/Seoul frames
    contains "$stderr" "frames: item 3: a time is no number of seconds"
    contains "$stderr" "frames: item 4: a frame has start"
    [ "$(facts '.[0] | [.start, .claimed_s, .measured_s, .title, .tags]')" = \
        '["2026-03-05T18:30:00.000+09:00",2700,null,"scales",["violin"]]' ]
    echo '[{"id":"0a","project":"scales","start":"2026-03-05T18:30:00+09:00",
        "stop":"2026-03-05T19:15:00+09:00","tags":["violin"]}]' >log.json
    ask session import --zone Asia/Seoul log.json
    contains "$stderr" "1 there already"
}

@test "klog's days, breaks, nights and lengths become sessions" {
    cat >days.klg <<'X'
2026-03-05 (2h!)
First day #etudes
    8:30 - 9:45 Scales #technique="slow bow"
    -15m Coffee
    1h30m Sonata
        with the metronome
    <23:00 - 0:30 Night

2026/03/06
	8:00am - 12:15pm
	23:00 - 0:30> late
	18:00 - ?
	soon
X
    ask -1 session import --zone Europe/Berlin days.klg
    contains "$stderr" "days.klg: line 12: it is still running"
    contains "$stderr" "days.klg: line 13: this is neither a time nor a length"
    facts '.[] | [.start[0:16], .clock_s, .claimed_s, .measured_s, .title, .tags, .note]' >found
    diff - found <<'X'
["2026-03-04T23:00",5400,5400,null,"Night",["etudes"],null]
["2026-03-05T08:30",4500,3600,null,"Scales #technique=\"slow bow\"",["technique=slow bow","etudes"],"First day #etudes"]
["2026-03-05T09:45",5400,5400,null,"Sonata",["etudes"],"with the metronome"]
["2026-03-06T08:00",15300,15300,null,null,[],null]
["2026-03-06T23:00",5400,5400,null,"late",[],null]
X
    ask -1 session import --zone Europe/Berlin days.klg
    contains "$stderr" "imported 0 sessions, 5 there already, 2 refused"
}

@test "klog lengths alone stand from noon, one behind the other, and breaks have a limit" {
    printf '2026-03-05\n    45m\n    30m B\n    -2h\n\n2026-03-05\n    10m C\n' >days.klg
    ask -1 session import days.klg
    contains "$stderr" "line 4: the break is longer"
    [ "$(facts 'map([.start[11:16], .clock_s])')" = '[["12:00",2700],["12:45",1800],["13:15",600]]' ]
}

@test "sessions that share time are refused by line, the rest comes in" {
    ask session add --start '2026-03-05 10:00' --duration 1h
    printf 'start,end\n2026-03-05 09:30,2026-03-05 10:01\n%s\n%s\n' \
        '2026-03-05 11:00,2026-03-05 12:00' '2026-03-05 11:59,2026-03-05 13:00' >mine.csv
    ask -1 session import --strict mine.csv
    contains "$stderr" "nothing done"
    [ "$(facts length)" = 1 ]
    ask -1 session import --dry-run mine.csv
    contains "$stderr" "would import 1 session, 0 there already, 2 refused"
    [ "$(facts length)" = 1 ]
    ask -1 session import --json mine.csv
    jq -e '.is_done and .n_imported == 1 and [.refused[].line] == [2, 4]' <<<"$output"
    [ "$(facts length)" = 2 ]
    ask session undo
    [ "$(facts length)" = 1 ]
}

@test "files that are no lists are refused whole" {
    local name
    printf 'hello world' >a
    printf '{"schema": "practice.session/1", ' >b
    head -c 3000 /dev/urandom >c
    printf 'a,b\n1,2\n' >d
    printf '' >e
    printf '[1, 2\n,, 3]' >f
    for name in a b c d e f; do
        ask -3 session import $name
        contains "$stderr" "'$name'"
        ask -3 session import - <$name
    done
    contains "$stderr" "line 2, column 2"
    ask -3 session import nothing
    ask -2 session import
    ask -2 session import --format abc a
    ask -2 session import --zone Mars/Base a
    [ "$(facts length)" = 0 ]
}

@test "a JSON export that was cut or changed says where" {
    fill
    ask session export --output one.json
    other_journal second
    head -n 3 one.json >cut.json
    ask -1 session import cut.json
    contains "$stderr" "the file ends early: it has 2 of 4 sessions"
    other_journal third
    sed '2s/"claimed_s":/"claimed_s":-/; 3s/"zone":"[^"]*"/"zone":"Mars\/Base"/; 4s/$/x/' \
        one.json >changed.json
    ask -1 session import changed.json
    contains "$stderr" "changed.json: line 2: a length of time is out of range"
    contains "$stderr" "changed.json: line 3: "
    other_journal fourth
    printf '%s\n' '{"schema":"practice.session/1","id":"x"}' '{"start":1}' '7' '{}' \
        '{"schema":"practice.session/2"}' >odd.json
    ask -1 session import odd.json
    contains "$stderr" "imported 0 sessions, 0 there already, 5 refused"
}

@test "hostile words come in as words and harm no terminal" {
    printf 'start,end,title,note\n2026-03-05 09:00,2026-03-05 10:00,%s,"%s"\n' \
        $'\e[31mred' "'); DROP TABLE session; --" >mine.csv
    printf '2026-03-06 09:00,2026-03-06 10:00,%s,\n2026-03-07 09:00,2026-03-07 10:00,%s,\n' \
        $'\xff\xfe' "$(printf 'a%.0s' {1..300})" >>mine.csv
    ask -1 session import mine.csv
    contains "$stderr" "line 3: the words are no UTF-8"
    contains "$stderr" "line 4: the title is longer than 200 bytes"
    ask session list all
    lacks "$output" $'\e'
    ask session export --csv
    lacks "$output" $'\e'
}

@test "files made to take for ever are given up or cut down, not followed" {
    python3 - <<'PY'
open("lines.json", "w").write('{"schema":"practice.journal/1","n_sessions":1}\n'
    + ('[' + '"x",' * 100 + '\n') * 20000)
open("words.klg", "w").write('2026-03-05\n' + 'a\n' * 2000000 + '  1h x\n')
open("day.klg", "w").write('2026-03-05\n' + '  1m x\n' * 200000 + '  -1m\n' * 200000)
PY
    # In the square of their length these would take hours.
    run -3 --separate-stderr timeout 60 "$practice" session import lines.json
    contains "$stderr" "too much up to here cannot be read"
    run -1 --separate-stderr timeout 60 "$practice" session import words.klg
    contains "$stderr" "the note is longer than 65536 bytes"
    run -1 --separate-stderr timeout 60 "$practice" session import day.klg
    contains "$stderr" "line 1002: a day has 1000 entries at most"
}

@test "the hash of a recording is 64 digits or refused, in JSON and CSV" {
    fill
    ask session export --csv
    local hash
    hash=$(sha256sum tone.wav | cut -c1-64)
    printf '%s\n' "${output//$hash/${hash//[0-9]/G}}" >changed.csv
    sed "s/$hash/${hash:1}/" tone.json >changed.json
    other_journal second
    ask -1 session import changed.csv
    contains "$stderr" "content_sha256: is not 64 digits"
    ask -1 session import changed.json
    contains "$stderr" "content_sha256 is not 64 digits"
}

@test "the importers' fuzzing corpus and its finds replay cleanly" {
    run -0 "$BUILD/tests/exchange/replay" "$BATS_TEST_DIRNAME"/../fuzz/corpus/exchange/*
    [[ ${lines[-1]} == *" inputs replayed" ]]
}

@test "an export is whole or not there" {
    fill
    ask -1 session export --output missing/folder.json
    echo old >full.json
    run bash -c 'ulimit -f 0; trap "" XFSZ; exec "$0" session export -o full.json' "$practice"
    [ "$status" -ne 0 ]
    [ "$(cat full.json)" = old ]
    ask -2 session export --csv --ical
    ask -2 session export someday
    ask session export 2026-04 --csv
    [ "$(wc -l <<<"$output")" = 2 ]
}

@test "an export of an empty journal is one of none" {
    ask session export
    [ "$output" = '{"schema":"practice.journal/1","n_sessions":0}' ]
    ask session export --ical
    contains "$output" END:VCALENDAR
    ask session export -o none.json
    ask session import none.json
    contains "$stderr" "imported 0 sessions"
}

@test "an import that is killed leaves all or nothing" {
    python3 - <<'X'
with open('many.csv', 'w') as out:
    out.write('start,end\n')
    for i in range(4000):
        t = 1700000000 + i * 7200
        out.write(f'{__import__("time").strftime("%Y-%m-%dT%H:%M:%SZ", __import__("time").gmtime(t))},')
        out.write(f'{__import__("time").strftime("%Y-%m-%dT%H:%M:%SZ", __import__("time").gmtime(t + 60))}\n')
X
    local i n
    for i in 1 2 3 4 5 6 7 8; do
        rm -f many.db*
        PRACTICE_JOURNAL=$PWD/many.db "$practice" session import many.csv 2>err &
        sleep "0.0$((i * 9))"
        kill -9 $! 2>/dev/null || true # it may be done
        wait $! || true
        other_journal many
        n=$(facts length)
        [ "$n" -eq 0 ] || [ "$n" -eq 4000 ]
    done
    ask session import many.csv
    [ "$(facts length)" -eq 4000 ]
}

@test "the settings say where the journal is" {
    ask config set journal.path "$PWD/else/where.db"
    ask session add --start '2026-03-05 10:00' --duration 1h
    [ -f else/where.db ]
    [ ! -e "$HOME/.local/share/practice/journal.db" ]
    ask config set journal.path "$PWD/third.db"
    [ "$(facts length)" = 0 ]
    PRACTICE_JOURNAL=$PWD/else/where.db ask session list all
    contains "$output" "2026-03-05"
}

@test "the settings say when a week begins" {
    ask config set user.week-start sunday
    local today
    today=$(date +%F)
    ask session add --start "$today 00:01" --duration 1m
    ask session export this week
    [ "$(wc -l <<<"$output")" = 2 ]
    printf '[user]\nweek-start=someday\n' >"$settings"
    ask -2 session export this week
    contains "$stderr" "practice config unset user.week-start"
}
