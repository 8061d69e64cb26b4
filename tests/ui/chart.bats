#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Charts of characters: bars, columns, sparks.
load stats_common

@test "chart: bars to an eighth of a cell, the longest as wide as there is room" {
    answers "violin                ██████████████████████████  8 h 20 min
피아노                ███████████████▋            5 h 00 min
voice & a very long…  █                               20 min
cello                 ▏                               <1 min
none                                                   0 min
triangle              ██▋                                50x" \
        bars 60 none utf8 violin=500 피아노=300 "voice & a very long name of something"=20 cello=0.01 none=0 "triangle"=50=50x
}

@test "chart: bars in plain characters never draw something as nothing" {
    answers "violin  ####################  8 h 20 min
piano   ############          5 h 00 min
cello   #                         <1 min
none                               0 min" \
        bars 40 none ascii violin=500 piano=300 cello=0.01 none=0
}

@test "chart: bars of nothing at all" {
    answers "violin                             0 min
piano                              0 min" \
        bars 40 none utf8 violin=0 piano=0
}

@test "chart: a narrow terminal cuts the labels, not the values" {
    answers "a long …  ████  1 h 00 min
b         ██        30 min" \
        bars 24 none utf8 "a long name"=60 b=30
}

@test "chart: columns stand on an axis, with the goal as a dashed line" {
    answers "  2 h ┤                         ████
      │          ▄▄▄▄           ████
      │          ████           ████
  1 h ┤┄┄┄┄┄████┄████┄┄┄┄┄┄┄┄┄┄┄████┄
      │▄▄▄▄ ████ ████           ████
      │████ ████ ████      ▁▁▁▁ ████
    0 ┼──────────────────────────────
          a    b    c    d    e    f" \
        columns 60 none utf8 6 60 a=30 b=60 c=90 d=0 e=0.1 f=120
    answers "  2 h +                         ####
      |          ####           ####
      |          ####           ####
  1 h +-----####-####-----------####-
      |#### #### ####           ####
      |#### #### ####      #### ####
    0 +------------------------------
          a    b    c    d    e    f" \
        columns 60 none ascii 6 60 a=30 b=60 c=90 d=0 e=0.1 f=120
}

@test "chart: labels keep apart, and the newest is always there" {
    answers " 20 m ┤
      │          ▃▃▃▃
 10 m ┤     ▆▆▆▆ ████
      │████ ████ ████ ▅▅▅▅
    0 ┼────────────────────
           9 Mar    23 Mar" \
        columns 40 none utf8 4 0 "2 Mar=5" "9 Mar=9" "16 Mar=12" "23 Mar=3"
    answers " 20 m ┤
      │  ▃
 10 m ┤ ▆█
      │███▅
    0 ┼────
       23 Mar" \
        columns 12 none utf8 4 0 "2 Mar=5" "9 Mar=9" "16 Mar=12" "23 Mar=3"
    answers "  2 h ┤▅▅▅▅
      │████
    0 ┼─────
        3월" \
        columns 30 none utf8 2 0 "3월=95"
}

@test "chart: a year of weeks fits 80 columns; 40 show the last of them" {
    answers "  8 h ┤                                            ▅
      │                   ▅               ▃▃ ▆▇   ▄█▅
  6 h ┤            ▄ ▅▇▄▄ █▁      ▂▁     ▇██ ██▅▃ ███
      │┄┄▅┄█▅█▁┄▁┄██┄████┄██┄▅▂┄▄▂██▆┄┄┄▁███▁████┄███▃
  4 h ┤ ▃█ ████▁█ ███████ ██▇██▇█████   █████████▆████
      │▅██▇██████▇███████▅███████████▄  ██████████████
  2 h ┤███████████████████████████████  ██████████████
      │███████████████████████████████  ██████████████
    0 ┼───────────────────────────────────────────────
         9 Feb   6 Apr   1 Jun  27 Jul  21 Sep  16 Nov" \
        trend 80 none utf8 2026-01-01 2026-12-31 2026-11-21 0 random:3
    answers "  8 h +                              #
      |     #                  ##   ###
  6 h +## # #              ### ###  ###
      |####-##-#----###----###-####-###-
  4 h +#### ###########   ##############
      |#################  ##############
  2 h +#################  ##############
      |#################  ##############
    0 +---------------------------------
       6 Apr      27 Jul  21 Sep  16 Nov" \
        trend 40 none ascii 2026-01-01 2026-12-31 2026-11-21 0 random:3
}

@test "chart: a spark is as long as its values, or their means in less room" {
    answers "▁▂▃▄▅▆▇█·" \
        spark 20 none utf8 1 2 3 4 5 6 7 8 0
    answers ":-=+*o%#." \
        spark 20 none ascii 1 2 3 4 5 6 7 8 0
    answers "▂█·" \
        spark 3 none utf8 1 1 5 5 0 0
    answers "··" \
        spark 3 none utf8 0 0
    answers "" \
        spark 3 none utf8
}

@test "chart: nothing from outside controls the terminal" {
    ask bars 60 none utf8 $'a\e[31mb\r=5' $'\xff\x9b=6=\e]0;x'
    is_harmless
}

@test "chart: no line is wider than the terminal, in colour and without" {
    # shellcheck disable=SC2086
    fits "40 58 80 120" trend $year
    fits "40 58 80 120" bars "바이올린과 피아노를 위한 소나타 1번 다장조=500" b=1
}
