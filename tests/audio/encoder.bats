#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The encoder: bit-exact, clipping instead of wrapping, safe against overwriting, full disks and
# sudden death.

load helper

setup()
{
    cd "$BATS_TEST_TMPDIR" || exit 1
    tone a.wav 44100 2 3
    encode -i a.wav -af volume=0.3 -c:a pcm_s24le deep.wav
}

@test "WAV and FLAC keep 16 and 24 bits exactly" {
    for encoding in wav flac; do
        "$TOOLS/encode_file" $encoding 16 a.wav "out16.$encoding"
        same "out16.$encoding" a.wav
        "$TOOLS/encode_file" $encoding 24 deep.wav "out24.$encoding"
        same "out24.$encoding" deep.wav
    done
    flac --silent --test out16.flac out24.flac
    [ "$(soxi -t out16.wav)" = wav ]
}

@test "a WAV of 16 bits and one or two channels is plain PCM, which every reader knows" {
    tone one.wav 8000 1 1
    tone six.wav 48000 6 1
    for source in a.wav one.wav; do
        "$TOOLS/encode_file" wav 16 "$source" plain.wav overwrite
        python3 - plain.wav "$source" <<'PY'
import sys, wave
plain, source = (wave.open(name) for name in sys.argv[1:])
assert plain.getparams() == source.getparams()
assert plain.readframes(10**6) == source.readframes(10**6)
PY
    done
    "$TOOLS/encode_file" wav 16 six.wav six-out.wav
    same six-out.wav six.wav
    run "$TOOLS/encode_file" wav 16 a.wav killed.wav abandon
    [ "$(xxd -s 52 -l 2 -p killed.wav)" = 0100 ]
}

@test "values beyond full scale are held there, and NaN is silence" {
    "$TOOLS/encode_file" wav 16 a.wav loud.wav odd
    decode loud.wav --raw loud.raw
    decode a.wav --raw a.raw
    python3 - <<'PY'
import array
def load(name):
    values = array.array("f")
    values.frombytes(open(name, "rb").read())
    return values
for i, (was, got) in enumerate(zip(load("a.raw"), load("loud.raw"))):
    # The driver puts a NaN before every 1000 frames.
    expected = 0 if i % 2000 == 0 else max(-1, min(32767 / 32768, was * 3))
    assert abs(got - expected) < 1 / 32768, (i, was, got)
PY
}

@test "an existing file is kept unless overwriting was asked for" {
    echo precious >kept.wav
    run -3 "$TOOLS/encode_file" wav 16 a.wav kept.wav
    [[ $output == "error unreadable: cannot create 'kept.wav': File exists" ]]
    [ "$(cat kept.wav)" = precious ]
    "$TOOLS/encode_file" wav 16 a.wav kept.wav overwrite
    same kept.wav a.wav
}

@test "a recording is for its owner's eyes only" {
    "$TOOLS/encode_file" wav 16 a.wav private.wav
    [ "$(stat -c %a private.wav)" = 600 ]
}

@test "a missing folder, a device and impossible options are refused" {
    run -3 "$TOOLS/encode_file" wav 16 a.wav missing/a.wav
    [[ $output == "error not_found: "* ]]
    ln -s /dev/null device.wav
    run -3 "$TOOLS/encode_file" wav 16 a.wav device.wav overwrite
    [[ $output == *"it is no file" ]]
    [ -c /dev/null ]
    for bits in 0 8 32; do
        run -3 "$TOOLS/encode_file" wav $bits a.wav never.wav
        [[ $output == "error bad_argument: "* ]]
    done
    tone nine.wav 44100 9 0.1
    run -3 "$TOOLS/encode_file" flac 16 nine.wav never.flac
    [[ $output == "error bad_argument: cannot write 9 channels, only 1 to 8" ]]
    [ ! -e never.wav ] && [ ! -e never.flac ]
}

@test "after kill -9 a WAV loses nothing that was written" {
    run "$TOOLS/encode_file" wav 16 a.wav killed.wav abandon
    [ "$status" -eq 137 ]
    decode killed.wav
    hash=$(fact hash)
    grep -q "^warning the header was never completed" "$FACTS"
    decode a.wav
    is hash "$hash"
    # Readers that trust the header find all up to the last flush.
    [ "$(soxi -s killed.wav 2>/dev/null)" -ge 66000 ]
}

@test "after kill -9 a FLAC loses less than a block" {
    run "$TOOLS/encode_file" flac 16 a.wav killed.flac abandon
    [ "$status" -eq 137 ]
    decode killed.flac
    [ "$(fact frames)" -ge $((132300 - 26460)) ]
}

@test "a full disk is told, and what was written stays readable" {
    run bash -c 'trap "" XFSZ; ulimit -f 100; exec "$0" wav 16 a.wav full.wav' "$TOOLS/encode_file"
    [ "$status" -eq 3 ]
    [[ $output == "error unreadable: cannot write 'full.wav': File too large" ]]
    decode full.wav
    [ "$(fact frames)" -gt 20000 ]
}
