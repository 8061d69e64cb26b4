#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Times and lengths as people type them.

# What a text means in Seoul on Sunday 15 March 2026 at 10:00:30.
means()
{
    run "$BUILD/tests/base/when_probe" Asia/Seoul 1773536430 "$1"
    [ "$output" = "$2" ] || { echo "'$1': $output"; return 1; }
}

# The same in another zone and at another time.
means_at()
{
    run "$BUILD/tests/base/when_probe" "$1" "$2" "$3"
    [ "$output" = "$4" ] || { echo "'$3': $output"; return 1; }
}

lasts()
{
    run "$BUILD/tests/base/when_probe" --length "$1"
    [ "$output" = "$2" ] || { echo "'$1': $output"; return 1; }
}

@test "when: a clock is that of today" {
    means 18:30 "2026-03-15 18:30:00.000 +09:00 clock"
    means " 8:05 " "2026-03-15 08:05:00.000 +09:00 clock"
    means 18:30:15.25 "2026-03-15 18:30:15.250 +09:00 clock"
    means 6:30pm "2026-03-15 18:30:00.000 +09:00 clock"
    means "6 PM" "2026-03-15 18:00:00.000 +09:00 clock"
    means 12am "2026-03-15 00:00:00.000 +09:00 clock"
    means 12:15pm "2026-03-15 12:15:00.000 +09:00 clock"
}

@test "when: a day may stand before the clock, or alone" {
    means "yesterday 18:30" "2026-03-14 18:30:00.000 +09:00"
    means "Today 9am" "2026-03-15 09:00:00.000 +09:00"
    means "monday 07:00" "2026-03-09 07:00:00.000 +09:00"
    means "Sun 07:00" "2026-03-15 07:00:00.000 +09:00"
    means "2026-03-05   18:30" "2026-03-05 18:30:00.000 +09:00"
    means "2026-03-05t18:30:01" "2026-03-05 18:30:01.000 +09:00"
    means 2026-03-05 "2026-03-05 00:00:00.000 +09:00 day"
    means yesterday "2026-03-14 00:00:00.000 +09:00 day"
}

@test "when: an offset says where" {
    means 2026-03-05T18:30+09:00 "2026-03-05 18:30:00.000 +09:00 offset"
    means 2026-03-05T18:30Z "2026-03-06 03:30:00.000 +00:00 offset"
    means "2026-03-05 18:30 -0330" "2026-03-06 07:00:00.000 -03:30 offset"
    means "18:30 UTC" "2026-03-16 03:30:00.000 +00:00 clock offset"
}

@test "when: so long ago" {
    means now "2026-03-15 10:00:30.000 +09:00"
    means "45m ago" "2026-03-15 09:15:30.000 +09:00"
    means "1 h 30 min ago" "2026-03-15 08:30:30.000 +09:00"
    means "90 ago" "2026-03-15 08:30:30.000 +09:00"
}

@test "when: summer time" {
    # Berlin, 2026-03-29: 02:00 becomes 03:00; 2026-10-25: 03:00 becomes 02:00
    means_at Europe/Berlin 1774800000 02:30 "there was no 02:30 on 2026-03-29 in Europe/Berlin
hint: clocks went forward then: give the time that the new clock showed"
    means_at Europe/Berlin 1774800000 03:30 "2026-03-29 03:30:00.000 +02:00 clock"
    means_at Europe/Berlin 1792950000 02:30 "2026-10-25 02:30:00.000 +02:00 clock"
    means_at Europe/Berlin 1792950000 02:30+01:00 "2026-10-25 02:30:00.000 +01:00 clock offset"
}

@test "when: what is no time is refused with the ways to say it" {
    local text
    for text in "" " " 18 25:00 18:60 18:30:60 13pm 0am 18:3 18:30x "18:30 +9" "ago" "x ago" \
        "1:30 ago" "tomorrow 18:30" "mondays 18:30" "2026-03-05T" "2026-03-05 x" 18:30:15. \
        "18:30+09:60" "-18:30" "$(printf '%0100d' 1)" $'18:30\e'; do
        run "$BUILD/tests/base/when_probe" UTC 1773536430 "$text"
        [ "$status" -eq 1 ]
        [[ $output == *"is no time"*"hint: write 18:30, yesterday 18:30"* ]] || {
            echo "'$text': $output"
            return 1
        }
    done
    means "2026-02-29 18:30" "'2026-02-29' is no date: February 2026 has 28 days"
}

@test "length: units, a bare number of minutes, a clock with seconds" {
    lasts 1h30m 5400000
    lasts "1 hour 30 minutes" 5400000
    lasts 45m 2700000
    lasts "45 Min" 2700000
    lasts 90 5400000
    lasts 7.5 450000
    lasts 90s 90000
    lasts 1.5h 5400000
    lasts 1h5s 3605000
    lasts 1:30:00 5400000
    lasts 0:00:01.25 1250
    lasts 0 0
}

@test "length: what may mean two things, or nothing, is refused" {
    local text
    lasts 1:30 "'1:30' may mean hours or minutes
hint: write 1h30m or 1m30s, or 1:30:00"
    for text in "" " " -5 1e3 h 1h1h 1m1h 30m5 1x "1h 30" 1:60:00 1:00:61 1:2:3:4 1.5:00:00 nan inf \
        12345678901 ::; do
        run "$BUILD/tests/base/when_probe" --length "$text"
        [ "$status" -eq 1 ]
        [[ $output == *"is no length of time"*"hint: write 1h30m"* ]] || {
            echo "'$text': $output"
            return 1
        }
    done
    lasts 10001h "'10001h' is too long
hint: write 1h30m, 45m, 90s or 1:30:00; a bare number is minutes"
}
