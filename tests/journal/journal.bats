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

@test "sessions of one instant are listed by their ids, and briefly without notes" { "$keeper" list; }

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

@test "programs that open a new journal at once all succeed" {
    local i pids pid
    for i in {1..40}; do
        rm -f journal.db*
        pids=()
        for _ in 1 2 3 4 5 6; do
            "$keeper" opens &
            pids+=($!)
        done
        for pid in "${pids[@]}"; do wait "$pid"; done
    done
}

@test "every file of SQL is one statement" {
    /usr/bin/python3 - "$BATS_TEST_DIRNAME/../../cli/journal/sql" <<'PYTHON'
import pathlib, sqlite3, sys
files = sorted(pathlib.Path(sys.argv[1]).rglob("*.sql"))
assert len(files) > 40
for file in files:
    text, n, begun = file.read_text(), 0, 0
    for place, letter in enumerate(text):
        if letter == ";" and sqlite3.complete_statement(text[begun:place + 1]):
            n, begun = n + 1, place + 1
    assert n == 1 and not text[begun:].strip(), (file, n)
PYTHON
}
