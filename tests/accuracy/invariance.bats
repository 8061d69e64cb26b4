#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The same frames give the same bits, however they are fed and however many threads work.
load helper

BLOCKS=$BUILD/tests/accuracy/blocks

fed()
{
    "$BLOCKS" "$AUDIO/lesson.flac" "$1" "${2:-1}" >"$BATS_TEST_TMPDIR/fed-$1"
}

@test "blocks of 1, 7, 441, 4096 frames, random sizes and all at once: the same bits" {
    fed 4096
    grep -q ^note "$BATS_TEST_TMPDIR/fed-4096"
    for size in 1 7 441 0 99999999; do
        fed "$size"
        cmp "$BATS_TEST_TMPDIR/fed-4096" "$BATS_TEST_TMPDIR/fed-$size"
    done
}

@test "six analysers in six threads with random blocks: the same bits" {
    fed 4096
    fed 0 6
    cmp "$BATS_TEST_TMPDIR/fed-4096" "$BATS_TEST_TMPDIR/fed-0"
}

@test "one job or four: the same output, in the order asked" {
    "$PRACTICE" analyze --json --notes --jobs 1 "$AUDIO"/*.flac >"$BATS_TEST_TMPDIR/one"
    "$PRACTICE" analyze --json --notes --jobs 4 "$AUDIO"/*.flac >"$BATS_TEST_TMPDIR/four"
    cmp "$BATS_TEST_TMPDIR/one" "$BATS_TEST_TMPDIR/four"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/one")" -eq "$(find "$AUDIO" -maxdepth 1 -name '*.flac' | wc -l)" ]
}

@test "a file or a pipe: the same numbers" {
    analyze file --notes "$AUDIO/violin.flac"
    "$PRACTICE" analyze --json --notes - <"$AUDIO/violin.flac" >"$BATS_TEST_TMPDIR/pipe.json"
    diff <(jq -S 'del(.file)' "$BATS_TEST_TMPDIR/file.json") <(jq -S 'del(.file)' "$BATS_TEST_TMPDIR/pipe.json")
}

@test "play time only: the same spans as with everything" {
    analyze whole "$AUDIO/lesson.flac"
    analyze times --play-time-only "$AUDIO/lesson.flac"
    agrees "$BATS_TEST_TMPDIR/whole.json" times 0.02 0.999 0.02
}
