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

# play FILE SECONDS: fast playing, eight notes a second without a rest.
play()
{
    local notes=(220 247 262 294 330 349 392 440 494 523 494 440 392 349 330 294 262 247) chain=() hz
    for hz in "${notes[@]}"; do chain+=(: synth 0.125 pluck "$hz"); done
    sox -R -n -r 8000 -c 1 -b 16 scale.wav "${chain[@]:1}"
    ffmpeg -v error -nostdin -y -stream_loop -1 -i scale.wav -t "$2" -c copy "$1"
}

@test "two hours of fast playing take 24 MiB" {
    play long.wav 7200
    run -0 "$BUILD/practice" analyze --json --notes --quiet scale.wav
    run -0 jq '.notes | length' <<<"$output"
    [ "$output" -ge 12 ]
    run -0 peak_mib "$BUILD/practice" analyze --notes --quiet long.wav
    echo "$output MiB"
    [ "$output" -le 24 ]
}

@test "what libav reads takes 10 MiB more" {
    play short.wav 60
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
