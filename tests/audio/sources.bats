#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Where the bytes come from: files, descriptors, pipes and memory give the same samples, and what
# is no file is refused at once.

load helper

setup_file()
{
    load helper
    cd "$BATS_FILE_TMPDIR" || exit 1
    tone a.wav 44100 2 2
    encode -i a.wav -c:a aac a.m4a
}

setup()
{
    cd "$BATS_FILE_TMPDIR" || exit 1
}

@test "a file, memory, a descriptor and a pipe give the same samples" {
    for file in a.wav a.m4a; do
        decode "$file"
        hash=$(fact hash)
        decode "$file" --memory
        is hash "$hash"
        "$TOOLS/decode_info" - <"$file" >facts
        grep -q "hash $hash" facts
        cat "$file" | "$TOOLS/decode_info" - >facts
        grep -q "hash $hash" facts
    done
}

@test "a descriptor is read from its position on" {
    { printf 'twelve bytes' && cat a.wav; } >shifted
    decode a.wav
    hash=$(fact hash)
    { head -c 12 >/dev/null && "$TOOLS/decode_info" - >facts; } <shifted
    grep -q "hash $hash" facts
}

@test "a pipe is spooled where TMPDIR says, and nothing stays there" {
    mkdir -p spool
    cat a.m4a | TMPDIR=$PWD/spool "$TOOLS/decode_info" - >facts
    grep -q "^frames 8[89]" facts
    [ -z "$(ls -A spool)" ]
    run bash -c 'cat a.m4a | TMPDIR=/nonexistent "$0" -' "$TOOLS/decode_info"
    [ "$status" -eq 3 ]
    [[ $output == *"error unreadable: cannot keep 'standard input' in a temporary file"* ]]
    [[ $output == *"set TMPDIR"* ]]
}

@test "an empty pipe is empty, a slow one is waited for" {
    printf '' | "$TOOLS/decode_info" - >facts || true
    grep -q "^error empty: 'standard input' is empty" facts
    { head -c 100 a.wav && sleep 0.3 && tail -c +101 a.wav; } | "$TOOLS/decode_info" - >facts
    grep -q "^frames 88200" facts
}

@test "a folder, a device, a FIFO and a socket are refused without waiting" {
    mkdir -p folder
    [ -p fifo ] || mkfifo fifo
    python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
    for file in folder fifo socket /dev/zero /dev/null; do
        refuse "$file" unreadable
    done
    rm -f socket
    refuse folder unreadable
    grep -q "is a directory" "$FACTS"
}

@test "a missing file is not found, also below a file and behind a dangling link" {
    refuse missing.wav not_found
    refuse a.wav/b.wav not_found
    ln -sf missing.wav dangling.wav
    refuse dangling.wav not_found
}

@test "a file that one may not read is unreadable" {
    cp a.wav secret.wav
    chmod 000 secret.wav
    if [ "$(id -u)" -ne 0 ]; then
        refuse secret.wav unreadable
        return
    fi
    chmod o+x "$BATS_RUN_TMPDIR" "$BATS_FILE_TMPDIR" "$BATS_FILE_TMPDIR/.."
    cp "$TOOLS/decode_info" . # the build folder may be closed to others
    chmod 755 decode_info
    # Apart from stderr, where coverage complains that it cannot be written either.
    run -3 --separate-stderr setpriv --reuid 65534 --regid 65534 --clear-groups ./decode_info secret.wav
    [[ $output == "error unreadable: cannot open 'secret.wav': Permission denied"* ]]
}

@test "a name of any bytes works" {
    cp a.wav $'\xff odd \xc3.wav'
    same $'\xff odd \xc3.wav' a.wav
}
