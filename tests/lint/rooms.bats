#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A rule that never refuses anything is no rule: each check is shown a small tree that breaks it.
bats_require_minimum_version 1.5.0

setup()
{
    cd "$BATS_TEST_DIRNAME/../.." || return 1
    tree=$BATS_TEST_TMPDIR
    export ROOMS=$PWD/scripts/rooms.txt
    mkdir -p "$tree"/{engine/{base,audio,analysis},cli/{commands,ui},include/practice}
}

# Writes one line into a source file of the tree and runs the rule on it.
rooms_with()
{
    echo "$2" >"$tree/$1"
    run scripts/lint-rooms "$tree"
}

@test "rooms: the engine may include its base and the public headers" {
    rooms_with engine/audio/a.c '#include "base/fail.h"'
    [ "$status" -eq 0 ]
    rooms_with engine/audio/a.c '#include <practice/decoder.h>'
    [ "$status" -eq 0 ]
}

@test "rooms: a room above may not be included from below" {
    rooms_with engine/base/a.c '#include "analysis/frontend.h"'
    [ "$status" -eq 1 ]
    [[ $output == *"engine/base may not include engine/analysis"* ]]
}

@test "rooms: the program may not reach into the engine" {
    rooms_with cli/commands/a.c '#include "../../engine/base/list.h"'
    [ "$status" -eq 1 ]
}

@test "rooms: a third-party header has one owner" {
    rooms_with cli/ui/a.c '#include <sndfile.h>'
    [ "$status" -eq 1 ]
    [[ $output == *"<sndfile.h> belongs to engine/audio"* ]]
}

@test "rooms: a third-party header may have two owners, and no third" {
    mkdir -p "$BATS_TEST_TMPDIR"/cli/{cloud,exchange}
    rooms_with cli/cloud/a.c '#include <jansson.h>'
    [ "$status" -eq 0 ]
    rooms_with cli/exchange/a.c '#include <jansson.h>'
    [ "$status" -eq 0 ]
    rooms_with cli/ui/a.c '#include <jansson.h>'
    [ "$status" -eq 1 ]
    [[ $output == *"<jansson.h> belongs to "*cli/exchange*cli/cloud* ]]
}

@test "rooms: a header that nobody owns is refused" {
    rooms_with cli/ui/a.c '#include <ncurses.h>'
    [ "$status" -eq 1 ]
    [[ $output == *"belongs to no room"* ]]
}

@test "rooms: a new room must be entered in the list" {
    mkdir "$tree/cli/attic"
    rooms_with cli/attic/a.c '#include <stdio.h>'
    [ "$status" -eq 1 ]
    [[ $output == *"room cli/attic is not in"* ]]
}

@test "size: a function of more than 80 lines is refused, one of 41 is told" {
    { echo 'int f(void)'; echo '{'; yes '    x++;' | head -n 41; echo '}'; } >"$tree/engine/base/a.c"
    run scripts/lint-size "$tree/engine/base/a.c"
    [ "$status" -eq 0 ]
    [[ $output == note*"f() has 41 lines"* ]]
    { echo 'int f(void)'; echo '{'; yes '    x++;' | head -n 81; echo '}'; } >"$tree/engine/base/a.c"
    run scripts/lint-size "$tree/engine/base/a.c"
    [ "$status" -eq 1 ]
}

@test "exports: an undeclared export and a header that needs another are refused" {
    cp -r include "$tree/"
    echo 'size_t practice_new_thing(void);' >"$tree/include/practice/new.h"
    run scripts/lint-exports "$BUILD"/libpractice.so.[0-9] "$tree/include"
    [ "$status" -eq 1 ]
    [[ $output == *"new.h does not compile alone as c"* ]]
    [[ $output == *"practice.h does not include new.h"* ]]
    [[ $output == *"declared but not exported: practice_new_thing"* ]]
}
