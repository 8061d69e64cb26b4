#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Tempo, tuning and intonation, against what was written.
load common

# tempo BPM SECONDS JITTER_MS LENGTH…
tempo()
{
    run -0 "$P/tempo_check" "$@"
    read -r bpm confidence n <<<"$output"
    echo "$* -> $output"
}

@test "steady eighths at 92 are 92, also with 10 ms of unsteadiness" {
    tempo 92 30 0 .5
    near "$bpm" 92 0.1
    tempo 92 30 10 .5
    near "$bpm" 92 1
}

@test "a rhythm has its beat" {
    for wanted in 66 72 84 92 108 120; do
        tempo $wanted 40 5 1 .5 .5 1 1 .5 .5 2
        near "$bpm" "$wanted" 0.5
        near "$confidence" 0.7 0.3
    done
}

@test "onsets at random have no tempo" {
    for seed in 1 2 3 4 5 6 7 8 9 10; do
        tempo 0 60 $seed 1
        [ "$bpm" = 0.000 ]
        [ "$confidence" = 0.000 ]
    done
}

@test "few onsets have no tempo" {
    tempo 92 4 0 .5
    [ "$n" -eq 11 ]
    [ "$bpm" = 0.000 ]
    tempo 92 0 0 1
    [ "$bpm" = 0.000 ]
}

# Notes of half a second, given as frequencies.
sing()
{
    local tones=() t=0
    for hz in "$@"; do
        tones+=("saw,$hz,$t.0,$t.5,-20")
        t=$((t + 1))
    done
    hear 22050 $t "${tones[@]}"
}

@test "the tuning is that of the notes, and its notes are then in tune" {
    for a4 in 430 436.5 440 443 451; do
        # shellcheck disable=SC2046
        sing $(awk -v a=$a4 'BEGIN {for (m = -9; m < 3; m++) print a * 2 ^ (m / 12)}')
        heard tuning $a4 0.2
        heard class "0 0 0 0 0 0 0 0 0 0 0 0" 1.5 2
    done
}

@test "a class that is always sharp is told to be" {
    # Every A 20 cents sharp, among ten notes in tune.
    sing 261.63 293.66 329.63 349.23 392 445.11 493.88 261.63 293.66 329.63 349.23 445.11
    heard tuning 440.8 0.6
    near "$(rows class | awk '$1 == "A" {print $2}')" 16.7 2
    [ "$(rows class | awk '$1 == "A" {print $4}')" = 2 ]
    near "$(rows class | awk '$1 == "C" {print $2}')" -3.3 2
}

@test "seven notes have no tuning" {
    sing 261.63 293.66 329.63 349.23 392 440 493.88
    heard tuning 0 0
    [ -z "$(rows class)" ]
}
