# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of cli/ui share: the probe, and a check that no control character got out.
bats_require_minimum_version 1.5.0

setup()
{
    probe=${BUILD:?the build folder, absolute}/tests/ui/probe
    export LC_ALL=C.UTF-8
}

# Runs the probe; a crash or a sanitizer report fails at once, whatever the test expects.
# The answer is in $output, byte for byte in $BATS_TEST_TMPDIR/out, messages in $stderr.
ask()
{
    run --separate-stderr "$probe" "$@"
    printf '%s' "$output" >"$BATS_TEST_TMPDIR/out"
    [ "$status" -lt 128 ]
    # shellcheck disable=SC2154
    [[ $stderr != *Sanitizer* && $stderr != *"runtime error"* ]]
}

# The answer, told exactly.
answers()
{
    local expected=$1
    shift
    ask "$@"
    if [ "$output" != "$expected" ]; then
        printf 'asked    %q\nexpected %q\nanswered %q\n' "$*" "$expected" "$output"
        return 1
    fi
}

# No byte below 0x20 but the line end, no DEL, no C1 control, once our own colours are gone.
is_harmless()
{
    python3 - "$BATS_TEST_TMPDIR/out" <<'PYTHON'
import re, sys
data = open(sys.argv[1], "rb").read()
text = re.sub(rb"\x1b\[[0-9;]*m", b"", data).decode("utf-8")
bad = [c for c in text if (ord(c) < 32 and c != "\n") or 0x7f <= ord(c) < 0xa0
       or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u2028\u2029"]
sys.exit(f"passed: {bad!r}" if bad else 0)
PYTHON
}
