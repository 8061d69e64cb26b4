# SPDX-License-Identifier: GPL-3.0-or-later
"""`kill.py SHARD/SHARDS [NTHHOW…]`, as in `kill.py 0/4 1all 2stop`: kills a worker, or the one who hands in, right before and
after everything that a job's road does outside of them, as crash.c lists it; then lets a new one go
on and looks at what became of it all. Each kill has a road of its own (stack.py), so that the waits
are side by side. Prints a line for each effect."""
import concurrent.futures
import functools
import os
import re
import signal
import subprocess
import sys
import time

import stack
from stack import BUILD, FOLDER, SOCKET, VISIBILITY_S, Recording, Stack, token_of

CRASH = "/tests/worker/crash"
HANDED_OVER = ("jobs", "tickets", "poison", "passing", "lost", "large")  # others go on by themselves
SLACK_S = 20  # for starting a worker on a machine that has other things to do
PATIENCE_S = 240
# Where it is not the visibility that decides: a dead letter that was looked at stays away for a minute,
# and the next that is told of a large recording is that its upload is done.
LIMITS_S = {"redrive": 60, "large": PATIENCE_S, "parts": PATIENCE_S}
AT_ONCE = int(os.environ.get("KILL_AT_ONCE", "10"))
SWIFT = {"AWS_ACCESS_KEY_ID": "test:tester", "AWS_SECRET_ACCESS_KEY": "testing",
         "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{os.environ.get('OTHER', '')}",
         "AWS_ENDPOINT_URL_SQS": f"http://127.0.0.1:{os.environ['PLAIN']}"}


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
        while not os.path.exists(self.mark):
            is_over = process.poll() is not None
            if self.nth > 1 and (is_over or (self.road.truth and not self.road.leftovers())):
                raise Seldom()
            if time.monotonic() > until or is_over:
                raise RuntimeError(f"never reached (exit {process.returncode})")
            time.sleep(0.02 if self.nth == 1 else 0.5)
        self.moment = os.stat(self.mark).st_mtime

    def go_on(self):
        """Another worker takes over, unless the rest of this one lives."""
        if self.how != "alone":
            self.road.start()
        self.road.await_all(PATIENCE_S)
        if self.how == "stop":
            os.killpg(self.worker.pid, signal.SIGCONT)
            self.worker.terminate()
            self.worker.wait(PATIENCE_S)
            self.road.await_all(PATIENCE_S)

    def judge(self):
        self.road.check()
        return self.road.idle_after(self.moment)


def run_jobs(kill):
    kill.road.hand_in(recordings[:3])
    stack.plain("PUT", f"/{kill.road.name}/recordings/stray", b"nobody's")
    kill.run_until_killed()
    kill.go_on()


def run_poison(kill):
    text = Recording(recordings[0].path.replace(".wav", "-x.wav"), 0)
    text.content = b"Dear diary, today I practised a lot."
    text.sha256 = stack.hashlib.sha256(text.content).hexdigest()
    kill.road.hand_in([text, *recordings[1:3]])
    kill.run_until_killed()
    kill.go_on()


def run_passing(kill):
    """A download that is refused once: the job waits, and is killed on its way back into the queue."""
    stack.fault(f"GET /{kill.road.name}/recordings", action="status", status=403, times=1)
    kill.road.hand_in(recordings[:2])
    kill.run_until_killed()
    kill.go_on()


def run_lost(kill):
    kill.road.hand_in([Recording(recordings[5].path.replace(".wav", "-l.wav"), 5)], is_uploaded=False)
    kill.road.hand_in(recordings[:2])
    kill.run_until_killed()
    kill.go_on()


def person(kill):
    """The environment of a musician with an account there, and her home."""
    home = f"{FOLDER}/{kill.road.name}.home"
    os.makedirs(home + "/.local/share/practice/account", mode=0o700)
    who, device = kill.road.sql("SELECT user_id, device_id FROM auth.tokens").split("|")
    path = home + "/.local/share/practice/account/identity"
    with open(path, "w", encoding="utf-8", opener=lambda p, f: os.open(p, f, 0o600)) as out:
        out.write(f"practice account 1\naddress host={SOCKET} user=practice_client dbname={kill.road.name}\n"
                  f"token {token_of('ana')}\nuser {who}\ndevice {device}\nnickname ana\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PRACTICE_", "XDG_"))}
    return {**kept, "HOME": home, "TZ": "UTC"}


def submit(kill, paths, program, **more):
    log = open(kill.road.log, "ab")
    return subprocess.Popen([BUILD + program, "submit", "--wait", *paths], env={**person_of[kill], **more},
                            stdout=log, stderr=log, start_new_session=True)


def note_jobs(kill, chosen):
    """What was handed in: the jobs are known by their content."""
    for recording in chosen:
        job = kill.road.sql(f"SELECT job_id FROM jobs WHERE sha256 = '{recording.sha256}'")
        kill.road.truth[job] = recording.played_ms


person_of = {}


def run_submit(kill, chosen=None):
    """Who hands in is killed, and does it again."""
    chosen = chosen or recordings[:2]
    paths = [recording.path for recording in chosen]
    person_of[kill] = person(kill)
    kill.road.start()
    kill.await_mark(submit(kill, paths, CRASH, **kill.trap()))
    again = submit(kill, paths, "/practice")
    if again.wait(PATIENCE_S):
        raise RuntimeError(f"handing in again ends with {again.returncode}")
    kill.road.await_all(PATIENCE_S)
    note_jobs(kill, chosen)


def run_tickets(kill, chosen=None):
    """The worker is killed while somebody hands in, who notices nothing."""
    chosen = chosen or recordings[:2]
    person_of[kill] = person(kill)
    handing = submit(kill, [recording.path for recording in chosen], "/practice")
    kill.run_until_killed()
    kill.go_on()
    if handing.wait(PATIENCE_S):
        raise RuntimeError(f"handing in ends with {handing.returncode}")
    kill.road.await_all(PATIENCE_S)
    note_jobs(kill, chosen)


def run_large(kill):
    run_tickets(kill, [large_one()])


def run_parts(kill):
    run_submit(kill, [large_one()])


def run_erased(kill):
    """An account is deleted while it uploads in parts."""
    job = kill.road.sql(
        f"""SELECT job_id FROM api.job_create('{token_of('ana')}', '{{"sha256": "{large_one().sha256}",
            "size": {len(large_one().content)}, "type": "audio/wav", "name": "l", "zone": "UTC", "recorded_ms": 1}}')""",
        user="practice_client")
    kill.road.sql(f"SELECT FROM api.job_ticket('{token_of('ana')}', '{job}', true)", user="practice_client")
    first = kill.road.start("--roles", "dispatch")
    while kill.road.sql(f"SELECT upload_id IS NULL FROM jobs WHERE job_id = '{job}'") != "f":
        time.sleep(0.05)
    kill.road.stop()
    assert first.returncode is not None
    kill.road.sql("DELETE FROM users")
    kill.run_until_killed()
    kill.go_on()
    if kill.road.cloud("s3-uploads", kill.road.name).strip():
        raise RuntimeError("an upload in parts is left")


def run_redrive(kill):
    """Dead letters are brought back by a command that is killed, and done again."""
    jobs = kill.road.hand_in(recordings[:2])
    kill.road.start("--once", "--roles", "dispatch").wait()
    for _ in range(100):
        got = stack.sqs("ReceiveMessage", QueueUrl=kill.road.queue, MaxNumberOfMessages=10, VisibilityTimeout=300)
        for message in got.get("Messages", []):
            stack.sqs("SendMessage", QueueUrl=kill.road.dead, MessageBody=message["Body"])
            stack.sqs("DeleteMessage", QueueUrl=kill.road.queue, ReceiptHandle=message["ReceiptHandle"])
    kill.road.sql("".join(f"SELECT FROM work.claim('{job}', 'w', 9, 60); "
                          f"SELECT FROM work.fail('{job}', 1, 'passing', 'x', true);" for job in jobs))
    kill.road.sql("DELETE FROM notifications; DELETE FROM job_events WHERE status = 'FAILED'")
    stack.sqs("SendMessage", QueueUrl=kill.road.dead, MessageBody="nonsense")  # stays there
    command = [BUILD + CRASH, "job", "redrive", "--all"]
    with open(kill.road.log, "ab") as log:
        kill.await_mark(subprocess.Popen(command, env=kill.road.environment(**kill.trap()), stdout=log, stderr=log,
                                         start_new_session=True))
        kill.road.start()
        # letters that the killed one looked at come back after a minute
        until = time.monotonic() + 120
        command[0] = BUILD + "/practice"
        while kill.road.leftovers() and time.monotonic() < until:
            subprocess.run(command, env=kill.road.environment(), stdout=log, stderr=log, check=False)
    kill.road.await_all(PATIENCE_S)


def points():
    """(scenario, point) of crash.c."""
    out = subprocess.run([BUILD + CRASH], env={**os.environ, "PRACTICE_CRASH_LIST": "1"}, capture_output=True,
                         text=True, check=True).stdout
    return [tuple(line.split(" ", 1)) for line in out.splitlines()]


def run_one(number, scenario, point, nth, how):
    began = time.monotonic()
    kill = None
    try:
        kill = Kill(number, scenario, point, nth, how)
        globals()["run_" + scenario](kill)
        idle_s = kill.judge()
        limit_s = LIMITS_S.get(scenario, VISIBILITY_S) + SLACK_S
        words = "" if idle_s < limit_s else f"not at work again for {idle_s:.1f} s"
    except Seldom:
        return None
    except Exception as error:  # pylint: disable=broad-except
        words, idle_s = f"{type(error).__name__}: {error}", 0
    finally:
        if kill:
            kill.road.stop()
    return {"words": words, "idle_s": idle_s, "took_s": time.monotonic() - began,
            "jobs": len(kill.road.truth) if kill else 0, "what": f"{scenario}: {point}", "kills": 1,
            "how": f"{how} {nth}"}


def tell(rows):
    """A line for each point, with the kills of all kinds together."""
    print(f"{'point':<52} {'kills':>5} {'jobs':>5} {'idle':>6} {'took':>6}  verdict")
    for what in dict.fromkeys(row["what"] for row in rows):
        ours = [row for row in rows if row["what"] == what]
        bad = [f"{row['how']}: {row['words']}" for row in ours if row["words"]]
        print(f"{what:<52} {len(ours):>5} {sum(row['jobs'] for row in ours):>5} "
              f"{max(row['idle_s'] for row in ours):>5.1f}s {sum(row['took_s'] for row in ours):>5.1f}s  "
              f"{'; '.join(bad) or 'good'}")
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


@functools.lru_cache
def large_one():
    """65 MiB that are heard quickly: eight channels of a few seconds at 192 kHz."""
    path = f"{FOLDER}/large.wav"
    with stack.wave.open(path, "wb") as out:
        out.setparams((8, 4, 192000, 0, "NONE", ""))
        second = recordings[0].content[44:] * 400
        for _ in range(12):
            out.writeframes(second[:192000 * 32])
    found = Recording.__new__(Recording)
    found.path = path
    with open(path, "rb") as file:
        found.content = file.read()
    found.sha256 = stack.hashlib.sha256(found.content).hexdigest()
    stack.judge([found])
    return found


recordings = [Recording(f"{FOLDER}/tone{i}.wav", i) for i in range(6)]
if __name__ == "__main__":
    stack.judge(recordings)
    if "large" in os.environ.get("KILL_ONLY", "large"):
        large_one()  # before all begin
    sys.exit(main())
