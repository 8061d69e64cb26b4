# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of cli/base share: the probe, and an exact comparison.
bats_require_minimum_version 1.5.0

setup()
{
    probe=${BUILD:?the build folder, absolute}/tests/base/probe
    unset TZ
    export LC_ALL=C.UTF-8
}

# The answer, told exactly; a crash or a sanitizer's report fails whatever is expected.
answers()
{
    local expected=$1
    shift
    run --separate-stderr "$probe" "$@"
    [ "$status" -lt 128 ]
    # shellcheck disable=SC2154
    [[ $stderr != *Sanitizer* && $stderr != *"runtime error"* ]]
    # shellcheck disable=SC2154
    if [ "$output" != "$expected" ]; then
        printf 'asked    %q\nexpected %q\nanswered %q\n' "$*" "$expected" "$output"
        return 1
    fi
}
