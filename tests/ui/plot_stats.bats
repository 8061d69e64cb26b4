#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of statistics: that they are whole, and that what is drawn is what was played.
load stats_common

# The picture of the year has cells of 26.5 pixels from (108, 200) on; 2026 begins in row 3.
@test "stats plot: each day has the colour of its level, on light ground and on dark" {
    days="2026-01-01 2026-12-31 2026-11-21 0 2026-01-01=10 2026-01-02=15 2026-01-03=30 2026-01-04=60"
    places="113,284 113,311 113,337 113,364 140,205 1500,205"
    # shellcheck disable=SC2086
    ask plot "$BATS_TEST_TMPDIR/a.png" year light 0 "2026년" x $days
    [ "$status" -eq 0 ]
    # shellcheck disable=SC2086
    run pixels "$BATS_TEST_TMPDIR/a.png" $places
    [ "$output" = "1600 464
bfe8d9
74cbad
17a279
005e45
ebefed
ffffff" ]
    # shellcheck disable=SC2086
    ask plot "$BATS_TEST_TMPDIR/a.png" year dark 0 "2026년" x $days
    # shellcheck disable=SC2086
    run pixels "$BATS_TEST_TMPDIR/a.png" $places
    [ "$output" = "1600 464
10483a
0f7a5d
14b386
7df3cb
1f2628
111516" ]
}

# Two complete weeks of 6 h and 3 h and one of 3 h that goes on; bars from y 654 up to 174 at 6 h.
@test "stats plot: weeks are as high as what was played, the one going on is paler" {
    ask plot "$BATS_TEST_TMPDIR/a.png" weeks light 0 title x 2026-03-02 2026-03-22 2026-03-18 0 \
        2026-03-02=360 2026-03-09=180 2026-03-16=180
    [ "$status" -eq 0 ]
    run pixels "$BATS_TEST_TMPDIR/a.png" 340,180 340,640 829,420 829,405 1300,420 1300,408
    [ "$output" = "1600 718
2fae87
2fae87
2fae87
ffffff
a8dcca
ffffff" ]
}

# The only day, a Thursday, was played from 17:00 on.
@test "stats plot: the busiest hour of the week is the strongest" {
    ask plot "$BATS_TEST_TMPDIR/a.png" hours light 0 title x 2026-01-01 2026-01-01 2026-01-01 0 2026-01-01=60
    run pixels "$BATS_TEST_TMPDIR/a.png" 1139,413 1080,413 1139,345
    [ "$output" = "1600 718
005e45
ebefed
ebefed" ]
}

@test "stats plot: SVG and PDF are whole documents with their letters" {
    # shellcheck disable=SC2086
    ask plot "$BATS_TEST_TMPDIR/a.svg" all dark 300 "2026년의 연습 & <more>" "바이올린" $year
    [ "$status" -eq 0 ]
    python3 -c 'import sys, xml.dom.minidom as m
svg = m.parse(sys.argv[1]).documentElement
assert (svg.getAttribute("width"), svg.getAttribute("height")) == ("1600px", "910px")' \
        "$BATS_TEST_TMPDIR/a.svg"
    # shellcheck disable=SC2086
    ask plot "$BATS_TEST_TMPDIR/a.pdf" all light 300 "2026년의 연습 & <more>" "바이올린" $year
    [ "$(head -c 5 "$BATS_TEST_TMPDIR/a.pdf")" = "%PDF-" ]
    if command -v pdftotext >/dev/null; then
        run pdftotext -layout "$BATS_TEST_TMPDIR/a.pdf" -
        [[ $output == *"2026년의 연습 & <more>"* && $output == *"217 h 19 min"* && $output == *바이올린* ]]
        [[ $output == *"Jan 2026"*"Dec"* && $output == *"goal 5 h 00 min"* ]]
        [[ $output == *"most on Saturdays from 11:00"* ]]
    fi
}

@test "stats plot: nothing played, no day at all, one day and twenty years have their pictures" {
    for kind in png svg pdf; do
        for what in all year weeks hours; do
            for days in "2026-01-01 2026-12-31 2026-11-21 0" "2026-01-02 2026-01-01 2026-01-02 0" \
                "2026-01-01 2026-01-01 2026-01-01 6 2026-01-01=0.001" \
                "2010-01-01 2030-12-31 2026-01-01 3 random:2"; do
                subtitle=x # without one the page has no hours
                [ "$what" = all ] && [ "$kind" != pdf ] && subtitle=
                # shellcheck disable=SC2086
                ask plot "$BATS_TEST_TMPDIR/a.$kind" $what dark 0 $'\xff\e[31m' "$subtitle" $days
                [ "$status" -eq 0 ]
                [ -s "$BATS_TEST_TMPDIR/a.$kind" ]
            done
        done
    done
}

@test "stats plot: a full disk is told in the system's words" {
    [ -w /dev/full ] || skip "no /dev/full"
    for kind in png svg pdf; do
        ln -s /dev/full "$BATS_TEST_TMPDIR/full.$kind"
        # shellcheck disable=SC2086
        ask plot "$BATS_TEST_TMPDIR/full.$kind" all light 0 title x $year
        [ "$status" -eq 1 ]
        [ "$output" = "cannot write the picture: No space left on device" ]
    done
}
