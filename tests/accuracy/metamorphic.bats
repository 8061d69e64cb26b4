#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What does not change the music must not change the answer: 30 dB softer, shifted, channels swapped,
# another rate, a codec. Tolerances are stated in seconds of play time, F1, and seconds at a border.
load helper

setup_file()
{
    export LESSON=$BATS_FILE_TMPDIR/lesson.json
    "${PRACTICE:-$BUILD/practice}" analyze --json "$BATS_TEST_DIRNAME/../../testdata/audio/lesson.flac" >"$LESSON"
}

# treated NAME ERROR_S F1 BORDER_S ffmpeg-options…
treated()
{
    local name=$1 error_s=$2 f1=$3 border_s=$4
    shift 4
    analyze treated "$(treat "$name" "$@")"
    agrees "$LESSON" treated "$error_s" "$f1" "$border_s"
}

# Two analyses of the same frames differ in nothing but the names.
same_result()
{
    diff <(jq -S 'del(.file, .sha256, .format)' "$BATS_TEST_TMPDIR/$1.json") \
        <(jq -S 'del(.file, .sha256, .format)' "$BATS_TEST_TMPDIR/$2.json")
}

@test "30 dB softer: play time to 1 %, borders to 0.2 s" {
    treated soft.wav 0.4 0.99 0.2 -af volume=-30dB -c:a pcm_f32le
}

@test "6 dB louder, with clipped peaks: play time to 1 %" {
    treated loud.wav 0.4 0.99 0.2 -af volume=12dB
}

@test "turned upside down: the same to 0.05 s" {
    treated inverted.wav 0.05 0.999 0.05 -af 'aeval=-val(0):c=same' -c:a pcm_f32le
}

@test "channels swapped: exactly the same" {
    local left right
    left=$(treat left.wav -af 'pan=stereo|c0=c0|c1=0.5*c0' -c:a pcm_f32le)
    right=$(treat right.wav -af 'pan=stereo|c0=0.5*c0|c1=c0' -c:a pcm_f32le)
    analyze left --notes "$left"
    analyze right --notes "$right"
    same_result left right
}

@test "the same on both channels: exactly as on one" {
    analyze one --notes "$(treat one.wav -c:a pcm_f32le)"
    analyze two --notes "$(treat two.wav -ac 2 -af 'pan=stereo|c0=c0|c1=c0' -c:a pcm_f32le)"
    same_result one two
}

@test "0.7371 s later: the same spans 0.7371 s later, to 0.1 s" {
    analyze later "$(treat later.wav -af adelay=delays=32506S:all=1)"
    agrees "$LESSON" later 0.3 0.99 0.1 0.7371
}

@test "at 48 kHz: play time to 1 %, borders to 0.1 s" { treated r48.wav 0.4 0.99 0.1 -ar 48000; }

@test "at 96 kHz: play time to 1 %, borders to 0.1 s" { treated r96.wav 0.4 0.99 0.1 -ar 96000; }

@test "at 22.05 and 16 kHz: play time to 1 %, borders to 0.2 s" {
    treated r22.wav 0.4 0.99 0.2 -ar 22050
    treated r16.wav 0.4 0.99 0.2 -ar 16000
}

@test "MP3 at 64 kbit/s: play time to 1 %, borders to 0.2 s" { treated c.mp3 0.4 0.99 0.2 -b:a 64k; }

@test "AAC at 48 kbit/s: play time to 1 %, borders to 0.2 s" { treated c.m4a 0.4 0.99 0.2 -c:a aac -b:a 48k; }

@test "Opus at 24 kbit/s: play time to 2 %, borders to 0.3 s" {
    treated c.opus 0.8 0.98 0.3 -c:a libopus -b:a 24k
}

@test "a room's noise at -60 dBFS: play time to 2 %, borders to 0.3 s" {
    treated noisy.wav 0.8 0.98 0.3 -f lavfi -i anoisesrc=amplitude=0.003:colour=pink:seed=7:duration=74 \
        -filter_complex 'amix=inputs=2:normalize=0:duration=first'
}
