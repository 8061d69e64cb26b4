#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Days on the screen: months, years, their levels and weeks.
load stats_common

@test "calendar: a month has its minutes in each day, today in brackets, a tick for a goal, weeks at the right" {
    answers "March 2026                                     13 h 52 min on 5 days

     Mon     Tue     Wed     Thu     Fri     Sat     Sun        week
                                                       1
                                                      45✓       0:45

       2       3       4       5       6       7       8
      <1       ·       ·       ·       ·       ·       ·        0:00

       9      10      11      12      13      14      15
     125       ·       ·       ·       ·       ·      62✓       3:07

      16      17     [18]     19      20      21      22
       ·       ·     600✓                                      10:00

      23      24      25      26      27      28      29


      30      31" \
        month 80 none utf8 2026 3 2026-03-01 2026-03-31 2026-03-18 0 2026-03-01=45! 2026-03-02=0.2 2026-03-09=125 2026-03-15=61.5! 2026-03-18=600!
}

@test "calendar: a narrow month, weeks from Sunday, in plain characters" {
    answers "February 2026   2 h 57 min on 3 days

 Sun Mon Tue Wed Thu Fri Sat    week
   1   2   3   4   5   6   7
  45*  .   .   .   .   .   .    0:45

   8   9  10  11  12  13  14
   .   .   .   .   .   . 125    2:05

  15  16  17 [18] 19  20  21
   .   .   .   7                0:07

  22  23  24  25  26  27  28" \
        month 40 none ascii 2026 2 2026-02-01 2026-02-28 2026-02-18 6 2026-02-01=45! 2026-02-14=125 2026-02-18=7
}

@test "calendar: a year is a heat map, a week a column, nothing after today" {
    answers "2026  4 h 09 min on 6 days
    Jan Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov  Dec
Mon  ▒·············································
     ▓·············································
Wed  █·············································
    ░··············································
Fri ···············································
    ··············································█
Sun ·▓············································

    · 0  ░ <15  ▒ 15+  ▓ 30+  █ 60+  min" \
        year 80 none utf8 2026-01-01 2026-12-31 2026-11-21 0 2026-01-01=10 2026-01-05=15 2026-01-06=30 2026-01-07=60 2026-01-11=59 2026-11-21=75
    answers "2026  4 h 09 min on 6 days
    Jan Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov  Dec
Mon  +.............................................
     *.............................................
Wed  #.............................................
    -..............................................
Fri ...............................................
    ..............................................#
Sun .*............................................

    . 0  - <15  + 15+  * 30+  # 60+  min" \
        year 80 none ascii 2026-01-01 2026-12-31 2026-11-21 0 2026-01-01=10 2026-01-05=15 2026-01-06=30 2026-01-07=60 2026-01-11=59 2026-11-21=75
}

@test "calendar: wide terminals draw wide cells" {
    answers "2026  1 h 55 min on 4 days
    Jan     Feb     Mar       Apr     May       Jun     Jul     Aug       Sep     Oct     Nov       Dec
Mon   ▒▒· · · · · · ·
      ▓▓· · · · · · ·
Wed   ██· · · · · · ·
    ░░· · · · · · · ·
Fri · · · · · · · · ·
    · · · · · · · · ·
Sun · · · · · · · · ·

    · 0  ░ <15  ▒ 15+  ▓ 30+  █ 60+  min" \
        year 112 none utf8 2026-01-01 2026-12-31 2026-03-01 0 2026-01-01=10 2026-01-05=15 2026-01-06=30 2026-01-07=60
}

@test "calendar: narrow terminals break the year into quarters" {
    answers "Nov to Dec 2025  10 min on 1 day
    Nov   Dec
Mon --. . . . . . .
    . . . . . . . .
Wed . . . . . . . .
    . . . . . . .
Fri . . . . . . .
    . . . . . . .
Sun . . . . . . .

Jan to Feb 2026  1 h 45 min on 3 days
    Jan     Feb
Mon   ++. . . . . .
      **. . . . . .
Wed   . . . . . . ##
    . . . . . . .
Fri . . . . . . .
    . . . . . . .
Sun . . . . . . .

    . 0  - <15  + 15+  * 30+  # 60+  min" \
        year 40 none ascii 2025-11-10 2026-02-28 2026-02-18 0 2025-11-10=10 2026-01-05=15 2026-01-06=30 2026-02-18=60
}

@test "calendar: quarters to come are left out" {
    answers "Jan to Mar 2026  15 min on 1 day
    Jan     Feb     Mar
Mon   **.
      . .
Wed   . .
    . . .
Fri . .
    . .
Sun . .

    . 0  - <5  + 5+  * 10+  # 20+  min" \
        year 40 none ascii 2026-01-01 2026-12-31 2026-01-15 0 2026-01-05=15
}

@test "days: levels are round minutes that a quarter of the days reach at the top" {
    answers "0 <15 15+ 30+ 60+" \
        scale 2026-01-01 2026-01-10 2026-01-10 0
    answers "0 <5 5+ 10+ 20+" \
        scale 2026-01-01 2026-01-10 2026-01-10 0 2026-01-02=25 2026-01-03=12 2026-01-04=8 2026-01-05=20
    answers "0 <5 5+ 10+ 20+" \
        scale 2026-01-01 2026-01-10 2026-01-10 0 2026-01-02=3 2026-01-03=2
    answers "0 <15 15+ 30+ 60+" \
        scale 2026-01-01 2026-01-10 2026-01-10 0 2026-01-02=60 2026-01-03=12 2026-01-04=8 2026-01-05=20
    answers "0 <60 60+ 120+ 240+" \
        scale 2026-01-01 2026-01-10 2026-01-10 0 2026-01-02=240 2026-01-03=12 2026-01-04=8 2026-01-05=20
    answers "0 <30 30+ 60+ 120+" \
        scale 2026-01-01 2026-01-10 2026-01-10 0 2026-01-02=239 2026-01-03=12 2026-01-04=8 2026-01-05=20
}

@test "days: weeks end with today's, and their mean looks back over four" {
    answers "~2025-12-29 30 0
2026-01-05 60 60
2026-01-12 0 30
2026-01-19 0 20
2026-01-26 5 16" \
        weeks 2026-01-01 2026-02-10 2026-02-01 0 2026-01-01=10 2026-01-04=20 2026-01-05=60 2026-02-01=5 2026-02-02=99
    answers "~2025-12-28 10 0
2026-01-04 20 20" \
        weeks 2026-01-01 2026-01-10 2026-01-10 6 2026-01-03=10 2026-01-04=20
    answers "" \
        weeks 2026-01-05 2026-01-10 2026-01-04 0 2026-01-05=10
}

@test "calendar: no line is wider than the terminal, from 40 columns to 140, in colour and without" {
    widths="40 57 58 71 72 80 111 112 120 140"
    # shellcheck disable=SC2086
    fits "$widths" year $year
    fits "$widths" year 2023-06-15 2026-12-31 2026-11-21 6 random:1
    # shellcheck disable=SC2086
    fits "$widths" month 2026 3 $year
}

@test "calendar: the picture is the same in every colour" {
    for what in "year 80" "month 80"; do
        for charset in utf8 ascii; do
            kind=${what% *}
            rest=$year
            [ "$kind" = month ] && rest="2026 3 $year"
            # shellcheck disable=SC2086
            ask $what none $charset $rest
            plain=$output
            for depth in 16 256 true; do
                # shellcheck disable=SC2086
                ask $what $depth $charset $rest
                [[ $output == *$'\e['* ]]
                [ "$(sed 's/\x1b\[[0-9;]*m//g' <<<"$output")" = "$plain" ]
            done
        done
    done
}
