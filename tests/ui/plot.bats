#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures: that they are whole, of the right size, and show what they should.
load common

spans="silence:3 play:12 speech:6 other:2 silence:4 play:3"

@test "plot: a PNG is 1600 x 900 and has the colours of what happened" {
    ask plot "$BATS_TEST_TMPDIR/a.png" wave "연습 1.wav" $spans
    [ "$status" -eq 0 ]
    has_colours "$BATS_TEST_TMPDIR/a.png" 009e73 e69f00 56b4e9 d9d9d9
}

# Fails unless every one of the colours fills a good part of the span bar of a PNG.
has_colours()
{
    python3 - "$@" <<'PYTHON'
import struct, sys, zlib
data = open(sys.argv[1], "rb").read()
assert data[:8] == b"\x89PNG\r\n\x1a\n"
width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
assert (width, height, depth, colour) == (1600, 900, 8, 2), (width, height, depth, colour)
at, packed = 8, b""
while at < len(data):
    size, kind = struct.unpack(">I4s", data[at:at + 8])
    if kind == b"IDAT":
        packed += data[at + 8:at + 8 + size]
    at += size + 12
raw, stride, rows, before = zlib.decompress(packed), 3 * width, [], bytearray(3 * width)
for y in range(height):
    kind = raw[y * (stride + 1)]
    line = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
    for i in range(stride):
        a = line[i - 3] if i >= 3 else 0
        b = before[i]
        c = before[i - 3] if i >= 3 else 0
        if kind == 1: line[i] = (line[i] + a) & 255
        elif kind == 2: line[i] = (line[i] + b) & 255
        elif kind == 3: line[i] = (line[i] + (a + b) // 2) & 255
        elif kind == 4:
            p = a + b - c
            pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
            line[i] = (line[i] + (a if pa <= pb and pa <= pc else b if pb <= pc else c)) & 255
    rows.append(line)
    before = line
    if y > 330:
        break
bar = rows[300]
pixels = [bytes(bar[3 * x:3 * x + 3]).hex() for x in range(width)]
for colour in sys.argv[2:]:
    assert pixels.count(colour) > 20, (colour, pixels.count(colour))
# 12 of 30 seconds from second 3 on are played: 0.1 to 0.5 of the axis from 96 to 1564.
assert pixels[96 + 147 + 3] == "009e73" and pixels[96 + 734 - 4] == "009e73"
assert pixels[96 + 147 - 3] == "d9d9d9" and pixels[96 + 734 + 4] == "e69f00"
PYTHON
}

@test "plot: SVG and PDF are whole documents with their letters" {
    ask plot "$BATS_TEST_TMPDIR/a.SVG" wave "연습 & <1>.wav" $spans
    [ "$status" -eq 0 ]
    python3 -c 'import sys, xml.dom.minidom as m
svg = m.parse(sys.argv[1]).documentElement
assert (svg.getAttribute("width"), svg.getAttribute("height")) == ("1600px", "900px")' \
        "$BATS_TEST_TMPDIR/a.SVG"
    ask plot "$BATS_TEST_TMPDIR/a.pdf" wave "연습 1.wav" $spans
    [ "$status" -eq 0 ]
    [ "$(head -c 5 "$BATS_TEST_TMPDIR/a.pdf")" = "%PDF-" ]
    if command -v pdftotext >/dev/null; then
        run pdftotext -layout "$BATS_TEST_TMPDIR/a.pdf" -
        [[ $output == *"연습 1.wav"* && $output == *"0:15.0 played"* && $output == *"92 bpm"* ]]
        [[ $output == *"speech 0:06.0 (20 %)"* ]]
    fi
}

@test "plot: nothing played, nothing recorded and no waveform have their pictures" {
    for kind in png svg pdf; do
        ask plot "$BATS_TEST_TMPDIR/silent.$kind" wave silent.wav silence:61
        [ "$status" -eq 0 ]
        ask plot "$BATS_TEST_TMPDIR/empty.$kind" wave empty.wav
        [ "$status" -eq 0 ]
        ask plot "$BATS_TEST_TMPDIR/tiny.$kind" nowave $'\xff\e[31m' play:0.01
        [ "$status" -eq 0 ]
        ask plot "$BATS_TEST_TMPDIR/long.$kind" wave long.wav play:20000 speech:3200 play:20000
        [ "$status" -eq 0 ]
    done
}

@test "plot: twelve hours of notes make no larger a picture than a page can show" {
    ask plot "$BATS_TEST_TMPDIR/long.svg" wave long.wav play:43200
    [ "$(stat -c %s "$BATS_TEST_TMPDIR/long.svg")" -lt 4000000 ]
}

@test "plot: a full disk is told in the system's words" {
    [ -w /dev/full ] || skip "no /dev/full"
    for kind in png svg pdf; do
        ln -s /dev/full "$BATS_TEST_TMPDIR/full.$kind"
        ask plot "$BATS_TEST_TMPDIR/full.$kind" wave a.wav $spans
        [ "$status" -eq 1 ]
        [ "$output" = "unreadable: cannot write the picture: No space left on device" ]
    done
}

@test "plot: another ending is refused beforehand" {
    ask plot "$BATS_TEST_TMPDIR/a.gif" wave a.wav $spans
    [ "$status" -eq 2 ]
    [ ! -e "$BATS_TEST_TMPDIR/a.gif" ]
}
