#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# JSON, CSV, numbers and lengths of time against known answers.
load common

@test "json: a document of every kind of value is what it should be" {
    answers '{"text":"a\"b\\c","bytes":"YSJiXGM=","number":1.50,"list":[-9223372036854775808,true,null,{},[],{"a":1}],"none":null}' \
        json 'a"b\c' 1.4999
}

@test "json: control characters are escaped and come back whole" {
    ask json $'a\e[31m\n\t\u202e\x7f연' 0
    is_harmless
    [[ $output == *'"a\u001b[31m\n\t\u202e\u007f연"'* ]]
    [ "$(jq -r .text "$BATS_TEST_TMPDIR/out")" = $'a\e[31m\n\t\u202e\x7f연' ]
}

@test "json: bytes that are not UTF-8 are replaced in text and kept in base64" {
    ask json $'a\xff\xfe' 0
    [ "$(jq -r .text "$BATS_TEST_TMPDIR/out")" = "a��" ]
    [ "$(jq -r .bytes "$BATS_TEST_TMPDIR/out")" = "Yf/+" ]
}

@test "json: what is no number is null, and zero has no sign" {
    ask json x nan
    [[ $output == *'"number":null'* ]]
    ask json x -inf
    [[ $output == *'"number":null'* ]]
    ask json x -0.001
    [[ $output == *'"number":0.00'* ]]
    ask json x 1e300
    [ "$(jq '.number > 9e299' "$BATS_TEST_TMPDIR/out")" = true ]
}

@test "number: decimals are fixed and rounded" {
    answers 0.10 number 0.1 2
    answers -12.346 number -12.3456 3
    answers 3 number 2.9 0
    answers 0 number -0.2 0
}

@test "csv: rows follow RFC 4180" {
    ask csv 'say "a", b' 0.12345
    [ "${lines[0]}" = $'name,n,x\r' ]
    [ "${lines[1]}" = $'"say ""a"", b",-7,0.123\r' ]
}

@test "csv: a name that looks like a formula stays a name" {
    for name in '=1+1' '+1' '-1' '@x'; do
        ask csv "$name" 0
        [[ ${lines[1]} == "'$name",* ]]
    done
    ask csv ' =1+1' 0
    [[ ${lines[1]} == "\"' =1+1\","* ]]
}

@test "csv: every row is one line, whatever the name" {
    ask csv $'a\nb\e]0;x\a\xff' nan
    [ "${#lines[@]}" -eq 2 ]
    [ "${lines[1]}" = $'a�b�]0;x��,-7,\r' ]
}

@test "duration: clocks are rounded before they are split" {
    answers 3:01.4 clock 181.37 1
    answers 1:02:03 clock 3723 0
    answers 1:00.0 clock 59.96 1
    answers 1:00:00 clock 3599.7 0
    answers 0:00.000 clock 0 3
    answers - clock -1 1
    answers - clock nan 1
    answers - clock 1e300 1
}

@test "duration: the short form drops tenths from an hour on" {
    answers 59:59.9 short 3599.9
    answers 1:00:00 short 3599.96
    answers 12:00:00 short 43200
}

@test "duration: words" {
    answers "2 h 05 min" words 7512
    answers "1 h 00 min" words 3599.9
    answers "12 min 30 s" words 750
    answers "8.4 s" words 8.4
    answers "10 s" words 9.96
    answers "0 s" words 0
}

@test "ticks: steps are those people count in" {
    answers 1 ticks time 10 13
    answers 30 ticks time 300 13
    answers 900 ticks time 10800 13
    answers 3600 ticks time 43200 13
    answers 10 ticks plain 70 7
    answers 0.2 ticks plain 1 5
    answers 5 ticks plain 42 10
}

@test "envelope: any block size tells the same outline, and a lone peak stays" {
    for block in 1 7 4096 100000; do
        answers "-1.00 2.00" envelope 100000 "$block" 0 1
        answers "-1.00 -0.80" envelope 100000 "$block" 0 0.1
        answers "0.80 1.00" envelope 100000 "$block" 0.9 1
    done
    answers "0.00 0.00" envelope 0 1 0 1
    answers "-1.00 2.00" envelope 1 1 0 1
}
