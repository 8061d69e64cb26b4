# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of the recorder share. Nothing here is real-time critical: a slow machine waits.
bats_require_minimum_version 1.5.0

setup()
{
    export LC_ALL=C.UTF-8 TERM=dumb
    unset NO_COLOR COLUMNS COLORTERM
    bin=${BUILD:?the build folder, absolute}/tests/recorder
    practice=$BUILD/practice
    audio=$BATS_TEST_DIRNAME/../../testdata/audio
    cd "$BATS_TEST_TMPDIR" || return
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
