# SPDX-License-Identifier: GPL-3.0-or-later
"""`kill.py SHARD/SHARDS [NTHHOW…]`, as in `kill.py 0/4 1all 2stop`: kills a worker, or the one who hands
in, right before and after everything that a job's road does outside of them, as crash.c lists it;
then lets a new one go on (scenarios.py) and looks at what became of it all, and how soon. Each kill
has a road of its own (stack.py), so that the waits are side by side. Prints a line for each effect
and one for each scenario."""
import concurrent.futures
import os
import re
import signal
import subprocess
import sys
import time

import scenarios
import stack
from stack import BUILD, CRASH, FOLDER, PATIENCE_S, VISIBILITY_S, Stack

HANDED_OVER = ("jobs", "tickets", "poison", "passing", "lost", "large", "hooks")  # others go on by themselves
SLACK_S = 2  # for looking again and for starting a worker, on a machine that is not late itself
BY_HAND = ("submit", "parts")  # a person is killed, and comes back when she likes
BACKOFF_S = 8  # of the first retry, at most
AT_ONCE = int(os.environ.get("KILL_AT_ONCE", "3"))
SWIFT = {"AWS_ACCESS_KEY_ID": "test:tester", "AWS_SECRET_ACCESS_KEY": "testing",
         "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{os.environ.get('OTHER', '')}",
         "AWS_ENDPOINT_URL_SQS": f"http://127.0.0.1:{os.environ['PLAIN']}"}
lateness = stack.Lateness()


class Seldom(Exception):
    """It is not done as often as that."""


class Kill:
    """One kill: where, at the how manyth time, and how: "all" of a worker, that process "alone", or
    "stop": all of it sleeps until another has done everything, and then goes on."""

    def __init__(self, number, scenario, point, nth, how):
        self.scenario, self.point, self.nth, self.how = scenario, point, nth, how
        self.worker = None
        self.road = Stack(f"{how}{number:03}", SWIFT if scenario in ("large", "parts", "erased") else None)
        self.mark = f"{FOLDER}/{how}{number:03}.mark"
        self.moment = None  # of the kill, Unix time
        self.road.member("ana")

    def trap(self):
        more = {"PRACTICE_CRASH_AT": f"{self.point} {self.nth}", "PRACTICE_CRASH_MARK": self.mark}
        if self.how != "all":
            more[f"PRACTICE_CRASH_{self.how.upper()}"] = "1"
        return more

    def run_until_killed(self, *flags):
        self.worker = self.road.start(*flags, program=CRASH, **self.trap())
        self.await_mark(self.worker)
        if self.how == "all":
            self.worker.wait()

    def await_mark(self, process):
        until = time.monotonic() + PATIENCE_S
        while (moment := self.read_mark()) is None:
            is_over = process.poll() is not None
            if is_over and self.read_mark():
                continue  # it has just happened
            if self.nth > 1 and (is_over or self.road.is_done()):
                raise Seldom()
            if time.monotonic() > until or is_over:
                raise RuntimeError(f"never reached (exit {process.returncode})")
            time.sleep(0.02 if self.nth == 1 else 0.5)
        self.moment = moment

    def read_mark(self):
        """When it happened, or None: not yet."""
        try:
            with open(self.mark, encoding="ascii") as mark:
                text = mark.read()
            return float(text) if text.endswith("\n") else None
        except FileNotFoundError:
            return None

    def go_on(self):
        """Another worker takes over, unless the rest of this one lives."""
        if self.how != "alone" or self.point.endswith(" slot.start"):  # the others die with the supervisor
            self.road.start()
        if self.scenario == "lost":
            self.road.sweep_lost(PATIENCE_S)
        self.road.await_all(PATIENCE_S)
        if self.how == "stop":
            os.killpg(self.worker.pid, signal.SIGCONT)
            self.worker.terminate()
            self.worker.wait(PATIENCE_S)
            self.road.await_all(PATIENCE_S)

    def judge(self):
        """(seconds until all was at work again, how late the machine was meanwhile, what is wrong or "")"""
        self.road.check()
        back_s = self.road.back_at_work_s(self.moment)
        late_s = lateness.between(self.moment, self.moment + back_s)
        least_s = BACKOFF_S if (self.scenario, self.point) == ("passing", "after sqs.ChangeMessageVisibility") else 0
        limit_s = max(VISIBILITY_S, least_s) + SLACK_S + late_s
        is_late = self.scenario not in BY_HAND and back_s > limit_s
        return back_s, late_s, f"at work again after {back_s:.1f} s, not {limit_s:.1f} s" if is_late else ""


def points():
    """(scenario, point) of crash.c."""
    out = subprocess.run([BUILD + CRASH], env={**os.environ, "PRACTICE_CRASH_LIST": "1"}, capture_output=True,
                         text=True, check=True).stdout
    return [tuple(line.split(" ", 1)) for line in out.splitlines()]


def run_one(number, scenario, point, nth, how):
    began = time.monotonic()
    kill, back_s, late_s = None, 0, 0
    try:
        kill = Kill(number, scenario, point, nth, how)
        getattr(scenarios, "run_" + scenario)(kill)
        back_s, late_s, words = kill.judge()
    except Seldom:
        return None
    except Exception as error:  # pylint: disable=broad-except
        words = f"{type(error).__name__}: {error}"
    finally:
        if kill:
            kill.road.stop()
    return {"words": words, "back_s": back_s, "late_s": late_s, "took_s": time.monotonic() - began,
            "jobs": len(kill.road.truth) if kill else 0, "scenario": scenario, "what": f"{scenario}: {point}",
            "how": f"{how} {nth}"}


def tell_by(rows, key, title):
    """A line for each, with the kills of all kinds together."""
    print(f"{title:<52} {'kills':>5} {'jobs':>5} {'back':>6} {'late':>6} {'took':>7}  verdict")
    for what in dict.fromkeys(row[key] for row in rows):
        ours = [row for row in rows if row[key] == what]
        bad = [f"{row['how']}: {row['words']}" for row in ours if row["words"]]
        print(f"{what:<52} {len(ours):>5} {sum(row['jobs'] for row in ours):>5} "
              f"{max(row['back_s'] for row in ours):>5.1f}s {max(row['late_s'] for row in ours):>5.2f}s "
              f"{sum(row['took_s'] for row in ours):>6.1f}s  {'; '.join(bad) or 'good'}")


def tell(rows):
    tell_by(rows, "what", "point")
    print()
    tell_by(rows, "scenario", "scenario")
    n_bad = sum(bool(row["words"]) for row in rows)
    print(f"{len(rows)} kills, {sum(row['jobs'] for row in rows)} jobs, {n_bad} bad")
    return n_bad


def main():
    share, shares = (int(part) for part in sys.argv[1].split("/"))
    kinds = [(int(kind[0]), kind[1:]) for kind in sys.argv[2:]] or [(1, "all")]
    only = os.environ.get("KILL_ONLY")
    chosen = [(scenario, point, *kind) for scenario, point in points() for kind in kinds
              if (kind[1] == "all" or scenario in HANDED_OVER)
              and (not only or re.search(only, f"{scenario}: {point}"))]
    chosen = [one for i, one in enumerate(chosen) if i % shares == share]
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        running = [pool.submit(run_one, i, *one) for i, one in enumerate(chosen)]
        rows = [row for one in running if (row := one.result())]
    return 1 if tell(rows) else 0


if __name__ == "__main__":
    stack.judge(scenarios.recordings)
    stack.note_tickets()
    if any(re.search(os.environ.get("KILL_ONLY", ""), one) for one in ("large: ", "parts: ", "erased: ")):
        scenarios.large_one()  # before all begin
    lateness.start()
    sys.exit(main())
