#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Damaged, lying and foreign files: each must end quickly in a clear refusal or in what can be read
# with a warning, with nothing on stderr, and under no circumstances in a crash.

load helper

setup()
{
    cd "$BATS_TEST_TMPDIR" || exit 1
}

# outcome FILE: `data`, `warned` or the error's name, into $OUTCOME; fails on a crash, on talk or
# when it takes more than five seconds.
outcome()
{
    local status=0
    timeout -k 1 5 "$TOOLS/decode_info" "$1" >facts 2>talk || status=$?
    OUTCOME="status $status"
    case $status in
    0) OUTCOME=data && ! grep -q '^warning' facts || OUTCOME=warned ;;
    3) OUTCOME=$(sed -n 's/^error \([a-z_]*\): .*/\1/p' facts) ;;
    esac
    [ ! -s talk ] || OUTCOME="talk on stderr"
}

@test "each of over 100 malformed files has the outcome that it should" {
    python3 "$HERE/make-malformed" "$SEEDS" malformed
    [ "$(wc -l <malformed/expected)" -ge 100 ]
    wrong=0
    while IFS=$'\t' read -r name expected; do
        outcome "malformed/$name"
        case "|$expected|" in
        *"|$OUTCOME|"*) ;;
        *) echo "$name: $OUTCOME, not $expected: $(cat facts talk)" && wrong=$((wrong + 1)) ;;
        esac
    done <malformed/expected
    [ "$wrong" -eq 0 ]
}

@test "a FLAC or M4A cut off at any of 40 places gives what is there, with a warning" {
    tone whole.wav 16000 1 2
    flac --silent --no-padding whole.wav
    encode -i whole.wav -c:a aac -b:a 32k -movflags faststart whole.m4a
    for file in whole.flac whole.m4a; do
        size=$(stat -c %s "$file")
        before=0
        for i in $(seq 1 2 39); do
            head -c $((size * i / 40)) "$file" >cut
            outcome cut
            [[ $OUTCOME =~ ^(warned|not_audio|empty)$ ]] || { echo "$file $i: $OUTCOME" && false; }
            [ "$OUTCOME" = warned ] || continue
            frames=$(sed -n 's/^frames //p' facts)
            [ "$frames" -ge "$before" ]
            before=$frames
        done
        [ "$before" -gt 28000 ]
    done
}

@test "damage in the middle of a FLAC or MP3 loses less than half a second" {
    tone whole.wav 44100 2 10
    flac --silent whole.wav
    encode -i whole.wav whole.mp3
    for file in whole.flac whole.mp3; do
        at=$(($(stat -c %s "$file") / 2))
        printf 'damaged, damaged, damaged' |
            dd of="$file" bs=1 seek="$at" conv=notrunc status=none
        outcome "$file"
        awk -v n="$(sed -n 's/^frames //p' facts)" 'BEGIN {exit !(n > 441000 - 22050)}'
    done
    outcome whole.flac
    [ "$OUTCOME" = warned ]
}

@test "a cut-off WAV says how much of it is there" {
    tone whole.wav 8000 1 1
    head -c 8044 whole.wav >cut.wav
    decode cut.wav
    is frames 4000 warning "the file is cut off: 8000 of 16000 bytes of sound are there"
}

@test "an Ogg recording without its last page is read up to there, with a warning" {
    tone whole.wav 48000 1 20
    for name in whole.ogg whole.opus; do
        encode -i whole.wav "$name"
        head -c $(($(stat -c %s "$name") * 3 / 4)) "$name" >cut
        decode cut
        grep -q "warning the file is cut off: its last page is missing" "$FACTS"
        awk -v s="$(fact duration)" 'BEGIN {exit !(s > 12)}'
    done
}

@test "a wrong Xing header does not shorten an MP3" {
    tone whole.wav 44100 1 5
    encode -i whole.wav whole.mp3
    python3 - <<'PY'
data = bytearray(open("whole.mp3", "rb").read())
at = max(data.find(b"Xing"), data.find(b"Info")) + 8
data[at:at + 4] = (20).to_bytes(4, "big")
open("wrong.mp3", "wb").write(data)
PY
    decode wrong.mp3
    awk -v s="$(fact duration)" 'BEGIN {exit !(s > 4.9 && s < 5.1)}'
    grep -q "^warning the header states" "$FACTS"
}

@test "a rate or channel count that changes midway is brought back, with a warning" {
    tone a.wav 44100 2 8
    tone b.wav 22050 1 1
    encode -i a.wav -write_xing 0 -id3v2_version 0 a.mp3
    encode -i b.wav -write_xing 0 -id3v2_version 0 b.mp3
    cat a.mp3 b.mp3 >both.mp3
    decode both.mp3
    is rate 44100 channels 2
    grep -q "^warning the format changes within the recording" "$FACTS"
    awk -v s="$(fact duration)" 'BEGIN {exit !(s > 8.9 && s < 9.3)}'
}

@test "a wrong timestamp does not become hours of silence, with or without a stated length" {
    tone whole.wav 48000 1 3
    encode -i whole.wav whole.webm
    encode -i whole.wav -use_editlist 0 whole.m4a
    local jump="setts=ts='if(gte(N,50),PTS+36000/TB,PTS)'"
    encode -i whole.webm -c copy -bsf:a "$jump" -f webm pipe: >jump.webm
    decode jump.webm
    is frames 144000
    # The table of times of an MP4, whose header still states three seconds.
    python3 - <<'PY'
data = bytearray(open("whole.m4a", "rb").read())
at = data.index(b"stts") + 8
first = int.from_bytes(data[at + 4:at + 8], "big")
old_rows = int.from_bytes(data[at:at + 4], "big")
rows = [(50, 1024), (1, 1 << 30), (first - 51, 1024)]
table = b"".join(n.to_bytes(4, "big") + delta.to_bytes(4, "big") for n, delta in rows)
grown = len(table) - 8 * old_rows
data[at:at + 4] = len(rows).to_bytes(4, "big")
data[at + 4:at + 4 + 8 * old_rows] = table
for name in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stts"):
    size_at = data.index(name) - 4
    size = int.from_bytes(data[size_at:size_at + 4], "big") + grown
    data[size_at:size_at + 4] = size.to_bytes(4, "big")
open("jump.m4a", "wb").write(data)
PY
    decode jump.m4a
    awk -v s="$(fact duration)" 'BEGIN {exit !(s > 2.9 && s < 3.1)}'
}

@test "what is no recording is named in the refusal" {
    printf 'PK\003\004' >a.wav
    refuse a.wav not_audio
    grep -q "it is a ZIP archive" "$FACTS"
    echo 'dear diary' >b.mp3
    refuse b.mp3 not_audio
    grep -q "it is text" "$FACTS"
}

@test "a name full of control characters cannot drive the terminal" {
    printf 'text' >"$(printf 'a\033[31m\nb.wav')"
    refuse "$(printf 'a\033[31m\nb.wav')" not_audio
    grep -q "'a?\[31m?b.wav'" "$FACTS"
}

@test "more than twelve hours are refused where the header says so" {
    python3 - <<'PY'
import struct
size = 8000 * 43201
with open("long.wav", "wb") as file:
    file.write(b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data" + struct.pack("<I", size))
    file.truncate(44 + size)
PY
    refuse long.wav over_limit
}

@test "the fuzzer's corpus and its finds replay cleanly" {
    "$TOOLS/replay" "$SEEDS"/* 2>talk
    [ ! -s talk ]
}

@test "every allocation and system call may fail, one by one" {
    for name in s16.wav a.flac a.m4a long-index.m4a long-fragments.mp4 vorbis.ogg a.webm; do
        "$TOOLS/failures" "$SEEDS/$name" scratch.wav
    done
}
