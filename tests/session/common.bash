# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of sessions share: a journal of its own for each test, in Seoul.
bats_require_minimum_version 1.5.0

setup()
{
    export LC_ALL=C.UTF-8 TERM=dumb TZ=Asia/Seoul HOME=$BATS_TEST_TMPDIR
    unset NO_COLOR COLUMNS COLORTERM EDITOR VISUAL
    unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME PRACTICE_JOURNAL
    practice=${BUILD:?the build folder, absolute}/practice
    tests=$BATS_TEST_DIRNAME
    audio=$BATS_TEST_DIRNAME/../../testdata/audio
    cd "$BATS_TEST_TMPDIR" || return
}

# Runs `practice session` and remembers $status, $output and $stderr; the first argument may be -N
# for the exit code that is expected (default 0). A crash or a sanitizer report always fails.
session()
{
    local expected=0
    if [[ $1 =~ ^-[0-9]+$ ]]; then
        expected=${1#-}
        shift
    fi
    run --separate-stderr "$practice" session "$@"
    # shellcheck disable=SC2154
    if [[ $status -ge 128 || $stderr == *Sanitizer* || $stderr == *"runtime error"* ||
        $status -ne $expected ]]; then
        printf 'practice session %q\nexit %s, expected %s\n%s\n%s\n' "$*" "$status" "$expected" \
            "$output" "$stderr"
        return 1
    fi
}

# Adds a session and remembers its id in $id.
add()
{
    session add "$@"
    id=$output
    [[ $id =~ ^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$ ]]
}

# From here on it is the hour of noon: what has just ended is of today.
at_midday()
{
    local east=$((12 - 10#$(date -u +%H)))
    export TZ=Etc/GMT
    ((east == 0)) || TZ=$(printf 'Etc/GMT%+d' "$((-east))") # their signs are turned
}

# says TEXT: standard error is exactly that.
says()
{
    [ "$stderr" = "$1" ] || {
        printf 'said: %s\nnot:  %s\n' "$stderr" "$1"
        return 1
    }
}

# has EXPRESSION ID: jq finds it true of the session.
has()
{
    session show --json "${2:-last}"
    printf '%s\n' "$output" >session.json
    jq -e "$1" session.json >/dev/null || {
        printf 'not true: %s\nof: %s\n' "$1" "$output"
        return 1
    }
}

contains()
{
    [[ $1 == *"$2"* ]] || {
        printf 'not found: %s\nin: %s\n' "$2" "$1"
        return 1
    }
}

# Everything the journal says, to compare before and after.
everything()
{
    local one
    "$practice" session list --json | tee sessions.json
    for one in $(jq -r .id sessions.json); do "$practice" session show --json "$one"; done
}

# Fails when a text has control characters other than line ends, or turns the writing direction.
is_harmless()
{
    python3 - "$1" <<'PY'
import sys
bad = [c for c in sys.argv[1] if c != '\n' and (ord(c) < 32 or 127 <= ord(c) < 160 or
                                               c in '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069')]
sys.exit(f'harmful: {bad!r}' if bad else 0)
PY
}
