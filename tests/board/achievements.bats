#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Long: runs first.
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

# practises SEED [CALM]: 200 transactions of one to three changes at random, mostly a session on the next day, now and then
# many, one of long ago, other values, a deletion, a goal. Fails when one that added or changed measured
# sessions leaves something that is due; deletions alone are not judged. A calm person plays one piece, on most days.
practises()
{
    cat <<SQL
SET track_functions = 'all';
SELECT setseed(0.$1);
INSERT INTO users (email, password_hash, nickname) VALUES ('practises$1@example.org', 'x', 'practises$1');
DO \$\$
DECLARE
    me uuid := (SELECT user_id FROM users WHERE nickname = 'practises$1');
    day date := '2021-01-01';
    is_calm constant boolean := ${2:-false};
    is_judged boolean;
    what float;
BEGIN
    FOR n IN 1 .. 200 LOOP
        is_judged := false;
        FOR m IN 1 .. 1 + floor(CASE WHEN is_calm THEN 1 ELSE 3 END * random()) LOOP
            what := random();
            IF what < (CASE WHEN is_calm THEN 0.99 ELSE 0.8 END) THEN
                day := day + CASE WHEN random() < 0.02 THEN 40 WHEN random() < 0.7 THEN 1 ELSE 0 END;
                INSERT INTO practice_sessions (session_id, user_id, practice_date, start_time, end_time, zone, start_minute,
                    claimed_ms, measured_ms, longest_run_ms, source, instrument, piece, field_clocks)
                SELECT gen_random_uuid(), me, d, d, d + interval '2 hours', 'UTC', 1439 * random(), 7200000, played,
                    played * random() ^ 3, 'record', (ARRAY['cello', 'Cello', 'piano', 'horn', 'oud', NULL])[CASE WHEN is_calm THEN 1 ELSE ceil(6 * random() ^ 4) END],
                    'Suite ' || CASE WHEN is_calm THEN 0 ELSE floor(n * random() / 12) END, '{"row": "0100000000000000-aaaaaaaa"}'
                FROM (SELECT CASE WHEN NOT is_calm AND random() < 0.1 THEN '2019-06-01'::date + floor(n / 2 + 9 * random())::integer ELSE day END AS d,
                    CASE WHEN random() < 0.9 THEN floor(5500000 * random() ^ CASE WHEN is_calm THEN 4 ELSE 2 END)::integer END AS played
                    FROM generate_series(1, CASE WHEN random() < 0.01 THEN 30 ELSE 1 END)) AS made;
                is_judged := is_judged OR EXISTS (SELECT FROM sync.changes c JOIN practice_sessions s ON s.session_id = c.row_id
                    WHERE c.xid = pg_current_xact_id() AND s.measured_ms > 0);
            ELSIF what < 0.9 THEN
                UPDATE practice_sessions s SET measured_ms = floor(5000000 * random()), longest_run_ms = NULL, piece = 'Etude',
                    practice_date = s.practice_date + floor(1.5 * random())::integer
                WHERE s.session_id = (SELECT session_id FROM practice_sessions WHERE user_id = me ORDER BY random() LIMIT 1);
                is_judged := true;
            ELSIF what < 0.97 THEN
                DELETE FROM practice_sessions WHERE session_id = (SELECT session_id FROM practice_sessions
                    WHERE user_id = me ORDER BY random() LIMIT 1);
            ELSE
                INSERT INTO goals (goal_id, user_id, period, target_ms, instrument, from_date, field_clocks)
                VALUES (gen_random_uuid(), me, (ARRAY['day', 'week'])[ceil(2 * random())], 3600000 * random() + 1,
                    CASE WHEN random() < 0.3 THEN 'cello' END, day - floor(30 * random())::integer, '{"row": "0100000000000000-aaaaaaaa"}');
                DELETE FROM goals WHERE user_id = me AND goal_id <> ALL (ARRAY(SELECT goal_id FROM goals WHERE user_id = me
                    ORDER BY from_date DESC LIMIT 3));
                is_judged := EXISTS (SELECT FROM practice_sessions s WHERE s.user_id = me AND s.measured_ms > 0);
            END IF;
        END LOOP;
        COMMIT;
        IF is_judged AND EXISTS (SELECT FROM auth.achievements_due(me)) THEN
            RAISE EXCEPTION 'transaction % left: %', n, (SELECT string_agg(code || ' ' || earned_on, ', ')
                FROM auth.achievements_due(me) JOIN achievements USING (achievement_id));
        END IF;
    END LOOP;
END
\$\$;
SQL
}

@test "nothing that is due is left, whatever comes in whatever order, and few sessions are judged with all others" {
    local seed
    for seed in 11 12 13 14 15; do
        practises "$seed" "$((seed % 2))::boolean" | psql -qX -v ON_ERROR_STOP=1 "$STUDIO_ADMIN"
        [ "$(earned "practises$seed" | wc -l)" -ge 12 ]
    done
    calls() { sql "SELECT coalesce(sum(calls), 0) FROM pg_stat_user_functions WHERE schemaname = 'auth' AND funcname = '$1'"; }
    counted() { [ "$(calls prospects_near)" -gt 700 ]; }
    wait_for counted
    [ "$(calls award)" -lt "$(($(calls prospects_near) * 2 / 3))" ]
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
