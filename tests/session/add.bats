#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Sessions that are told by hand: when they were, what they were, and what is refused.
load common

@test "a session is a start with a length, and nobody measured it" {
    add --start '2026-03-05 18:30' --duration 45m --instrument cello --title Scales
    says "practice: added 'Scales' of 2026-03-05; 'practice session undo' takes it back"
    has '.start == "2026-03-05T18:30:00.000+09:00" and .end == "2026-03-05T19:15:00.000+09:00"'
    has '.claimed_s == 2700 and .clock_s == 2700 and .measured_s == null and .longest_run_s == null'
    has '.zone == "Asia/Seoul" and .date == "2026-03-05" and .source == "manual"'
    has '.instrument == "cello" and .title == "Scales" and .piece == null and .tags == []'
    has '.analysis == null and .content_sha256 == null'
    has ".id == \"$id\""
}

@test "a start with an end, an end with a length, and all three" {
    add --start '2026-03-05 18:30' --end 20:00
    has '.claimed_s == 5400'
    add --end '2026-03-06 20:00' --duration 1h30m
    has '.start == "2026-03-06T18:30:00.000+09:00" and .claimed_s == 5400'
    add --start '2026-03-07 18:30' --end 20:00 --duration 1h
    has '.clock_s == 5400 and .claimed_s == 3600'
    add --at '2026-03-08 22:30' --end 0:15
    has '.end == "2026-03-09T00:15:00.000+09:00" and .claimed_s == 6300 and .date == "2026-03-08"'
}

@test "a length alone has just ended" {
    local before after end
    before=$(date +%s)
    add --duration 20
    after=$(date +%s)
    session show --json
    end=$(jq -r .end <<<"$output")
    [ "$(date -d "$end" +%s)" -ge "$before" ]
    [ "$(date -d "$end" +%s)" -le "$after" ]
    has '.claimed_s == 1200'
}

@test "the day is that of the place, with the offset that was said or the zone" {
    add --start 2026-03-05T23:30-05:00 --duration 1h
    has '.zone == "-05:00" and .date == "2026-03-05" and .start == "2026-03-05T23:30:00.000-05:00"'
    add --start 2026-03-07T18:30+09:00 --duration 1h
    has '.zone == "Asia/Seoul"'
    add --start '2026-03-09 23:30' --duration 1h --zone Europe/Berlin
    has '.zone == "Europe/Berlin" and .date == "2026-03-09"'
    TZ=America/New_York session list 2026-03-09
    contains "$output" "Mon 2026-03-09  23:30"
}

@test "an hour more or less when summer time begins and ends" {
    export TZ=Europe/Berlin
    add --start '2026-03-29 01:30' --end 03:30
    has '.claimed_s == 3600'
    add --start '2025-10-26 01:30' --end 03:30
    session show --json
    session list 2025-10-26 --json
    [ "$(jq .claimed_s <<<"$output")" = 10800.000 ] || [ "$(jq .claimed_s <<<"$output")" = 10800 ]
    session -2 add --start '2026-03-29 02:30' --duration 10m
    contains "$stderr" "there was no 02:30 on 2026-03-29 in Europe/Berlin"
    contains "$stderr" "hint: clocks went forward then"
}

@test "Korean, tags in any spelling, and a note" {
    add --duration 10m --title '바흐 무반주 첼로 모음곡 1번' --piece 전주곡 --instrument 첼로 \
        --tag warmup,느리게 --tag +Warmup --tag ' scales ' --note $'첫째 줄\n둘째 줄'
    has '.title == "바흐 무반주 첼로 모음곡 1번" and .instrument == "첼로" and .piece == "전주곡"'
    has '.tags == ["warmup", "느리게", "scales"] and .note == "첫째 줄\n둘째 줄"'
    session show
    contains "$output" "바흐 무반주 첼로 모음곡 1번  $id"
    contains "$output" $'\n  첫째 줄\n  둘째 줄'
}

@test "the instrument is that of the settings, unless another one is said" {
    "$practice" config set user.instrument cello
    add --start '2026-03-05 18:30' --duration 10m
    has '.instrument == "cello"'
    add --start '2026-03-06 18:30' --duration 10m --instrument violin
    has '.instrument == "violin"'
    add --start '2026-03-07 18:30' --duration 10m --instrument ''
    has '.instrument == null'
    "$practice" analyze --save --quiet "$audio/cello.flac"
    has '.instrument == "cello"'
    session edit last --title x
    has '.instrument == "cello"'
}

@test "shared time is refused with the one that has it" {
    add --start '2026-03-05 18:30' --duration 45m
    local first=${id: -8}
    session -1 add --start '2026-03-05 19:00' --duration 10m
    says "practice: the session shares time with $first of 2026-03-05
  hint: see it with: practice session show $first"
    [ -z "$output" ]
    add --start '2026-03-05 19:15' --duration 10m
    session list --json
    [ "${#lines[@]}" -eq 2 ]
}

@test "what makes no sense is refused with exit 2 and leaves no journal" {
    session -2 add
    contains "$stderr" "say when it was: --start, and --duration or --end"
    session -2 add --start 18:30
    contains "$stderr" "say how long: --duration or --end"
    session -2 add --start 25:00 --duration 1h
    contains "$stderr" "--start: '25:00' is no time"
    session -2 add --start 2026-03-05 --duration 1h
    contains "$stderr" "is a day without a time"
    session -2 add --start '2026-03-05 18:30' --duration 1:30
    contains "$stderr" "--duration: '1:30' may mean hours or minutes"
    session -2 add --start '2026-03-05 18:30' --end '2026-03-05 18:00'
    contains "$stderr" "the session would end before it starts"
    session -2 add --start '2026-03-05 18:30' --end 19:00 --duration 31m
    contains "$stderr" "--duration is longer than from start to end"
    session -2 add --start '2099-03-05 18:30' --duration 1h
    contains "$stderr" "the session would end in the future"
    session -2 add --duration 0
    contains "$stderr" "the session would end before it starts"
    session -2 add --duration 1h --zone Moon/Crater
    contains "$stderr" "--zone: 'Moon/Crater' is no time zone known here"
    session -2 add --duration 1h --title $'\xff'
    contains "$stderr" "the title is no UTF-8 text"
    session -2 add --duration 1h extra
    session -2 add --duration 1h --tag "$(seq -s, 33)"
    contains "$stderr" "a session has 32 tags at most"
    [ ! -e .local ]
    session -1 add --start '2026-03-05 18:30' --duration 49h
    contains "$stderr" "a session has 48 hours at most"
    session -1 add --duration 1h --title "$(printf '%0201d' 0)"
    contains "$stderr" "the title is longer than 200 bytes"
    session list --json
    [ -z "$output" ]
}

@test "edit changes what is named and nothing else" {
    add --start '2026-03-05 18:30' --duration 45m --instrument cello --title A --piece P --tag x \
        --note N
    session edit last --title B
    says "practice: edited 'A' of 2026-03-05; 'practice session undo' takes it back"
    [ "$output" = "$id" ]
    has '.title == "B" and .instrument == "cello" and .piece == "P" and .tags == ["x"] and
        .note == "N" and .claimed_s == 2700'
    session edit last --title '' --tag '' --note '' --piece ' '
    has '.title == null and .tags == [] and .note == null and .piece == null'
    session -2 edit last
    contains "$stderr" "say what to change"
    session -2 edit
    session -1 edit deadbeef --title x
    contains "$stderr" "there is no session 'deadbeef'"
}

@test "edit moves start, end and length by the session's own day" {
    add --start '2026-03-05 18:30' --duration 45m
    session edit last --start 18:00
    has '.start == "2026-03-05T18:00:00.000+09:00" and .end == "2026-03-05T19:15:00.000+09:00" and
        .claimed_s == 4500'
    session edit last --end 19:00
    has '.claimed_s == 3600'
    session edit last --duration 30m
    has '.end == "2026-03-05T18:30:00.000+09:00" and .claimed_s == 1800'
    session edit last --end 19:00 --duration 40m
    has '.clock_s == 3600 and .claimed_s == 2400'
    session edit last --end 19:30
    has '.clock_s == 5400 and .claimed_s == 4200'
    session edit last --zone UTC
    has '.start == "2026-03-05T09:00:00.000+00:00" and .zone == "UTC"'
    session -2 edit last --start 19:00 --end 18:59 --duration 1d
    session -2 edit last --start 11:00
    contains "$stderr" "the session would end before it starts"
}

@test "tags are added and removed, whatever their case" {
    add --duration 10m --tag Scales
    session tag last +warmup slow --remove SCALES
    says "practice: tagged the session of $(date +%F) $(date -d '10 minutes ago' +%H:%M); 'practice session undo' takes it back" ||
        contains "$stderr" "practice: tagged the session of "
    has '.tags == ["warmup", "slow"]'
    session tag last --add a,b -r warmup,nothing
    has '.tags == ["slow", "a", "b"]'
    session -2 tag last
    session -2 tag
    session -2 tag last "$(seq -s, 40)"
    has '.tags == ["slow", "a", "b"]'
}

@test "annotate adds a line, from words, standard input or the editor" {
    add --duration 10m
    session annotate last first line
    session annotate last 'second, 둘째'
    echo "third" >in
    session annotate last - <in
    has '.note == "first line\nsecond, 둘째\nthird"'
    printf '#!/bin/sh\nsed -i s/second.*/changed/ "$1"\n' >ed
    chmod +x ed
    EDITOR=./ed session annotate last
    has '.note == "first line\nchanged\nthird"'
    EDITOR=false session -4 annotate last || EDITOR=false session -1 annotate last
    session -1 annotate last </dev/null
    has '.note == "first line\nchanged\nthird"'
    session -1 annotate last "$(printf '%070000d' 0)"
    contains "$stderr" "the note is longer than 65536 bytes"
    [ -z "$(compgen -G "${TMPDIR:-/tmp}/practice-note-*")" ]
}
