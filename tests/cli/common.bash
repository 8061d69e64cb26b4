# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of the program share. The program is never piped: its status would be lost.
bats_require_minimum_version 1.5.0

setup()
{
    export LC_ALL=C.UTF-8 TERM=dumb
    unset NO_COLOR COLUMNS COLORTERM
    # A home of their own: no journal and no setting of a person is read or changed.
    export HOME=$BATS_TEST_TMPDIR
    unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME PRACTICE_JOURNAL
    practice=${BUILD:?the build folder, absolute}/practice
    tests=$BATS_TEST_DIRNAME
    audio=$BATS_TEST_DIRNAME/../../testdata/audio
    cd "$BATS_TEST_TMPDIR" || return
}

# Runs the program and remembers $status, $output and $stderr; the first argument may be
# -N for the exit code that is expected (default 0). A crash or a sanitizer report always fails.
ask()
{
    local expected=0
    if [[ $1 =~ ^-[0-9]+$ ]]; then
        expected=${1#-}
        shift
    fi
    run --separate-stderr "$practice" "$@"
    # shellcheck disable=SC2154
    if [[ $status -ge 128 || $stderr == *Sanitizer* || $stderr == *"runtime error"* ||
        $status -ne $expected ]]; then
        printf 'practice %q\nexit %s, expected %s\n%s\n%s\n' "$*" "$status" "$expected" \
            "$output" "$stderr"
        return 1
    fi
}

# Fails with words unless $1 contains $2.
contains()
{
    [[ $1 == *"$2"* ]] || {
        printf 'not found: %s\nin: %s\n' "$2" "$1"
        return 1
    }
}

lacks()
{
    [[ $1 != *"$2"* ]] || {
        printf 'should not be there: %s\nin: %s\n' "$2" "$1"
        return 1
    }
}

# Checks $output against the contract of practice-analysis-json(5).
is_valid_json()
{
    printf '%s\n' "$output" >answer.json
    python3 "$tests/check-json" answer.json
}

# A small recording of its own: take NAME SECONDS FREQUENCY.
take()
{
    sox -n -r 16000 -c 1 -b 16 "$1" synth "$2" sawtooth "$3" gain -12
}
