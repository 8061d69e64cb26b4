# SPDX-License-Identifier: GPL-3.0-or-later
"""A road of its own for each thing that the kill suite tries: a database, a queue with dead letters
and a bucket, all on the servers that road.bash has started. Roads do not see each other, so that
many of them wait at the same time."""
import bisect
import hashlib
import http.client
import json
import os
import signal
import subprocess
import threading
import time
import wave

BUILD = os.environ["BUILD"]
FOLDER = os.environ["BATS_FILE_TMPDIR"]
SOCKET = os.environ["STUDIO_FOLDER"] + "/s"
CRASH = "/tests/worker/crash"
PATIENCE_S = 240
VISIBILITY_S = 4
IN_FLIGHT_S = 0.03
MAX_RECEIVES = 8
copying = threading.Lock()


def psql(database, text, user="practice"):
    done = subprocess.run(
        ["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", f"host={SOCKET} user={user} dbname={database}"],
        input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.strip()


def plain(method, path, body=b"", headers=None):
    """One request to the servers behind the gate, unsigned."""
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ["PLAIN"]), timeout=60)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]!r}")
    return content


def sqs(action, **members):
    # unsigned, but for the region, which decides whose queues these are
    headers = {"X-Amz-Target": "AmazonSQS." + action, "Content-Type": "application/x-amz-json-1.0",
               "Authorization": "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-3/sqs/aws4_request, "
                                "SignedHeaders=host, Signature=0"}
    return json.loads(plain("POST", "/", json.dumps(members).encode(), headers) or b"{}")


def tell_gate(what, body):
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ["GATE"]), timeout=60)
    connection.request("POST", "/_gate/" + what, json.dumps(body).encode())
    if connection.getresponse().status != 200:
        raise RuntimeError("the gate takes no faults")
    connection.close()


def fault(pattern, **what):
    """Mischief of the gate (gate.mjs) beside what there is."""
    tell_gate("add-fault", {"on": pattern, **what})


def clear_faults():
    tell_gate("faults", [])


class Lateness(threading.Thread):
    """How late this machine is: a thread that sleeps and computes a little all the time, and adds up what
    that took too long. On one that has nothing else to do it is a few milliseconds in a second."""

    STEP_S = 0.02

    def __init__(self):
        super().__init__(daemon=True)
        self.moments, self.totals = [time.time()], [0.0]

    def run(self):
        while True:
            began, spent = time.monotonic(), time.thread_time()
            time.sleep(self.STEP_S)
            sum(range(20000))
            late_s = time.monotonic() - began - self.STEP_S - (time.thread_time() - spent)
            self.totals.append(self.totals[-1] + max(late_s, 0))
            self.moments.append(time.time())

    def between(self, begin, end):
        """Seconds of it between two moments, Unix time."""
        while self.moments[-1] < end:
            time.sleep(self.STEP_S)
        at = [max(0, bisect.bisect(self.moments, moment) - 1) for moment in (begin, end)]
        return self.totals[min(at[1] + 1, len(self.totals) - 1)] - self.totals[at[0]]


def note_tickets():
    """Has each studio that is made from now on remember when upload tickets were answered."""
    psql("studio", """SET client_min_messages = warning;
        CREATE TABLE IF NOT EXISTS ticket_answers (job_id uuid, at timestamptz DEFAULT clock_timestamp());
        CREATE OR REPLACE FUNCTION note_ticket() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
            'BEGIN INSERT INTO public.ticket_answers (job_id) VALUES (NEW.job_id); RETURN NULL; END';
        CREATE OR REPLACE TRIGGER note_ticket AFTER UPDATE OF answered_at ON job_tickets
            FOR EACH ROW WHEN (NEW.answered_at IS NOT NULL) EXECUTE FUNCTION note_ticket();""")


def token_of(name):
    return hashlib.sha256(name.encode()).hexdigest()


class Recording:
    """A second or two of a tone, and what the program itself says of it."""

    def __init__(self, path, number):
        self.path = path
        n_frames = 8000 + 400 * (number % 20)
        period = 20 + number
        frames = bytearray()
        for i in range(n_frames):
            frames += (9000 if i // period % 2 else -9000).to_bytes(2, "little", signed=True)
        with wave.open(path, "wb") as out:
            out.setparams((1, 2, 8000, 0, "NONE", ""))
            out.writeframes(bytes(frames))
        with open(path, "rb") as file:
            self.content = file.read()
        self.sha256 = hashlib.sha256(self.content).hexdigest()
        self.played_ms = None


def judge(recordings):
    """What analyze says of them, with the program as it is shipped."""
    paths = [recording.path for recording in recordings]
    for at in range(0, len(paths), 200):
        out = subprocess.run([BUILD + "/practice", "analyze", "--json", *paths[at:at + 200]],
                             capture_output=True, text=True, check=True).stdout
        for recording, line in zip(recordings[at:at + 200], out.splitlines()):
            recording.played_ms = round(json.loads(line)["play_time_s"] * 1000)


class Stack:
    """The road. `store` is another S3 than that behind the gate: its environment."""

    def __init__(self, name, store=None, max_receives=MAX_RECEIVES):
        self.name = name
        self.truth = {}  # job -> played ms, or None: to be FAILED
        self.workers = []
        self.store = store or {}
        self.log = f"{FOLDER}/{name}.log"
        self.spool = f"{FOLDER}/{name}.spool"
        os.makedirs(self.spool)
        with copying:
            psql("postgres", f"CREATE DATABASE {name} TEMPLATE studio")
        dead = sqs("CreateQueue", QueueName=name + "-dead")["QueueUrl"]
        arn = sqs("GetQueueAttributes", QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": max_receives})
        self.dead = dead
        self.queue = sqs("CreateQueue", QueueName=name, Attributes={"RedrivePolicy": policy})["QueueUrl"]
        self.cloud("s3-create", name)

    def environment(self, **more):
        return {**os.environ, **self.store, "PRACTICE_WORKER_QUEUE": self.name, "PRACTICE_WORKER_BUCKET": self.name,
                "PRACTICE_WORKER_SPOOL": self.spool, "PRACTICE_WORKER_VISIBILITY": str(VISIBILITY_S),
                "PRACTICE_WORKER_WEBHOOKS": "any",
                "PRACTICE_WORKER_STUDIO": f"host={SOCKET} user=practice_worker dbname={self.name}", **more}

    def cloud(self, *arguments):
        done = subprocess.run([BUILD + "/tests/cloud/cloud", *arguments], env=self.environment(),
                              capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stderr}")
        return done.stdout

    def sql(self, text, **more):
        return psql(self.name, text, **more)

    # --- what happens

    def member(self, name):
        self.sql(f"""WITH person AS (INSERT INTO users (email, password_hash, nickname)
                VALUES ('{name}@example.org', 'x', '{name}') RETURNING user_id)
            INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
            SELECT sha256(convert_to('{token_of(name)}', 'UTF8')), user_id, gen_random_uuid(), 'test',
                now() + interval '1 year' FROM person""")

    def hand_in(self, recordings, who="ana", is_uploaded=True, sha256=None):
        """Jobs whose recordings are in the store already. Returns their ids."""
        asked = [json.dumps({"sha256": sha256 or r.sha256, "size": len(r.content), "type": "audio/wav",
                             "name": os.path.basename(r.path), "zone": "UTC", "recorded_ms": 1770000000000})
                 for r in recordings]
        calls = "".join(f"SELECT job_id FROM api.job_create('{token_of(who)}', '{one}');\n" for one in asked)
        jobs = self.sql(calls, user="practice_client").split()
        for job, recording in zip(jobs, recordings):
            if is_uploaded:
                plain("PUT", f"/{self.name}/recordings/{job}", recording.content)
            self.truth[job] = recording.played_ms
        self.sql("".join(f"SELECT FROM api.job_uploaded('{token_of(who)}', '{job}');\n" for job in jobs),
                 user="practice_client")
        return jobs

    def start(self, *flags, program="/practice", **more):
        # a group of its own: a crash takes all of the worker along
        with open(self.log, "ab") as log:
            worker = subprocess.Popen([BUILD + program, "worker", *flags], env=self.environment(**more),
                                      stderr=log, start_new_session=True)
        self.workers.append(worker)
        return worker

    def stop(self):
        for worker in self.workers:
            try:
                os.killpg(worker.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            worker.wait()
        self.workers = []

    # --- what must be

    def leftovers(self):
        """What is still to be done, in words; "" when all is."""
        counts = self.sql("""SELECT (SELECT count(*) FROM jobs WHERE finished_at IS NULL),
            (SELECT count(*) FROM jobs WHERE finished_at IS NOT NULL AND recording_deleted_at IS NULL)
                + (SELECT count(*) FROM recording_files WHERE deleted_at IS NULL)
                + (SELECT count(*) FROM doomed_recordings),
            (SELECT count(*) FROM job_messages)""").split("|")
        found = dict(zip(("jobs open", "recordings not known to be deleted", "messages unsent"), counts))
        if not any(map(int, counts)):
            state = sqs("GetQueueAttributes", QueueUrl=self.queue, AttributeNames=["All"])["Attributes"]
            found["messages"] = sum(int(state["ApproximateNumberOfMessages" + which])
                                    for which in ("", "NotVisible", "Delayed"))
            found["in the store"] = self.cloud("s3-list", self.name).count("recordings/")
            found["in the spool"] = len(os.listdir(self.spool))
        return ", ".join(f"{what}: {n}" for what, n in found.items() if int(n))

    def is_done(self):
        """There was something to do, and it is done."""
        did = self.sql("SELECT EXISTS (SELECT FROM jobs) OR NOT EXISTS (SELECT FROM users)")
        return did == "t" and not self.leftovers()

    def await_all(self, limit_s):
        until = time.monotonic() + limit_s
        while left := self.leftovers():
            if time.monotonic() > until:
                raise RuntimeError(f"after {limit_s} s: {left}")
            time.sleep(0.3)

    def sweep_lost(self, limit_s):
        """What never arrived is swept two minutes after the end of its job: lets them go by."""
        until = time.monotonic() + limit_s
        while self.sql("SELECT count(*) FROM jobs WHERE status = 'FAILED' AND attempt = 0") == "0":
            if time.monotonic() > until:
                raise RuntimeError(f"after {limit_s} s: what is lost is not missed")
            time.sleep(0.1)
        self.sql("UPDATE jobs SET finished_at = finished_at - interval '2 minutes' WHERE status = 'FAILED'")
        self.start("--once", "--roles", "housekeep").wait()

    def check(self, n_ends=None):
        """Every job ended once, or as often as n_ends says of it, the last time as it should, told as often,
        and the sums are the truth."""
        rows = self.sql("""SELECT j.job_id, j.status, coalesce(s.measured_ms, -1),
                (SELECT count(*) FROM job_events e WHERE e.job_id = j.job_id
                    AND e.status IN ('SUCCEEDED', 'FAILED', 'CANCELLED')),
                (SELECT count(*) FROM notifications n WHERE n.type = 'job' AND n.data ->> 'job_id' = j.job_id::text),
                (SELECT count(*) FROM practice_sessions p WHERE p.user_id = j.user_id AND p.content_sha256 = j.sha256)
            FROM jobs j LEFT JOIN practice_sessions s USING (session_id)""")
        seen = {}
        for row in rows.splitlines():
            job, *facts = row.split("|")
            seen[job] = facts
        if seen.keys() != self.truth.keys():
            raise RuntimeError(f"jobs: {len(seen)}, not {len(self.truth)}")
        for job, played_ms in self.truth.items():
            ends = [str((n_ends or {}).get(job, 1))] * 2
            wanted = ["FAILED", "-1", *ends, "0"] if played_ms is None else ["SUCCEEDED", str(played_ms), *ends, "1"]
            if seen[job] != wanted:
                raise RuntimeError(f"job {job}: {seen[job]}, not {wanted}")
        wrong = self.sql("""SELECT count(*) FROM daily_statistics d FULL JOIN (SELECT user_id, practice_date, count(*) AS n,
                sum(actual_play_time) AS played FROM practice_sessions GROUP BY 1, 2) s USING (user_id, practice_date)
            WHERE d.sessions_count IS DISTINCT FROM s.n OR d.total_play_time IS DISTINCT FROM s.played""")
        counted = self.sql("SELECT coalesce(sum(sessions_count), 0) FROM daily_statistics")
        wanted = sum(played_ms is not None for played_ms in self.truth.values())
        if wrong != "0" or int(counted) != wanted:
            raise RuntimeError(f"statistics: {wrong} days wrong, {counted} sessions, not {wanted}")

    def back_at_work_s(self, moment):
        """How long after that moment (Unix time) the last of the jobs of then was taken up again, by the clock
        of the studio: the next that happened to one that was not over, or the end of the recording of one
        that was. What the studio was being told at that moment is not meant."""
        later = f"to_timestamp({moment + IN_FLIGHT_S})"
        return float(self.sql(f"""SELECT coalesce(max(extract(epoch FROM next) - {moment}), 0) FROM (
            SELECT min(s.at) AS next FROM (SELECT job_id, at FROM job_events UNION ALL TABLE ticket_answers) s
                JOIN jobs j USING (job_id)
                WHERE s.at > {later} AND j.created_at <= {later} GROUP BY s.job_id
            UNION ALL SELECT recording_deleted_at FROM jobs
                WHERE finished_at <= {later} AND recording_deleted_at > {later} AND attempt > 0) n"""))
