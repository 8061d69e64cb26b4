#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The journal by itself: what goes in comes out, nothing is lost, every change can be taken back.

setup()
{
    cd "$BATS_TEST_TMPDIR" || return
    keeper=$BUILD/tests/journal/keeper
}

@test "a session comes back as it went in, with its analysis" { "$keeper" round-trip; }

@test "the practice date and hour are those of the place" { "$keeper" days; }

@test "impossible sessions and shared time are refused" { "$keeper" refusals; }

@test "every change can be undone and redone, analyses included" { "$keeper" undo; }

@test "a session is found by its age or the end of its id" { "$keeper" find; }

@test "a backup is private, whole and a journal of its own" { "$keeper" backup; }

@test "kill -9 in the middle of a command leaves nothing of it" { "$keeper" killed; }

@test "reading a journal that is not there makes none" { "$keeper" reading; }

@test "what is no journal, damaged, or of a newer program is refused and left alone" {
    echo "not a database, but long enough to look at" >text.db
    "$keeper" refuse text.db "is no journal"
    [ "$(cat text.db)" = "not a database, but long enough to look at" ]
    sqlite3 other.db 'CREATE TABLE x (y)'
    "$keeper" refuse other.db "is no journal"
    "$keeper" round-trip
    cp journal.db newer.db
    sqlite3 newer.db 'PRAGMA user_version = 99' >/dev/null
    "$keeper" refuse newer.db "newer version"
    mkdir folder.db
    "$keeper" refuse folder.db "folder.db"
}

@test "two programs that open a new journal at once both succeed" {
    for _ in 1 2 3 4 5 6; do
        rm -f journal.db*
        "$keeper" reading &
        "$keeper" find &
        first=$!
        sqlite3 journal.db '.tables' >/dev/null 2>&1 || true
        wait "$first"
    done
}

@test "every migration's SQL is one statement a file" {
    for file in "$BATS_TEST_DIRNAME"/../../cli/journal/sql/*.sql \
        "$BATS_TEST_DIRNAME"/../../cli/journal/sql/migrate/*/*.sql; do
        # a statement ends a line with ; at its left margin, or after END
        [ "$(sed 's/--.*//' "$file" | grep -cE '^[^ ].*;$|^END;$|^    [^ ].*;$|;$')" -ge 1 ]
        [ "$(tail -c 1 "$file")" = "" ]
    done
}
