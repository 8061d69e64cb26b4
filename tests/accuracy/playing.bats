#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What somebody plays counts, to 0.3 s at each border; what nobody plays does not.
# The recordings share their sound font with the model's training: this is whether the program
# works, and `make bench-accuracy` is how well.
load helper

counts()
{
    analyze "$1" "$AUDIO/$1.flac"
    agrees "$AUDIO/$1.truth.tsv" "$1" 0.4 0.95 "${2:-0.3}"
}

does_not_count()
{
    analyze "$1" "$AUDIO/$1.flac"
    at_most "$(play_time "$1")" 0 || { echo "$1: $(play_time "$1") s counted as play" && return 1; }
}

@test "a violin counts" { counts violin; }
@test "a cello counts" { counts cello; }
@test "a contrabass counts" { counts contrabass; }
@test "a flute counts" { counts flute; }
@test "a clarinet counts" { counts clarinet; }
@test "a saxophone counts" { counts saxophone; }
@test "a guitar counts" { counts guitar; }
@test "a piano counts" { counts piano; }
@test "drums count, to half a second where the cymbal dies away" { counts drums 0.5; }
@test "singing counts" { counts singing; }

@test "an English speaker does not count" { does_not_count speech-english; }
@test "a Korean speaker does not count" { does_not_count speech-korean; }
@test "a metronome alone does not count" { does_not_count metronome; }
@test "pages, chairs and doors do not count" { does_not_count rustle; }
@test "the noise of a room does not count" { does_not_count noise; }

@test "digital silence is one span of silence" {
    analyze silence "$AUDIO/silence.flac"
    run -0 jq -c '[.play_time_s, (.segments | map(.kind))]' "$BATS_TEST_TMPDIR/silence.json"
    [ "$output" = '[0,["silence"]]' ]
}

@test "of a flute over a metronome only the flute counts" { counts flute-metronome; }

@test "a lesson: playing counts, talk, pages and the metronome before and after do not" {
    analyze lesson "$AUDIO/lesson.flac"
    agrees "$AUDIO/lesson.truth.tsv" lesson 1.0 0.98 0.35
}

@test "a lesson: talk is told as speech, and the kinds fill the whole time without gaps" {
    analyze lesson "$AUDIO/lesson.flac"
    jq -e '[.segments[] | select(.kind == "speech") | .end_s - .start_s] | add > 5' "$BATS_TEST_TMPDIR/lesson.json"
    jq -e '.segments as $s | $s[0].start_s == 0
           and ([range(1; $s | length) | $s[.].start_s == $s[. - 1].end_s] | all)
           and (($s[-1].end_s - .duration_s) | fabs) < 0.001' "$BATS_TEST_TMPDIR/lesson.json"
}
