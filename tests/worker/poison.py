# SPDX-License-Identifier: GPL-3.0-or-later
"""`poison.py JOBS`: a queue full of jobs whose recordings cannot be had, with a few good ones, texts that
are no recordings and messages that make no sense among them. All bad ones must end, with a reason, as
dead letters or at once; the good ones must be measured meanwhile, and the worker be well and not
grow. Then the store is mended, and `practice job redrive` brings every dead letter back once."""
import http.client
import re
import socket
import statistics
import subprocess
import sys
import time

import stack
from stack import BUILD, FOLDER, Recording, Stack

N_OF_ONE = 50  # recordings of a person that cannot be had; and one that can, a text, and some nonsense
MOST_GROWTH_MIB = 4
LEAST_TO_GROW = 1000  # jobs: with fewer it is a start that is measured, and sanitizers keep what was freed
LIMIT_S = 3600


def text_of(number):
    """A file that is no recording, another for each number."""
    one = Recording.__new__(Recording)
    one.path, one.played_ms = f"diary{number}.wav", None
    one.content = f"Dear diary, today I practised {number} times.".encode()
    one.sha256 = stack.hashlib.sha256(one.content).hexdigest()
    return one


class Poison:
    """The road and what lies on it."""

    def __init__(self, n_jobs):
        self.road = Stack("poison", max_receives=2)
        self.bad, self.good, self.texts = [], [], []
        tones = [Recording(f"{FOLDER}/poison{i}.wav", i) for i in range(min(N_OF_ONE, n_jobs) + 1)]
        stack.judge(tones)
        for first in range(0, n_jobs, N_OF_ONE):
            who = f"p{first}"
            self.road.member(who)
            self.bad += self.road.hand_in(tones[:min(N_OF_ONE, n_jobs - first)], who)
            self.good += self.road.hand_in(tones[-1:], who)
            self.texts += self.road.hand_in([text_of(first)], who)
            for body in ("nonsense", "{}", '{"job":"' + "0" * 36 + '"}'):
                stack.sqs("SendMessage", QueueUrl=self.road.queue, MessageBody=body)
        had = "|".join([*self.good, *self.texts, "none"])
        stack.fault(f"^GET /poison/recordings/(?!{had})", action="status", status=403, code="AccessDenied",
                    times=10 ** 9)
        self.n_unwell = self.n_asked = 0
        self.sizes = []
        self.port = free_port()

    def start(self):
        worker = self.road.start("--jobs", "2", "--listen", f"127.0.0.1:{self.port}")
        until = time.monotonic() + stack.PATIENCE_S
        while not self.is_well() and time.monotonic() < until:
            time.sleep(0.05)
        return worker

    def is_well(self):
        try:
            asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            asked.request("GET", "/healthz")
            return asked.getresponse().status == 200
        except OSError:
            return False

    def look(self, worker):
        """Is it well, and how large?"""
        self.n_asked += 1
        self.n_unwell += not self.is_well()
        self.sizes.append(sum(map(memory_mib, family(worker.pid))))

    def counts(self):
        return dict(line.split("|") for line in
                    self.road.sql("SELECT status, count(*) FROM jobs GROUP BY status").splitlines())

    def n_of(self, queue):
        state = stack.sqs("GetQueueAttributes", QueueUrl=queue, AttributeNames=["All"])["Attributes"]
        return sum(int(state["ApproximateNumberOfMessages" + which]) for which in ("", "NotVisible", "Delayed"))

    def end_all(self, worker):
        began = time.monotonic()
        while self.n_of(self.road.dead) < len(self.bad) or self.n_of(self.road.queue):
            self.look(worker)
            if worker.poll() is not None or time.monotonic() - began > LIMIT_S:
                raise RuntimeError(f"the worker ended, or is stuck: {self.counts()}")
            time.sleep(1)
        self.look(worker)
        wanted = {"SUCCEEDED": str(len(self.good)), "FAILED": str(len(self.bad) + len(self.texts))}
        if self.counts() != wanted:
            raise RuntimeError(f"{self.counts()}, not {wanted}")
        reasons = self.road.sql("SELECT DISTINCT failure_class || ': ' || failure FROM jobs WHERE status = 'FAILED'")
        if not re.search("passing: .*AccessDenied", reasons) or not re.search("poison: .", reasons):
            raise RuntimeError("reasons: " + reasons)
        # good ones did not wait until all others had ended
        waited = float(self.road.sql("""SELECT coalesce(extract(epoch FROM
            (SELECT max(finished_at) FROM jobs WHERE status = 'SUCCEEDED')
            - (SELECT max(finished_at) FROM jobs WHERE status = 'FAILED')), 0)"""))
        if waited > 0:
            raise RuntimeError(f"a good job waited for {waited} s more than all bad ones")
        return time.monotonic() - began

    def bring_back(self):
        """As often as it takes, and every letter once."""
        began, n_back = time.monotonic(), 0
        stack.clear_faults()
        while self.n_of(self.road.dead):
            done = subprocess.run([BUILD + "/practice", "job", "redrive", "--all"], env=self.road.environment(),
                                  capture_output=True, text=True, check=True)
            n_back += int(re.search(r"(\d+) jobs? (is|are) back", done.stdout + done.stderr)[1])
        if n_back != len(self.bad):
            raise RuntimeError(f"{n_back} letters came back, not {len(self.bad)}")
        redriven_s = time.monotonic() - began
        self.road.await_all(LIMIT_S)
        self.road.check(n_ends=dict.fromkeys(self.bad, 2))
        return redriven_s, time.monotonic() - began


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def family(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
        return [pid] + [int(one) for one in children.read().split()]


def memory_mib(pid):
    """What only this process holds."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
            return sum(int(n) for n in re.findall(r"^Private_\w+: +(\d+)", rollup.read(), re.M)) / 1024
    except OSError:
        return 0


def main():
    poison = Poison(int(sys.argv[1]))
    worker = poison.start()
    words = "good"
    try:
        ended_s = poison.end_all(worker)
        redriven_s, measured_s = poison.bring_back()
        third = max(1, len(poison.sizes) // 3)
        early, late = (statistics.median(part) for part in (poison.sizes[third // 3:third + 1], poison.sizes[-third:]))
        has_grown = len(poison.bad) >= LEAST_TO_GROW and late > early + MOST_GROWTH_MIB
        if poison.n_unwell or has_grown:
            words = "the worker was unwell, or grew"
        print(f"{len(poison.bad)} dead letters, {len(poison.texts)} texts, {3 * len(poison.texts)} of no sense and "
              f"{len(poison.good)} good ones: ended in {ended_s:.0f} s; not well {poison.n_unwell} of {poison.n_asked} "
              f"times; {early:.1f} → {late:.1f} MiB; {len(poison.bad)} brought back in {redriven_s:.0f} s, measured in "
              f"{measured_s:.0f} s; {words}")
    except RuntimeError as error:
        words = str(error)
        print(words)
    finally:
        stack.clear_faults()
        poison.road.stop()
    return words != "good"


if __name__ == "__main__":
    sys.exit(main())
