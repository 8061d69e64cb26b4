#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# practice doctor: each ailment is made, seen, named with its remedy, and gone after the remedy.
load common

setup_journal()
{
    ask session add --start '2026-03-05 10:00' --duration 1h
    journal=$HOME/.local/share/practice/journal.db
}

@test "a new home has no problem, and looking makes nothing" {
    ask doctor --json
    jq -e '.schema == "practice.doctor/1" and .worst != "problem"' <<<"$output"
    [ "$(grade journal)" = ok ]
    [ "$(grade settings)" = ok ]
    [ "$(grade room)" = ok ]
    [ -z "$(find "$HOME" -type f)" ]
    ask doctor
    contains "$output" "SQLite"
}

@test "a journal without backup is a warning until there is one" {
    setup_journal
    ask doctor --json
    [ "$(grade backups)" = warning ]
    [ "$(remedy backups)" = "practice backup" ]
    ask backup
    ask doctor --json
    [ "$(grade backups)" = ok ]
    touch -d '40 days ago' "$HOME"/.local/share/practice/backups/*
    ask doctor --json
    [ "$(grade backups)" = warning ]
}

@test "files that others may read are warnings that name the cure" {
    setup_journal
    ask config set ui.color auto
    chmod 644 "$journal" "$settings"
    ask doctor --json
    [ "$(grade journal)" = "ok warning" ]
    [ "$(grade settings)" = "ok warning" ]
    bash -c "$(remedy journal)"
    bash -c "$(remedy settings)"
    ask doctor --json
    [ "$(grade journal)" = ok ]
    [ "$(grade settings)" = ok ]
}

@test "settings that are bad are a problem, unknown ones a warning" {
    mkdir -p "${settings%/*}"
    printf '[record]\nrate=fast\n[user]\nweekstart=sunday\n' >"$settings"
    chmod 600 "$settings"
    ask -1 doctor --json
    [ "$(grade settings)" = "problem warning" ]
    contains "$(remedy settings)" "practice config unset record.rate"
    contains "$(remedy settings)" "did you mean 'user.week-start'?"
    ask config unset record.rate
    ask doctor
    echo garbage >"$settings"
    ask -1 doctor
    contains "$output" "problem  settings"
}

@test "a damaged journal is a problem, and a backup the way out" {
    local i
    setup_journal
    for i in {10..28}; do
        ask session add --start "2026-02-$i 10:00" --duration 1h --note "$(head -c 9000 /dev/zero | tr '\0' n)"
    done
    ask backup
    local backup=$output
    dd if=/dev/urandom of="$journal" bs=4096 seek=4 count=10 conv=notrunc status=none
    ask -1 doctor --json
    [ "$(grade journal)" = problem ]
    contains "$(remedy journal)" "practice restore"
    ask restore "$backup"
    ask doctor --json
    [ "$(grade journal)" = ok ]
}

@test "hooks that do not run are told" {
    mkdir -p "$HOME/.config/practice/hooks/post-save.d"
    echo '#!/bin/sh' >"$HOME/.config/practice/hooks/post-save"
    echo '#!/bin/sh' >"$HOME/.config/practice/hooks/post-save.d/mine"
    chmod 755 "$HOME/.config/practice/hooks/post-save"
    chmod 777 "$HOME/.config/practice/hooks/post-save.d/mine"
    ask doctor --json
    [ "$(grade hooks)" = "ok warning" ]
    contains "$(remedy hooks)" "chmod 755"
}

@test "a locale without UTF-8 is a warning" {
    LC_ALL=C ask doctor --json
    [ "$(grade characters)" = warning ]
    ask -2 doctor journal
}
