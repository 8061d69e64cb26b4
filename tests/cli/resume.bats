#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# --resume: nothing finished is lost or redone, whatever happens.
load common

setup_takes()
{
    mkdir takes
    local i
    for ((i = 0; i < ${1:-12}; i++)); do
        take "takes/$(printf '%02d' "$i").wav" 4 $((200 + 10 * i))
    done
}

@test "a second run takes everything from the resume file and answers the same bytes" {
    setup_takes 5
    ask analyze --json --notes takes
    local plain=$output
    ask analyze --json --notes --resume done takes
    [ "$output" = "$plain" ]
    lacks "$stderr" "taken from"
    ask analyze --json --notes --resume done --progress=always takes
    [ "$output" = "$plain" ]
    contains "$stderr" "5 of 5 taken from the resume file"
    contains "$stderr" "0:00 of audio"
}

@test "every other format comes from the resume file as well" {
    setup_takes 3
    ask analyze --quiet --resume done takes
    local format
    for format in --json --csv "--csv --explain" "--csv --notes" --explain "--json --explain" ""; do
        # shellcheck disable=SC2086
        ask analyze $format --quiet takes
        local plain=$output
        # shellcheck disable=SC2086
        ask analyze $format --resume done takes
        [ "$output" = "$plain" ]
        contains "$stderr" "3 of 3 taken"
    done
}

@test "a recording is known by its content, not by its name" {
    setup_takes 2
    ask analyze --quiet --resume done takes
    mv takes/00.wav takes/renamed.wav
    ask analyze --json --resume done takes
    contains "$stderr" "2 of 2 taken"
    [ "$(jq -r .file <<<"$output" | tr '\n' ' ')" = "takes/01.wav takes/renamed.wav " ]
    printf x >>takes/01.wav
    ask analyze --json --resume done takes
    contains "$stderr" "1 of 2 taken"
}

@test "other options or other files beside are other work" {
    setup_takes 1
    ask analyze --json --resume done takes
    ask analyze --json --resume done --max-rest=1 takes
    lacks "$stderr" "taken"
    ask analyze --json --resume done --play-time-only takes
    lacks "$stderr" "taken"
    is_valid_json
    ask analyze --json --resume done --plot a.svg takes
    lacks "$stderr" "taken"
    [ -s a.svg ]
    ask analyze --json --resume done --max-rest=1 takes
    contains "$stderr" "1 of 1 taken"
    ask analyze --json --resume done --plot a.svg takes
    contains "$stderr" "1 of 1 taken"
}

@test "failures are not kept" {
    echo text >a.wav
    ask -3 analyze --json --resume done a.wav
    rm a.wav
    take a.wav 1 220
    ask analyze --json --resume done a.wav
    is_valid_json
}

@test "kill -9 at thirty random moments: whole records, nothing redone, the same answer" {
    setup_takes 12
    ask analyze --json --notes takes
    local plain=$output kept=0 before cut=0 round
    RANDOM=7
    for ((round = 0; round < 30; round++)); do
        "$practice" analyze --json --notes --jobs=2 --resume done takes >killed.json 2>err 3>&- &
        local id=$!
        sleep "0.0$((RANDOM % 6))$((RANDOM % 10))"
        kill -9 $id 2>/dev/null || true
        wait $id 2>/dev/null || true
        # every whole record is still there, and only a tail may be torn
        python3 "$tests/check-resume" done >records || { cat records; false; }
        before=$kept
        kept=$(cat records)
        [ "$kept" -ge "$before" ]
        ! grep -q "cut" err || cut=$((cut + 1))
        if [ "$kept" -ge 12 ]; then # all done: begin again, to be killed at other moments
            kept=0
            rm done
        fi
    done
    ask analyze --json --notes --resume done --progress=always takes
    [ "$output" = "$plain" ]
    if [ "$kept" -gt 0 ]; then contains "$stderr" "$kept of 12 taken"; fi
    python3 "$tests/check-resume" done >records
    [ "$(cat records)" -eq 12 ] # none twice
}

@test "a torn tail of any length is cut off with a notice, and only that is redone" {
    setup_takes 2
    ask analyze --json --resume done takes
    local plain=$output size first
    size=$(stat -c %s done)
    first=$(python3 "$tests/check-resume" --ends done | head -1)
    local at
    for at in $((size - 1)) $((size - 40)) $((first + 1)) $((first + 4)) $((first + 12)) \
        $((first + 43)) $((first + 44)) $((first + 200)); do
        cp done torn
        truncate -s "$at" torn
        ask analyze --json --resume torn takes
        [ "$output" = "$plain" ]
        contains "$stderr" "cut $((at - first)) byte"
        contains "$stderr" "1 of 2 taken"
        cmp torn done
    done
    for at in 0 1 17; do # torn while it was made
        cp done torn
        truncate -s "$at" torn
        ask analyze --json --resume torn takes
        [ "$output" = "$plain" ]
        lacks "$stderr" "taken"
    done
}

@test "a flipped bit anywhere is noticed" {
    setup_takes 1
    ask analyze --json --resume done takes
    local plain=$output at
    for at in 20 25 40 80 150 400; do
        cp done bad
        python3 - "$at" <<'PYTHON'
import sys
data = bytearray(open("bad", "rb").read())
data[int(sys.argv[1])] ^= 4
open("bad", "wb").write(data)
PYTHON
        ask analyze --json --resume bad takes
        [ "$output" = "$plain" ]
        lacks "$stderr" "taken"
    done
}

@test "a file that is something else is refused with exit 4 and left alone" {
    take a.wav 1 220
    echo "my diary" >diary
    ask -4 analyze --resume diary a.wav
    [ "$(cat diary)" = "my diary" ]
    cp a.wav b.wav
    ask -4 analyze --resume b.wav a.wav
    cmp a.wav b.wav
    ask -4 analyze --resume . a.wav
    ask -4 analyze --resume missing/done a.wav
    mkfifo fifo
    run timeout 10 "$practice" analyze --resume fifo a.wav
    [ "$status" -eq 4 ]
}

@test "two processes cannot use one resume file: the second ends with 75" {
    take a.wav 1 220
    mkfifo hold
    "$practice" analyze --json --resume done - <hold >first.json 3>&- &
    local id=$!
    exec 9>hold
    local i
    for ((i = 0; i < 100; i++)); do
        [ -s done ] && break
        sleep 0.05
    done
    ask -75 analyze --resume done a.wav
    contains "$stderr" "in use"
    cat a.wav >&9
    exec 9>&-
    wait $id
    jq -e .play_time_s first.json
    ask analyze --json --resume done a.wav
    contains "$stderr" "1 of 1 taken"
}

@test "Ctrl-C ends with 130, keeps what is done, and leaves --output as it was" {
    setup_takes 12
    mkfifo hold
    echo before >answer
    # a shell without job control lets its background ignore SIGINT
    env --default-signal=INT "$practice" analyze --json --jobs=1 --resume done \
        --output answer takes - <hold 2>err 3>&- &
    local id=$! i
    exec 9>hold
    for ((i = 0; i < 200; i++)); do
        [ "$(python3 "$tests/check-resume" done 2>/dev/null)" = 12 ] && break
        sleep 0.05
    done
    kill -INT $id
    local code=0
    wait $id || code=$?
    exec 9>&-
    [ "$code" -eq 130 ]
    contains "$(cat err)" "interrupted; 12 of 13 done"
    contains "$(cat err)" "the same --resume goes on"
    [ "$(cat answer)" = before ]
    [ -z "$(compgen -G 'answer.*')" ]
    ask analyze --json --resume done takes
    contains "$stderr" "12 of 12 taken"
}

@test "a disk that fills up ends with exit 4 and loses nothing that was kept" {
    setup_takes 3
    take first.wav 1 220
    ask analyze --json --resume done first.wav
    local blocks=$((($(stat -c %s done) + 1023) / 1024 + 1))
    run --separate-stderr bash -c "trap '' XFSZ; ulimit -f $blocks; \"\$1\" analyze --notes --quiet \
        --resume done takes >/dev/null 2>err" _ "$practice"
    [ "$status" -eq 4 ]
    contains "$(cat err)" "cannot write the resume file"
    python3 "$tests/check-resume" done
    ask analyze --json --resume done first.wav
    contains "$stderr" "1 of 1 taken"
}
