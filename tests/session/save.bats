#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Recordings that `practice analyze --save` makes sessions of, and what splitting and joining does to
# their measured time.
load common

# Runs `practice analyze` like session().
analyze()
{
    local expected=0
    if [[ $1 =~ ^-[0-9]+$ ]]; then
        expected=${1#-}
        shift
    fi
    run --separate-stderr "$practice" analyze "$@"
    [[ $status -eq $expected && $stderr != *Sanitizer* ]] || {
        printf 'exit %s, expected %s\n%s\n%s\n' "$status" "$expected" "$output" "$stderr"
        return 1
    }
}

@test "a saved recording is a session with the very analysis that --json prints" {
    cp "$audio/lesson.flac" .
    touch -d '2026-03-05 19:00:00' lesson.flac
    analyze --save --json --instrument cello --piece 'Suite 1' --tag lesson,bach lesson.flac
    [ "$(wc -l <<<"$output")" -eq 1 ]
    printf '%s\n' "$output" >analysis.json
    says "practice: 'lesson.flac' is now session $("$practice" session list --json | jq -r '.id[-8:]') of 2026-03-05 18:58" ||
        contains "$stderr" "practice: 'lesson.flac' is now session"
    session show --json
    printf '%s\n' "$output" | python3 "$tests/check-json" practice.session/1 1
    printf '%s\n' "$output" >session.json
    jq -c .analysis session.json | diff - <(jq -c . analysis.json)
    jq -e --slurpfile a analysis.json '.measured_s == $a[0].play_time_s and
        .claimed_s == $a[0].duration_s and .clock_s == $a[0].duration_s and
        .longest_run_s == $a[0].longest_run_s and .content_sha256 == $a[0].sha256' session.json
    jq -e '.end == "2026-03-05T19:00:00.000+09:00" and .source == "analyze" and
        .instrument == "cello" and .piece == "Suite 1" and .title == "lesson" and
        .tags == ["lesson", "bach"] and .kept_path == null' session.json
    [ "$(sha256sum <lesson.flac)" = "$(jq -r .content_sha256 session.json)  -" ]
}

@test "the page of a session has the timeline, and why each span counts" {
    analyze --save --title Lesson "$audio/lesson.flac"
    local page
    session show --explain
    page=$output
    contains "$page" "measured    0:"
    contains "$page" "from        an analysed recording"
    analyze --explain "$audio/lesson.flac"
    # the bar, its legend and the spans are those of analyze, but for a last digit of rounding
    [ "$(sed -n '/╵0:00/,$p' <<<"$page" | sed -E 's/\.[0-9]*|[0-9]+%//g')" = \
        "$(sed -n '/╵0:00/,$p' <<<"$output" | sed -E 's/\.[0-9]*|[0-9]+%//g')" ]
}

@test "the same content is recognised, under any name, and is no failure" {
    cp "$audio/cello.flac" a.flac
    analyze --save a.flac
    local first
    first=$("$practice" session list --json | jq -r '.id[-8:]')
    cp a.flac other.flac
    analyze --save other.flac
    contains "$stderr" "practice: 'other.flac' was not saved again: it is session $first of "
    session list --json
    [ "${#lines[@]}" -eq 1 ]
    session undo
    session list --json
    [ -z "$output" ]
    analyze --save --quiet other.flac
    [ -z "$stderr" ]
    session list --json
    [ "${#lines[@]}" -eq 1 ]
}

@test "the start is what the recorder wrote, what --date says, or the file's time" {
    ffmpeg -v error -i "$audio/cello.flac" -metadata creation_time=2026-03-05T09:30:00Z phone.m4a
    ffmpeg -v error -i "$audio/piano.flac" -write_bext 1 -metadata origination_date=2026-03-06 \
        -metadata origination_time=18:30:15 field.wav
    cp "$audio/clarinet.flac" plain.flac
    touch -d '2026-03-07 18:30:00' plain.flac
    analyze --save phone.m4a field.wav plain.flac
    has '.start == "2026-03-05T18:30:00.000+09:00"' @3
    has '.start == "2026-03-06T18:30:15.000+09:00"' @2
    has '.end == "2026-03-07T18:30:00.000+09:00"' @1
    session delete @1 @2 @3
    analyze --save --date '2026-04-01 07:15' phone.m4a
    has '.start == "2026-04-01T07:15:00.000+09:00" and .zone == "Asia/Seoul"'
    analyze --save --date 2026-04-02 field.wav
    has '.start == "2026-04-02T18:30:15.000+09:00"'
    analyze --save --date 2026-04-03T07:15+02:00 plain.flac
    has '.start == "2026-04-03T07:15:00.000+02:00" and .zone == "+02:00"'
}

@test "a clock that was never set, or is ahead, is not believed" {
    ffmpeg -v error -i "$audio/cello.flac" -metadata creation_time=1970-01-01T00:00:00Z epoch.m4a
    ffmpeg -v error -i "$audio/piano.flac" -metadata creation_time=2039-01-01T00:00:00Z ahead.m4a
    touch -d '2026-03-07 18:30:00' epoch.m4a
    touch -d '2026-03-08 18:30:00' ahead.m4a
    analyze --save epoch.m4a ahead.m4a
    has '.end == "2026-03-07T18:30:00.000+09:00"' @2
    has '.end == "2026-03-08T18:30:00.000+09:00"' @1
    cp "$audio/clarinet.flac" later.flac
    touch -d 'tomorrow' later.flac
    analyze -1 --save later.flac
    contains "$stderr" "'later.flac' was not saved: 'later.flac' would end in the future"
}

@test "of several recordings the good ones are saved, and the others told" {
    mkdir in
    cp "$audio/cello.flac" in/a.flac
    echo "no recording" >in/b.flac
    cp "$audio/piano.flac" in/c.flac
    cp "$audio/clarinet.flac" in/d.flac
    touch -d '2026-03-05 18:30:00' in/a.flac
    touch -d '2026-03-05 18:30:01' in/c.flac
    touch -d '2026-03-06 18:30:00' in/d.flac
    analyze -1 --save in/a.flac in/b.flac in/c.flac in/d.flac
    contains "$stderr" "in/b.flac"
    contains "$stderr" "practice: 'in/c.flac' was not saved: the session shares time with"
    contains "$stderr" "hint: see it with: practice session show"
    contains "$stderr" "; or say with --date when this one was"
    session list --json
    [ "$(printf '%s\n' "${lines[@]}" | jq -r .title | tr '\n' ' ')" = "a d " ]
    session history
    contains "$output" "saved 'in/a.flac'"
    contains "$output" "saved 'in/d.flac'"
    [ "${#lines[@]}" -eq 3 ]
}

@test "a resumed run saves what it took from the resume file" {
    cp "$audio/cello.flac" a.flac
    touch -d '2026-03-05 18:30:00' a.flac
    analyze --resume done a.flac
    analyze --save --resume done --json a.flac
    contains "$stderr" "1 of 1 taken from the resume file"
    has '.measured_s > 5 and .analysis.segments[0].start_s == 0'
}

@test "from standard input it has just ended, and has no title" {
    run --separate-stderr "$practice" analyze --save - <"$audio/cello.flac"
    [ "$status" -eq 0 ]
    has '.title == null'
    local end
    end=$(date -d "$(jq -r .end session.json)" +%s)
    [ $(($(date +%s) - end)) -le 60 ]
}

@test "options that belong to --save, and a journal that cannot be used" {
    analyze -2 --title x "$audio/cello.flac"
    contains "$stderr" "belong to --save"
    analyze -2 --save --date '2026-03-05 18:30' "$audio/cello.flac" "$audio/piano.flac"
    contains "$stderr" "--date is that of one recording"
    analyze -2 --save --date nonsense "$audio/cello.flac"
    contains "$stderr" "--date: 'nonsense' is no time"
    analyze -2 --save --date '2099-03-05 18:30' "$audio/cello.flac"
    contains "$stderr" "--date is in the future"
    [ ! -e .local ]
    mkdir -p .local/share/practice
    echo "not a database, but long enough to be looked at" >.local/share/practice/journal.db
    analyze -4 --save "$audio/cello.flac"
    [ -z "$output" ]
    contains "$stderr" "is no journal"
}

@test "a name with escape sequences is kept, and harmless on the screen" {
    cp "$audio/cello.flac" $'evil\e[31m.flac'
    analyze --save $'evil\e[31m.flac'
    is_harmless "$output$stderr"
    has '.title == "evil\u001b[31m"'
    session list
    is_harmless "$output$stderr"
    session history
    is_harmless "$output$stderr"
}

@test "split divides the measured time where the recording says, and join gives it back" {
    local first second whole at
    analyze --save --date '2026-03-05 18:30' --title Lesson "$audio/lesson.flac"
    session show --json
    printf '%s\n' "$output" >whole.json
    whole=$(jq -r .measured_s whole.json)
    for at in 1s 7s 20.25s 33s 61.003s; do
        session split last --after "$at"
        first=${lines[0]} second=${lines[1]}
        has '.measured_s == .analysis.play_time_s and .analysis.derived == "part"' "$first"
        cp session.json first.json
        has '.analysis.derived == "part" and .longest_run_s <= .measured_s' "$second"
        cp session.json second.json
        cat first.json second.json | python3 "$tests/check-json" practice.session/1 2
        jq -e -s --argjson whole "$whole" '.[0].measured_s + .[1].measured_s - $whole | fabs < 0.0005' \
            first.json second.json
        jq -e -s '.[0].clock_s + .[1].clock_s == .[2].clock_s and .[0].end == .[1].start and
            .[1].end == .[2].end and (.[0].claimed_s + .[1].claimed_s - .[2].claimed_s | fabs < 0.0005)' \
            first.json second.json whole.json
        # the time played before the cut, counted from the spans of the whole
        jq -e -s --argjson at "${at%s}" '([.[1].analysis.segments[] | select(.kind == "play") |
            select(.start_s < $at) | ([.end_s, $at] | min) - .start_s] | add // 0) -
            .[0].measured_s | fabs < 0.002' first.json whole.json
        session join "$second" "$first"
        has '.analysis.derived == "whole"'
        jq -e -s '(.[0] | del(.analysis, .updated, .longest_run_s)) ==
            (.[1] | del(.analysis, .updated, .longest_run_s)) and
            .[0].analysis.segments == .[1].analysis.segments and
            (.[0].longest_run_s - .[1].longest_run_s | fabs < 0.0015)' session.json whole.json
        session undo
        session undo
        session show --json
        diff whole.json <(printf '%s\n' "$output")
    done
}

@test "joined recordings have the gap as silence, and unknown stays unknown" {
    analyze --save --date '2026-03-05 18:30:00' --title A "$audio/cello.flac"
    local first
    first=$("$practice" session list --json | jq -c '[.measured_s, .claimed_s, .clock_s]')
    analyze --save --date '2026-03-05 18:31:00' --title B "$audio/piano.flac"
    session join @1 @2
    has '.title == "A" and .clock_s > 65 and .claimed_s < 25'
    has '[.analysis.segments[] | select(.end_s - .start_s > 40)] | length == 1 and .[0].kind == "silence"'
    has '(.measured_s - .analysis.play_time_s | fabs) < 0.003'
    session list --json
    printf '%s\n' "$output" | python3 "$tests/check-json" practice.session/1 1
    session undo
    add --start '2026-03-05 18:40' --duration 5m --title C
    session join @1 @2
    contains "$stderr" "the measured time of the whole is unknown, as it is of a part"
    has '.measured_s == null and .longest_run_s == null and .analysis == null'
    session undo
    session list --json
    [ "$(jq -c '[.measured_s, .claimed_s, .clock_s]' <<<"${lines[0]}")" = "$first" ]
}
