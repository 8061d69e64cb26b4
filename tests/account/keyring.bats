#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The token in a desktop's keyring: a real one, on a session bus of its own.
load common

setup_file()
{
    studio_start
    # Homes of the keyring and of its bus; sockets have short paths.
    KEYS=$(mktemp -d /tmp/keys-XXXXXX)
    export KEYS
    mkdir "$KEYS/home" "$KEYS/run"
    chmod 700 "$KEYS/run"
    # shellcheck disable=SC2016 # expanded by the shell on that bus
    HOME=$KEYS/home XDG_RUNTIME_DIR=$KEYS/run dbus-run-session -- bash -c '
        printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null
        echo $$ >"$KEYS/pid"
        echo "$DBUS_SESSION_BUS_ADDRESS" >"$KEYS/bus"
        exec sleep 3600' >"$KEYS/log" 2>&1 3>&- &
    local tries
    for tries in {1..300}; do
        [ -s "$KEYS/bus" ] && break
        sleep 0.1
    done
    BUS=$(<"$KEYS/bus") || { cat "$KEYS/log"; return 1; }
    export BUS
    on_the_desktop secret-tool store --label=probe probe "$tries" <<<works
}

teardown_file()
{
    [ ! -s "$KEYS/pid" ] || kill "$(<"$KEYS/pid")"
    studio_stop
    rm -rf "$KEYS"
}

setup() { cd "$BATS_TEST_TMPDIR" || return; }

on_the_desktop() { env DBUS_SESSION_BUS_ADDRESS="$BUS" XDG_RUNTIME_DIR="$KEYS/run" HOME="$KEYS/home" "$@"; }

# at_desk NAME ARGUMENT…: the program in a login session with a keyring.
at_desk() { DBUS_SESSION_BUS_ADDRESS=$BUS XDG_RUNTIME_DIR=$KEYS/run person "$@"; }

# away NAME ARGUMENT…: the same from a job of cron, where there is no desktop.
away() { DBUS_SESSION_BUS_ADDRESS='' XDG_RUNTIME_DIR=$KEYS/nowhere person "$@"; }

identity_of() { sed -n "s/^$2 //p" "$(home_of "$1")/.local/share/practice/account/identity"; }
kept_for() { on_the_desktop secret-tool lookup device "$(identity_of "$1" device)"; }

new_at_desk()
{
    at_desk "$1" account sign-up --studio "$STUDIO" --email "$1@example.org" --nickname "$1" \
        --password-fd 0 <<<"$secret"
}

@test "where a keyring answers it has the token, and the file has not" {
    new_at_desk mia
    [ -z "$(identity_of mia token)" ]
    [ "$(identity_of mia keeper)" = keyring ]
    [[ $(kept_for mia) =~ ^[0-9a-f]{64}$ ]]
    [ "$(stat -c %a "$(home_of mia)/.local/share/practice/account/identity")" = 600 ]
    at_desk mia account whoami
    at_desk mia session add --start 2026-03-05T18:30 --duration 45m
    at_desk mia sync
    at_desk mia -1 account sign-in --email mia@example.org --password-fd 0 <<<"$secret"
    contains "$stderr" "you are signed in already"
}

@test "signing out takes the token out of the keyring and out of the file" {
    new_at_desk theo
    local device token
    device=$(identity_of theo device)
    token=$(kept_for theo)
    at_desk theo account sign-out
    ! on_the_desktop secret-tool lookup device "$device"
    [ -z "$(identity_of theo token)$(identity_of theo keeper)" ]
    [ "$(sql "SELECT count(*) FROM auth.tokens WHERE revoked_at IS NULL
        AND token_hash = sha256(convert_to('$token', 'UTF8'))")" = 0 ]
    at_desk theo account sign-in --email theo@example.org --password-fd 0 <<<"$secret"
    [[ $(kept_for theo) =~ ^[0-9a-f]{64}$ ]]
    at_desk theo account delete --confirm theo --password-fd 0 <<<"$secret"
    ! on_the_desktop secret-tool lookup device "$device"
}

@test "without a keyring the file has the token, and nothing is said of it" {
    away kim account sign-up --studio "$STUDIO" --email kim@example.org --nickname kim \
        --password-fd 0 <<<"$secret"
    lacks "$stderr" keyring
    [[ $(identity_of kim token) =~ ^[0-9a-f]{64}$ ]]
    away kim account whoami
    at_desk kim account whoami
}

@test "account.keyring never keeps it in the file" {
    at_desk eve config set account.keyring never
    new_at_desk eve
    [[ $(identity_of eve token) =~ ^[0-9a-f]{64}$ ]]
    ! kept_for eve
}

@test "a keyring out of reach is told, with a way out" {
    new_at_desk ben
    away ben -1 account whoami
    contains "$stderr" "the desktop's keyring does not give the token"
    contains "$stderr" "account.keyring never"
    away ben config set account.keyring never
    away ben account sign-in --email ben@example.org --password-fd 0 <<<"$secret"
    [[ $(identity_of ben token) =~ ^[0-9a-f]{64}$ ]]
    away ben account whoami
}

# No display, so nobody can be asked to unlock it. The last test: it stays locked.
@test "a locked keyring gives nothing and takes nothing, quickly and without a word" {
    new_at_desk joe
    on_the_desktop dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets \
        org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login
    at_desk joe -1 account whoami
    contains "$stderr" "the desktop's keyring does not give the token"
    lacks "$stderr" Message
    new_at_desk ann
    lacks "$stderr" keyring
    lacks "$stderr" Message
    [[ $(identity_of ann token) =~ ^[0-9a-f]{64}$ ]]
}
