#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make bench: what a journal costs as it grows: importing, listing, counting.

A musician's sessions of many years are imported and asked for; beside it stands sqlite3, which only
reads the same rows. CPU is user + system time of the process itself, medians of several rounds.
"""
import argparse
import csv
import datetime
import os
import random
import shutil
import statistics
import subprocess
import time

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
WORK = os.path.join(BUILD, "bench", "journal")
PRACTICE = os.environ.get("PRACTICE", os.path.join(BUILD, "practice"))
COLUMNS = ("id", "date", "start", "end", "zone", "claimed_s", "measured_s", "longest_run_s", "source",
           "instrument", "title", "piece", "tags", "note")


def write_sessions(path, count):
    """Up to five sessions a day, backwards from a day in 2026, as `session export --csv` writes them."""
    rng, day = random.Random(count), datetime.datetime(2026, 11, 1, tzinfo=datetime.timezone.utc)
    with open(path, "w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(COLUMNS)
        for number in range(count):
            start = day - datetime.timedelta(days=number // 5) + datetime.timedelta(hours=8 + 3 * (number % 5))
            claimed = rng.randrange(600, 7200)
            measured = rng.randrange(claimed // 3, claimed)
            end = start + datetime.timedelta(seconds=claimed)
            table.writerow(["", start.date(), start.isoformat(), end.isoformat(), "UTC", claimed, measured,
                            measured // 3, "record", rng.choice(("violin", "첼로", "piano")),
                            "Session %d" % number, rng.choice(("Partita", "Etude", "")), "slow", ""])


def cost(command, environment):
    """(CPU seconds, wall seconds) of one run, which must succeed."""
    begun = time.perf_counter()
    with open(os.devnull, "wb") as nothing:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=nothing, env=environment,
                                 stderr=nothing)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit("%s: exit %d" % (" ".join(command), child.returncode))
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - begun


def measure(count, rounds):
    """A row of the table for a journal of `count` sessions."""
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    journal, table = os.path.join(WORK, "journal.db"), os.path.join(WORK, "sessions.csv")
    environment = dict(os.environ, HOME=WORK, XDG_CONFIG_HOME=WORK, PRACTICE_JOURNAL=journal, TZ="UTC")
    write_sessions(table, count)
    imported = cost((PRACTICE, "session", "import", "--format", "csv", table), environment)
    contestants = {"stats": (PRACTICE, "stats"), "stats all": (PRACTICE, "stats", "all"),
                   "session list all": (PRACTICE, "session", "list", "all"),
                   "session list": (PRACTICE, "session", "list"),
                   "sqlite3 reads all": ("sqlite3", journal, "SELECT * FROM session")}
    costs = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, command in contestants.items():
            costs[name].append(cost(command, environment))
    medians = {name: tuple(statistics.median(c) for c in zip(*taken)) for name, taken in costs.items()}
    return {"session import": imported, **medians}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sizes = (1000, 10000, 50000)
    rows = [measure(size, options.rounds) for size in sizes]
    print("A journal of so many sessions: CPU ms, wall ms, and CPU as a ratio to sqlite3 reading all rows\n")
    print("| command | %s |" % " | ".join("{:,}".format(s) for s in sizes))
    print("|---|" + "---|" * len(sizes))
    for name in rows[0]:
        cells = ["%.0f, %.0f (%.2f)" % (1e3 * row[name][0], 1e3 * row[name][1],
                                        row[name][0] / row["sqlite3 reads all"][0]) for row in rows]
        print("| %s | %s |" % (name, " | ".join(cells)))
    shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    main()
