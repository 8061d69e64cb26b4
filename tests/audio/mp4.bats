#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# MP4 files of which libav is shown the beginning alone: every sample has to be what ffmpeg makes of
# the whole file. Files that are out of the ordinary go the old way, and must not be noticed.
load helper

setup_file()
{
    cd "$BATS_FILE_TMPDIR" || return
    tone mono.wav 48000 1 8
    encode -i mono.wav -c:a aac a.m4a
    encode -i mono.wav -c:a aac -movflags frag_keyframe+empty_moov -frag_duration 700000 fragments.m4a
}

setup() { cd "$BATS_FILE_TMPDIR" || return; }

# whole FILE…: each decodes to the samples that ffmpeg finds, and keeps what its header promises.
whole()
{
    local file
    for file; do
        decode "$file" --raw ours.raw || return 1
        no_warning || return 1
        encode -i "$file" -map 0:a:0 -f f32le theirs.raw
        cmp ours.raw theirs.raw || {
            echo "$file: $(cat "$FACTS")"
            return 1
        }
    done
}

# edit FROM TO PROGRAM: changes the bytes `data` of a file by Python; find(name) is where a box's
# first number stands, put(at, number…) writes there.
edit()
{
    python3 - "$@" <<'END'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
def find(name):
    return data.index(name.encode()) + 4
def get(at):
    return int.from_bytes(data[at:at + 4], "big")
def put(at, *numbers):
    for i, number in enumerate(numbers):
        data[at + 4 * i:at + 4 * i + 4] = number.to_bytes(4, "big")
exec(sys.argv[3])
open(sys.argv[2], "wb").write(data)
END
}

@test "every codec and every place of the index" {
    encode -i mono.wav -c:a aac -movflags faststart front.m4a
    encode -i mono.wav -c:a alac alac.m4a
    encode -i mono.wav -c:a libopus -strict -2 opus.mp4
    encode -i mono.wav -c:a flac -strict -2 flac.mp4
    encode -i mono.wav -c:a libmp3lame mp3.mp4
    encode -i mono.wav -c:a ac3 ac3.mp4
    encode -i mono.wav -c:a pcm_s16le pcm.mov
    encode -i mono.wav -c:a aac aac.mov
    sox mono.wav -r 8000 voice.amr-nb
    encode -i voice.amr-nb -c copy amr.3gp
    whole a.m4a front.m4a alac.m4a opus.mp4 flac.mp4 mp3.mp4 ac3.mp4 pcm.mov aac.mov amr.3gp
}

@test "fragments, with and without an index, an edit or sound in the header" {
    local flags
    for flags in empty_moov+default_base_moof delay_moov dash+global_sidx frag_discont empty_moov+omit_tfhd_offset; do
        encode -i mono.wav -c:a aac -movflags "frag_keyframe+$flags" -frag_duration 900000 f.m4a
        whole f.m4a
    done
    encode -i mono.wav -c:a aac -movflags frag_keyframe -frag_duration 2000000 both.m4a
    encode -i mono.wav -c:a libopus -strict -2 -movflags frag_keyframe+empty_moov opus.mp4
    whole fragments.m4a both.m4a opus.mp4
}

@test "beside pictures and other sound, and cut without coding again" {
    local pictures="testsrc=d=8:s=64x48"
    encode -f lavfi -i "$pictures" -i mono.wav -c:v mpeg4 -bf 2 -c:a aac film.mp4
    encode -f lavfi -i "$pictures" -i mono.wav -c:v mpeg4 -c:a aac -movflags frag_keyframe+empty_moov film.mov
    encode -i a.m4a -i film.mp4 -map 0:a -map 1:a -c copy two.mp4
    encode -i a.m4a -i film.mov -map 0:a -map 1:a -c copy -movflags frag_keyframe+empty_moov two.mov
    encode -ss 2.3 -t 3.1 -i a.m4a -c copy cut.m4a
    whole film.mp4 film.mov two.mp4 two.mov cut.m4a
}

@test "an index that is one chunk, or has 64 bits" {
    edit a.m4a one.m4a 'put(find("stco") + 4, 1); put(find("stsc") + 4, 1, 1, get(find("stsz") + 8), 1)'
    # The table of chunks again, twice as wide, in a copy of the index behind everything.
    edit a.m4a wide.m4a '
n, at = get(find("stco") + 4), find("stco") + 8
rows = b"".join(bytes(4) + data[at + 4 * i:at + 4 * i + 4] for i in range(n))
old, moov, tail = find("stco") - 8, find("moov") - 8, 0
end = moov + get(moov)
index = data[moov:old] + (16 + 8 * n).to_bytes(4, "big") + b"co64" + bytes(4) + n.to_bytes(4, "big") + rows
index += data[old + get(old):end]
for name in ("moov", "trak", "mdia", "minf", "stbl"):
    size_at = index.index(name.encode()) - 4
    size = int.from_bytes(index[size_at:size_at + 4], "big") + 4 * n
    index[size_at:size_at + 4] = size.to_bytes(4, "big")
data[moov + 4:moov + 8] = b"free"
data += index'
    whole one.m4a wide.m4a
}

@test "what is out of the ordinary: speeds, edits, descriptions, times, offsets" {
    edit a.m4a fast.m4a 'put(find("elst") + 16, 0x20000)'
    edit a.m4a new-edits.m4a 'put(find("elst") + 8, 1000)'
    edit a.m4a described.m4a 'put(find("stsc") + 4 + 12, 2)'
    refuse described.m4a empty
    edit a.m4a scale.m4a 'put(find("mvhd") + 12, 1)'
    # Without offsets the sound of a film stands where its pictures end.
    encode -f lavfi -i testsrc=d=8:s=64x48 -i mono.wav -c:v mpeg4 -c:a aac film.mp4
    encode -i film.mp4 -c copy -movflags frag_keyframe+empty_moov+omit_tfhd_offset film.mov
    # Of two sounds in fragments the second alone is known.
    encode -i a.m4a -i a.m4a -map 0 -map 1 -c copy -movflags frag_keyframe+delay_moov -frag_duration 900000 two.m4a
    edit two.m4a odd.m4a 'put(find("elst") + 16, 0x20000)'
    whole fast.m4a new-edits.m4a scale.m4a film.mov two.m4a odd.m4a
}

@test "cut off anywhere, what is there is given" {
    local size share
    encode -i mono.wav -c:a aac -movflags faststart front.m4a
    for file in front.m4a fragments.m4a; do
        size=$(stat -c %s "$file")
        for share in 30 50 71 99; do
            head -c $((size * share / 100)) "$file" >part.m4a
            decode part.m4a --raw ours.raw
            encode -i part.m4a -f f32le theirs.raw 2>/dev/null || true
            # ffmpeg decodes what there is of the last packet, and may tell more or less of it.
            n=$(($(stat -c %s theirs.raw) - 8192))
            [ "$n" -gt $((8 * 48000 * 4 * (share - 20) / 100)) ]
            cmp -n "$n" ours.raw theirs.raw
        done
    done
}
