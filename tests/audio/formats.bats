#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Long: runs first.
# Every container and codec that people record with, made here and decoded again: lossless ones
# bit for bit, lossy ones by likeness, length and level.

load helper

setup_file()
{
    load helper
    cd "$BATS_FILE_TMPDIR" || exit 1
    tone cd.wav 44100 2 3
    tone mono.wav 48000 1 3
    tone phone.wav 16000 1 3
    tone narrow.wav 8000 1 3
}

setup()
{
    cd "$BATS_FILE_TMPDIR" || exit 1
}

# lossless NAME CONTAINER CODEC [ffmpeg options]
lossless()
{
    encode -i cd.wav "${@:4}" "$1"
    same "$1" cd.wav
    is container "$2" codec "$3" rate 44100 channels 2 frames 132300 header_frames 132300
}

# lossy SOURCE NAME CONTAINER CODEC CORRELATION [ffmpeg options]
lossy()
{
    encode -i "$1" "${@:6}" "$2"
    alike "$2" "$1" "$5"
    is container "$3" codec "$4"
    no_warning
}

@test "WAV is read bit for bit in 16, 24 and 32 bits, float and double" {
    lossless s16.wav wav pcm_s16
    lossless s24.wav wav pcm_s24 -c:a pcm_s24le
    lossless s32.wav wav pcm_s32 -c:a pcm_s32le
    lossless f32.wav wav pcm_f32 -c:a pcm_f32le
    lossless f64.wav wav pcm_f64 -c:a pcm_f64le
}

@test "the samples are those that were written, not only the same everywhere" {
    python3 - <<'PY'
import struct
values = [0, 1, -1, 16384, -16384, 32767, -32768]
data = struct.pack("<7h", *values)
open("known.wav", "wb").write(b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt "
    + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16) + b"data"
    + struct.pack("<I", len(data)) + data)
open("known.raw", "wb").write(struct.pack("<7f", *(v / 32768 for v in values)))
PY
    decode known.wav --raw got.raw
    cmp known.raw got.raw
}

@test "8-bit, A-law, mu-law and ADPCM WAV are close to the original" {
    lossy cd.wav u8.wav wav pcm_u8 0.999 -c:a pcm_u8
    lossy cd.wav alaw.wav wav pcm_alaw 0.999 -c:a pcm_alaw
    lossy cd.wav mulaw.wav wav pcm_mulaw 0.999 -c:a pcm_mulaw
    lossy cd.wav ms.wav wav adpcm_ms 0.999 -c:a adpcm_ms
    lossy cd.wav ima.wav wav adpcm_ima 0.999 -c:a adpcm_ima_wav
    lossy narrow.wav gsm.wav wav gsm 0.9 -c:a libgsm_ms
    lossy cd.wav mp3.wav wav mp3 0.99 -c:a libmp3lame
}

@test "RF64, W64, AIFF, CAF, AU and VOC are read bit for bit" {
    lossless a.rf64 rf64 pcm_s16 -f wav -rf64 always
    lossless a.w64 w64 pcm_s16
    lossless a.aiff aiff pcm_s16
    lossless a.caf caf pcm_s16
    encode -i cd.wav -c:a alac alac.caf
    same alac.caf cd.wav
    lossless a.au au pcm_s16
    lossless float.au au pcm_f32 -c:a pcm_f32be
    sox cd.wav a.voc
    same a.voc cd.wav
}

@test "a WAV written to a pipe by ffmpeg, whose header knows no length, is read without warning" {
    ffmpeg -v error -nostdin -i cd.wav -f wav - >pipe.wav
    same pipe.wav cd.wav
}

@test "big-endian, extensible and odd-sized WAV chunks are read bit for bit" {
    sox -D cd.wav -B -t wav rifx.wav
    same rifx.wav cd.wav
    python3 - <<'PY'
data = open("cd.wav", "rb").read()
at = data.index(b"data")
odd = data[:at] + b"note" + (5).to_bytes(4, "little") + b"odd..\0" + data[at:]
open("odd.wav", "wb").write(odd + b"LIST\x04\0\0\0INFO")
PY
    same odd.wav cd.wav
    encode -i cd.wav -c:a pcm_s24le extensible.wav
    same extensible.wav cd.wav
}

@test "FLAC, FLAC in Ogg, ALAC, WavPack and TTA are read bit for bit" {
    lossless a.flac flac flac
    lossless flac.ogg ogg flac -c:a flac
    lossless flac.mka matroska flac -c:a flac
    lossless alac.m4a mp4 alac -c:a alac
    lossless a.wv wavpack wavpack
    lossless a.tta tta tta
    flac --silent --force --best -o best.flac cd.wav
    same best.flac cd.wav
}

@test "M4A from a phone is as long as it was, to 50 ms, and in its place" {
    lossy cd.wav a.m4a mp4 aac 0.99 -c:a aac
    lossy mono.wav mono.m4a mp4 aac 0.99 -c:a aac
    lossy cd.wav front.m4a mp4 aac 0.99 -c:a aac -movflags faststart
    lossy cd.wav a.3gp 3gp aac 0.99 -c:a aac
    lossy cd.wav a.mov mov aac 0.99 -c:a aac
    for file in a.m4a mono.m4a front.m4a; do
        decode "$file"
        awk -v s="$(fact duration)" 'BEGIN {exit !(s > 2.95 && s < 3.05)}'
    done
}

@test "MP3, Vorbis and Opus are cut to the exact length" {
    lossy cd.wav a.mp3 mp3 mp3 0.99 -b:a 128k
    is frames 132300
    lossy cd.wav vbr.mp3 mp3 mp3 0.99 -q:a 4
    is frames 132300
    lossy cd.wav a.ogg ogg vorbis 0.98 -c:a libvorbis
    is frames 132300
    lossy mono.wav a.opus ogg opus 0.98 -c:a libopus
    is frames 144000
}

@test "ADTS, AMR, Speex, WMA, AC-3, MP2 and WebM are read" {
    lossy cd.wav a.aac aac aac 0.99
    sox narrow.wav a.amr-nb
    alike a.amr-nb narrow.wav 0.9 2
    is container amr codec amr_nb
    no_warning
    lossy phone.wav speex.ogg ogg speex 0.9 -c:a libspeex
    lossy cd.wav a.wma asf wmav2 0.99 -b:a 128k
    lossy cd.wav a.ac3 ac3 ac3 0.99
    lossy cd.wav a.mp2 mp3 mp2 0.99
    lossy mono.wav a.webm webm opus 0.98 -c:a libopus
    lossy cd.wav a.mka matroska vorbis 0.98 -c:a libvorbis
}

@test "the silence that AMR leaves out is given back, at the start, within and at the end" {
    sox -D -n -r 8000 -c 1 -b 16 still.wav trim 0 2
    sox -D still.wav narrow.wav still.wav narrow.wav still.wav still.wav gaps.wav
    sox gaps.wav gaps.amr-nb
    [ "$(stat -c %s gaps.amr-nb)" -lt 8000 ] # else nothing was left out
    alike gaps.amr-nb gaps.wav 0.9 2
    is frames 112000
    no_warning
    encode -f amr -i gaps.amr-nb -c copy gaps.3gp
    alike gaps.3gp gaps.wav 0.9 2
    no_warning
    decode "$HERE/../../testdata/audio/formats/telephone.amr"
    is frames 32000
    no_warning
    # A cut that begins within a pause: 300 frames without speech, then the rest of the file.
    { head -c 6 gaps.amr-nb && head -c 300 /dev/zero | tr '\0' '|' && tail -c +7 gaps.amr-nb; } >cut.amr
    decode cut.amr
    is frames 160000
    no_warning
    # Nothing in Debian writes AMR-WB: a second of made-up speech, two of nothing, a description of
    # noise, a second of speech.
    python3 - <<'PY'
speech, nothing, noise = b"\x04" + bytes(17), b"\x7c", b"\x4c" + bytes(5)
open("wide.amr", "wb").write(b"#!AMR-WB\n" + speech * 50 + nothing * 99 + noise + speech * 50)
PY
    decode wide.amr
    is codec amr_wb rate 16000 frames 64000
    no_warning
}

@test "packets that were lost leave silence, not an earlier end" {
    for file in lost.webm lost.m4a; do
        encode -i mono.wav "whole-$file"
        encode -i "whole-$file" -c copy -bsf:a "noise=drop='between(n,50,79)'" "$file"
        decode "whole-$file"
        frames=$(fact frames)
        decode "$file" --raw lost.raw
        is frames "$frames"
        python3 - <<'PY'
import array
samples = array.array("f", open("lost.raw", "rb").read())
longest = run = 0
for sample in samples:
    run = run + 1 if sample == 0 else 0
    longest = max(longest, run)
assert 0.55 < longest / 48000 < 0.7, longest
PY
    done
}

@test "of a film only the sound is read, whichever stream it is" {
    for name in mp4 mov mkv avi ts; do
        encode -f lavfi -i testsrc=d=3:s=64x48 -i cd.wav -shortest -c:a mp2 "film.$name"
        alike "film.$name" cd.wav 0.98
        no_warning
    done
    encode -f lavfi -i testsrc=d=3:s=64x48 -i cd.wav -c:v mpeg4 -c:a aac film.m4v
    alike film.m4v cd.wav 0.98
}

@test "a cover picture in M4A or MP3 does not count" {
    encode -f lavfi -i testsrc=d=1:s=64x48 -frames:v 1 cover.png
    encode -i cd.wav -i cover.png -map 0 -map 1 -c:a aac -c:v copy -disposition:v attached_pic \
        cover.m4a
    alike cover.m4a cd.wav 0.98
    encode -i cd.wav -i cover.png -map 0 -map 1 -c:a libmp3lame cover.mp3
    alike cover.mp3 cd.wav 0.98
    is frames 132300
}

@test "rates from 8 to 192 kHz and 1 to 32 channels are read, others are over a limit" {
    for rate in 8000 11025 22050 96000 192000; do
        tone rate.wav "$rate" 1 0.1
        decode rate.wav
        is rate "$rate"
    done
    for channels in 3 6 8 32; do
        tone many.wav 8000 "$channels" 0.1
        decode many.wav
        is channels "$channels" frames 800
    done
    tone many.wav 8000 33 0.1
    refuse many.wav over_limit
    tone slow.wav 7999 1 0.1
    refuse slow.wav over_limit
}

@test "six channels of AAC, Opus and Vorbis keep their number" {
    tone six.wav 48000 6 1
    for name in six.m4a six.opus six.ogg; do
        encode -i six.wav -ac 6 "$name"
        decode "$name"
        is channels 6 rate 48000
    done
}

@test "no block size changes a sample" {
    encode -i cd.wav -c:a aac blocks.m4a
    encode -i cd.wav blocks.flac
    encode -i cd.wav -c:a adpcm_ms blocks.wav
    for file in blocks.m4a blocks.flac blocks.wav a.mp3 a.ogg; do
        [ -e "$file" ] || encode -i cd.wav "$file"
        decode "$file"
        hash=$(fact hash)
        for block in 1 7 1000 65536; do
            decode "$file" --block "$block"
            is hash "$hash"
        done
    done
}

@test "the name does not matter, only the bytes" {
    encode -i cd.wav -c:a aac true.m4a
    cp true.m4a lie.wav
    cp cd.wav lie.mp3
    decode lie.wav
    is container mp4
    same lie.mp3 cd.wav
}

@test "the time that a recorder wrote is told, and an impossible one is not" {
    encode -i cd.wav -c:a aac -metadata creation_time=2026-03-05T09:30:00Z phone.m4a
    decode phone.m4a
    is recorded 2026-03-05T09:30:00Z
    encode -i cd.wav -write_bext 1 -metadata origination_date=2026-03-06 \
        -metadata origination_time=18:30:15 field.wav
    decode field.wav
    is recorded 2026-03-06T18:30:15
    encode -i cd.wav -c:a aac -metadata creation_time=1970-01-01T00:00:00Z epoch.m4a
    encode -i cd.wav -write_bext 1 -metadata origination_date=0000-00-00 \
        -metadata origination_time=00:00:00 unset.wav
    for file in epoch.m4a unset.wav cd.wav; do
        decode "$file"
        [ -z "$(fact recorded)" ]
    done
}
