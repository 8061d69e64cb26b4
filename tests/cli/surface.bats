#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The command line itself: commands, options, mistakes and exit codes.
load common

@test "without a command practice says how to use it and exits 2" {
    ask -2
    contains "$stderr" "usage: practice"
    [ -z "$output" ]
}

@test "--version, -V and version print the same line" {
    ask --version
    local line=$output
    [[ $line =~ ^practice\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
    ask -V
    [ "$output" = "$line" ]
    ask version
    [ "$output" = "$line" ]
}

@test "help, --help and -h go to standard output and exit 0" {
    for words in "--help" "-h" "help" "help analyze" "analyze -h" "analyze --help" "version -h"; do
        # shellcheck disable=SC2086
        ask $words
        contains "$output" "usage: practice"
        [ -z "$stderr" ]
    done
}

@test "help of a command equals its -h" {
    ask help analyze
    local words=$output
    ask analyze -h
    [ "$output" = "$words" ]
}

@test "an unknown command suggests the nearest one" {
    ask -2 anlyze x.wav
    contains "$stderr" "did you mean 'analyze'?"
    ask -2 frobnicate
    lacks "$stderr" "did you mean"
    ask -2 help analyse
    contains "$stderr" "did you mean 'analyze'?"
}

@test "an unknown option suggests the nearest one" {
    ask -2 analyze --jsno x.wav
    contains "$stderr" "did you mean '--json'?"
    ask -2 analyze -Z x.wav
    contains "$stderr" "'-Z'"
    ask -2 --jsn
    contains "$stderr" "unknown option '--jsn'"
}

@test "values may follow '=', a space, or a short option directly" {
    for words in "--jobs=1" "--jobs 1" "-j1" "-j 1" "-qj1" "-qej 1"; do
        # shellcheck disable=SC2086
        ask analyze $words "$audio/cello.flac"
        contains "$output" "played"
    done
}

@test "options between and after operands work, -- ends them" {
    ask analyze "$audio/cello.flac" --json
    contains "$output" '"schema"'
    cp "$audio/cello.flac" ./--json
    ask analyze -- --json
    contains "$output" "played"
}

@test "the last of a repeated option counts" {
    ask analyze --json --max-rest=1 --max-rest=3 "$audio/cello.flac"
    contains "$output" "max-rest=3 "
}

@test "values out of range, missing or superfluous are refused with exit 2" {
    for words in "--max-rest=abc" "--max-rest=-1" "--max-rest=61" "--max-rest=nan" \
        "--max-rest=1e999" "--min-play=" "--jobs=0" "--jobs=1.5" "--jobs=99999" "--jobs=" \
        "--progress=perhaps" "--progress=" "--json=yes" "--output=" "--plot=x.gif" "--null" \
        "--json --csv" "--csv --notes --explain" "--play-time-only --notes" "--plot"; do
        # shellcheck disable=SC2086
        ask -2 analyze "$audio/cello.flac" $words
        [ -z "$output" ]
        contains "$stderr" "try 'practice analyze --help'"
    done
}

@test "no input at all, or standard input twice, is a usage error" {
    ask -2 analyze
    ask -2 analyze --json
    ask -2 analyze - -
    ask -2 analyze --files-from - -
    ask -2 version extra
    ask -2 help analyze extra
    ask -2 completion
    ask -2 completion tcsh
}

@test "a decimal point is a point in every locale" {
    LC_ALL=de_DE.UTF-8 ask analyze --json --max-rest=1.5 "$audio/cello.flac"
    contains "$output" "max-rest=1.5 "
    is_valid_json
}

@test "option values from outside are harmless in complaints" {
    ask -2 analyze $'--progress=\e[31mred\e[0m' x.wav
    lacks "$stderr" $'\e'
    ask -2 $'anal\e[2Jyze'
    lacks "$stderr" $'\e'
    ask -2 analyze $'--js\e]0;x\a' x.wav
    lacks "$stderr" $'\e'
}
