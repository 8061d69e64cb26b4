#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make bench: what a group's dashboard costs in a studio of many, with row security on and off.

A private PostgreSQL cluster is filled with musicians who played twice a day for 500 days, in groups
of 50. Members of different groups ask one after the other over one connection; the times are the
client's. Row security is switched off and on again between rounds, so both meet the same caches.
"""
import argparse
import os
import re
import statistics
import subprocess
import time

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
START = "bats_require_minimum_version() { :; }; . tests/server/studio.bash; "
TABLES = ("users", "groups", "group_members", "daily_statistics", "practice_sessions")
DAYS, A_DAY, MEMBERS = 500, 2, 50

FILL = """
SET session_replication_role = replica; SET maintenance_work_mem = '256MB';
INSERT INTO users (email, password_hash, nickname)
SELECT n || '@example.org', 'none', 'musician ' || n FROM generate_series(1, {people}) AS n;
INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
SELECT sha256(convert_to(nickname, 'UTF8')), user_id, gen_random_uuid(), 'bench', now() + interval '9 days' FROM users;
CREATE TEMP TABLE place AS SELECT user_id, row_number() OVER (ORDER BY user_id) - 1 AS n FROM users;
INSERT INTO groups (group_name, owner_id)
SELECT 'group ' || n / {members}, user_id FROM place WHERE n % {members} = 0;
INSERT INTO group_members (group_id, user_id, role, shares_sessions, on_leaderboard)
SELECT g.group_id, p.user_id, CASE WHEN p.n % {members} = 0 THEN 'owner' ELSE 'member' END, true, true
FROM place p JOIN groups g ON g.group_name = 'group ' || p.n / {members};
INSERT INTO practice_sessions (session_id, user_id, practice_date, start_time, end_time, zone, start_minute,
    claimed_ms, measured_ms, source, title, instrument, field_clocks)
SELECT gen_random_uuid(), user_id, day, day + interval '9 hours' * k, day + interval '9 hours' * k + interval '1 hour',
    'UTC', 540 * k, 3600000, 600000 + abs(hashtext(user_id::text || day)) % 3000000, 'record', 'Session', 'cello', '{{}}'
FROM generate_series(current_date - {days} + 1, current_date, interval '1 day') AS day, users, generate_series(1, {a_day}) AS k
WHERE abs(hashtext(user_id::text || day)) % 40 > 0;
INSERT INTO daily_statistics (user_id, practice_date, sessions_count, total_recording_time, total_play_time)
SELECT user_id, practice_date, count(*), sum(claimed_ms / 1000), sum(actual_play_time)
FROM practice_sessions GROUP BY 1, 2;
VACUUM ANALYZE;
"""

CALLS = {
    "dashboard, 12 weeks": "api.group_dashboard('{who}', NULL, current_date, 12)",
    "dashboard, 53 weeks": "api.group_dashboard('{who}', NULL, current_date, 53)",
    "leaderboard of a year": "api.group_leaderboard('{who}', NULL, current_date - 364, current_date)",
    "newest 30 sessions": "api.group_sessions('{who}', NULL, NULL, 30)",
}


def psql(conninfo, script):
    """What psql prints for a script; a failure of any statement ends the bench."""
    done = subprocess.run(("psql", "-qXAt", "-v", "ON_ERROR_STOP=1", conninfo), input=script, text=True,
                          capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return done.stdout


def walls(conninfo, are_on):
    """Switches row security of the tables that dashboards read."""
    for table in TABLES:
        psql(conninfo, "ALTER TABLE public.%s %s ROW LEVEL SECURITY" % (table, "ENABLE" if are_on else "DISABLE"))


def times_ms(conninfo, call, people):
    """Milliseconds that a call takes each of these people, over one connection warmed by another call."""
    script = "SELECT count(*) FROM %s;\n\\timing on\n" % call.format(who=people[0])
    script += "".join("SELECT count(*) FROM %s;\n" % call.format(who=who) for who in people)
    return [float(t) for t in re.findall(r"Time: ([0-9.]+) ms", psql(conninfo, script))]


def measure(admin, client, people, rounds):
    """Rows of (name, on, off): lists of milliseconds."""
    taken = {name: ([], []) for name in CALLS}
    for _ in range(rounds):
        for are_on in (True, False):
            walls(admin, are_on)
            for name, call in CALLS.items():
                taken[name][0 if are_on else 1].extend(times_ms(client, call, people))
    walls(admin, True)
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=int(os.environ.get("STUDIO_SESSIONS", 5000000)))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    people = max(MEMBERS, round(options.sessions / (DAYS * A_DAY * 39 / 40)))
    started = subprocess.run(("bash", "-c", START + 'studio_start >/dev/null && printf "%s\n" "$STUDIO_FOLDER" '
                              '"$STUDIO_ADMIN" "$STUDIO"'), cwd=ROOT, env=dict(os.environ, BUILD=BUILD),
                             stdout=subprocess.PIPE, text=True, check=True)
    folder, admin, client = started.stdout.split("\n")[:3]
    try:
        begun = time.perf_counter()
        psql(admin, FILL.format(people=people, members=MEMBERS, days=DAYS, a_day=A_DAY))
        n_sessions = int(psql(admin, "SELECT count(*) FROM practice_sessions"))
        print("Dashboards of a studio with %d musicians and %d sessions (filled in %.0f s)"
              % (people, n_sessions, time.perf_counter() - begun))
        asked = ["musician %d" % n for n in range(1, people, max(1, people // 20))][:20]
        print("%-24s %9s %9s %9s %9s %7s" % ("ms", "median", "p95", "no walls", "p95", "ratio"))
        for name, (on, off) in measure(admin, client, asked, options.rounds).items():
            row = [f(t) for t in (on, off) for f in (statistics.median, lambda t: statistics.quantiles(t, n=20)[18])]
            print("%-24s %9.1f %9.1f %9.1f %9.1f %7.2f" % (name, *row, row[0] / row[2]))
    finally:
        subprocess.run(("bash", "-c", START + "studio_stop"), cwd=ROOT, env=dict(os.environ, STUDIO_FOLDER=folder),
                       check=False)


if __name__ == "__main__":
    main()
