#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The README is the first thing read and the last thing updated, so it is tested.
bats_require_minimum_version 1.5.0

setup()
{
    cd "$BATS_TEST_DIRNAME/../.." || return 1
}

@test "the transcript in the README is what the program prints" {
    run scripts/readme-transcript --check
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "the README and its siblings link only to what exists" {
    broken=
    for page in README.md CONTRIBUTING.md */README.md engine/*/README.md cli/*/README.md; do
        [ -e "$page" ] || continue
        for target in $(grep -oE '\]\([^)#]+\)' "$page" | sed 's/^](//; s/)$//' | grep -v '^https\?:'); do
            [ -e "$(dirname "$page")/$target" ] || broken+="$page: $target"$'\n'
        done
    done
    echo "$broken"
    [ -z "$broken" ]
}

@test "the picture in the README is small and the contributing page short" {
    [ "$(stat -c %s man/analyze.png)" -le 150000 ]
    [ "$(wc -l <CONTRIBUTING.md)" -le 150 ]
}

@test "the targets that make help lists are the ones promised" {
    run -0 make -s help
    for target in all check lint asan fuzz coverage bench bench-accuracy install dist clean; do
        grep -qE "^$target " <<<"$output" || { echo "missing: $target"; return 1; }
    done
}
