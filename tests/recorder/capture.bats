#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Waits: runs beside the others.
# From the ring to the disk and the analyser, without a microphone: what is on disk is what was
# heard, at any moment and whatever the disk does.
load common

@test "the ring loses, doubles and reorders nothing" {
    "$bin/ring_check"
}

@test "the clock counts what was awake and not paused" {
    "$bin/watch_check"
}

@test "a state comes back as it went, and a damaged one does no harm" {
    "$bin/state_check"
}

@test "a take analysed live and from the disk gives the same numbers bit for bit" {
    local format
    for format in "44100 1" "48000 2" "8000 1" "96000 2"; do
        rm -f take.au
        # shellcheck disable=SC2086 # rate and channels are two words
        "$bin/tape_check" . $format 25 >live
        "$bin/tape_check" --analyse take.au >file
        tail -n +2 live | diff - file
        grep -q '^segment .* 1$' file
    done
}

@test "other programs read the take: sox, ffmpeg, flac by way of sox" {
    "$bin/tape_check" . 44100 2 3 >live
    [ "$(soxi -s take.au)" -eq 132300 ]
    [ "$(soxi -b take.au)" -eq 24 ]
    ffmpeg -loglevel error -i take.au -f s32le ffmpeg.raw
    sox take.au -t s32 sox.raw
    cmp ffmpeg.raw sox.raw
    [ "$(stat -c %a take.au)" = 600 ]
}

@test "a full disk ends the take at a whole frame and the numbers are those of the file" {
    run -0 "$bin/tape_check" . 44100 2 40 3000001
    contains "$output" "trouble 1"
    contains "$output" "the disk is full"
    printf '%s\n' "${lines[@]:1}" >live
    "$bin/tape_check" --analyse take.au >file
    diff live file
    [ $((($(stat -c %s take.au) - 32) % 6)) -eq 0 ]
    [ "$(stat -c %s take.au)" -gt 2999990 ]
}

@test "an existing take or link is never opened" {
    echo precious >take.au
    run ! "$bin/tape_check" . 44100 1 1
    contains "$output" "refused: cannot create"
    [ "$(cat take.au)" = precious ]
    rm take.au
    ln -s elsewhere take.au
    run ! "$bin/tape_check" . 44100 1 1
    [ ! -e elsewhere ]
}

@test "kill -9 at any moment leaves a take with all but the last moment" {
    local round pid
    for ((round = 1; round <= 8; round++)); do
        rm -f take.au
        "$bin/tape_check" . 44100 1 3600 >/dev/null &
        pid=$!
        sleep "0.$((RANDOM % 900 + 100))"
        kill -9 $pid
        wait $pid || true
        # Killed before the header was whole: then nothing was recorded yet.
        [ "$(stat -c %s take.au)" -gt 32 ] || continue
        run -0 "$bin/tape_check" --analyse take.au
        contains "$output" "duration"
        lacks "$output" warning
    done
}
