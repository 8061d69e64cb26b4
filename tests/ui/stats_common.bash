# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of calendars, charts and their pictures share.
load common

# As in common.bash, with the probe that draws days.
setup()
{
    probe=${BUILD:?the build folder, absolute}/tests/ui/stats_probe
    export LC_ALL=C.UTF-8
}

# No line is wider than the first argument, in columns, escape sequences aside.
fits()
{
    python3 - "$1" "$BATS_TEST_TMPDIR/out" <<'PYTHON'
import re, sys, unicodedata
for line in open(sys.argv[2], encoding="utf-8").read().split("\n"):
    bare = re.sub("\x1b\\[[0-9;]*m", "", line)
    width = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in bare)
    assert width <= int(sys.argv[1]), (width, line)
    assert bare == bare.rstrip(), ("blanks at the end", line)
PYTHON
}

year="2026-01-01 2026-12-31 2026-11-21 0 random:3"
