#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: texts are compared; examples.bats runs every command.
# Help, manual and completion tell the same options: all are compared with `practice COMMAND -h`.
load common
load helps

# Options of a help text as "-j --jobs" or "--json", one a line.
options_of_help()
{
    sed -nE 's/^ {2,6}((-[A-Za-z0-9]), )?(--[a-z-]+).*/\2 \3/p' | sed 's/^ //' | sort
}

# options_of "COMMAND[:VERB]"; worked out once for each.
options_of()
{
    local kept=$helps/options/$1
    [ -e "$kept" ] || { mkdir -p "$helps/options" && options_of_help <"$helps/$1" >"$kept"; }
    cat "$kept"
}

# Options of a manual page: its .It Fl lines.
options_of_manual()
{
    sed -nE 's/^\.It Fl (([A-Za-z0-9]) , Fl )?-([a-z-]+).*/-\2 --\3/p' "$1" | sed 's/^- //' | sort
}

# The part of a noun's page about one verb: its subsection.
subsection()
{
    sed -n "/^\\.Ss $2\$/,/^\\.S[sh]/p" "$1"
}

@test "every command has a manual page with exactly the options of its help" {
    local name page verb
    for name in $(commands); do
        page=$tests/../../man/practice-$name.1
        if [ -n "$(verbs "$name")" ]; then
            sed -n 's/^\.Ss //p' "$page" | sort >from-manual
            verbs "$name" | sort | diff - from-manual
            for verb in $(verbs "$name"); do
                subsection "$page" "$verb" >part
                [ -s part ]
                { echo "-h --help"; options_of_manual part; } | sort >from-manual
                options_of "$name:$verb" | diff - from-manual
            done
            continue
        fi
        options_of "$name" >from-help
        options_of_manual "$page" >from-manual
        diff from-help from-manual
        [ -s from-help ]
    done
}

@test "help COMMAND and COMMAND -h are the same" {
    local name
    for name in $(commands); do
        ask help "$name"
        diff - <(help_of "$name") <<<"$output"
    done
}

@test "practice(1) has the options before the command, and every command" {
    ask --help
    options_of_help <<<"$output" >from-help
    options_of_manual "$tests/../../man/practice.1" >from-manual
    diff from-help from-manual
    sed -n 's/^\.It Cm //p' "$tests/../../man/practice.1" | sort >from-manual
    commands | sort >from-help
    diff from-help from-manual
}

@test "every option in the help has words and stands in its command's help once" {
    local name
    for name in $(whole_commands); do
        options_of "$name" >options
        [ -z "$(uniq -d options)" ]
        # an option line is followed by its help on the line or on the next one
        help_of "$name" | awk '/^ {2,6}(-., )?--/ { if (NF < 2 && getline > 0 && NF < 1) exit 1 }'
    done
}

@test "bash completion offers every command and every option" {
    local name
    ask completion bash
    printf '%s\n' "$output" >practice.bash
    bash -n practice.bash
    for name in $(whole_commands); do
        options_of "$name" | tr ' ' '\n' | sort >from-help
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
    local name shell option zsh fish
    for shell in zsh fish; do
        ask completion $shell
        printf '%s\n' "$output" >practice.$shell
        if command -v $shell >/dev/null; then $shell -n practice.$shell; fi
    done
    zsh=$(cat practice.zsh) fish=$(cat practice.fish)
    for name in $(whole_commands); do
        for option in $(options_of "$name" | grep -o -- '--.*'); do
            [ "$option" = --help ] && continue
            [[ $zsh == *"$option"* ]]
            [[ $fish =~ from\ ${name#*:}\'\ -l\ ${option#--}([^a-z-]|$) ]]
        done
        grep -q "^    '${name#*:}:" practice.zsh
        grep -q -- "-a ${name#*:} -d" practice.fish
    done
}

@test "the manual pages are clean" {
    run mandoc -T lint -W warning "$tests"/../../man/*.[15]
    [ -z "$output" ]
}
