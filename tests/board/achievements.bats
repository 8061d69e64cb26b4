#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Not under the sanitizers: the studio awards, in SQL.
# The studio awards what `practice achievements` finds in the journal: the same, on the same days.
load common

setup_file() { studio_start; }
teardown_file() { studio_stop; }

# journal_of NAME SEED: four years of sessions at random in the person's journal, of all kinds: measured
# or not, before dawn and at night, with breaks, in two cases of one instrument's name.
journal_of()
{
    local file
    file=$(home_of "$1")/.local/share/practice/journal.db
    person "$1" config set sync.auto no
    person "$1" session add --start '2020-01-01 10:00' --duration 1m
    sqlite3 -cmd '.timeout 60000' "$file" 'DELETE FROM session; DELETE FROM change; DELETE FROM outbox;'
    python3 - "$2" >"$BATS_TEST_TMPDIR/sessions.sql" <<'PY'
import datetime, random, sys
dice = random.Random(int(sys.argv[1]))
day = datetime.date(2021, 1, 1)
print("BEGIN;")
n = 0
while day < datetime.date(2024, 12, 20):
    if dice.random() < 0.004:
        day += datetime.timedelta(dice.choice([15, 40, 95]))
    if dice.random() < 0.8 or day.year == 2022:
        minute = dice.randrange(0, 200)
        for _ in range(dice.choice([1, 1, 2, 3])):
            clock = dice.choice([10, 20, 40, 60, 120, 150])
            if minute + clock > 1430:
                break
            played = dice.choice([None, 0, 0.3, 0.79, 0.8, 0.95])
            ms = "NULL" if played is None else int(clock * 60000 * played)
            run = "NULL" if played is None else int(ms * dice.random())
            at = int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.timezone.utc).timestamp()) * 1000 + minute * 60000
            name = dice.choice(["'cello'", "'Cello'", "'piano'", "'가야금'", "'Horn'", "NULL"])
            piece = dice.choice(["'Suite %d'" % dice.randrange(14), "'suite 1'", "NULL"])
            n += 1
            print(f"INSERT INTO session (session_id, start_ms, end_ms, zone, practice_date, start_minute, claimed_ms, measured_ms,"
                  f" longest_run_ms, source, instrument, piece, tags, created_ms, updated_ms) VALUES ('00000000-0000-7000-8000-{n + int(sys.argv[1]) * 100000:012x}',"
                  f" {at}, {at + clock * 60000}, 'UTC', '{day}', {minute}, {clock * 60000}, {ms}, {run}, 'record', {name}, {piece}, '[]', {at}, {at});")
            minute += clock + dice.choice([1, 200, 400, 700])
    day += datetime.timedelta(1)
print("COMMIT;")
PY
    sqlite3 -cmd '.timeout 60000' "$file" <"$BATS_TEST_TMPDIR/sessions.sql"
}

# earned NAME: "code day" of what the studio has awarded.
earned()
{
    sql "SELECT a.code || ' ' || e.earned_on FROM user_achievements e JOIN achievements a USING (achievement_id)
        JOIN users u USING (user_id) WHERE u.nickname = '$1'" | sort
}

found() { as "$1" achievements --json | jq -r '.achievements[] | select(.earned) | .id + " " + .earned_on' | sort; }

@test "the studio knows every achievement of the program's list, in both languages" {
    newcomer ada
    as ada achievements --json | jq -r '.achievements[] | [.id, .title.en, .title.ko, .description.ko] | join("|")' >program
    sql "SELECT code, title, title_ko, description_ko FROM achievements ORDER BY place" >studio
    [ "$(wc -l <program)" -gt 40 ]
    diff program studio
}

@test "a list that has grown since is learned when the studio is migrated again" {
    sql "UPDATE achievements SET title = 'Old' WHERE code = 'first-note'; DELETE FROM achievements WHERE code = 'ten-hours'"
    "$BUILD/tests/server/prepare" "$STUDIO_ADMIN"
    [ "$(sql "SELECT title FROM achievements WHERE code IN ('first-note', 'ten-hours') ORDER BY place")" = \
        $'First note\nTen hours in' ]
}

@test "four years of sessions and goals give the same achievements, on the same days, for three people" {
    local seed name # bats' run has an i of its own
    for seed in 1 2 3; do
        name=player$seed
        newcomer "$name"
        journal_of "$name" "$seed"
        person "$name" goal add --daily 30m --from 2021-02-01
        person "$name" goal add --weekly 4h --instrument cello --from 2021-03-03 --until 2023-05-05
        person "$name" goal add --daily 1h --instrument CELLO --from 2022-01-01 --until 2022-06-30
        person "$name" sync
        found "$name" >program
        earned "$name" >studio
        [ "$(wc -l <program)" -ge 25 ]
        diff program studio
    done
}

@test "an achievement is awarded once, told once, and stays when its session goes" {
    newcomer bob
    person bob config set sync.auto no
    person bob session add --start '2024-03-01 10:00' --duration 30m
    person bob sync
    [ -z "$(earned bob)" ]
    sqlite3 -cmd '.timeout 60000' "$(home_of bob)/.local/share/practice/journal.db" 'UPDATE session SET measured_ms = 1500000, longest_run_ms = 660000'
    person bob sync
    [ "$(earned bob)" = $'first-note 2024-03-01\nfocused 2024-03-01\nlong-run 2024-03-01' ]
    person bob sync
    as bob inbox --json >inbox
    jq -es 'length == 3 and all(.type == "achievement") and (map(.title) | contains(["you have earned '\''First note'\''"]))' inbox
    person bob session delete last
    person bob sync
    [ "$(earned bob | wc -l)" = 3 ]
    person bob session add --start '2024-03-02 10:00' --duration 30m
    sqlite3 -cmd '.timeout 60000' "$(home_of bob)/.local/share/practice/journal.db" 'UPDATE session SET measured_ms = 1500000, longest_run_ms = 660000'
    person bob sync
    [ "$(as bob inbox --json | jq -s length)" = 3 ]
}

@test "many at once come as one row of the inbox for each batch that is synced" {
    as player1 inbox --json >inbox
    jq -es '[.[] | select(.type == "achievement")] | length < 8
        and any(.title | test("you have earned [0-9]+ achievements"))' inbox
}

@test "titles are seen by oneself, and by those whom they are shared with" {
    [ "$(as player1 account profile show --json | jq '.titles | length')" -ge 25 ]
    as bob account profile show player1 --json | jq -e '.titles == []'
}
