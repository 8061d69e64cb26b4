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

@test "a journal of the first version is brought to this one with all it holds" {
    local file sql=$BATS_TEST_DIRNAME/../../cli/journal/sql
    for file in "$sql"/migrate/001/*.sql; do sqlite3 journal.db <"$file" >/dev/null; done
    sqlite3 journal.db "INSERT INTO session VALUES ('0190c0de-0000-7000-8000-000000000001', 1772686800000,
        1772690400000, 'Asia/Seoul', '2026-03-05', 840, 3600000, 1800000, NULL, 'record', '첫날', NULL, NULL,
        NULL, '[\"a\"]', NULL, '/kept.flac', 5, 6);
        INSERT INTO goal VALUES ('0190c0de-0000-7000-8000-000000000002', 'day', 60000, NULL, '2026-01-01', NULL, 7);
        INSERT INTO change (at_ms, label) VALUES (1, 'old');
        INSERT INTO change_row VALUES (1, 0, 'session', NULL,
            json_object('session_id', '0190c0de-0000-7000-8000-000000000001'))"
    cp journal.db old.db
    PRACTICE_JOURNAL=$PWD/journal.db HOME=$PWD "$BUILD/practice" session list all >listed
    grep -q 첫날 listed
    [ "$(sqlite3 journal.db 'PRAGMA user_version; PRAGMA integrity_check; PRAGMA foreign_key_check')" = $'2\nok' ]
    [ "$(sqlite3 journal.db 'SELECT * FROM session; SELECT * FROM goal; SELECT * FROM change_row')" = \
        "$(sqlite3 old.db 'SELECT * FROM session; SELECT * FROM goal; SELECT * FROM change_row')" ]
    # Nobody is signed in: nothing is put aside for a studio.
    sqlite3 journal.db "UPDATE session SET title = 'x'; DELETE FROM goal"
    [ "$(sqlite3 journal.db 'SELECT count(*) FROM outbox')" = 0 ]
}

@test "a change and its operation are one transaction, and only what changed is told" {
    "$keeper" round-trip
    sqlite3 journal.db "UPDATE sync_clock SET is_on = 1; UPDATE session SET title = 'x', note = NULL;
        UPDATE session SET end_ms = end_ms + 1; UPDATE session SET kept_path = '/here';
        BEGIN; DELETE FROM session; ROLLBACK"
    [ "$(sqlite3 journal.db "SELECT kind || ' ' || fields FROM outbox" | sed -E 's/:[0-9]{4,}/:N/g')" = \
        $'update {"title":"x","note":null}\nupdate {"start_ms":N,"end_ms":N,"zone":"Asia/Seoul","practice_date":"2026-03-05","start_minute":840,"claimed_ms":N}' ]
    [ "$(sqlite3 journal.db 'SELECT count(*) FROM outbox AS a, outbox AS b WHERE a.place < b.place AND a.clock >= b.clock')" = 0 ]
}
