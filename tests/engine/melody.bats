#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Onsets, pitch and notes of made signals, in cents and milliseconds.
load common

scale="saw,196,0.5,1,-20 saw,220,1,1.5,-20 saw,246.94,1.5,1.9,-20 saw,246.94,2.1,2.5,-20"
scale="$scale sine,987.77,2.5,3,-20 square,110,3.2,4,-20"
onsets="0.5 1 1.5 2.1 2.5 3.2"
midi="55 57 59 59 83 45"

@test "a steady tone is measured to a cent, at every analysis rate" {
    for rate in 8000 11025 16000 22050 24000 32000; do
        for shape in sine saw square; do
            hear $rate 3 $shape,441.3,0.5,2.5,-20
            heard note 69.0511 0.01 3
        done
    done
}

@test "every third of the range has its octave, from the double bass to the top of the piano" {
    for midi in 28 32 36 40 44 48 52 56 60 64 68 72 76 80 84 88 92 96 100 104 108; do
        hz=$(awk -v m=$midi 'BEGIN {print 440 * 2 ^ ((m - 69) / 12)}')
        hear 22050 2 saw,"$hz",0.5,1.5,-20
        heard note $midi 0.05 3
        [ $midi -ge 40 ] || continue # what sounds so low has overtones
        hear 24000 2 sine,"$hz",0.5,1.5,-20
        heard note $midi 0.05 3
    done
}

@test "notes begin and end within 20 ms of the truth, slurred, repeated or apart" {
    # shellcheck disable=SC2086
    hear 22050 4.5 $scale
    heard onset "$onsets" 0.02
    heard note "$onsets" 0.02
    heard note "$midi" 0.03 3
    rows note >"$BATS_TEST_TMPDIR/notes"
    near "$(awk 'NR == 4 {print $2}' "$BATS_TEST_TMPDIR/notes")" 2.5 0.02
    near "$(awk 'NR == 6 {print $2}' "$BATS_TEST_TMPDIR/notes")" 4 0.02
}

@test "a note at the first sample begins at 0" {
    hear 22050 2 saw,330,0,1,-20
    heard onset 0 0.001
    heard note 0 0.001
}

@test "a note that lasts to the last sample is heard to its end" {
    hear 22050 2 saw,330,1,9,-20
    heard note 1 0.02
    heard note 2 0.03 2
}

@test "the level is the loudest 50 ms" {
    hear 22050 3 sine,440,0.5,2.5,-20
    heard note -23.01 0.1 4
}

@test "a wide vibrato is one note at its middle" {
    hear 22050 4 saw,440,0.5,3.5,-20,50
    heard note 69 0.05 3
    heard onset 0.5 0.02
}

@test "thirty decibels less change nothing" {
    # shellcheck disable=SC2086
    hear 22050 4.5 gain=-30 $scale
    heard onset "$onsets" 0.02
    heard note "$midi" 0.03 3
}

@test "a delay by any number of samples delays the answer, by 10 ms at most otherwise" {
    for delay in 441 137 1000 3; do
        # shellcheck disable=SC2086
        hear 22050 4.5 delay=$delay $scale
        heard onset "$(awk -v d=$delay -v t="$onsets" 'BEGIN {
            n = split(t, a); for (i = 1; i <= n; i++) print a[i] + d / 22050}' | xargs)" 0.02
        heard note "$midi" 0.03 3
    done
}

@test "the analysis rates of 44.1 and 48 kHz agree to 10 ms and 2 cents" {
    # shellcheck disable=SC2086
    hear 22050 4.5 $scale
    first_onsets=$(rows onset | xargs) first_notes=$(rows note | awk '{print $3}' | xargs)
    # shellcheck disable=SC2086
    hear 24000 4.5 $scale
    heard onset "$first_onsets" 0.01
    heard note "$first_notes" 0.02 3
}

@test "an offset and clipping leave the notes as they are" {
    # shellcheck disable=SC2086
    hear 22050 4.5 dc=0.2 $scale
    heard note "$midi" 0.03 3
    # shellcheck disable=SC2086
    hear 22050 4.5 clip=0.05 $scale
    heard note "$midi" 0.03 3
}

@test "bursts of noise are onsets, not notes" {
    hear 22050 3 noise,0,0.5,0.56,-12 noise,0,1,1.06,-12 noise,0,1.7,1.76,-12
    heard onset "0.5 1 1.7" 0.02
    heard note "" 0
}

@test "silence, an offset, lasting noise and less than a hop hold no notes" {
    for signal in gain=0 dc=0.5 dc=1e-30; do
        hear 22050 2 $signal
        heard onset "" 0
        heard note "" 0
    done
    hear 22050 3 noise,0,0,3,-20
    heard note "" 0
    hear 22050 0.019 saw,440,0,1,-20
    heard note "" 0
    hear 22050 0.02 saw,440,0,1,-20
    heard note "" 0
}

@test "where nobody plays nothing is heard, and three hours of it cost less than a second" {
    "$P/tones" 22050 4 saw,440,0.5,1.5,-20 saw,550,2.5,3.5,-20 >"$BATS_TEST_TMPDIR/tones"
    run -0 --separate-stderr "$P/melody_dump" 22050 "$BATS_TEST_TMPDIR/tones" 2 4
    heard onset 2.5 0.02
    "$P/tones" 8000 10800 sine,440,10799,10799.5,-20 >"$BATS_TEST_TMPDIR/tones"
    run -0 --separate-stderr "$P/melody_dump" 8000 "$BATS_TEST_TMPDIR/tones" 10798 10800
    heard onset 10799 0.02
    awk -v us="${stderr%% *}" 'BEGIN {exit !(us * 10800 < 1e6)}'
}

@test "every allocation that fails is told, and leaves nothing behind" {
    run -0 "$P/melody_starve"
    [ "$output" -ge 20 ]
}
