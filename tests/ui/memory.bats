#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Memory that runs short at every allocation in turn.
load common

@test "memory: a table, a progress line and a picture say when there is none, and leak nothing" {
    probe=$BUILD/tests/ui/starve
    ask
    [ "$status" -eq 0 ]
    # A table of 2,000 rows of two cells: itself, eight growths of its rows, and two blocks that the
    # cells stand in; then one each.
    [ "${lines[0]}" = 11 ]
    [ "${lines[-2]}" = 1 ]
    [ "${lines[-1]}" = 1 ]
}
