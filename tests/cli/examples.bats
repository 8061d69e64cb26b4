#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Waits: runs beside the others.
# The examples in the manual and in the help do what they say.
load common
load helps

# A home of its own with two hours of yesterday in its journal, for the examples.
new_home()
{
    rm -rf home
    mkdir home
    export HOME=$PWD/home
    unset XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_MUSIC_DIR PRACTICE_JOURNAL
    unset PGHOST PGHOSTADDR PGPORT PGDATABASE PGSERVICE
    ask session add --start 'yesterday 07:00' --duration 1h --instrument cello --title 'Suite 1'
    ask session add --start 'yesterday 09:00' --duration 1h --instrument cello --tag scales
}

# needs_studio COMMAND STATUS: whether an example of that command may end so without a studio: its
# command line is right, but there is nobody to ask. tests/account … tests/server have studios.
needs_studio()
{
    [[ " account group inbox job post server submit sync webhook worker " == *" ${1%% *} "* ]] && [[ $2 == [15] ]]
}

@test "the EXAMPLES of the manual pages work as printed" {
    # what sound drivers leak is no business of an example: practice doctor opens them all
    local -x ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
    local page line name
    mkdir recordings bin
    cp "$audio/cello.flac" lesson.m4a
    cp "$audio/piano.flac" recordings/monday.m4a
    cp "$audio/speech-korean.flac" recordings/tuesday.wav
    ln -s "$practice" bin/practice
    for page in "$tests"/../../man/*.[15]; do
        new_home
        name=${page##*/practice-} name=${name%.[15]}
        sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/s/^\.Dl //p' "$page" | sed 's/\\(dq/"/g; s/\\-/-/g' >lines
        [ -s lines ]
        while IFS= read -r line; do
            echo "example: $line"
            PATH=$PWD/bin:$PATH bash -o pipefail -c "$line" >out 2>err </dev/null \
                || needs_studio "$name" $?
            run ! grep -E 'usage|error' err
        done <lines
    done
    [ -s lesson.png ]
    [ -s week.csv ]
    [ -s done.resume ]
    compgen -G 'takes/lesson-001-*.wav'
}

@test "the examples in the help work as printed" {
    # what sound drivers leak is no business of an example: practice doctor opens them all
    local -x ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
    local line name
    mkdir recordings bin
    cp "$audio/cello.flac" lesson.m4a
    cp "$audio/piano.flac" recordings/monday.m4a
    ln -s "$practice" bin/practice
    for name in $(whole_commands); do
        [[ $name == *:* ]] || new_home
        while IFS= read -r line; do
            PATH=$PWD/bin:$PATH bash -c "$line" >out 2>err </dev/null || needs_studio "${name%%:*}" $?
        done < <(sed -n '/^Examples:/,/^$/s/^  //p' "$helps/$name")
    done
}
