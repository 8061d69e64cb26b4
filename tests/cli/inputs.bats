#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Folders, lists, and names as hostile as a file system allows.
load common

# The files that were told, one a line.
files()
{
    jq -r .file <<<"$output"
}

@test "a folder stands for the recordings directly inside, sorted, hidden ones left out" {
    mkdir -p lessons/deeper
    take lessons/b.wav 1 220
    cp lessons/b.wav lessons/a.wav
    cp lessons/b.wav lessons/.hidden.wav
    cp lessons/b.wav lessons/deeper/c.wav
    echo notes >lessons/notes.txt
    : >lessons/nothing
    ask analyze --json lessons
    [ "$(files)" = $'lessons/a.wav\nlessons/b.wav' ]
    contains "$stderr" "2 files in folders skipped: no recordings"
    ask analyze --json --recursive lessons/
    [ "$(files)" = $'lessons/a.wav\nlessons/b.wav\nlessons/deeper/c.wav' ]
    ask analyze --json --quiet lessons
    [ -z "$stderr" ]
}

@test "symbolic links to files count, loops of links do no harm" {
    mkdir -p lessons/inner
    take lessons/a.wav 1 220
    ln -s ../a.wav lessons/inner/link.wav
    ln -s .. lessons/inner/loop
    ln -s nowhere lessons/broken.wav
    ln -s "$PWD/lessons" lessons/again
    ask analyze --json --recursive lessons
    [ "$(files)" = $'lessons/a.wav\nlessons/inner/link.wav' ]
    ask analyze --json lessons/again # named: followed
    [ "$(files)" = lessons/again/a.wav ]
}

@test "FIFOs, sockets and devices in a folder are passed over without waiting" {
    mkdir lessons
    take lessons/a.wav 1 220
    mkfifo lessons/b.wav
    ln -s /dev/zero lessons/c.wav
    run timeout 20 "$practice" analyze --json lessons
    [ "$status" -eq 0 ]
    [ "$(files)" = lessons/a.wav ]
    run timeout 20 "$practice" analyze --json lessons/b.wav
    [ "$status" -eq 3 ]
}

@test "a named file must be a recording, whatever its ending" {
    take tune.wav 1 220
    mv tune.wav tune.txt
    echo text >text.wav
    ask -1 analyze --json tune.txt text.wav
    [ "$(jq -r '.error.code // "fine"' <<<"$output" | tr '\n' ' ')" = "fine not_audio " ]
}

@test "a list gives names by lines, or by NUL bytes with --null" {
    take a.wav 1 220
    cp a.wav "with space.wav"
    cp a.wav $'with\nnewline.wav'
    printf '%s\n\n%s\n' "with space.wav" a.wav >list
    ask analyze --json --files-from list
    [ "$(files)" = $'with space.wav\na.wav' ]
    printf '%s\0' $'with\nnewline.wav' a.wav >list0
    ask analyze --json --files-from list0 --null
    [ "$(jq -c .file <<<"$output")" = $'"with\\nnewline.wav"\n"a.wav"' ]
    run --separate-stderr "$practice" analyze --json -0T - <list0
    [ "$(jq -s length <<<"$output")" -eq 2 ]
    ask -3 analyze --files-from missing
    contains "$stderr" "missing"
    head -c 10000 /dev/zero | tr '\0' x >long
    ask -3 analyze --files-from long
}

@test "hostile names are analysed, and told without control characters" {
    local names=(--json -e $'new\nline.wav' $'esc\e[31m\e]0;owned\a.wav' $'bell\a\b\r.wav' \
        '연습 1.wav' 'a"b\c.wav' $'\xff\xfe.wav' '$(touch owned)' $'c1\xc2\x9b31m.wav' \
        $'rtl\xe2\x80\xae.wav' '=cmd()' ' ' "it's")
    local name
    for name in "${names[@]}"; do
        sox -n -r 8000 -c 1 -b 16 -t wav - synth 0.5 sine 440 >"./$name"
    done
    ask analyze --json --jobs=2 -- "${names[@]}"
    is_valid_json
    [ "${#lines[@]}" -eq "${#names[@]}" ]
    for format in "" --csv --labels; do
        # shellcheck disable=SC2086
        ask analyze $format ${format:+--output=labels} -- "${names[@]}"
        if [ "$format" = --csv ]; then output=$(cat labels); rm labels; fi
        lacks "$output$stderr" $'\e'
        lacks "$output$stderr" $'\a'
        lacks "$output$stderr" $'\xc2\x9b'
        lacks "$output$stderr" $'\xe2\x80\xae'
    done
    ask analyze --explain -- $'esc\e[31m\e]0;owned\a.wav'
    lacks "$output" $'\e'
    ask -3 analyze $'gone\e[31m\n.wav'
    lacks "$stderr" $'\e'
    [ "${#stderr_lines[@]}" -eq 1 ]
    [ ! -e owned ]
}

@test "a name that is not UTF-8 can be had back from file_bytes" {
    sox -n -r 8000 -c 1 -b 16 -t wav - synth 0.5 sine 440 >$'caf\xe9.wav'
    ask analyze --json $'caf\xe9.wav'
    is_valid_json
    [ "$(jq -r .file_bytes <<<"$output" | base64 -d)" = $'caf\xe9.wav' ]
}

@test "files beside get safe and unique names" {
    mkdir one two
    take one/take.wav 1 220
    cp one/take.wav two/take.wav
    cp one/take.wav $'./-r\e\n*.wav'
    cp one/take.wav ..wav
    cp one/take.wav 연습.wav
    ask analyze --plot pictures.svg --extract cuts -- one/take.wav two/take.wav \
        $'-r\e\n*.wav' ..wav 연습.wav
    local name
    for name in take take~2 _r___ 연습; do
        [ -s "pictures-$name.svg" ]
        compgen -G "cuts/$name-001-*.wav"
    done
    [ "$(find cuts -type f | wc -l)" -eq 5 ]
    [ "$(find . -maxdepth 1 -name '*.svg' | wc -l)" -eq 5 ]
}

@test "an unreadable file or folder is told, the rest goes on" {
    mkdir -p lessons/closed
    take lessons/a.wav 1 220
    cp lessons/a.wav lessons/b.wav
    chmod 000 lessons/b.wav lessons/closed
    if [ "$(id -u)" -eq 0 ]; then
        command -v setpriv >/dev/null || skip "root reads everything"
        chmod 777 . lessons
        run --separate-stderr setpriv --reuid=65534 --regid=65534 --clear-groups \
            "$practice" analyze --json --recursive lessons
        [ "$status" -ne 126 ] && [ "$status" -ne 127 ] || skip "the program is out of reach"
    else
        run --separate-stderr "$practice" analyze --json --recursive lessons
    fi
    chmod 700 lessons/closed
    [ "$status" -eq 1 ]
    [ "$(jq -r '.error.code // "fine"' <<<"$output" | tr '\n' ' ')" = \
        "fine unreadable unreadable " ]
}

@test "deep folders and long names are no trouble" {
    local deep=deep i
    for ((i = 0; i < 60; i++)); do deep+=/d; done
    mkdir -p "$deep"
    take "$deep/a.wav" 1 220
    ask analyze --json -r deep
    [ "$(files)" = "$deep/a.wav" ]
    local long
    long=$(printf '연%.0s' {1..83}).wav
    cp "$deep/a.wav" "$long"
    ask analyze --extract cuts "$long"
    [ "$(find cuts -type f | wc -l)" -eq 1 ]
}

@test "five hundred recordings with two jobs come in order, in bounded memory" {
    mkdir many
    take one.wav 2 330
    local i
    for ((i = 0; i < 500; i++)); do ln one.wav "many/$(printf '%03d' $i).wav"; done
    run --separate-stderr bash -c 'ulimit -v 700000; exec "$1" analyze --json --jobs=2 many' \
        _ "$practice"
    if [[ $stderr == *"shadow memory"* || $stderr == *ReserveShadow* ]]; then # a sanitizer's
        run --separate-stderr "$practice" analyze --json --jobs=2 many
    fi
    [ "$status" -eq 0 ]
    is_valid_json
    files >told
    find many -type f | sort >expected
    diff told expected
    [ "$(jq -c 'del(.file)' <<<"$output" | sort -u | wc -l)" -eq 1 ]
}
