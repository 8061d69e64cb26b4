#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
bats_require_minimum_version 1.5.0
# The numbers by themselves: sessions in, statistics, goals and achievements out.

setup()
{
    counter=$BUILD/tests/stats/counter
}

@test "totals keep claimed and measured time apart, and unknown is not zero" { "$counter" totals; }

@test "a month that goes on is compared with as many days of the one before" { "$counter" compared; }

@test "streaks count days, allow rest days, and wait for today" { "$counter" streaks; }

@test "a streak goes on across the year and the change of clocks" { "$counter" streak-years; }

@test "the longest streak is the longest stretch that keeps the rule" { "$counter" streak-rule; }

@test "groups go by name without case, by weekday, day, week and month" { "$counter" groups; }

@test "a session's time lies in the hours of its own place, across summer time" { "$counter" hours; }

@test "the trend of whole weeks is up, steady or down" { "$counter" trend; }

@test "daily and weekly goals tell what is done, left, met and in a row" { "$counter" goals; }

@test "each condition of an achievement holds when its words say so" { "$counter" conditions; }

@test "achievements of goals hold when goals were met" { "$counter" goal-rules; }

@test "the order in which sessions were written changes nothing" { "$counter" order; }

@test "another session never takes an achievement away" { "$counter" monotone; }

@test "the rules are at least thirty, distinct, and told in English and Korean" { "$counter" rules; }

@test "a rule that lacks a column, a text or a number is refused by the build" {
    embed=$BATS_TEST_DIRNAME/../../cli/stats/embed-rules
    rules=$BATS_TEST_DIRNAME/../../cli/stats/achievements.tsv
    "$embed" "$rules" >/dev/null
    local row
    for row in 'x\tearly\t1\t7\tTitle\t제목\tWords' 'x\tearly\t1\t7\tTitle\t\tWords\t설명' \
        'x\tearly\t0\t7\tTitle\t제목\tWords\t설명' 'X\tearly\t1\t7\tTitle\t제목\tWords\t설명' \
        'first-note\tearly\t1\t7\tTitle\t제목\tWords\t설명'; do
        { cat "$rules"; printf '%b\n' "$row"; } >"$BATS_TEST_TMPDIR/rules.tsv"
        run ! "$embed" "$BATS_TEST_TMPDIR/rules.tsv"
    done
}

@test "where memory is short that is told, each allocation in turn" {
    run "$BUILD/tests/stats/starve"
    [ "$status" -eq 0 ]
    [[ $output =~ ^[0-9]+\ [0-9]+\ [0-9]+\ [0-9]+$ ]]
}
