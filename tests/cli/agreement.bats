#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Long: runs first.
# Help, manual and completion tell the same options: all are compared with `practice COMMAND -h`.
load common

# Options of a help text as "-j --jobs" or "--json", one a line.
options_of_help()
{
    sed -nE 's/^ {2,6}((-[A-Za-z0-9]), )?(--[a-z-]+).*/\2 \3/p' <<<"$1" | sed 's/^ //' | sort
}

# Options of a manual page: its .It Fl lines.
options_of_manual()
{
    sed -nE 's/^\.It Fl (([A-Za-z0-9]) , Fl )?-([a-z-]+).*/-\2 --\3/p' "$1" | sed 's/^- //' | sort
}

commands()
{
    "$practice" help >help.txt
    sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' help.txt
}

# The verbs of a noun; nothing for other commands.
verbs()
{
    "$practice" help "$1" >noun.txt
    sed -n '/^Verbs:/,/^$/s/^  \([a-z-]*\) .*/\1/p' noun.txt
}

# Every command, and every noun with each of its verbs, one a line.
whole_commands()
{
    local name verb
    for name in $(commands); do
        echo "$name"
        for verb in $(verbs "$name"); do echo "$name $verb"; done
    done
}

# The part of a noun's page about one verb: its subsection.
subsection()
{
    sed -n "/^\\.Ss $2\$/,/^\\.S[sh]/p" "$1"
}

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
    [[ " account group inbox job post server submit sync worker " == *" ${1%% *} "* ]] && [[ $2 == [15] ]]
}

@test "every command has a manual page with exactly the options of its help" {
    local name page verb
    for name in $(commands); do
        ask "$name" -h
        options_of_help "$output" >from-help
        page=$tests/../../man/practice-$name.1
        if [ -n "$(verbs "$name")" ]; then
            sed -n 's/^\.Ss //p' "$page" | sort >from-manual
            verbs "$name" | sort | diff - from-manual
            for verb in $(verbs "$name"); do
                ask "$name" "$verb" -h
                subsection "$page" "$verb" >part
                [ -s part ]
                { echo "-h --help"; options_of_manual part; } | sort >from-manual
                options_of_help "$output" | diff - from-manual
            done
            continue
        fi
        options_of_manual "$page" >from-manual
        diff from-help from-manual
        [ -s from-help ]
    done
}

@test "practice(1) has the options before the command, and every command" {
    ask --help
    options_of_help "$output" >from-help
    options_of_manual "$tests/../../man/practice.1" >from-manual
    diff from-help from-manual
    sed -n 's/^\.It Cm //p' "$tests/../../man/practice.1" | sort >from-manual
    commands | sort >from-help
    diff from-help from-manual
}

@test "every option in the help has words and stands in its command's help once" {
    local name
    for name in $(whole_commands | tr ' ' :); do
        # shellcheck disable=SC2086 # a noun and a verb are two words
        ask ${name/:/ } -h
        options_of_help "$output" >options
        [ -z "$(uniq -d options)" ]
        # an option line is followed by its help on the line or on the next one
        awk '/^ {2,6}(-., )?--/ { if (NF < 2 && getline > 0 && NF < 1) exit 1 }' <<<"$output"
    done
}

@test "bash completion offers every command and every option" {
    local name
    ask completion bash
    printf '%s\n' "$output" >practice.bash
    bash -n practice.bash
    for name in $(whole_commands | tr ' ' :); do
        # shellcheck disable=SC2086
        ask ${name/:/ } -h
        options_of_help "$output" | tr ' ' '\n' | sort >from-help
        bash -c 'source ./practice.bash
            COMP_WORDS=(practice "$@" -) COMP_CWORD=$(($# + 1))
            _practice
            printf "%s\n" "${COMPREPLY[@]}" | sort' _ ${name/:/ } >from-bash
        diff from-help from-bash
    done
    for name in $(commands); do
        [ -n "$(verbs "$name")" ] || continue
        bash -c 'source ./practice.bash
            COMP_WORDS=(practice "$1" "") COMP_CWORD=2
            _practice
            printf "%s\n" "${COMPREPLY[@]}" | sort' _ "$name" >from-bash
        verbs "$name" | sort | diff - from-bash
    done
    bash -c 'source ./practice.bash; COMP_WORDS=(practice "") COMP_CWORD=1
        _practice; printf "%s\n" "${COMPREPLY[@]}"' >offered
    for name in $(commands); do grep -qx "$name" offered; done
}

@test "bash completion knows the words of an option and the files" {
    ask completion bash
    printf '%s\n' "$output" >practice.bash
    touch tune.wav
    run bash -c 'source ./practice.bash; compopt() { :; }
        COMP_WORDS=(practice analyze --progress "a") COMP_CWORD=3; _practice; echo "${COMPREPLY[@]}"
        COMP_WORDS=(practice analyze --progress = "n") COMP_CWORD=4; _practice; echo "${COMPREPLY[@]}"
        COMP_WORDS=(practice analyze "tu") COMP_CWORD=2; _practice; echo "${COMPREPLY[@]}"
        COMP_WORDS=(practice completion "z") COMP_CWORD=2; _practice; echo "${COMPREPLY[@]}"'
    [ "${lines[0]}" = "auto always" ]
    [ "${lines[1]}" = "never" ]
    [ "${lines[2]}" = "tune.wav" ]
    [ "${lines[3]}" = "zsh" ]
}

@test "zsh and fish completion tell every option of every command" {
    local name shell option
    for shell in zsh fish; do
        ask completion $shell
        printf '%s\n' "$output" >practice.$shell
        if command -v $shell >/dev/null; then $shell -n practice.$shell; fi
    done
    for name in $(whole_commands | tr ' ' :); do
        # shellcheck disable=SC2086
        ask ${name/:/ } -h
        for option in $(options_of_help "$output" | grep -o -- '--.*'); do
            [ "$option" = --help ] && continue
            grep -qF -- "$option" practice.zsh
            grep -q -- "from ${name#*:}' -l ${option#--}\b" practice.fish
        done
        grep -q "^    '${name#*:}:" practice.zsh
        grep -q -- "-a ${name#*:} -d" practice.fish
    done
}

@test "the manual pages are clean" {
    run mandoc -T lint -W warning "$tests"/../../man/*.[15]
    [ -z "$output" ]
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
    for name in $(whole_commands | tr ' ' :); do
        [[ $name == *:* ]] || new_home
        # shellcheck disable=SC2086
        ask ${name/:/ } -h
        while IFS= read -r line; do
            PATH=$PWD/bin:$PATH bash -c "$line" >out 2>err </dev/null || needs_studio "${name%%:*}" $?
        done < <(sed -n '/^Examples:/,/^$/s/^  //p' <<<"$output")
    done
}
