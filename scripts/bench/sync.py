#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make bench: what syncing costs: a first push, first pulls, and a studio whose members all come at once.

A private PostgreSQL cluster is filled; `practice sync` pushes and pulls as musicians do, and pgbench
plays a thousand clients behind pgbouncer in transaction mode, each of which begins, pushes one change
and pulls.
"""
import argparse
import glob
import os
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
WORK = os.path.join(BUILD, "bench", "sync")
PRACTICE = os.path.join(BUILD, "practice")
START = ("bats_require_minimum_version() { :; }; load() { . tests/sync/$1.bash; }; "
         "BATS_TEST_DIRNAME=tests/sync; . tests/sync/common.bash; ")
FILL = """
INSERT INTO practice_sessions (session_id, user_id, practice_date, start_time, end_time, zone, start_minute,
    claimed_ms, measured_ms, source, title, instrument, field_clocks)
SELECT gen_random_uuid(), user_id, '2000-01-01'::date + n / 10, t, t + interval '1 hour', 'UTC', 60 * (n %% 10),
    3600000, 1800000, 'record', 'Session ' || n, 'cello', '{"row": "0100000000000000-aaaaaaaa"}'
FROM users, generate_series(1, %d) n, LATERAL (SELECT '2000-01-01'::timestamptz + n * interval '2 hours') AS l(t)
WHERE nickname = '%s';
"""
CLIENT = """
SELECT answer FROM api.sync_begin(':n-0', 'aaaaaaaa', NULL, 1);
SELECT answer FROM api.sync_push(':n-0', 'aaaaaaaa', json_build_array(json_build_object('op', gen_random_uuid(),
    'entity', 'goal', 'row', gen_random_uuid(), 'kind', 'insert', 'clock', '0190000000000000-aaaaaaaa', 'fields',
    '{"period": "day", "target_ms": 60000, "instrument": null, "from_date": "2026-01-01", "until_date": null,
    "created_ms": 5}'::json))::jsonb);
SELECT answer FROM api.sync_scopes(':n-0') s, api.sync_pull(':n-0', s.scope, '', 1000) WHERE s.kind = 'me';
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


def crowd(studio, clients, rounds):
    """Milliseconds of each client's whole sync, all at once through the pooler."""
    bash("people 1 %d" % clients, **studio)
    script = os.path.join(WORK, "client.sql")
    with open(script, "w", encoding="utf-8") as out:
        out.write("\\set n :client_id + 1\n" + CLIENT.replace("':n-0'", ":n || '-0'"))
    subprocess.run("ulimit -Sn $(ulimit -Hn); exec pgbench -n -c %d -j 2 -t %d -f %s -l --log-prefix=%s/log '%s'" %
                   (clients, rounds, script, WORK, studio["POOLED"]), shell=True, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    taken = []
    for name in glob.glob(WORK + "/log.*"):
        with open(name, encoding="utf-8") as log:
            taken += [int(line.split()[2]) / 1e3 for line in log]
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=1000)
    options = parser.parse_args()
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    names = ("STUDIO_FOLDER", "STUDIO_ADMIN", "STUDIO")
    lines = bash("studio_start >/dev/null; pooler_start; printf '%s\\n' " +
                 " ".join('"$%s"' % n for n in names) + ' "$POOLED"').splitlines()
    studio = dict(zip(names + ("POOLED",), lines))
    try:
        homes = tempfile.mkdtemp(dir=WORK)
        one, two, big = (os.path.join(homes, n) for n in ("one", "two", "big"))
        import journal
        table = os.path.join(WORK, "sessions.csv")
        journal.write_sessions(table, 10000)
        joins(studio, one, "one", "sign-up")
        practice(one, "session", "import", "--format", "csv", table)
        print("| sync | CPU of the client, s | wall, s |\n|---|---|---|")
        print("| first push of 10,000 sessions | %.2f | %.2f |" % practice(one, "sync"))
        joins(studio, two, "one", "sign-in")
        print("| first pull of 10,000 sessions | %.2f | %.2f |" % practice(two, "sync"))
        joins(studio, big, "big", "sign-up")
        subprocess.run(("psql", "-qX", studio["STUDIO_ADMIN"], "-c", FILL % (100000, "big")), check=True)
        print("| first pull of 100,000 sessions | %.2f | %.2f |" % practice(big, "sync"))
        print("| nothing to do, 100,000 sessions | %.2f | %.2f |" % practice(big, "sync"))
        taken = crowd(studio, options.clients, 3)
        print("\n%d clients at once through pgbouncer, each begins, pushes and pulls: ms p50 %.0f, p95 %.0f, "
              "p99 %.0f, mean %.0f" % (options.clients, percentile(taken, .5), percentile(taken, .95),
                                       percentile(taken, .99), statistics.mean(taken)))
    finally:
        bash("pooler_stop; studio_stop", **studio)
        shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    main()
