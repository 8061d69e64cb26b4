#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Waits: runs beside the others.
# A recording in real time: a PulseAudio server whose source hears what we play, and the live line
# in a real terminal kept by tmux.
load common
load sound

setup()
{
    export LC_ALL=C.UTF-8 TERM=dumb
    unset NO_COLOR COLUMNS COLORTERM
    practice=${BUILD:?the build folder, absolute}/practice
    audio=$BATS_TEST_DIRNAME/../../testdata/audio
    own_home
    server=practice-live-$BATS_TEST_NUMBER-$$
    cd "$BATS_TEST_TMPDIR" || return
}

teardown()
{
    tmux -L "$server" kill-server 2>/dev/null || true
    "$practice" record cancel >/dev/null 2>&1 || true
    end_pulse
}

# Plays a piece of the test data, in the background: play FILE START SECONDS
play()
{
    sox "$audio/$1" -c 2 -r 44100 -b 16 play.wav trim "$2" "$3"
    paplay play.wav 3>&- &
    playing=$!
}

# Until all of it was heard.
played() { wait "$playing"; }

# Runs a shell line in a fresh terminal: terminal WIDTH LINE
terminal()
{
    command -v tmux >/dev/null || skip "no tmux here"
    printf '%s\n' "stty -a | grep -o '[-]*icanon\|[-]*echo ' >before" "$2" "echo code:\$?" \
        "stty -a | grep -o '[-]*icanon\|[-]*echo ' >after; sleep 60" >line.sh
    tmux -L "$server" -f /dev/null new-session -d -x "$1" -y 24 \
        "LC_ALL=C.UTF-8 TERM=xterm-256color bash ./line.sh" 3>&-
}

screen() { tmux -L "$server" capture-pane -p; }
# The live line is on the screen once, and no line is longer than that: is_one_line WIDTH
is_one_line() { [ "$(screen | grep -c '●')" -eq 1 ] && [ "$(screen | wc -L)" -le "$1" ]; }
shows() { [[ $(screen) == *"$1"* ]]; }

wait_for()
{
    wait_until shows "$1" || {
        screen
        return 1
    }
}

is_restored()
{
    wait_until test -s after
    diff before after
}

@test "play time, notes and level are seen while they sound, and the result is what was played" {
    pulse_microphone
    terminal 80 "'$practice' record --title Live"
    wait_for "quiet"
    play lesson.flac 7 9
    wait_for "playing"
    wait_for "dB"
    [ "$(wc -L <<<"$(screen)")" -le 80 ]
    played
    sleep 1
    tmux -L "$server" send-keys C-c
    wait_for "saved as"
    wait_for "code:0"
    is_restored
    # 9 s were played; the edges are known to some tenths
    [ "$(fact "measured_ms between 8400 and 9700")" = 1 ]
    [ "$(fact "claimed_ms > measured_ms + 1000")" = 1 ]
    [ "$(fact title)" = Live ]
}

@test "space pauses, a second Ctrl-C asks, and only yes throws away" {
    no_microphone
    terminal 80 "'$practice' record --no-audio"
    wait_for "counting"
    tmux -L "$server" send-keys Space
    wait_for "paused"
    tmux -L "$server" send-keys Space
    wait_for "counting "
    tmux -L "$server" send-keys C-c
    wait_for "saving"
    tmux -L "$server" send-keys C-c
    wait_for "Throw this recording away? [y/N]"
    tmux -L "$server" send-keys y
    wait_for "nothing was saved"
    is_restored
    [ ! -e "$HOME/.local/share/practice/journal.db" ] || [ -z "$(fact session_id)" ]
}

@test "any other answer saves" {
    no_microphone
    terminal 80 "'$practice' record --no-audio"
    wait_for "counting"
    sleep 1
    tmux -L "$server" send-keys C-c
    wait_for "saving"
    tmux -L "$server" send-keys C-c
    wait_for "[y/N]"
    tmux -L "$server" send-keys n
    wait_for "saved as"
    is_restored
}

@test "the line fits a narrow terminal and follows its width" {
    pulse_microphone
    terminal 100 "seq 3; '$practice' record"
    wait_for "dB"
    tmux -L "$server" resize-window -x 40 -y 24
    wait_until sh -c "! tmux -L '$server' capture-pane -p | grep -q dB"
    wait_for "played 0:0"
    [ "$(screen | grep -c '●')" -eq 1 ]
    tmux -L "$server" resize-window -x 24 -y 24
    wait_until is_one_line 24
    tmux -L "$server" capture-pane -p -S - | grep -qx 3
    tmux -L "$server" resize-window -x 100 -y 24
    wait_for "dB"
    [ "$(screen | grep -c '●')" -eq 1 ]
    tmux -L "$server" send-keys C-c
    wait_for "saved as"
}

@test "the terminal is restored after SIGTERM, and after a crash" {
    no_microphone
    terminal 80 "'$practice' record --no-audio"
    wait_for "counting"
    kill -TERM "$(state_of pid)"
    wait_for "saved as"
    is_restored
    tmux -L "$server" kill-server
    rm before after
    terminal 80 "'$practice' record --no-audio"
    wait_for "counting"
    kill -SEGV "$(state_of pid)"
    wait_for "code:13" # 139; under the sanitizers 134
    is_restored
    run -0 "$practice" record recover
}

@test "a closed terminal saves the session" {
    no_microphone
    terminal 80 "'$practice' record --no-audio --title Closed"
    wait_for "counting"
    sleep 1
    tmux -L "$server" kill-server
    wait_until is_not_running
    [ "$(fact title)" = Closed ]
}

@test "a microphone that goes away ends the recording and what was heard is saved" {
    pulse_microphone
    "$practice" record >out 2>err 3>&- &
    local pid=$!
    wait_until is_running
    play cello.flac 0 4
    played
    kill -9 "$pulse_pid"
    wait $pid
    contains "$(cat err)" "the microphone has gone"
    [ "$(wc -l <err)" -eq 2 ]
    contains "$(cat out)" "saved as"
    [ "$(fact "measured_ms > 2000")" = 1 ]
}

@test "nothing is recorded during a pause, and the microphone is closed" {
    pulse_microphone
    local begun heard
    begun=$(now_ms)
    run -0 "$practice" record start --keep
    sleep 2
    run -0 "$practice" record pause
    heard=$(($(now_ms) - begun))
    wait_until sh -c "pactl list short source-outputs | grep -c . | grep -qx 0"
    play cello.flac 0 4
    played
    begun=$(now_ms)
    run -0 "$practice" record resume
    sleep 1
    run -0 "$practice" record stop
    heard=$((heard + $(now_ms) - begun))
    [ "$(fact measured_ms)" = 0 ]
    [ "$(fact "end_ms - start_ms > claimed_ms + 3500")" = 1 ]
    local length
    length=$(soxi -D "$(fact kept_path)")
    python3 -c "import sys; sys.exit(not 2 < $length < $heard / 1000 + 0.5)"
}

@test "other commands tell on the terminal of a recording that runs, or was never saved" {
    "$practice" record start --no-audio
    terminal 80 "'$practice' session list"
    wait_for "code:0"
    shows "practice: recording for 0:0"
    shows "practice record stop"
    tmux -L "$server" kill-server
    run --separate-stderr "$practice" session list
    [[ $stderr != *recording* ]]
    kill -9 "$(state_of pid)"
    wait_until is_not_running
    terminal 80 "'$practice' stats"
    wait_for "code:0"
    shows "1 earlier recording was never saved"
    shows "practice record recover"
}
