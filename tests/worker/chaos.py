# SPDX-License-Identifier: GPL-3.0-or-later
"""`chaos.py JOBS WORKERS SEED`: several workers at once on one queue, of which one after the other is
killed, whole or one process of it, or put to sleep for longer than a message's visibility; meanwhile
messages come twice and in another order, and receipts that the queue knows no more. At the end every
job has ended once, and the sums are the truth."""
import os
import random
import signal
import subprocess
import sys
import time

import stack
from stack import FOLDER, VISIBILITY_S, Recording, Stack

N_OF_ONE = 50  # recordings of a person


def processes_of(worker):
    """Of its group, itself first: slots, and the children that measure."""
    out = subprocess.run(["pgrep", "-g", str(worker.pid)], capture_output=True, text=True, check=False).stdout
    return [int(pid) for pid in out.split()]


class Chaos:
    """Chooses by its seed who suffers next."""

    def __init__(self, road, n_workers, seed):
        self.road, self.random = road, random.Random(seed)
        self.counts = {"workers killed": 0, "processes killed": 0, "put to sleep": 0, "messages again": 0,
                       "receipts expired": 0}
        self.asleep = []  # (worker, when to wake it)
        for _ in range(n_workers):
            road.start("--jobs", "2")

    def kill_worker(self):
        worker = self.random.choice(self.road.workers)
        self.wake(worker)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        self.road.workers.remove(worker)
        self.road.start("--jobs", "2")
        self.counts["workers killed"] += 1

    def kill_process(self):
        chosen = processes_of(self.random.choice(self.road.workers))[1:]
        if not chosen:
            return
        try:
            os.kill(self.random.choice(chosen), signal.SIGKILL)
            self.counts["processes killed"] += 1
        except ProcessLookupError:
            pass

    def put_to_sleep(self):
        worker = self.random.choice(self.road.workers)
        if len(self.asleep) + 1 >= len(self.road.workers) or any(one is worker for one, _ in self.asleep):
            return
        os.killpg(worker.pid, signal.SIGSTOP)
        self.asleep.append((worker, time.monotonic() + 2 * VISIBILITY_S))
        self.counts["put to sleep"] += 1

    def wake(self, worker):
        self.asleep = [(one, until) for one, until in self.asleep if one is not worker]
        os.killpg(worker.pid, signal.SIGCONT)

    def wake_late(self):
        for worker, until in list(self.asleep):
            if time.monotonic() >= until:
                self.wake(worker)

    def repeat(self):
        """Messages of jobs in any state once more, the last first."""
        jobs = self.random.sample(sorted(self.road.truth), min(10, len(self.road.truth)))
        for job in sorted(jobs, reverse=True):
            stack.sqs("SendMessage", QueueUrl=self.road.queue, MessageBody=f'{{"job":"{job}"}}')
        self.counts["messages again"] += len(jobs)

    def shuffle(self):
        """Messages taken from the queue and put back."""
        got = stack.sqs("ReceiveMessage", QueueUrl=self.road.queue, MaxNumberOfMessages=10).get("Messages", [])
        for message in self.random.sample(got, len(got)):
            stack.sqs("ChangeMessageVisibility", QueueUrl=self.road.queue, ReceiptHandle=message["ReceiptHandle"],
                      VisibilityTimeout=0)

    def expire(self):
        """The next call with a receipt hears that there is no such."""
        stack.fault(self.random.choice(("DeleteMessage", "ChangeMessageVisibility")), action="status", status=400,
                    code="ReceiptHandleIsInvalid", times=1)
        self.counts["receipts expired"] += 1

    def step(self):
        deeds = [self.kill_worker, self.kill_process, self.kill_process, self.put_to_sleep, self.repeat, self.shuffle,
                 self.expire]
        self.random.choice(deeds)()


def main():
    n_jobs, n_workers, seed = (int(word) for word in sys.argv[1:4])
    recordings = [Recording(f"{FOLDER}/chaos{i}.wav", i) for i in range(min(N_OF_ONE, n_jobs))]
    stack.judge(recordings)
    road = Stack(f"r{seed:03}", max_receives=1000)
    began = time.monotonic()
    for number in range(0, n_jobs, N_OF_ONE):
        road.member(f"p{number}")
        road.hand_in(recordings[:n_jobs - number], who=f"p{number}")
    chaos, words = Chaos(road, n_workers, seed), "good"
    try:
        while left := road.leftovers():
            if time.monotonic() - began > 1200:
                raise RuntimeError(left)
            if "jobs open" in left:
                chaos.step()
            chaos.wake_late()
            time.sleep(chaos.random.uniform(0.1, 0.8))
        road.check()
        attempts = road.sql("SELECT max(attempt) || ' at most, ' || round(avg(attempt), 2) || ' each' FROM jobs")
    except RuntimeError as error:
        words, attempts = str(error), "?"
    finally:
        for worker in road.workers:
            chaos.wake(worker)
        road.stop()
    print(f"seed {seed}: {n_jobs} jobs, {n_workers} workers, {time.monotonic() - began:.0f} s; "
          + ", ".join(f"{n} {what}" for what, n in chaos.counts.items()) + f"; attempts: {attempts}; {words}")
    return words != "good"


if __name__ == "__main__":
    sys.exit(main())
