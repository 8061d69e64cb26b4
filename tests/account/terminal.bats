#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Passwords at a real terminal, kept by tmux: they are never seen, and the terminal is as it was.
load common

teardown()
{
    tmux -L "$server" kill-server 2>/dev/null || true
}

# terminal NAME: opens one in which NAME's shell waits for commands.
terminal()
{
    server=account-$BATS_TEST_NUMBER-$$-$RANDOM
    mkdir -p "$(home_of "$1")"
    cat >shell.sh <<SH
export HOME='$(home_of "$1")' LC_ALL=C.UTF-8 TERM=xterm-256color PATH='$BUILD':\$PATH PS1='ready> '
export ASAN_OPTIONS='${ASAN_OPTIONS:-}' UBSAN_OPTIONS='${UBSAN_OPTIONS:-}' LSAN_OPTIONS='${LSAN_OPTIONS:-}'
exec bash --norc --noprofile --noediting -i
SH
    tmux -L "$server" -f /dev/null new-session -d -x 100 -y 24 "bash ./shell.sh" 3>&-
    wait_for 'ready>'
}

type_line() { tmux -L "$server" send-keys -l "$1" && tmux -L "$server" send-keys Enter; }

press() { tmux -L "$server" send-keys "$@"; }

shows()
{
    screen=$(tmux -L "$server" capture-pane -p -S -100)
    [[ $screen == *"$1"* ]]
}

# Waits up to a minute and a half until the screen shows a text.
wait_for()
{
    local i
    for ((i = 0; i < 900; i++)); do
        shows "$1" && return
        sleep 0.1
    done
    printf 'in vain: %s\n%s\n' "$1" "$screen"
    return 1
}

# The terminal echoes again: what is typed now can be seen.
echoes()
{
    type_line "echo seen-\$((40 + 2))"
    wait_for 'seen-42'
    shows 'echo seen-'
}

@test "who signs up at a terminal is asked for everything, and the password is not shown" {
    terminal mia
    type_line "practice account sign-up --studio '$STUDIO'"
    wait_for 'E-mail:'
    type_line 'mia@example.org'
    wait_for 'Nickname:'
    type_line '미아'
    wait_for 'New password:'
    type_line 'open sesame 1'
    wait_for 'Once more:'
    type_line 'open sesame 1'
    wait_for "signed up as '미아'"
    shows 'mia@example.org'
    lacks "$screen" sesame
    echoes
    person mia account whoami
}

@test "a password that was typed two ways is asked for again another time" {
    terminal noa
    type_line "practice account sign-up --studio '$STUDIO' --email noa@example.org --nickname Noa"
    wait_for 'New password:'
    type_line 'open sesame 1'
    wait_for 'Once more:'
    type_line 'open sesame 2'
    wait_for 'the two were not the same'
    lacks "$screen" sesame
    echoes
    [ "$(sql "SELECT count(*) FROM users WHERE nickname = 'Noa'")" = 0 ]
}

@test "keys that correct do so, also over letters of several bytes" {
    signs_up ola
    person ola account sign-out
    terminal ola
    type_line "practice account sign-in --email ola@example.org"
    wait_for 'Password:'
    tmux -L "$server" send-keys -l 'all wrong'
    press C-u
    tmux -L "$server" send-keys -l 'correct horse batt첼로'
    press BSpace BSpace
    type_line 'ery'
    wait_for "signed in as 'ola'"
    lacks "$screen" horse
    echoes
}

@test "Ctrl-C at a password leaves, and the terminal shows again what is typed" {
    signs_up pia
    terminal pia
    type_line "practice account password; echo code:\$?"
    wait_for 'Old password:'
    tmux -L "$server" send-keys -l 'half of it'
    press C-c
    wait_for 'nothing was done'
    wait_for 'code:1'
    lacks "$screen" 'half of it'
    echoes
    type_line "practice account password; echo code:\$?"
    wait_for 'Old password:'
    press C-d
    wait_for 'code:1'
}

@test "a signal at a password ends the program, and the terminal shows again what is typed" {
    signs_up quin
    terminal quin
    type_line "practice account password; echo code:\$?"
    wait_for 'Old password:'
    local pid
    pid=$(tmux -L "$server" display-message -p '#{pane_pid}')
    kill -TERM "$(pgrep -P "$pid" practice)"
    wait_for 'code:143'
    echoes
}

@test "deleting an account asks for the nickname, then for the password" {
    signs_up rex
    terminal rex
    type_line "practice account delete; echo code:\$?"
    wait_for 'Type your nickname'
    shows "this deletes everything that the studio holds of 'rex'"
    type_line 'no'
    wait_for 'code:1'
    shows 'nothing was done'
    tmux -L "$server" clear-history
    type_line "clear; practice account delete; echo code:\$?"
    wait_for 'Type your nickname'
    type_line 'rex'
    wait_for 'There is no way back. Password:'
    type_line "$secret"
    wait_for 'the account is deleted'
    lacks "$screen" "$secret"
    [ "$(sql "SELECT count(*) FROM users WHERE nickname = 'rex'")" = 0 ]
}

@test "the password can come by the terminal while the output goes elsewhere" {
    signs_up sam
    person sam account sign-out
    terminal sam
    type_line "practice account sign-in --email sam@example.org </dev/null >'$PWD/out' 2>'$PWD/err'; echo code:\$?"
    wait_for 'Password:'
    type_line "$secret"
    wait_for 'code:0'
    lacks "$screen" "$secret"
    contains "$(cat err)" "signed in as 'sam'"
}

@test "without a terminal nothing is asked" {
    signs_up tea
    mkdir -p "$(home_of none)"
    HOME=$(home_of none) setsid -w "$BUILD/practice" account sign-in --studio "$STUDIO" \
        --email tea@example.org </dev/null >out 2>err 3>&- || [ $? -eq 2 ]
    contains "$(cat err)" "no terminal to ask at: say it with --password-fd"
}
