#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make bench: what syncing costs: a first push, first pulls, and a studio whose members all come at once.

A private PostgreSQL cluster is filled; `practice sync` pushes and pulls as musicians do, and pgbench
plays a thousand clients behind pgbouncer in transaction mode, with twice as many connections as there are
cores, each of which begins, pushes one change and pulls.
"""
import argparse
import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
WORK = os.path.join(BUILD, "bench", "sync")
PRACTICE = os.path.join(BUILD, "practice")
START = ("bats_require_minimum_version() { :; }; load() { . tests/sync/$1.bash; }; "
         "BATS_TEST_DIRNAME=tests/sync; . tests/sync/common.bash; ")
# Sessions past the triggers: it is not the filling that is timed.
FILL = """
SET session_replication_role = replica;
INSERT INTO practice_sessions (session_id, user_id, practice_date, start_time, end_time, zone, start_minute,
    claimed_ms, measured_ms, source, title, instrument, field_clocks)
SELECT gen_random_uuid(), user_id, '2000-01-01'::date + n / 10, t, t + interval '1 hour', 'UTC', 60 * (n %% 10),
    3600000, 1800000, 'record', 'Session ' || n, 'cello', '{"row": "0100000000000000-aaaaaaaa"}'
FROM users, generate_series(1, %d) n, LATERAL (SELECT '2000-01-01'::timestamptz + n * interval '2 hours') AS l(t)
WHERE nickname ~ '%s';
INSERT INTO sync.changes (scope, entity, row_id, xid, is_deleted)
SELECT user_id, 'session', session_id, pg_current_xact_id(), false
FROM practice_sessions JOIN users USING (user_id) WHERE nickname ~ '%s';
INSERT INTO daily_statistics (user_id, practice_date, sessions_count, total_recording_time, total_play_time)
SELECT user_id, practice_date, count(*), sum(claimed_ms / 1000), sum(actual_play_time)
FROM practice_sessions JOIN users USING (user_id) WHERE nickname ~ '%s' GROUP BY user_id, practice_date;
"""
# What COPY takes for the same rows.
PEERS = """
CREATE TEMP TABLE peer (LIKE practice_sessions INCLUDING DEFAULTS INCLUDING INDEXES);
\\copy (SELECT %(columns)s FROM practice_sessions s JOIN users u USING (user_id) WHERE nickname = '%(who)s') TO '%(file)s'
\\copy peer (%(bare)s) FROM '%(file)s'
"""
# Half an hour of playing on the next day: :d is counted up by each client.
OPERATION = """json_build_array(json_build_object('op', gen_random_uuid(), 'entity', 'session', 'row', gen_random_uuid(),
    'kind', 'insert', 'clock', '0190000000000000-aaaaaaaa', 'fields', json_build_object('start_ms', 1700000000000 + 86400000::bigint * :d,
    'end_ms', 1700003600000 + 86400000::bigint * :d, 'zone', 'UTC', 'practice_date', '2023-11-14'::date + :d, 'start_minute', 1333,
    'claimed_ms', 3600000, 'measured_ms', 1800000, 'longest_run_ms', 60000, 'source', 'record', 'title', 'Suite',
    'instrument', 'cello', 'piece', null, 'note', null, 'tags', json_build_array(), 'content_sha256', null, 'created_ms', 5,
    'updated_ms', 5)))::jsonb"""
BOARD = "00000000-0000-0000-0000-000000000001"
# :n is a client's number; its id is made of it. Its cursors, at first -, are kept from one sync to the next.
ROUND = """
SELECT max(answer) FILTER (WHERE part = 'page' AND scope <> '%(board)s')::json ->> 'cursor' AS mine,
    max(answer) FILTER (WHERE part = 'page' AND scope = '%(board)s')::json ->> 'cursor' AS board
FROM api.sync_round(:n || '-0', 'aaaaaaaa', NULL, 1, md5('p' || :n)::uuid, '%(life)s', %(operation)s, 0,
    ARRAY[md5('p' || :n)::uuid, '%(board)s'], ARRAY[ltrim(':mine', '-'), ltrim(':board', '-')], 1000) \\gset
"""
STEPS = """
SELECT answer FROM api.sync_begin(:n || '-0', 'aaaaaaaa', NULL, 1);
SELECT answer FROM api.sync_push(:n || '-0', 'aaaaaaaa', %(operation)s);
SELECT answer::json ->> 'cursor' AS mine FROM api.sync_pull(:n || '-0', md5('p' || :n)::uuid, ltrim(':mine', '-'), 1000) \\gset
SELECT answer::json ->> 'cursor' AS board FROM api.sync_pull(:n || '-0', '%(board)s', ltrim(':board', '-'), 1000) \\gset
SELECT n FROM api.inbox_unread(:n || '-0');
"""
PEOPLE = """
WITH people AS (
    INSERT INTO users (user_id, email, password_hash, nickname)
    SELECT md5('p' || n)::uuid, 'p' || n || '@example.org', 'x', 'p' || n FROM generate_series(1, %d) n
    RETURNING user_id, substr(nickname, 2) AS n)
INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
SELECT sha256(convert_to(n || '-0', 'UTF8')), user_id, gen_random_uuid(), 'device', now() + interval '1 year' FROM people;
"""


def bash(script, **more):
    """Runs a script with the tests' functions; returns what it prints."""
    done = subprocess.run(("bash", "-c", START + script), cwd=ROOT, text=True, check=True,
                          stdout=subprocess.PIPE, env=dict(os.environ, BUILD=os.path.abspath(BUILD), **more))
    return done.stdout


def practice(home, *words, **more):
    """(CPU seconds, wall seconds) of the program with a home of its own."""
    environment = dict(os.environ, HOME=home, TZ="UTC", LC_ALL="C.UTF-8")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "PRACTICE_JOURNAL"):
        environment.pop(name, None)
    os.makedirs(home, exist_ok=True)
    begun, before = time.perf_counter(), os.times()
    subprocess.run((PRACTICE,) + words, env=environment, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, text=True, **more)
    after = os.times()
    return (after.children_user + after.children_system - before.children_user - before.children_system,
            time.perf_counter() - begun)


def joins(studio, home, name, verb):
    practice(home, "config", "set", "sync.auto", "no")
    nickname = ("--nickname", name) if verb == "sign-up" else ()
    practice(home, "account", verb, "--studio", studio["STUDIO"], "--email", name + "@example.org",
             "--password-fd", "0", *nickname, input="correct horse battery\n")


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def psql(studio, script):
    return subprocess.run(("psql", "-qXAt", "-v", "ON_ERROR_STOP=1", studio["STUDIO_ADMIN"]), input=script, check=True,
                          text=True, stdout=subprocess.PIPE).stdout.strip()


def ticks(pid, first, last):
    """(Seconds of CPU in these fields of a process, its parent)"""
    try:
        with open("/proc/%s/stat" % pid, encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
    except OSError:
        return 0, None
    return sum(int(f) for f in fields[first:last]) / os.sysconf("SC_CLK_TCK"), fields[1]


def first_line(path):
    with open(path, encoding="utf-8") as lines:
        return lines.readline().strip()


def server_cpu(studio):
    """CPU seconds of the whole cluster, of processes that are gone too."""
    parent = first_line(studio["STUDIO_FOLDER"] + "/s/data/postmaster.pid")
    total = ticks(parent, 11, 15)[0]
    for name in os.listdir("/proc"):
        if name.isdigit():
            spent, whose = ticks(name, 11, 13)
            total += spent if whose == parent else 0
    return total


def all_cpu(studio):
    """CPU seconds of the server, of the pooler and of the programs that were waited for."""
    now = os.times()
    return (server_cpu(studio), ticks(first_line(studio["STUDIO_FOLDER"] + "/pool/pid"), 11, 13)[0],
            now.children_user + now.children_system)


def crowd(studio, script, clients, rounds, options):
    """Milliseconds of each client's whole sync, all at once through the pooler; CPU ms for each of server, pooler
    and client."""
    terms = {"board": BOARD, "operation": OPERATION, "life": psql(studio, "SELECT auth.epoch()")}
    path = os.path.join(WORK, "client.sql")
    with open(path, "w", encoding="utf-8") as out:
        out.write("\\set n :client_id + 1\n\\set d :d + 1\n" + script % terms)
    before = all_cpu(studio)
    done = subprocess.run("ulimit -Sn $(ulimit -Hn); exec pgbench -n -c %d -j 2 -t %d -f %s -l "
                          "--log-prefix=%s/log %s '%s' 2>&1" % (clients, rounds, path, WORK, options, studio["POOLED"]),
                          shell=True, check=False, text=True, stdout=subprocess.PIPE)
    if done.returncode != 0 or "aborted" in done.stdout:
        sys.exit(done.stdout)
    cpu = [1e3 * (b - a) / (clients * rounds) for a, b in zip(before, all_cpu(studio))]
    taken = []
    for name in glob.glob(WORK + "/log.*"):
        with open(name, encoding="utf-8") as log:
            taken += [int(line.split()[2]) / 1e3 for line in log]
        os.remove(name)
    return taken, cpu


def timed(studio, home, *words):
    """A row of the table: CPU of the client and of the server, and wall seconds of a command."""
    before = server_cpu(studio)
    cpu, wall = practice(home, *words)
    return cpu, server_cpu(studio) - before, wall


def peers(studio, who):
    """The same rows out and into a table without triggers by COPY: (server's CPU, wall seconds)."""
    bare = "session_id, user_id, practice_date, start_time, end_time, zone, start_minute, claimed_ms, measured_ms, " \
           "longest_run_ms, source, title, instrument, piece, notes, tags, content_sha256, created_at, updated_at, field_clocks"
    terms = {"who": who, "file": os.path.join(WORK, "peer"), "bare": bare,
             "columns": ", ".join("s." + name.strip() for name in bare.split(","))}
    before, begun = server_cpu(studio), time.perf_counter()
    psql(studio, PEERS % terms)
    return server_cpu(studio) - before, time.perf_counter() - begun


CROWDS = (("one call, the first", ROUND, 1, ""), ("one call", ROUND, 3, ""), ("one call, connecting each time", ROUND, 3, "-C"),
          ("six calls", STEPS, 3, ""))
CURSOR = "SELECT concat_ws(':', auth.epoch(), pg_snapshot_xmin(pg_current_snapshot()), 0, extract(epoch FROM now())::bigint)"


def crowds(studio, clients):
    """Each client syncs again as soon as it has its answer, so that all of them wait at every moment. What is timed
    is the sync itself; with -C pgbench connects outside of that, and its CPU and the pooler's tell what it takes.
    But for the first, all clients know what is there already, and have a session of a new day to send."""
    psql(studio, PEOPLE % clients + FILL % ((100,) + 3 * ("^p[0-9]+$",)) + "ANALYZE;")
    print("\n%d clients at once through pgbouncer, each with 100 sessions, a new one each time\n" % clients)
    print("| a sync is | p50 ms | p95 ms | p99 ms | CPU ms: server | pooler | client |\n|---|---|---|---|---|---|---|")
    day, cursor = 0, "-"
    for name, script, rounds, more in CROWDS:
        taken, cpu = crowd(studio, script, clients, rounds, "-D mine=%s -D board=%s -D d=%d %s" % (cursor, cursor, day, more))
        print("| %s | %.0f | %.0f | %.0f | %.2f | %.2f | %.2f |" % (
            name, *(percentile(taken, share) for share in (.5, .95, .99)), *cpu), flush=True)
        day, cursor = day + rounds, psql(studio, CURSOR)
    print("\nload: %.1f, of %d cores" % (os.getloadavg()[0], os.cpu_count()))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--only-clients", action="store_true")
    options = parser.parse_args()
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    names = ("STUDIO_FOLDER", "STUDIO_ADMIN", "STUDIO")
    lines = bash("studio_start >/dev/null; pooler_start; printf '%s\\n' " +
                 " ".join('"$%s"' % n for n in names) + ' "$POOLED"', POOL_SIZE=str(2 * os.cpu_count())).splitlines()
    studio = dict(zip(names + ("POOLED",), lines))
    try:
        if not options.only_clients:
            volumes(studio)
        crowds(studio, options.clients)
    finally:
        bash("pooler_stop; studio_stop", **studio)
        shutil.rmtree(WORK, ignore_errors=True)


def volumes(studio):
    """Ten thousand operations there, and a hundred thousand rows here."""
    homes = tempfile.mkdtemp(dir=WORK)
    one, two, big = (os.path.join(homes, n) for n in ("one", "two", "big"))
    import journal
    table = os.path.join(WORK, "sessions.csv")
    journal.write_sessions(table, 10000)
    joins(studio, one, "one", "sign-up")
    practice(one, "session", "import", "--format", "csv", table)
    row = "| %s | %.2f | %.2f | %.2f |"
    print("| sync | client's CPU, s | server's CPU, s | wall, s |\n|---|---|---|---|")
    print(row % (("first push of 10,000 sessions",) + timed(studio, one, "sync")), flush=True)
    joins(studio, two, "one", "sign-in")
    print(row % (("first pull of 10,000 sessions",) + timed(studio, two, "sync")), flush=True)
    print("| peer: 10,000 out and in by COPY | | %.2f | %.2f |" % peers(studio, "one"))
    joins(studio, big, "big", "sign-up")
    psql(studio, FILL % ((100000,) + 3 * ("^big$",)))
    print(row % (("first pull of 100,000 sessions",) + timed(studio, big, "sync")), flush=True)
    print(row % (("nothing to do, 100,000 sessions",) + timed(studio, big, "sync")), flush=True)
    print("| peer: 100,000 out and in by COPY | | %.2f | %.2f |" % peers(studio, "big"))


if __name__ == "__main__":
    main()
