# SPDX-License-Identifier: GPL-3.0-or-later
"""What is going on when somebody is killed: a function for each scenario of crash.c, which hands
recordings in, lets the kill of kill.py happen and sees that all goes on. They stand apart from the
kills, since they know the road and the kills know time."""
import functools
import json
import os
import subprocess
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import stack
from stack import BUILD, CRASH, FOLDER, PATIENCE_S, SOCKET, Recording, token_of

WEBHOOK_LEASE_S = 120
recordings = [Recording(f"{FOLDER}/tone{i}.wav", i) for i in range(6)]


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
        # letters that the killed one looked at come back when they are visible again
        until = time.monotonic() + 120
        command[0] = BUILD + "/practice"
        while kill.road.leftovers() and time.monotonic() < until:
            subprocess.run(command, env=kill.road.environment(), stdout=log, stderr=log, check=False)
    kill.road.await_all(PATIENCE_S)


class Receiver(ThreadingHTTPServer):
    """Takes webhooks, and counts how often each job is told, under which ids."""

    daemon_threads = True

    def __init__(self):
        self.told, self.ids, self.lock = Counter(), {}, threading.Lock()
        super().__init__(("127.0.0.1", 0), ReceiverCall)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def take(self, delivery, body):
        with self.lock:
            self.told[body["job"]["id"]] += 1
            self.ids.setdefault(body["job"]["id"], set()).add(delivery)


class ReceiverCall(BaseHTTPRequestHandler):
    def do_POST(self):  # pylint: disable=invalid-name
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.take(self.headers["Practice-Delivery"], body)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def run_hooks(kill):
    """A killed delivery comes again with its id, and none counts as told that was not."""
    receiver = Receiver()
    road = kill.road
    road.sql(f"INSERT INTO webhooks (user_id, url, secret) SELECT user_id, "
             f"'http://127.0.0.1:{receiver.server_port}/', repeat('0', 64) FROM users")
    jobs = road.hand_in(recordings[:2])
    kill.run_until_killed()
    late = road.sql("SELECT count(*) FROM webhook_deliveries WHERE due_at > "
                    f"to_timestamp({kill.moment + WEBHOOK_LEASE_S + 1})")
    if late != "0":
        raise RuntimeError("a delivery is away for longer than its lease")
    road.sql("UPDATE webhook_deliveries SET due_at = now()")  # as if the lease were over
    kill.go_on()
    until = time.monotonic() + PATIENCE_S
    while road.sql("SELECT count(*) FROM webhook_deliveries") != "0":
        if time.monotonic() > until:
            raise RuntimeError(f"deliveries are left; told: {receiver.told}")
        time.sleep(0.1)
    receiver.shutdown()
    n_again = 1 if kill.point in ("after hook.post", "before work.webhook_done") else 0
    n_told = sum(receiver.told.values()) - len(jobs)
    if set(receiver.told) != set(jobs) or any(len(ids) != 1 for ids in receiver.ids.values()):
        raise RuntimeError(f"told: {receiver.told}, ids: {receiver.ids}")
    if n_told != n_again and not (kill.how == "stop" and 0 <= n_told <= 1):
        raise RuntimeError(f"told {n_told} times again, not {n_again}")
