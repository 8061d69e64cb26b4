#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The same four seconds in every container and codec give the same play time, as far as the codec
# lets them.
load helper

setup_file()
{
    export WHOLE=$BATS_FILE_TMPDIR/whole
    ffmpeg -nostdin -loglevel error -y -i "$BATS_TEST_DIRNAME/../../testdata/audio/formats/flac-16.flac" "$WHOLE.wav"
    "${PRACTICE:-$BUILD/practice}" analyze --json "$WHOLE.wav" >"$WHOLE.json"
}

# Each of the files is at most `border_s` away from the lossless recording.
all_agree()
{
    local border_s=$1 file wrong=0
    shift
    for file in "$@"; do
        analyze coded "$AUDIO/formats/$file" && agrees "$WHOLE.json" coded 0.2 0.96 "$border_s" ||
            { echo "($file)" && wrong=1; }
    done
    return $wrong
}

@test "the lossless recording is right" {
    analyze whole "$WHOLE.wav"
    agrees "$AUDIO/formats/phrase.truth.tsv" whole 0.3 0.95 0.25
}

@test "lossless containers agree: WAV, RF64, W64, AIFF, CAF, AU, FLAC, ALAC, TTA" {
    all_agree 0.1 pcm-s16.wav rf64.wav wave64.w64 aiff.aiff core.caf sun.au flac-16.flac flac-24-48k.flac \
        alac.m4a true-audio.tta
}

@test "sample formats agree: 8 to 64 bits, companded, six channels" {
    all_agree 0.2 pcm-u8.wav pcm-s24.wav pcm-s32.wav pcm-f32.wav pcm-f64.wav ulaw-8k.wav alaw-8k.wav adpcm.wav \
        six-channels.wav
}

@test "MP3 agrees, with its encoder's delay taken out" { all_agree 0.12 layer3-cbr.mp3 layer3-vbr-22k.mp3 layer2.mp2; }

@test "what phones record agrees: M4A" { all_agree 0.12 aac.m4a phone-48k-mono.m4a adts.aac; }

@test "what old phones record agrees: AMR, though it is made for speech" {
    all_agree 0.3 telephone.amr
}

@test "Ogg agrees: Vorbis, Opus, Speex" { all_agree 0.12 vorbis.ogg opus.opus speex.spx; }

@test "the rest agrees: WebM, Matroska, WMA, AC-3" {
    all_agree 0.2 opus.webm opus.mka wmav2.wma ac3.ac3
}

@test "films with a sound track agree" { all_agree 0.12 film.mp4 film.webm film.avi; }
