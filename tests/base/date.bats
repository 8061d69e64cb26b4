#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Days of the calendar and the words for periods of them.
load common

@test "date: every day from 1900 to 2200 is what counting and the C library say" {
    run "$BUILD/tests/base/calendar"
    [ "$status" -eq 0 ]
    [ "$output" = "109938 days" ]
}

@test "date: a day is read, named and numbered" {
    answers "0 Thursday 1 January 1970 1970-W01" date 1970-01-01
    answers "20517 Thursday 5 March 2026 2026-W10" date 2026-03-05
    answers "20819 Friday 1 January 2027 2026-W53" date 2027-01-01
    answers "-719162 Monday 1 January 1 1-W01" date 0001-01-01
    answers "2932896 Friday 31 December 9999 9999-W52" date 9999-12-31
}

@test "date: what is no day is refused with the reason" {
    answers "'2026-02-29' is no date: February 2026 has 28 days" date 2026-02-29
    answers "'1900-02-29' is no date: February 1900 has 28 days" date 1900-02-29
    answers "'2026-13-01' is no date: there is no month 13
hint: write it as year-month-day: 2026-03-05" date 2026-13-01
    answers "'0000-01-01' is no date: years start at 1" date 0000-01-01
    for text in "" 5 2026-3-5 2026/03/05 2026-03-05x 2026-03-0 -026-03-05 "2026-03- 5" 26-03-05; do
        answers "'$text' is no date
hint: write it as 2026-03-05" date "$text"
    done
}

@test "date: a month later is the same day, or the month's last" {
    answers 2026-02-28 months 2026-01-31 1
    answers 2024-02-29 months 2024-01-31 1
    answers 2025-12-31 months 2026-01-31 -1
    answers 2025-02-28 months 2024-02-29 12
    answers 2025-11-15 months 2026-03-15 -4
}

# The period a text means on Sunday 15 March 2026, with weeks from Monday.
means()
{
    answers "$2" period 2026-03-15 0 "$1"
}

@test "period: words" {
    means today "2026-03-15 2026-03-15 | Sunday 15 March 2026"
    means yesterday "2026-03-14 2026-03-14 | Saturday 14 March 2026"
    means this-week "2026-03-09 2026-03-15 | 9 to 15 March 2026"
    means last-week "2026-03-02 2026-03-08 | 2 to 8 March 2026"
    means this-month "2026-03-01 2026-03-31 | March 2026"
    means last-month "2026-02-01 2026-02-28 | February 2026"
    means this-year "2026-01-01 2026-12-31 | 2026"
    means last-year "2025-01-01 2025-12-31 | 2025"
    means all "- - | all time"
    means "Last Week" "2026-03-02 2026-03-08 | 2 to 8 March 2026"
    means THIS_MONTH "2026-03-01 2026-03-31 | March 2026"
}

@test "period: the week starts when one says so" {
    answers "2026-03-15 2026-03-21 | 15 to 21 March 2026" period 2026-03-15 6 this-week
    answers "2026-03-08 2026-03-14 | 8 to 14 March 2026" period 2026-03-15 6 last-week
    answers "2026-03-14 2026-03-20 | 14 to 20 March 2026" period 2026-03-15 5 this-week
    answers "2026-03-09 2026-03-15 | 9 to 15 March 2026" period 2026-03-15 6 2026-W11
    answers "2025-12-29 2026-01-04 | 29 December 2025 to 4 January 2026" period 2026-01-01 0 this-week
}

@test "period: years, months, weeks, days" {
    means 2026 "2026-01-01 2026-12-31 | 2026"
    means 2024-02 "2024-02-01 2024-02-29 | February 2024"
    means 2026-W12 "2026-03-16 2026-03-22 | 16 to 22 March 2026"
    means 2026-w1 "2025-12-29 2026-01-04 | 29 December 2025 to 4 January 2026"
    means 2026-W53 "2026-12-28 2027-01-03 | 28 December 2026 to 3 January 2027"
    means 2026-03-05 "2026-03-05 2026-03-05 | Thursday 5 March 2026"
}

@test "period: the last so many include today" {
    means 1d "2026-03-15 2026-03-15 | Sunday 15 March 2026"
    means 7d "2026-03-09 2026-03-15 | 9 to 15 March 2026"
    means 4w "2026-02-16 2026-03-15 | 16 February to 15 March 2026"
    means 3m "2025-12-16 2026-03-15 | 16 December 2025 to 15 March 2026"
    means 1y "2025-03-16 2026-03-15 | 16 March 2025 to 15 March 2026"
    answers "2026-03-01 2026-03-31 | 1 to 31 March 2026" period 2026-03-31 0 1m
    answers "2026-03-01 2026-05-31 | 1 March to 31 May 2026" period 2026-05-31 0 3m
}

@test "period: ranges, open ones too, from the start of one to the end of the other" {
    means 2026-01-10..2026-02 "2026-01-10 2026-02-28 | 10 January to 28 February 2026"
    means last-month..today "2026-02-01 2026-03-15 | 1 February to 15 March 2026"
    means 2026-W10..2026-W11 "2026-03-02 2026-03-15 | 2 to 15 March 2026"
    means 2025.. "2025-01-01 - | since 1 January 2025"
    means ..yesterday "- 2026-03-14 | until 14 March 2026"
    means .. "- - | all time"
    means all.. "- - | all time"
    means 2026-03..2026-03 "2026-03-01 2026-03-31 | March 2026"
    means 2026-03-05..2026-03-05 "2026-03-05 2026-03-05 | Thursday 5 March 2026"
}

@test "period: the one before is of the same kind" {
    before() { answers "$2" before 2026-03-15 0 "$1"; }
    before today "2026-03-14 2026-03-14 | Saturday 14 March 2026"
    before this-week "2026-03-02 2026-03-08 | 2 to 8 March 2026"
    before 2026-03 "2026-02-01 2026-02-28 | February 2026"
    before 2026-01 "2025-12-01 2025-12-31 | December 2025"
    before 2024 "2023-01-01 2023-12-31 | 2023"
    before 7d "2026-03-02 2026-03-08 | 2 to 8 March 2026"
    before 2026-01-10..2026-02 "2025-11-21 2026-01-09 | 21 November 2025 to 9 January 2026"
    before all none
    before ..today none
    before 2025.. none
}

@test "period: a slip of the fingers gets the nearest word" {
    means last-mont "'last-mont' is no period
hint: did you mean 'last-month'?"
    means "tihs week" "'tihs week' is no period
hint: did you mean 'this-week'?"
    means toady..2027 "'toady..2027' is no period
hint: did you mean 'today'?"
}

@test "period: what is none is refused with the reason" {
    forms="hint: for example today, last-month, 2026-03, 2026-W12, 7d or 2026-01..2026-03"
    for text in "" banana 26 2026- 2026-3 7 d 7x 7dd -7d 2026...2027 a..b..c 2026-W123; do
        means "$text" "'$text' is no period
$forms"
    done
    means 2026-13 "'2026-13' is no period: months go from 01 to 12
$forms"
    means 2025-W53 "'2025-W53' is no period: 2025 has weeks 1 to 52
$forms"
    means 2026-W00 "'2026-W00' is no period: 2026 has weeks 1 to 53
$forms"
    means 1066 "'1066' is no period: years go from 1900 to 2200
$forms"
    means 0d "'0d' is no period: the number must be from 1 to 100000
$forms"
    means 99999999999999999999d "'99999999999999999999d' is no period: the number must be from 1 to 100000
$forms"
    means 100000w "'100000w' is no period: years go from 1900 to 2200
$forms"
    means 2026-03..2026-01 "'2026-03..2026-01' is no period: it ends before it starts
$forms"
    means 2026-02-30 "'2026-02-30' is no date: February 2026 has 28 days"
    long=$(printf 'x%.0s' {1..300})
    means "$long" "'${long:0:40}...' is no period
$forms"
}
