#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Waits: runs beside the others.
# `practice record` with a microphone made of a file, and without any: what is saved, what is kept,
# who may record, and what a crash leaves.
load common
load sound

setup()
{
    export LC_ALL=C.UTF-8 TERM=dumb
    unset NO_COLOR COLUMNS COLORTERM
    practice=${BUILD:?the build folder, absolute}/practice
    audio=$BATS_TEST_DIRNAME/../../testdata/audio
    own_home
    no_microphone
    cd "$BATS_TEST_TMPDIR" || return
}

teardown()
{
    "$practice" record cancel >/dev/null 2>&1 || true
}

# Plays a recording of the test data into the microphone, followed by 10 minutes of silence.
hear()
{
    sox "$audio/$1" -r 44100 -c 1 -b 32 -e signed -t raw sound.raw pad 0 600
    file_microphone "$PWD/sound.raw"
}

@test "without sound the clock is saved and play time is unknown, never guessed" {
    local begun
    begun=$(now_ms)
    run -0 --separate-stderr "$practice" record --no-audio --limit 2s --title "Long tones" \
        --instrument cello --tag warm-up,tone --tag bow --note "a bit flat" --piece "Scales"
    contains "$output" "nobody listened"
    contains "$output" "saved as"
    [ "$(wc -l <<<"$stderr")" -eq 2 ]
    [ "$(fact "title, instrument, piece, note, tags, source")" = \
        'Long tones|cello|Scales|a bit flat|["warm-up","tone","bow"]|record' ]
    [ "$(fact "measured_ms is null and claimed_ms between 1900 and $(($(now_ms) - begun))")" = 1 ]
    [ "$(fact "claimed_ms between end_ms - start_ms - 50 and end_ms - start_ms")" = 1 ]
    [ -z "$(ls "$takes"/*.au "$takes"/*.state 2>/dev/null)" ]
}

@test "what is kept is what the microphone gave, bit by bit, and analysing it gives the saved numbers" {
    hear cello.flac
    run -0 "$practice" record --keep --limit 1s --title "Suite / 1: ..\\x"
    local kept
    kept=$(fact kept_path)
    [ "$(dirname "$kept")" = "$HOME/Music/practice" ]
    [[ $(basename "$kept") =~ ^20..-..-..\ ....\ Suite\ -\ 1-\ ..-x\.flac$ ]]
    [ "$(stat -c %a "$kept")" = 600 ]
    # Faster than time the ring overflows in the end: the first 10 s tell.
    /usr/bin/python3 - "$kept" <<'PYTHON'
import sys, numpy, soundfile
kept = soundfile.read(sys.argv[1], frames=441000, dtype="int32")[0]
given = numpy.fromfile("sound.raw", "<i4", 441000)
assert len(kept) == 441000 and (kept >> 8 == given >> 8).all() and kept.any()
PYTHON
    "$practice" analyze --json "$kept" >again.json
    [ "$(jq -r '.play_time_s * 1000 | round' again.json)" = "$(fact measured_ms)" ]
    [ "$(jq -r .sha256 again.json)" = "$(fact content_sha256)" ]
    [ "$(fact "measured_ms > 3000")" = 1 ]
}

@test "without --keep nothing of the sound stays" {
    hear cello.flac
    run -0 "$practice" record --limit 1s
    [ "$(ls "$takes")" = lock ]
    [ ! -e "$HOME/Music" ]
    [ "$(fact "measured_ms > 3000 and kept_path is null")" = 1 ]
}

@test "two recordings of one minute and title get names of their own" {
    hear flute.flac
    mkdir -p "$HOME/Music/practice"
    touch "$HOME/Music/practice/$(date -u '+%Y-%m-%d %H%M') A.flac"
    touch "$HOME/Music/practice/$(date -u -d '1 minute' '+%Y-%m-%d %H%M') A.flac"
    run -0 "$practice" record --keep --limit 1s --title A
    [[ $(fact kept_path) == *" A (2).flac" ]]
}

@test "takes are private, also when the folder was not" {
    mkdir -p "$takes"
    chmod 755 "$takes"
    hear cello.flac
    run -0 "$practice" record start
    [ "$(stat -c %a "$takes")" = 700 ]
    [ "$(stat -c %a "$takes"/*.au "$takes"/*.state "$takes/control" | sort -u)" = 600 ]
    run -0 "$practice" record stop
}

@test "a detached recording is seen, paused, resumed and stopped by other commands" {
    run -0 "$practice" record start --no-audio --title "Études"
    run ! "$practice" record start --no-audio
    contains "$output" "running already"
    run -0 "$practice" record status
    contains "$output" "recording since"
    contains "$output" "Études"
    local begun paused resuming resumed
    begun=$(now_ms)
    run -0 "$practice" record pause
    wait_until grep -q '^phase 1' "$takes"/*.state
    paused=$(now_ms)
    sleep 2
    run -0 "$practice" record status
    contains "$output" paused
    resuming=$(now_ms)
    run -0 "$practice" record resume
    wait_until grep -q '^phase 0' "$takes"/*.state
    resumed=$(now_ms)
    run -0 --separate-stderr "$practice" record status --json
    [ "$(jq -r '.schema, .running.phase, .running.title, .running.play_time_s' <<<"$output" | xargs)" \
        = "practice.recording/1 recording Études null" ]
    jq -e '.running.paused_s > 1.8' <<<"$output"
    run -0 "$practice" record stop
    contains "$output" "saved as"
    [ "$(fact "end_ms - start_ms - claimed_ms between $((resuming - paused - 50)) and $((resumed - begun + 50))")" = 1 ]
    run -1 "$practice" record status
    contains "$output" "no recording is running"
    run -1 "$practice" record stop
}

@test "a session that is stopped while it is paused ended where it was paused" {
    local begun started pausing paused
    begun=$(now_ms)
    run -0 "$practice" record start --no-audio
    started=$(now_ms)
    sleep 1
    pausing=$(now_ms)
    run -0 "$practice" record pause
    wait_until grep -q '^phase 1' "$takes"/*.state
    paused=$(now_ms)
    sleep 2
    run -0 "$practice" record stop
    [ "$(fact "end_ms - start_ms between $((pausing - started - 50)) and $((paused - begun + 50))")" = 1 ]
    [ "$(fact "end_ms - start_ms - claimed_ms between 0 and 50")" = 1 ]
}

@test "a detached recording survives its terminal's and its session's end" {
    setsid bash -c "'$practice' record start --no-audio; kill -HUP -\$\$" || true
    wait_until is_running
    local pid
    pid=$(state_of pid)
    [ "$(ps -o tty= -p "$pid" | tr -d ' ')" = '?' ]
    [ "$(readlink "/proc/$pid/fd/0")" = /dev/null ]
    [ "$(readlink "/proc/$pid/cwd")" = / ]
    run -0 "$practice" record stop
}

@test "cancel throws away and saves nothing" {
    hear cello.flac
    run -0 "$practice" record start
    run -0 "$practice" record cancel
    [ "$(ls "$takes")" = lock ]
    [ ! -e "$HOME/.local/share/practice/journal.db" ] || [ -z "$(fact session_id)" ]
}

@test "start says why it cannot, and leaves nothing behind" {
    run ! "$practice" record start --device "no such thing"
    contains "$output" "no such thing"
    [ "$(ls "$takes")" = lock ]
    run ! "$practice" record --device "no such thing"
    contains "$output" "hint:"
}

@test "SIGTERM and SIGHUP save like a stop" {
    local signal
    for signal in TERM HUP INT; do
        "$practice" record --no-audio >out 2>err 3>&- &
        local pid=$!
        wait_until test -s err
        wait_until is_running
        kill -"$signal" $pid
        wait $pid
        contains "$(cat out)" "saved as"
    done
    [ "$(fact "count(*)")" = 3 ]
}

@test "one who forgot to start says when: --at and --ago" {
    local begun most
    begun=$(now_ms)
    run -0 "$practice" record --no-audio --ago 20m --limit 1s
    most=$((1200000 + $(now_ms) - begun))
    [ "$(fact "claimed_ms between 1200500 and $most")" = 1 ]
    [ "$(fact "end_ms - start_ms between 1200500 and $most")" = 1 ]
    run -1 "$practice" record --no-audio --ago 10m --limit 1s
    contains "$output" "still going on"
    run -2 "$practice" record --no-audio --ago 10m --at 9am
    run -2 "$practice" record --no-audio --at "2999-01-01 10:00"
    contains "$output" "still to come"
    run -2 "$practice" record --no-audio --keep
}

# has_sound FILE [BYTES]
has_sound() { [ "$(stat -c %s "$1")" -gt "${2:-20000}" ]; }

@test "kill -9 at random moments leaves a session that recover saves with the file's own numbers" {
    hear lesson.flac
    local round id pid
    for ((round = 0; round < 4; round++)); do
        rm -rf "$HOME/.local/share"
        "$practice" record start --title "Round $round"
        pid=$(state_of pid)
        id=$(basename "$takes"/*.au .au)
        wait_until has_sound "$takes/$id.au"
        sleep "0.$((RANDOM % 9))"
        kill -9 "$pid"
        wait_until is_not_running
        run -1 "$practice" record status
        contains "$output" "never saved"
        cp "$takes/$id.au" copy.au
        run -0 "$practice" record recover
        "$practice" analyze --json copy.au >again.json
        [ "$(jq -r '.play_time_s * 1000 | round' again.json)" = "$(fact measured_ms)" ]
        [ "$(fact title)" = "Round $round" ]
        [ "$(ls "$takes" | grep -cE 'au|state')" -eq 0 ]
    done
}

@test "a take whose state was lost is recovered by its name and sound" {
    hear cello.flac
    run -0 "$practice" record start
    local id
    id=$(basename "$takes"/*.au .au)
    # a few seconds of sound, of two bytes at least a sample
    wait_until has_sound "$takes/$id.au" 1000000
    kill -9 "$(state_of pid)"
    wait_until is_not_running
    : >"$takes/$id.state"
    run -0 "$practice" record recover
    [ "$(fact "measured_ms > 3000")" = 1 ]
    [ "$(fact "strftime('%Y%m%dT%H%M%SZ', start_ms / 1000, 'unixepoch')")" = "${id%-*}" ]
}

@test "recovering what the journal has already adds nothing" {
    run -0 "$practice" record start --no-audio
    sleep 1.2
    cp "$takes"/*.state "$BATS_TEST_TMPDIR/"
    run -0 "$practice" record stop
    cp "$BATS_TEST_TMPDIR"/2*.state "$takes/"
    run -0 "$practice" record recover
    contains "$output" "saved as"
    [ "$(fact "count(*)")" = 1 ]
    [ "$(ls "$takes")" = lock ]
}

@test "recover --discard deletes, and files that are none of ours are left alone" {
    mkdir -p "$takes"
    echo mine >"$takes/diary.state"
    ln -s "$PWD/target" "$takes/20260305T183000Z-00000000.au"
    echo target >target
    run -0 "$practice" record recover --discard
    [ -e "$takes/diary.state" ]
    [ ! -L "$takes/20260305T183000Z-00000000.au" ]
    [ "$(cat target)" = target ]
}

@test "a journal that does not take the session leaves the recording to be recovered" {
    run -0 "$practice" record start --no-audio --title Precious
    sleep 3
    "$practice" session add --start "$(date -u -d '1 minute ago' +%Y-%m-%dT%H:%M:%SZ)" \
        --duration 59s --title Wrong
    run -1 "$practice" record stop
    contains "$output" "shares time"
    run -1 "$practice" record status
    contains "$output" "never saved"
    "$practice" session delete last
    run -0 "$practice" record recover
    [ "$(fact title)" = Precious ]
}

@test "a full disk while recording ends it, and what was recorded is saved" {
    hear cello.flac
    # the limit of a file's size stands for the disk's: 4 MB are some 30 s of sound
    run -0 --separate-stderr bash -c "ulimit -f 4000; '$practice' record"
    contains "$stderr" "the disk is full"
    contains "$output" "saved as"
    [ "$(fact "measured_ms > 3000")" = 1 ]
}

@test "a disk too full to begin is told before the music" {
    mkdir -p "$HOME/.local/state"
    mount -t tmpfs -o size=50m none "$HOME/.local/state" 2>/dev/null || skip "no right to mount"
    hear cello.flac
    run ! "$practice" record --limit 1s
    umount "$HOME/.local/state"
    contains "$output" "too full to record"
}

@test "the reserve of the disk is left free" {
    mkdir -p "$HOME/.local/state"
    mount -t tmpfs -o size=112m none "$HOME/.local/state" 2>/dev/null || skip "no right to mount"
    hear lesson.flac
    run --separate-stderr "$practice" record
    local left
    left=$(stat -f -c '%a * %S' "$HOME/.local/state")
    umount "$HOME/.local/state"
    [ "$status" -eq 0 ]
    contains "$stderr" "nearly full"
    [ $((left)) -gt 100000000 ]
    contains "$output" "saved as"
}

@test "what was saved is told as JSON: by run, by stop, and by recover" {
    run -0 --separate-stderr "$practice" record start --no-audio --json --title Two
    jq -e '.schema == "practice.recording/1" and .running.title == "Two"' <<<"$output"
    run -0 --separate-stderr "$practice" record stop --json
    jq -e '.title == "Two" and .measured_s == null and .analysis == null' <<<"$output"
    "$practice" record start --no-audio --title Three
    wait_until grep -q '^clock_s 0*[1-9]' "$takes"/*.state
    kill -9 "$(state_of pid)"
    wait_until is_not_running
    run -0 --separate-stderr "$practice" record recover --json
    jq -e '.title == "Three" and .source == "record"' <<<"$output"
    run -0 --separate-stderr "$practice" record recover --json
    [ -z "$output" ]
    # Last, since the file's sound is faster than time: the session ends in the future.
    hear cello.flac
    run -0 --separate-stderr "$practice" record --json --quiet --limit 2s --title 'One "1"'
    jq -e '.schema == "practice.session/1" and .title == "One \"1\"" and .source == "record" and
        .measured_s > 1 and .analysis.schema == "practice.analysis/1"' <<<"$output"
    [ "$(wc -l <<<"$output")" -eq 1 ]
    [ "$output" = "$("$practice" session show --json last)" ]
    run -2 "$practice" record --list-devices --json
}

@test "hooks run after a recording: here, in the background, and when recovered" {
    mkdir -p "$HOME/.config/practice/hooks"
    printf '#!/bin/sh\ncat >>"$HOME/seen"\n' >"$HOME/.config/practice/hooks/post-save"
    chmod 700 "$HOME/.config" "$HOME/.config/practice" "$HOME/.config/practice/hooks" \
        "$HOME/.config/practice/hooks/post-save"
    seen() { jq -r .title "$HOME/seen" | tr '\n' ' '; }
    "$practice" record --no-audio --limit 1s --title here
    [ "$(seen)" = "here " ]
    "$practice" record start --no-audio --title away
    "$practice" record stop
    saw_both() { [ "$(seen)" = "here away " ]; }
    wait_until saw_both
    "$practice" record start --no-audio --title lost
    wait_until grep -q '^clock_s 0*[1-9]' "$takes"/*.state
    kill -9 "$(state_of pid)"
    wait_until is_not_running
    "$practice" record recover
    [ "$(seen)" = "here away lost " ]
}

# However often it was opened before, a microphone that refuses is told in these words: refuses CODE
# WORDS. The first time it is not even listed, later it is, and does not open.
refuses()
{
    local n n_refusals=0
    sox -n -r 44100 -c 1 -b 32 -e signed -t raw sound.raw trim 0 100
    for ((n = 0; n < 20; n++)); do
        refusing_microphone "$PWD/sound.raw" "$1" "$n"
        run --separate-stderr "$practice" record --limit 1s
        [ "$status" -ne 0 ] || break
        [ "$status" -eq 3 ]
        contains "$stderr" "$2"
        n_refusals=$((n_refusals + 1))
    done
    [ "$status" -eq 0 ]
    [ "$n_refusals" -gt 1 ]
    refusing_microphone "$PWD/sound.raw" "$1" 0
    run -3 --separate-stderr "$practice" record --device default --limit 1s
    contains "$stderr" "$2"
    [ "$(ls "$takes")" = lock ]
}

@test "a busy microphone is told as such, whether it is looked for or opened" {
    refuses 16 "the microphone 'default' is busy
  hint: close the program that uses it"
}

@test "a microphone that this user may not use is told as such" {
    refuses 13 "this user may not listen to the microphone 'default'
  hint: usually the group 'audio' may"
    refuses 1 "this user may not listen to the microphone 'default'"
}

@test "no other microphone takes the place of a default that is busy" {
    sox -n -r 44100 -c 1 -b 32 -e signed -t raw sound.raw trim 0 100
    refusing_microphone "$PWD/sound.raw" 16 0
    printf 'pcm.other { type plug slave.pcm "shm" }\n' >>"$HOME/.asoundrc"
    run -0 --separate-stderr "$practice" record --list-devices
    contains "$output" other
    run -3 --separate-stderr "$practice" record --limit 1s
    contains "$stderr" "the microphone 'default' is busy"
    "$practice" record --device other --limit 1s
}

@test "a session left running ends with its last note, and idle time is told and never counted" {
    # The file microphone is faster than the analyser may be, and what is too much is lost; at its
    # end it would begin again and play: so the silence behind the music lasts for a day.
    sox "$audio/cello.flac" -r 44100 -c 1 -b 32 -e signed -t raw sound.raw
    truncate -s $((86400 * 44100 * 4)) sound.raw
    file_microphone "$PWD/sound.raw"
    run -0 --separate-stderr "$practice" record --auto-stop 22 --keep
    contains "$stderr" "nothing was played for 20 min; still recording"
    [ "$(grep -c "nothing was played for" <<<"$stderr")" -eq 1 ]
    contains "$stderr" "the session ends with the last note"
    "$practice" analyze --json "$(fact kept_path)" >again.json
    local last
    last=$(jq '[.segments[] | select(.kind == "play")][-1].end_s * 1000 | round' again.json)
    [ "$(fact "abs(end_ms - start_ms - $last) <= 1 and abs(claimed_ms - $last) <= 1")" = 1 ]
    [ "$(jq -r '.play_time_s * 1000 | round' again.json)" = "$(fact measured_ms)" ]
    [ "$(jq ".duration_s * 1000 - $last | . > 1800 and . < 2200" again.json)" = true ]
}

@test "where nothing was played at all, the session is what the clock says" {
    sox -n -r 44100 -c 1 -b 32 -e signed -t raw sound.raw trim 0 100
    file_microphone "$PWD/sound.raw"
    run -0 "$practice" record --auto-stop 1
    [ "$(fact "measured_ms = 0 and claimed_ms > 0")" = 1 ]
}

@test "hostile words are saved as they are and never reach the terminal or another folder" {
    hear cello.flac
    run -0 "$practice" record --keep --limit 1s --title $'../../x\e[2J\e]0;owned\a' --tag $'\e[31m'
    lacks "$output" $'\e'
    [ "$(dirname "$(fact kept_path)")" = "$HOME/Music/practice" ]
    lacks "$(fact kept_path)" $'\e'
    run -2 "$practice" record --no-audio --title $'\xff\xfe'
    run -2 "$practice" record --no-audio --title "$(printf 'x%.0s' {1..300})"
    contains "$output" "too long"
}

@test "settings give what the command line does not" {
    hear cello.flac
    "$practice" config set record.keep yes
    "$practice" config set record.keep-folder "$BATS_TEST_TMPDIR/kept"
    "$practice" config set user.instrument cello
    run -0 "$practice" record --limit 1s
    [ "$(dirname "$(fact kept_path)")" = "$BATS_TEST_TMPDIR/kept" ]
    [ "$(fact instrument)" = cello ]
}
