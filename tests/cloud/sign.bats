#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Signature Version 4 against what AWS published, and parsers against what nobody should send.

bats_require_minimum_version 1.5.0

@test "signatures are those of AWS's published examples, in headers and in an address" {
    run "$BUILD/tests/cloud/sign_check"
    echo "$output"
    [ "$status" -eq 0 ]
    [ "$(grep -c '^ok' <<<"$output")" -eq 43 ]
}

@test "the fuzzing corpus of answers, files and endpoints and its finds replay cleanly" {
    run -0 "$BUILD/tests/cloud/replay" "$BATS_TEST_DIRNAME"/../fuzz/corpus/cloud/*
    [[ ${lines[-1]} == *" inputs replayed" ]]
}
