#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Signature Version 4 against what AWS published.

@test "signatures are those of AWS's published examples, in headers and in an address" {
    run "$BUILD/tests/cloud/sign_check"
    echo "$output"
    [ "$status" -eq 0 ]
    [ "$(grep -c '^ok' <<<"$output")" -eq 43 ]
}
