#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What `practice analyze` answers, in every format, and with which exit code.
load common

@test "one recording gets a page with its play time and a bar" {
    ask analyze "$audio/lesson.flac"
    contains "$output" "played 0:"
    contains "$output" "longest run 0:1"
    contains "$output" "play 0:"
    contains "$output" "speech 0:"
    [ -z "$stderr" ]
}

@test "the lesson's play time is right to a second" {
    ask analyze --json "$audio/lesson.flac"
    local truth
    truth=$(awk -F'\t' '$3 == "play" { sum += $2 - $1 } END { print sum }' \
        "$audio/lesson.truth.tsv")
    [ -n "$truth" ]
    jq -e --argjson truth "$truth" '(.play_time_s - $truth) | fabs < 1.5' <<<"$output"
}

@test "several recordings get a table with a total" {
    ask analyze "$audio/cello.flac" "$audio/piano.flac"
    contains "$output" "recording "
    contains "$output" "2 recordings"
    lacks "$output" "starts ·"
}

@test "JSON keeps its contract for every kind of recording" {
    ask analyze --json --notes --explain "$audio"/*.flac
    is_valid_json
    [ "${#lines[@]}" -eq "$(find "$audio" -maxdepth 1 -name '*.flac' | wc -l)" ]
}

@test "JSON is in the order of the inputs and the same for any number of jobs" {
    ask analyze --json --notes --jobs=1 "$audio"/*.flac "$audio/lesson.flac" "$audio/cello.flac"
    local one=$output
    for jobs in 2 3 16; do
        ask analyze --json --notes --jobs=$jobs "$audio"/*.flac "$audio/lesson.flac" \
            "$audio/cello.flac"
        [ "$output" = "$one" ]
    done
    printf '%s\n' "$audio"/*.flac "$audio/lesson.flac" "$audio/cello.flac" >expected
    jq -r .file <<<"$one" >told
    diff expected told
}

@test "sha256 is that of the file, also from standard input" {
    ask analyze --json "$audio/cello.flac"
    local sum
    sum=$(sha256sum <"$audio/cello.flac")
    [ "$(jq -r .sha256 <<<"$output")" = "${sum%% *}" ]
    local from_file=$output
    run --separate-stderr "$practice" analyze --json - <"$audio/cello.flac"
    [ "$(jq -c 'del(.file)' <<<"$output")" = "$(jq -c 'del(.file)' <<<"$from_file")" ]
    cat "$audio/cello.flac" >fifo.copy
    run --separate-stderr bash -c '"$1" analyze --json - < <(cat fifo.copy)' _ "$practice"
    [ "$(jq -c 'del(.file)' <<<"$output")" = "$(jq -c 'del(.file)' <<<"$from_file")" ]
    [ "$(jq -r .file <<<"$output")" = - ]
}

@test "standard input may begin in the middle of a file" {
    { printf 'twelve bytes'; cat "$audio/cello.flac"; } >prefixed
    run --separate-stderr bash -c \
        '{ dd bs=12 count=1 of=/dev/null 2>/dev/null; "$1" analyze --json -; } <prefixed' _ "$practice"
    [ "$status" -eq 0 ]
    local sum
    sum=$(sha256sum <"$audio/cello.flac")
    [ "$(jq -r .sha256 <<<"$output")" = "${sum%% *}" ]
}

@test "CSV has a row per input, and numbers that agree with JSON" {
    ask -1 analyze --csv "$audio/cello.flac" missing.wav
    printf '%s\n' "$output" >answer.csv
    ask analyze --json "$audio/cello.flac"
    printf '%s\n' "$output" >answer.json
    python3 - <<'PYTHON'
import csv, json
rows = list(csv.DictReader(open("answer.csv", newline="")))
answer = json.load(open("answer.json"))
assert len(rows) == 2
for name in ("file", "duration_s", "play_time_s", "sounding_time_s", "loudness_db"):
    assert rows[0][name] == str(answer[name]) or float(rows[0][name]) == answer[name], name
assert rows[0]["error"] == "" and rows[1]["error"] == "not_found", rows[1]
assert "missing.wav" in rows[1]["message"] and rows[1]["play_time_s"] == ""
PYTHON
}

@test "CSV tells spans with --explain and notes with --notes" {
    ask analyze --csv --explain "$audio/lesson.flac"
    [ "${lines[0]%$'\r'}" = "file,start_s,end_s,kind,confidence,reason,sounding_s" ]
    [ "${#lines[@]}" -gt 5 ]
    ask analyze --csv --notes "$audio/cello.flac"
    [ "${lines[0]%$'\r'}" = "file,start_s,end_s,midi,note,cents,level_dbfs" ]
}

@test "labels are lines of start, end and kind, without silence" {
    ask analyze --labels "$audio/lesson.flac"
    local line
    for line in "${lines[@]}"; do
        [[ $line =~ ^[0-9]+\.[0-9]{3}$'\t'[0-9]+\.[0-9]{3}$'\t'(play|speech|other)$ ]]
    done
    [ "${#lines[@]}" -ge 6 ]
}

@test "labels of several recordings need a folder and get a file each" {
    ask -2 analyze --labels "$audio/lesson.flac" "$audio/cello.flac"
    ask analyze --labels --output labels "$audio/lesson.flac" "$audio/cello.flac"
    [ -z "$output" ]
    [ -s labels/lesson.txt ]
    [ "$(wc -l <labels/cello.txt)" -eq 1 ]
}

@test "--explain gives a reason for each span" {
    ask analyze --explain "$audio/lesson.flac"
    contains "$output" "why"
    contains "$output" "talk"
    contains "$output" "nothing above the room"
}

@test "--max-rest and --min-play change what counts" {
    take a.wav 3 220
    sox -n -r 16000 -c 1 -b 16 gap.wav trim 0 1.2
    sox a.wav gap.wav a.wav gap.wav both.wav
    ask analyze --json both.wav
    [ "$(jq .n_starts <<<"$output")" -eq 1 ]
    ask analyze --json --max-rest=0.5 both.wav
    [ "$(jq .n_starts <<<"$output")" -eq 2 ]
    ask analyze --json --max-rest=0.5 --min-play=10 both.wav
    [ "$(jq .n_starts <<<"$output")" -eq 0 ]
}

@test "--play-time-only gives the same play time and leaves the notes out" {
    ask analyze --json "$audio/lesson.flac"
    local all=$output
    ask analyze --json --play-time-only "$audio/lesson.flac"
    is_valid_json
    [ "$(jq -c '[.play_time_s, .segments]' <<<"$output")" = \
        "$(jq -c '[.play_time_s, .segments]' <<<"$all")" ]
    [ "$(jq 'has("onsets_s")' <<<"$output")" = false ]
}

@test "a failed input is told and the others go on: exit 1" {
    printf 'no sound in here\n' >text.wav
    : >empty.wav
    ask -1 analyze --json missing.wav text.wav empty.wav . /dev/null "$audio/cello.flac"
    is_valid_json
    [ "$(jq -r '.error.code // "fine"' <<<"$output" | tr '\n' ' ')" = \
        "not_found not_audio empty unreadable fine " ] ||
        [ "$(jq -r '.error.code // "fine"' <<<"$output" | tr '\n' ' ')" = \
            "not_found not_audio empty empty unreadable fine " ]
    ask -1 analyze missing.wav "$audio/cello.flac"
    contains "$output" "1 recording"
    contains "$stderr" "missing.wav"
    contains "$stderr" "1 of 2 recordings failed"
}

@test "when no input can be used the exit code is 3" {
    ask -3 analyze missing.wav
    ask -3 analyze --json missing.wav /dev/null
    is_valid_json
    mkdir texts
    echo hello >texts/readme.txt
    ask -3 analyze texts
    contains "$stderr" "skipped"
    mkdir nothing
    ask -3 analyze nothing
    contains "$stderr" "no recording in the folder"
}

@test "--fail-fast stops at the first failure in input order" {
    ask -1 analyze --json --fail-fast --jobs=3 "$audio/cello.flac" missing.wav "$audio/piano.flac"
    [ "${#lines[@]}" -eq 2 ]
    [ "$(jq -r '.error.code // empty' <<<"$output")" = not_found ]
}

@test "an empty list of files is no failure" {
    run --separate-stderr "$practice" analyze --json --files-from - </dev/null
    [ "$status" -eq 0 ]
    [ -z "$output$stderr" ]
}

@test "--output appears whole, replaces, and is left alone by a failed run" {
    ask analyze --json --output answer "$audio/cello.flac"
    [ -z "$output" ]
    jq -e .play_time_s answer
    echo keep >answer
    ln -s answer link
    ask -2 analyze --json --output link --nonsense "$audio/cello.flac"
    [ "$(cat answer)" = keep ]
    ask analyze --json --output link "$audio/cello.flac"
    [ -L link ]
    jq -e .play_time_s answer
    ask -1 analyze --output missing/answer "$audio/cello.flac"
    ask -1 analyze --output . "$audio/cello.flac"
    ask analyze --output /dev/null "$audio/cello.flac"
    [ -c /dev/null ]
    [ -z "$(compgen -G 'answer.*')" ]
}

@test "a full disk is reported with exit 1" {
    [ -w /dev/full ] || skip "no /dev/full here"
    run --separate-stderr bash -c '"$1" analyze --json "$2" >/dev/full' _ "$practice" "$audio/cello.flac"
    [ "$status" -eq 1 ]
    contains "$stderr" "No space left"
    run --separate-stderr bash -c '"$1" help >/dev/full' _ "$practice"
    [ "$status" -eq 1 ]
    contains "$stderr" "No space left"
}

@test "a reader that goes away ends the work without a word" {
    run --separate-stderr bash -c \
        '"$1" analyze --json "$2"/*.flac "$2"/*.flac > >(exec head -c 10 >/dev/null)' \
        _ "$practice" "$audio"
    [ "$status" -le 1 ]
    [ -z "$stderr" ]
}

@test "--plot draws PNG, SVG and PDF, and one picture per input when there are several" {
    for ending in png svg pdf; do
        ask analyze --plot "lesson.$ending" "$audio/cello.flac"
        [ -s "lesson.$ending" ]
    done
    [ "$(file -b --mime-type lesson.png)" = image/png ]
    ask analyze --plot all.png "$audio/cello.flac" "$audio/piano.flac"
    [ -s all-cello.png ]
    [ -s all-piano.png ]
    [ ! -e all.png ]
    ask -3 analyze --plot missing/lesson.png "$audio/cello.flac"
    contains "$stderr" "missing/lesson.png"
}

@test "--extract cuts the played spans without clicks, and never overwrites" {
    ask analyze --json --extract cuts "$audio/lesson.flac"
    local n=0 file
    for file in cuts/lesson-*.wav; do
        python3 "$tests/check-cut" "$file" "$(jq "[.segments[] | select(.kind == \"play\")][$n]
            | .end_s - .start_s" <<<"$output")"
        n=$((n + 1))
    done
    [ "$n" -eq "$(jq .n_starts <<<"$output")" ]
    ask analyze --json --extract cuts "$audio/lesson.flac" # the same bytes: fine
    file=(cuts/lesson-002-*)
    echo mine >"${file[0]}"
    ask -3 analyze --extract cuts "$audio/lesson.flac"
    contains "$stderr" "File exists"
    [ "$(cat "${file[0]}")" = mine ]
    [ -z "$(find cuts -name '.*' -type f)" ]
}

@test "--quiet leaves the answer and the errors" {
    ask -1 analyze --quiet --progress=always missing.wav "$audio/cello.flac"
    contains "$output" "cello"
    [ "${#stderr_lines[@]}" -eq 1 ]
}

@test "--progress=always tells files and audio time on standard error" {
    ask analyze --progress=always --json "$audio"/*.flac
    is_valid_json
    [ -n "$stderr" ]
    contains "$stderr" "18/18 files  3:28 of audio"
    ask analyze --progress=never "$audio/cello.flac"
    [ -z "$stderr" ]
}

@test "warnings of damaged recordings are told" {
    head -c 60000 "$audio/formats/pcm-s16.wav" >cut.wav
    ask analyze --json cut.wav
    is_valid_json
    [ "$(jq '.warnings | length' <<<"$output")" -ge 1 ]
    ask analyze cut.wav
    contains "$output" "warning:"
    ask analyze --quiet cut.wav
    lacks "$output" "warning:"
}
