# SPDX-License-Identifier: GPL-3.0-or-later
# The command lines that the fuzzer starts from, and any it found, in every test run.
bats_require_minimum_version 1.5.0

@test "no command line upsets the option parser" {
    run -0 "$BUILD/tests/cli/replay" tests/fuzz/corpus/options/*
    [[ "${lines[-1]}" == *" inputs replayed" ]]
}
