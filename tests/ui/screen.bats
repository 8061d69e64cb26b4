#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What a terminal is shown: the timeline, tables, progress, and what a terminal is taken for.
load common

# Runs the probe on a terminal of its own and puts what it drew into $BATS_TEST_TMPDIR/screen.
on_terminal()
{
    python3 - "$BATS_TEST_TMPDIR/screen" "$probe" "$@" <<'PYTHON'
import fcntl, os, pty, struct, sys, termios
pid, master = pty.fork()
if pid == 0:
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    os.execv(sys.argv[2], sys.argv[2:])
seen = b""
while True:
    try:
        block = os.read(master, 65536)
    except OSError:
        break
    if not block:
        break
    seen += block
open(sys.argv[1], "wb").write(seen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PYTHON
}

screen()
{
    tr -d '\r' <"$BATS_TEST_TMPDIR/screen"
}

spans="silence:10 play:35 speech:15 other:5 silence:15 play:20"

@test "timeline: each kind has its glyph, so the bar reads without colour" {
    answers "··███████▒▒▒░···████" bar 20 none utf8 $spans
    answers "..#######===-...####" bar 20 none ascii $spans
}

@test "timeline: borders fall within a cell" {
    answers "██▌·······" bar 10 none utf8 play:25 silence:75
    answers "██▎·······" bar 10 none utf8 play:22.5 silence:77.5
    answers "·······▐██" bar 10 none utf8 silence:75 play:25
}

@test "timeline: a note in an hour of silence is seen" {
    for start in 0 17 1800 3599; do
        ask bar 20 none utf8 "silence:$start" play:1 "silence:$((3599 - start))"
        [[ $output == *[▏▕█▎▌▐]* ]]
        ask bar 20 none ascii "silence:$start" play:1 "silence:$((3599 - start))"
        [[ $output == *"#"* ]]
    done
}

@test "timeline: a bar is as wide as asked, always" {
    for columns in 20 21 56 80 200; do
        for depth in none 16 256 true; do
            ask bar "$columns" "$depth" utf8 silence:3 play:55 speech:20 play:0.3 other:4 \
                silence:30.01 play:60 speech:2 silence:20 play:0.5 silence:25 play:10.5
            is_harmless
            plain=$(sed 's/\x1b\[[0-9;]*m//g' <<<"$output")
            answers "$columns" width "$plain"
        done
    done
}

@test "timeline: colour adds escape sequences to the same picture" {
    ask timeline 40 true utf8 $spans
    [[ $output == *$'\e[38;2;0;168;124m'* ]]
    plain=$(sed 's/\x1b\[[0-9;]*m//g' <<<"$output")
    answers "$plain" timeline 40 none utf8 $spans
    ask timeline 40 16 utf8 $spans
    [[ $output == *$'\e[32m'* ]]
    ask timeline 40 256 utf8 $spans
    [[ $output == *$'\e[38;5;36m'* ]]
}

@test "timeline: marks and legend stand below" {
    answers "  ·····█████████████████▒▒▒▒▒▒▒▒░░········██████████
  ╵0:00          ╵0:30          ╵1:00          ╵1:30
  █ play 0:54.0   ▒ speech 0:16.0   ░ other 0:04.0
  · silence 0:26.0" timeline 54 none utf8 silence:10 play:34 speech:16 other:4 silence:16 play:20
    ask timeline 60 none utf8 play:300
    [ "${lines[1]}" = "  ╵0:00      ╵1:00      ╵2:00      ╵3:00      ╵4:00" ]
    [ "${lines[2]}" = "  █ play 5:00.0" ]
    ask timeline 60 none ascii play:10800
    [ "${lines[1]}" = "  |0:00             |1:00:00           |2:00:00" ]
}

@test "timeline: it fits terminals from 20 to 1000 columns" {
    for columns in 20 33 79 1000; do
        ask timeline "$columns" none ascii $spans
        for line in "${lines[@]}"; do
            [ "${#line}" -le "$columns" ]
        done
    done
    ask timeline 20 none ascii play:8 silence:8.1
    [ "${lines[1]}" = "  |0:00     0:15|" ]
    ask timeline 50 none ascii play:41
    [ "${lines[1]}" = "  |0:00      |0:10      |0:20      |0:30  0:40|" ]
}

@test "timeline: an empty recording draws nothing" {
    answers "" timeline 80 true utf8
}

@test "table: columns line up for Korean names and narrow terminals" {
    answers "file              played  note
한국어 이름.m4a   3:01.4
b.wav             3:01.4
──────────────────────────────
total            12:00.0  all" table 80 none utf8 "한국어 이름.m4a" b.wav
    ask table 30 none utf8 "a very long name of a recording 12.wav"
    for line in "${lines[@]}"; do
        [ "${#line}" -le 30 ]
    done
    [[ ${lines[1]} == "a ve"*"…"*"12.wav  "* ]]
}

@test "table: names cannot drive the terminal" {
    ask table 80 true utf8 $'a\e[2J\nb' $'\xff\u202e'
    is_harmless
    [ "${#lines[@]}" -eq 5 ]
    ask table 80 none ascii $'\xc2\x9b2J연'
    [[ ${lines[1]} == "?2J? "* ]]
    LC_ALL=C grep -qv '[^ -~]' <<<"$output"
}

@test "term: only our own colours reach the terminal, and each is ended" {
    for depth in none 16 256 true; do
        for charset in utf8 ascii; do
            ask style 80 "$depth" "$charset" $'a\e[5m\xc2\x9b\n\u202e\xff'
            is_harmless
            [ "${#lines[@]}" -eq 9 ]
            for line in "${lines[@]:1}"; do
                [ "$depth" = none ] || [[ $line == $'\e['*m*$'\e[0m' ]]
            done
        done
    done
    ask style 80 16 utf8 $'a\e[5m'
    [ "${lines[1]}" = $'\e[1ma�[5m\e[0m' ]
}

@test "term: a pipe has no colour, a width of 80, and keeps its letters" {
    COLUMNS='' TERM=xterm-256color COLORTERM=truecolor answers \
        "terminal=0 colour=0 utf8=1 text=1 width=80" term 1
    LC_ALL=C answers "terminal=0 colour=0 utf8=0 text=1 width=80" term 1
    COLUMNS=132 answers "terminal=0 colour=0 utf8=1 text=1 width=132" term 1
    COLUMNS=3 answers "terminal=0 colour=0 utf8=1 text=1 width=20" term 1
    COLUMNS=99999999999999999999 answers "terminal=0 colour=0 utf8=1 text=1 width=1000" term 1
    COLUMNS=12x answers "terminal=0 colour=0 utf8=1 text=1 width=80" term 1
}

@test "term: colours follow TERM, COLORTERM and NO_COLOR" {
    unset COLUMNS NO_COLOR COLORTERM
    seen()
    {
        on_terminal term 1 "${@:2}"
        [ "$(screen)" = "terminal=1 colour=$1 utf8=1 text=1 width=60" ]
    }
    TERM=xterm seen 1
    TERM=xterm-256color seen 2
    TERM=xterm-256color COLORTERM=truecolor seen 3
    TERM=xterm-direct seen 3
    TERM=dumb seen 0
    TERM=xterm NO_COLOR=1 seen 0
    TERM=xterm NO_COLOR='' seen 1
    TERM=xterm seen 0 no-color
}

@test "progress: nothing is said on a pipe, or when never is asked" {
    ask progress auto 0.5 name
    [ -z "$stderr" ]
    TERM=xterm on_terminal progress never 0.5 name
    [ -z "$(screen)" ]
    ask progress sometimes 0.5 name
    [ "$status" -eq 2 ]
}

@test "progress: always writes plain lines to a pipe" {
    ask progress always 0.7 $'na\e[31mme'
    [[ $stderr == "70/70 files, 1 failed  11:40 of audio  "*" × real time  0:00 left  na�[31mme" ]]
}

@test "progress: a log in another charset stays ASCII" {
    LC_ALL=C ask progress always 0.7 name
    [[ $stderr == *" x real time "* ]]
}

@test "progress: on a terminal one line is redrawn at most ten times a second and taken away" {
    local started=$EPOCHREALTIME
    TERM=xterm on_terminal progress auto 1.2 $'하나\e[31m 아주 긴 이름의 연습 녹음 파일 이름입니다.wav'
    python3 - "$BATS_TEST_TMPDIR/screen" "$started" <<'PYTHON'
import re, sys, time, unicodedata
seen = open(sys.argv[1], "rb").read().decode("utf-8")
assert seen.endswith("\r\x1b[K"), seen[-40:]
draws = seen[:-len("\r\x1b[K")].split("\r")[1:]
assert 2 <= len(draws) <= 10 * (time.time() - float(sys.argv[2])) + 1, len(draws)
for draw in draws:
    assert draw.endswith("\x1b[K"), draw
    text = draw[:-3]
    assert "\x1b" not in text and "\n" not in text, text
    width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    assert width < 60, (width, text)
assert re.search(r"/\d+ files, \d+ failed  \d+:\d\d of audio  \d+ × real time", draws[-1]), draws[-1]
PYTHON
}
