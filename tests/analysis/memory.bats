#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: they need memory of their own.
# How much memory the program holds at its worst moment. Twelve hours may take 48 MiB; `make bench`
# measures those, here shorter recordings are held to less.
bats_require_minimum_version 1.5.0

setup()
{
    cd "$BATS_TEST_TMPDIR" || return 1
}

# peak_mib COMMAND…: its peak memory in whole MiB, rounded up.
peak_mib()
{
    python3 -c '
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
print(-(-usage.ru_maxrss // 1024))
sys.exit(os.waitstatus_to_exitcode(status))' "$@"
}

# play FILE TIMES: fast playing, eight notes a second without a rest; 2.25 seconds, so many times.
play()
{
    local notes=(220 247 262 294 330 349 392 440 494 523 494 440 392 349 330 294 262 247) chain=() hz
    for hz in "${notes[@]}"; do chain+=(: synth 0.125 pluck "$hz"); done
    sox -R -n -r 8000 -c 1 -b 16 scale.wav "${chain[@]:1}"
    sox -D scale.wav "$1" repeat $(($2 - 1))
}

@test "two hours of fast playing take 24 MiB, and their last notes are as good as the first" {
    play long.wav 3200
    run -0 peak_mib "$BUILD/practice" analyze --json --notes --quiet --output long.json long.wav
    echo "$output MiB"
    [ "$output" -le 24 ]
    # Of each ten minutes: how many notes, how high and how loud in all, and how far these differ.
    run -0 jq '[.notes | group_by(.start_s / 600 | floor)[] |
        [length, (map(.midi) | add), (map(.level_dbfs) | add)]] | length,
        (transpose[] | (max - min) / (add | fabs) * 12 < 0.01)' long.json
    [ "${lines[*]}" = "12 true true true" ]
    [ "$(jq '.notes | length' long.json)" -gt 50000 ]
}

@test "what libav reads takes 10 MiB more" {
    play short.wav 27
    ffmpeg -v error -nostdin -i short.wav -ar 44100 short.mp3
    run -0 peak_mib "$BUILD/practice" analyze --notes --quiet short.mp3
    echo "$output MiB"
    [ "$output" -le 34 ]
}

@test "the index of twelve hours of M4A takes nothing" {
    ffmpeg -v error -nostdin -f lavfi -i anullsrc=r=44100:cl=mono -t 600 -b:a 32k rest.m4a
    ffmpeg -v error -nostdin -stream_loop -1 -i rest.m4a -t 43000 -c copy -movflags faststart long.m4a
    # The index, and the first minutes of the sound.
    head -c 8000000 long.m4a >begun.m4a
    run -0 --separate-stderr "$BUILD/practice" analyze --json --quiet begun.m4a
    run -0 jq -r '.warnings[]' <<<"$output"
    [[ $output == *"the header states 43000."* ]]
    run -0 peak_mib "$BUILD/practice" analyze --quiet begun.m4a
    echo "$output MiB"
    [ "$output" -le 34 ]
}
