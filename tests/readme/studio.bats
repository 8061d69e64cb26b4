#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: words are compared; tests/worker, tests/group and tests/board run the same verbs.
# Two people at two terminals type the README's second chapter as it is written, to one studio on
# this machine.
bats_require_minimum_version 1.5.0
load terminal

setup()
{
    cd "$BATS_TEST_DIRNAME/../.." || return
    server=practice-readme-$$
    home=$BATS_TEST_TMPDIR/home
    mkdir "$home"
    # Where PostgreSQL's user gets to when this is root, and short enough for a socket.
    studio=$(mktemp -d /tmp/studio-XXXXXX)
    chmod 755 "$studio"
    HOME=$home "$BUILD/practice" config set server.folder "$studio/s"
    local name
    for name in mina jun; do
        cat >"$BATS_TEST_TMPDIR/$name.sh" <<EOF
cd '$PWD'
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME PRACTICE_JOURNAL PGHOST PGPORT
export HOME='$home' LC_ALL=C.UTF-8 TZ=Asia/Seoul PATH='$BUILD:$PATH' TMPDIR='$BATS_TEST_TMPDIR'
export PS1='$name\$ '
exec bash --norc --noprofile -i
EOF
    done
    tmux -L "$server" -f /dev/null new-session -d -s mina -x 100 -y 40 "bash '$BATS_TEST_TMPDIR/mina.sh'" 3>&-
    tmux -L "$server" new-session -d -s jun -x 100 -y 40 "bash '$BATS_TEST_TMPDIR/jun.sh'" 3>&-
}

teardown()
{
    env -u XDG_DATA_HOME HOME="$home" "$BUILD/practice" server local stop >/dev/null 2>&1 || true
    tmux -L "$server" kill-server 2>/dev/null || true
    rm -rf "$studio"
}

@test "two people practise together as the README tells it" {
    wait_for_prompt mina
    wait_for_prompt jun
    local line name n=0
    while IFS= read -r line <&9; do
        name=${line%%\$ *}
        line=${line#*\$ }
        [ "$name" != jun ] || [ -n "${told:-}" ] || {
            # "the same address"
            told=$(HOME=$home "$BUILD/practice" server local)
            plays jun "export STUDIO='$told'"
        }
        plays "$name" "${line//ID/${id:-}}"
        case $line in
        *'post list'*) id=$(grep -oE '^[0-9a-f]{8}' <<<"$answer" | head -n 1) && [ -n "$id" ] ;;
        *'group dashboard'*) [[ $answer == *Quartet* && $answer == *Mina* && $answer == *준* ]] ;;
        *inbox*) [[ $answer == *"Mina commented on 'Slow bows'"* && $answer == *"Mina likes"* ]] ;;
        *'group show'*) [[ $answer == *Mina* && $answer != *준* && $answer == *"1 of 50"* ]] ;;
        esac
        n=$((n + 1))
    done 9< <(sed -n '/^```terminal$/,/^```$/p' README.md | grep -E '^(mina|jun)\$ ')
    [ "$n" -ge 15 ]
}
