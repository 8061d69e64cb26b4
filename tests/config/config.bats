#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# practice config: what is set is what is read, comments survive, and mistakes are told by name.
load common

@test "config set and get agree, and the file is private" {
    ask config set user.instrument '  두 번째 바이올린 "\n" = # ;'
    [ -z "$output$stderr" ]
    ask config get user.instrument
    [ "$output" = '  두 번째 바이올린 "\n" = # ;' ]
    [ "$(stat -c %a "$settings")" = 600 ]
    [ "$(stat -c %a "${settings%/*}")" = 700 ]
}

@test "config makes a file private that was not" {
    mkdir -p "${settings%/*}"
    printf '[user]\ninstrument=oboe\n' >"$settings"
    chmod 644 "$settings"
    ask config set ui.color never
    [ "$(stat -c %a "$settings")" = 600 ]
}

@test "config get tells defaults, and 1 for nothing" {
    ask config get user.week-start
    [ "$output" = monday ]
    ask -1 config get user.instrument
    [ -z "$output$stderr" ]
}

@test "config keeps comments, order and what it does not know" {
    mkdir -p "${settings%/*}"
    cat >"$settings" <<'X'
# my settings
[user]
# since March
instrument=viola

[newer]
thing=1
X
    ask config set user.instrument cello
    # blank lines are the library's
    printf '%s\n' '# my settings' '[user]' '# since March' instrument=cello '[newer]' thing=1 \
        | diff - <(grep . "$settings")
    cp "$settings" once
    ask config set user.instrument cello
    cmp once "$settings"
    ask config unset user.instrument
    grep -qx '# my settings' "$settings"
    grep -qx 'thing=1' "$settings"
    ask -1 config get user.instrument
    ask -1 config unset user.instrument
    ask config unset newer.thing
    run ! grep thing "$settings"
}

@test "config refuses names and values that cannot be, and says what can" {
    ask -2 config set user.instrment oboe
    contains "$stderr" "did you mean 'user.instrument'?"
    ask -2 config get nothing
    contains "$stderr" "practice config list"
    ask -2 config set record.rate 44.1
    contains "$stderr" "from 8000 to 192000; not '44.1'"
    ask -2 config set record.rate 999999
    ask -2 config set record.rate " 44100"
    ask -2 config set stats.rest-days 7
    ask -2 config set stats.rest-days -- -1
    ask -2 config set user.week-start Monday
    contains "$stderr" "monday tuesday"
    ask -2 config set user.week-start day
    ask -2 config set user.instrument ""
    ask -2 config set user.instrument $'a\nb'
    ask -2 config set user.instrument $'\xff'
    ask -2 config set user.instrument "$(printf 'a%.0s' {1..1001})"
    ask -2 config set journal.path journal.db
    contains "$stderr" "from ~/"
    ask -2 config set record.keep maybe
    ask -2 config set user.instrument
    ask -2 config get
    ask -2 config lst
    contains "$stderr" "did you mean 'list'?"
    [ ! -e "$settings" ]
}

@test "config takes every way to say yes and no" {
    local word
    for word in yes no true false on off; do ask config set record.keep $word; done
}

@test "config expands the home folder in paths" {
    # shellcheck disable=SC2088 # the program expands it
    ask config set hooks.folder '~/my hooks'
    ask config get hooks.folder
    [ "$output" = "$HOME/my hooks" ]
    grep -qx 'folder=~/my hooks' "$settings"
}

@test "config list shows every key once, as the manual and the completion do" {
    ask config list --json
    jq -e '.schema == "practice.config/1" and all(.settings[]; .is_valid and (.is_set | not))' \
        <<<"$output"
    jq -r '.settings[].key' <<<"$output" | sort >keys
    [ -s keys ]
    [ -z "$(uniq -d keys)" ]
    sed -n 's/^\.It Va //p' "$tests/../../man/practice-config.5" | sort | diff keys -
    ask config list
    tail -n +2 <<<"$output" | awk '{print $1}' | sort | diff keys -
    ask completion bash
    local key
    while read -r key; do [[ $output == *"$key"* ]]; done <keys
}

@test "config tells bad values and unknown names in the file" {
    mkdir -p "${settings%/*}"
    printf '[record]\nrate=fast\n[user]\nweekstart=sunday\n' >"$settings"
    ask -1 config list
    contains "$output" "bad"
    contains "$stderr" "not 'fast'"
    contains "$stderr" "practice config unset record.rate"
    contains "$stderr" "did you mean 'user.week-start'?"
    ask -1 config get record.rate
    ask config set record.rate 48000
    ask config list
}

@test "config says what is wrong with a file that is none" {
    mkdir -p "${settings%/*}"
    echo 'this is no setting' >"$settings"
    ask -2 config list
    contains "$stderr" "this is no setting"
    contains "$stderr" "practice config edit"
    head -c 70000 /dev/zero | tr '\0' '#' >"$settings"
    ask -2 config list
    contains "$stderr" "65536"
    head -c 1000 /dev/urandom >"$settings"
    ask -2 config list
    rm "$settings"
    mkdir "$settings"
    ask -2 config list
}

@test "config edit offers every key, and checks what was written" {
    EDITOR="sed -i s/^#rate=/rate=44100/" ask config edit
    [ "$(stat -c %a "$settings")" = 600 ]
    ask config get record.rate
    [ "$output" = 44100 ]
    EDITOR="sed -i s/44100/lots/" ask -2 config edit
    contains "$stderr" "not 'lots'"
    EDITOR=false ask -1 config edit
    contains "$stderr" "the editor 'false' failed"
    ask -1 config edit </dev/null
    contains "$stderr" EDITOR
}

# What a command prints on a terminal of 256 colours: on_terminal WORDS
on_terminal()
{
    TERM=xterm-256color script -qec "stty cols 80; '$practice' $1" typescript </dev/null >seen 2>&1
    grep -q . seen
}

@test "ui.color never holds for every command that colours, and --no-color for all of them" {
    local words
    printf '%s\n' '{"schema":"practice.session/1","id":"019d4773-7f00-7abc-8def-0123456789ab",
        "start":"2026-04-01T10:00:00+02:00","end":"2026-04-01T11:00:00+02:00","zone":"Europe/Berlin",
        "claimed_s":3600,"measured_s":1800,"longest_run_s":600,"source":"record","title":"Tone",
        "created":"2026-04-01T12:00:00+02:00","updated":"2026-04-01T12:00:00+02:00"}' >one.json
    ask session import one.json
    ask goal add --daily 30m
    local commands=("session list" "session show" "session history" "stats 2026" "stats 2026 --calendar"
        "stats 2026 --chart" "goal list" "achievements" "config list" "analyze '$audio/cello.flac'")
    for words in "${commands[@]}"; do
        on_terminal "$words"
        grep -q $'\e\[[0-9;]*m' seen || { echo "$words has no colours" && return 1; }
        on_terminal "--no-color $words"
        ! grep -q $'\e\[[0-9;]*m' seen || { echo "--no-color $words" && return 1; }
    done
    ask config set ui.color never
    for words in "${commands[@]}"; do
        on_terminal "$words"
        ! grep -q $'\e\[[0-9;]*m' seen || { echo "$words" && cat -v seen && return 1; }
    done
}

@test "config follows XDG_CONFIG_HOME" {
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/else
    ask config path
    [ "$output" = "$XDG_CONFIG_HOME/practice/config" ]
    ask config set ui.color never
    [ -f "$XDG_CONFIG_HOME/practice/config" ]
}

@test "config changes nothing on a full disk or where it may not write" {
    ask config set user.instrument oboe
    cp "$settings" before
    run bash -c 'ulimit -f 0; trap "" XFSZ; exec "$0" config set user.instrument viola' "$practice"
    [ "$status" -ne 0 ]
    cmp before "$settings"
    [ "$(ls "${settings%/*}")" = config ]
}
