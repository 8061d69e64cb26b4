#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What a musician sees: the program in a real terminal, kept by tmux.
load common

setup_file()
{
    command -v tmux >/dev/null || skip "no tmux here"
}

teardown()
{
    tmux -L "$server" kill-server 2>/dev/null || true
}

# Runs a shell line in a fresh terminal and waits for its end: screen WIDTH LINE. The screen is
# then in $screen, with colours in $colours.
screen()
{
    server=practice-$BATS_TEST_NUMBER-$$-$RANDOM
    printf '%s\n' "$2" >line.sh
    tmux -L "$server" -f /dev/null new-session -d -x "$1" -y 24 \
        "LC_ALL=C.UTF-8 TERM=xterm-256color bash ./line.sh; echo; echo end:\$? >end; sleep 60" 3>&-
    local i
    for ((i = 0; i < 600; i++)); do
        [ -s end ] && break
        sleep 0.1
    done
    sleep 0.2
    screen=$(tmux -L "$server" capture-pane -p)
    colours=$(tmux -L "$server" capture-pane -p -e)
    rm -f end
}

# Waits half a minute at most: wait_until COMMAND...
wait_until()
{
    local i
    for ((i = 0; i < 300; i++)); do
        "$@" && return
        sleep 0.1
    done
    printf 'in vain: %s\n%s\n' "$*" "$screen"
    return 1
}

shows()
{
    screen=$(tmux -L "$server" capture-pane -p)
    [[ $screen == *"$1"* ]]
}

wait_for()
{
    wait_until shows "$1"
}

widest()
{
    wc -L <<<"$1"
}

@test "on a terminal of 80 columns the page fits and the bar is coloured" {
    cp "$audio/lesson.flac" .
    screen 80 "'$practice' analyze lesson.flac"
    contains "$screen" "played 0:"
    contains "$screen" "█"
    contains "$screen" "0:30"
    [ "$(widest "$screen")" -le 80 ]
    contains "$colours" $'\e[38;'
    lacks "$screen" "�"
}

@test "NO_COLOR and --no-color leave the bar readable and uncoloured" {
    cp "$audio/lesson.flac" .
    screen 80 "NO_COLOR=1 '$practice' analyze lesson.flac"
    contains "$screen" "█"
    lacks "$colours" $'\e[38;'
    teardown
    screen 80 "'$practice' analyze --no-color lesson.flac"
    lacks "$colours" $'\e[38;'
    teardown
    screen 80 "'$practice' --no-color analyze lesson.flac"
    lacks "$colours" $'\e[38;'
}

@test "a narrow and a wide terminal are filled and not overrun" {
    cp "$audio/lesson.flac" .
    screen 40 "'$practice' analyze lesson.flac"
    [ "$(widest "$(grep -E '█|╵' <<<"$screen")")" -le 40 ]
    teardown
    screen 150 "'$practice' analyze lesson.flac"
    [ "$(widest "$(grep █ <<<"$screen" | head -1)")" -gt 120 ]
}

@test "a table of Korean and long names keeps its columns in a narrow terminal" {
    cp "$audio/cello.flac" "바이올린 소나타 연습 1악장 느리게.flac"
    cp "$audio/piano.flac" "a very long name of a recording that nobody wanted to shorten.flac"
    cp "$audio/flute.flac" short.flac
    screen 64 "'$practice' analyze *.flac"
    contains "$screen" "3 recordings"
    contains "$screen" "…"
    # the numbers of every row end in the same screen column
    python3 - <<PYTHON
import unicodedata
rows = [line for line in """$screen""".split("\n") if "0:" in line]
def place(row, at):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in row[:at])
ends = {place(row, row.rindex("0:")) for row in rows}
assert len(rows) >= 4 and len(ends) == 1, (rows, ends)
assert all(place(row, len(row)) <= 64 for row in rows)
PYTHON
}

@test "a name full of escape sequences leaves the terminal alone" {
    cp "$audio/cello.flac" $'x\e[2J\e]0;owned\a\e[31m.flac'
    screen 80 "echo before; '$practice' analyze x*; '$practice' analyze gone* x* 2>&1"
    contains "$screen" before
    contains "$screen" "played 0:"
    [ "$(tmux -L "$server" display-message -p '#{pane_title}')" != owned ]
}

@test "progress shows on the terminal while it works and is gone at the end" {
    mkfifo hold
    server=practice-$BATS_TEST_NUMBER-$$-$RANDOM
    printf '%s\n' "'$practice' analyze --output answer - <hold; echo end >end; sleep 60" >line.sh
    tmux -L "$server" -f /dev/null new-session -d -x 80 -y 24 "LC_ALL=C.UTF-8 bash ./line.sh" 3>&-
    exec 9>hold
    wait_for "0/1 files"
    cat "$audio/cello.flac" >&9
    exec 9>&-
    wait_until test -s end
    screen=$(tmux -L "$server" capture-pane -p)
    lacks "$screen" "files"
    [ -s answer ]
}

@test "a dumb terminal sees no progress line, unless asked, and then whole lines" {
    cp "$audio/lesson.flac" .
    slowly="{ sleep 0.5; cat lesson.flac; } | TERM=%s '$practice' analyze --progress %s --output answer -"
    screen 80 "$(printf "$slowly" dumb auto)"
    [ -z "$(tr -d '[:space:]' <<<"$screen")" ]
    teardown
    screen 80 "$(printf "$slowly" dumb always)"
    contains "$screen" "1/1 files"
}

@test "Ctrl-C in the terminal prints one line and exits 130" {
    mkfifo hold
    server=practice-$BATS_TEST_NUMBER-$$-$RANDOM
    printf '%s\n' "trap : INT" "'$practice' analyze --json - <hold" "echo code:\$?" "sleep 60" \
        >line.sh
    tmux -L "$server" -f /dev/null new-session -d -x 80 -y 24 "LC_ALL=C.UTF-8 bash ./line.sh" 3>&-
    exec 9>hold
    wait_for "0/1 files"
    tmux -L "$server" send-keys C-c
    wait_for "code:130"
    exec 9>&-
    contains "$screen" "practice: interrupted; 0 of 1 done"
    lacks "$screen" "files"
}
