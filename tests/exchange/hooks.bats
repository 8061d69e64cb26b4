#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Hooks: told after a save, once, with what was saved; harmless whatever they do.
# shellcheck disable=SC2154 # stderr is of run, practice of common.bash
load common

# A hook of that name from standard input.
hook()
{
    mkdir -p "$HOME/.config/practice/hooks/$(dirname "$1")"
    cat >"$HOME/.config/practice/hooks/$1"
    chmod 755 "$HOME/.config/practice/hooks/$1"
}

add()
{
    ask session add --start '2026-03-05 10:00' --duration 1h --title "$1"
}

@test "a hook gets the session on standard input, in the home folder" {
    hook post-save <<'X'
#!/bin/sh
cat >got.json
echo "said by the hook"
pwd >where
X
    add 'Scales; rm -rf $HOME'
    local id=$output
    [ "$(wc -l <<<"$output")" = 1 ]
    contains "$stderr" "said by the hook"
    [ "$(cat "$HOME/where")" = "$HOME" ]
    [ "$(jq -r '[.schema, .id, .title] | join("|")' "$HOME/got.json")" = \
        "practice.session/1|$id|Scales; rm -rf \$HOME" ]
}

@test "every program of post-save.d runs in order, each with all of the input" {
    local name
    for name in 20-b 10-a .hidden; do
        hook post-save.d/$name <<X
#!/bin/sh
echo "$name \$(wc -l)" >>order
X
    done
    hook post-save <<<$'#!/bin/sh\necho first >>order'
    printf 'start,end\n2026-03-05 09:00,2026-03-05 10:00\n2026-03-06 09:00,2026-03-06 10:00\n%s\n' \
        '2026-03-06 09:30,2026-03-06 10:00' >mine.csv
    ask -1 session import mine.csv
    diff - "$HOME/order" <<<$'first\n10-a 2\n20-b 2'
    ask -1 session import mine.csv
    [ "$(wc -l <"$HOME/order")" = 3 ]
    ask -1 session import --dry-run mine.csv
    [ "$(wc -l <"$HOME/order")" = 3 ]
}

@test "a failing hook is told and changes nothing" {
    hook post-save <<<$'#!/bin/sh\nexit 7'
    hook post-save.d/killed <<<$'#!/bin/sh\nkill -9 $$'
    hook post-save.d/strange <<<'no program'
    add Scales
    contains "$stderr" "hooks/post-save' failed with 7"
    contains "$stderr" "was ended by signal 9"
    contains "$stderr" "strange' cannot be run"
    [ "$(facts length)" = 1 ]
}

@test "a hook has its time and no more, and takes its children along" {
    ask config set hooks.limit 1
    hook post-save <<'X'
#!/bin/sh
sleep 60 &
echo $! >child
wait
X
    SECONDS=0
    add Scales
    [ "$SECONDS" -lt 20 ]
    contains "$stderr" "was ended after 1 s"
    sleep 0.2
    # gone, or dead and waiting for a parent to notice
    run ! grep -q '^State:.[RSD]' "/proc/$(cat "$HOME/child")/status"
}

@test "a hook that never reads, and one that reads on, block nobody" {
    hook post-save <<<$'#!/bin/sh\nexit 0'
    hook post-save.d/reads <<<$'#!/bin/sh\ncat >/dev/null; cat >/dev/null'
    python3 - <<'X'
import datetime
with open('many.csv', 'w') as out:
    out.write('start,end,note\n')
    day = datetime.datetime(2020, 1, 1, 9)
    for i in range(600):
        t = day + datetime.timedelta(days=i)
        out.write(f'{t:%Y-%m-%d %H:%M},{t:%Y-%m-%d} 10:00,{"n" * 2000}\n')
X
    ask session import many.csv
    contains "$stderr" "imported 600 sessions"
}

@test "what others may write is not run" {
    hook post-save <<<$'#!/bin/sh\ntouch ran'
    chmod 775 "$HOME/.config/practice/hooks/post-save"
    add Scales
    contains "$stderr" "was not run: others may write it"
    [ ! -e "$HOME/ran" ]
    chmod 644 "$HOME/.config/practice/hooks/post-save"
    ask session undo
    add Scales
    contains "$stderr" "it may not be executed"
}

@test "what a hook saves runs no hooks, and the settings name the folder" {
    ask config set hooks.folder "$PWD/mine"
    mkdir mine
    cat >mine/post-save <<X
#!/bin/sh
echo once >>count
exec "$practice" session add --start '2026-03-06 10:00' --duration 1h
X
    chmod 755 mine/post-save
    add Scales
    [ "$(cat "$HOME/count")" = once ]
    [ "$(facts length)" = 2 ]
    ask session undo
    PRACTICE_INSIDE_HOOK=1 ask session add --start '2026-03-07 10:00' --duration 1h
    [ "$(cat "$HOME/count")" = once ]
}

@test "an analysis that is saved runs hooks too" {
    hook post-save <<<$'#!/bin/sh\ncat >got.json'
    take tone.wav 3 440
    ask analyze --save --date '2026-03-05 10:00' tone.wav
    [ "$(jq .source "$HOME/got.json")" = '"analyze"' ]
    [ "$(jq '.measured_s > 2' "$HOME/got.json")" = true ]
}
