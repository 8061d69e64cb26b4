# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of calendars, charts and their pictures share.
load common

# As in common.bash, with the probe that draws days.
setup()
{
    probe=${BUILD:?the build folder, absolute}/tests/ui/stats_probe
    export LC_ALL=C.UTF-8
}

# Draws WHAT … at all the widths, in every colour and charset: no line may be wider than the
# terminal or end in blanks. One process asks for all, as hundreds of shells would take minutes.
fits()
{
    local widths=$1
    shift
    python3 - "$probe" "$widths" "$@" <<'PYTHON'
import re, subprocess, sys, unicodedata
probe, widths, what, *rest = sys.argv[1:]
for width in widths.split():
    for terminal in ([width, depth, charset] for depth in ("none", "16", "256", "true")
                     for charset in ("utf8", "ascii")):
        run = subprocess.run([probe, what, *terminal, *rest], capture_output=True)
        assert run.returncode == 0, (terminal, run)
        for line in run.stdout.decode().split("\n"):
            bare = re.sub("\x1b\\[[0-9;]*m", "", line)
            columns = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in bare)
            assert columns <= int(width), (terminal, columns, line)
            assert bare == bare.rstrip(), (terminal, "blanks at the end", line)
PYTHON
}

# The size of a PNG, then the colours at the places X,Y, one a line.
pixels()
{
    python3 - "$@" <<'PYTHON'
import struct, sys, zlib
data = open(sys.argv[1], "rb").read()
assert data[:8] == b"\x89PNG\r\n\x1a\n"
width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
assert (depth, colour) == (8, 2), (depth, colour)
print(width, height)
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
    for i in range(stride if kind else 0):
        a = line[i - 3] if i >= 3 else 0
        b = before[i]
        c = before[i - 3] if i >= 3 else 0
        if kind == 1: line[i] = (line[i] + a) & 255
        elif kind == 2: line[i] = (line[i] + b) & 255
        elif kind == 3: line[i] = (line[i] + (a + b) // 2) & 255
        else:
            p = a + b - c
            pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
            line[i] = (line[i] + (a if pa <= pb and pa <= pc else b if pb <= pc else c)) & 255
    rows.append(line)
    before = line
for place in sys.argv[2:]:
    x, y = map(int, place.split(","))
    print(bytes(rows[y][3 * x:3 * x + 3]).hex())
PYTHON
}

year="2026-01-01 2026-12-31 2026-11-21 0 random:3"
