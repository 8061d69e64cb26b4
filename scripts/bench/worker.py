#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make bench: what the worker adds to measuring, with real servers on this machine.

Ten-minute recordings go through queue, store and studio, and the same recordings through `practice
analyze` in the same run: the share of the engine's speed that is left. One-second recordings tell
what a job costs in time, statements and requests; a backlog of 100,000 tells whether that grows; a
thousand submitters come at once through a pooler; and a worker with nothing to do is watched.
QUICK=1 does with less. --soak MINUTES feeds a worker for so long and tells its memory.
"""
import argparse
import glob
import hashlib
import http.client
import json
import os
import re
import resource
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
import uuid

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.abspath(os.path.join(ROOT, os.environ.get("BUILD", "build")))
PRACTICE = os.path.join(BUILD, "practice")
QUICK = bool(os.environ.get("QUICK"))
START = """
bats_require_minimum_version() { :; }
load() { . "$BATS_TEST_DIRNAME/$1.bash"; }
exec 3>/dev/null
BATS_TEST_DIRNAME=tests/sync; . tests/sync/common.bash
. tests/cloud/servers.bash
"""
OPEN = """
studio_start shared_preload_libraries=pg_stat_statements track_io_timing=off >/dev/null
BATS_TEST_DIRNAME=$PWD/tests/cloud cloud_start >/dev/null
sql 'CREATE EXTENSION pg_stat_statements' >/dev/null
pooler_start >/dev/null
"$BUILD/tests/cloud/cloud" queue-create dead >/dev/null
"$BUILD/tests/cloud/cloud" queue-create jobs 60 "$("$BUILD/tests/cloud/cloud" queue-state \
    "$("$BUILD/tests/cloud/cloud" queue-url dead)" | sed -n 's/^arn //p')" 5 >/dev/null
QUEUE=$("$BUILD/tests/cloud/cloud" queue-url jobs)
"$BUILD/tests/cloud/cloud" s3-create studio >/dev/null
for name in $(compgen -e | grep -E '^(STUDIO|POOLED|CLOUD_FOLDER|GATE|PLAIN|AWS_)') QUEUE; do
    printf '%s=%s\\n' "$name" "${!name}"
done
"""
PEOPLE = """
INSERT INTO users (email, password_hash, nickname) SELECT 'b' || n || '@example.org', 'none', 'b' || n
FROM generate_series({first}, {last}) AS n;
INSERT INTO auth.tokens (token_hash, user_id, device_id, device_name, expires_at)
SELECT sha256(convert_to(nickname, 'UTF8')), user_id, gen_random_uuid(), 'bench', now() + interval '9 days'
FROM users WHERE nickname ~ '^b[0-9]+$' AND substr(nickname, 2)::int BETWEEN {first} AND {last};
"""
# Jobs as api.job_create() and api.job_uploaded() leave them; with a state of QUEUED, as the dispatcher.
JOBS = """
SET session_replication_role = replica;
INSERT INTO jobs (job_id, user_id, submitted_by, status, sha256, file_size, content_type, file_name, object_key, zone,
    recorded_at, ingested_at, queued_at)
SELECT f.id, u.user_id, u.user_id, '{state}', '{sha256}', {size}, 'audio/mp4', 'take.m4a', 'recordings/' || f.id, 'UTC',
    now() - interval '1 day', now(), now()
FROM unnest('{ids}'::uuid[]) WITH ORDINALITY AS f (id, n) JOIN users u ON u.nickname = 'b' || ({first} + f.n - 1);
INSERT INTO job_messages (job_id) SELECT job_id FROM jobs WHERE status = 'INGESTED';
SET session_replication_role = origin;
"""
SUBMIT = """
\\set n :client_id + {first}
SELECT quote_literal(job_id) AS id FROM api.job_create('b' || :n, json_build_object('sha256', md5('x' || :n) || md5('y' || :n), 'size',
    1000000, 'type', 'audio/mp4', 'name', 'take.m4a', 'zone', 'UTC', 'recorded_ms', 1770000000000)::jsonb) \\gset
\\set ready 0
{polls}
SELECT status FROM api.job_uploaded('b' || :n, :id::uuid);
"""
POLL = """\\if :ready
\\else
\\sleep {ms} ms
SELECT CASE WHEN answer IS NULL THEN 0 ELSE 1 END AS ready FROM api.job_ticket('b' || :n, :id::uuid, false) \\gset
\\endif
"""


def bash(script, **more):
    """Runs a script with the tests' functions; returns what it prints."""
    done = subprocess.run(("bash", "-c", START + script), cwd=ROOT, text=True, check=True, stdout=subprocess.PIPE,
                          env=dict(os.environ, BUILD=BUILD, **more))
    return done.stdout


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def load():
    return "load %.1f on %d cores" % (os.getloadavg()[0], os.cpu_count())


class Studio:
    """The servers, and a worker before them."""

    def __init__(self):
        told = bash(OPEN, POOL_SIZE=str(2 * os.cpu_count()))
        self.env = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
        self.n_people = 0
        self.base = dict(os.environ, **self.env, PRACTICE_WORKER_QUEUE="jobs", PRACTICE_WORKER_BUCKET="studio",
                         PRACTICE_WORKER_STUDIO="host=%s/s user=practice_worker dbname=studio"
                         % self.env["STUDIO_FOLDER"], PRACTICE_WORKER_RESERVE="1", PRACTICE_WORKER_SPOOL="/var/tmp")
        self.queue = self.env["QUEUE"]

    def close(self):
        bash("pooler_stop; cloud_stop; studio_stop", **self.env)

    def sql(self, text):
        done = subprocess.run(("psql", "-qXAt", "-v", "ON_ERROR_STOP=1", self.env["STUDIO_ADMIN"]), input=text,
                              check=True, text=True, stdout=subprocess.PIPE,
                              env=dict(os.environ, PGOPTIONS="-c client_min_messages=warning"))
        return done.stdout.strip()

    def sqs(self, action, body):
        """Straight to the queue's server, which checks no signatures but takes the region from there."""
        wire = http.client.HTTPConnection("127.0.0.1", int(self.env["PLAIN"]))
        wire.request("POST", "/", json.dumps(body), {
            "X-Amz-Target": "AmazonSQS." + action, "Content-Type": "application/x-amz-json-1.0",
            "Authorization": "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/eu-west-3/sqs/aws4_request, "
                             "SignedHeaders=host, Signature=none"})
        answer = wire.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise SystemExit("%s: %s" % (action, content[:200]))
        return content

    def people(self, n):
        first = self.n_people
        self.sql(PEOPLE.format(first=first, last=first + n - 1))
        self.n_people += n
        return first

    def hand_in(self, path, n, state="QUEUED", n_stored=None):
        """n jobs with this recording, each of another person; the first n_stored of them in the store."""
        with open(path, "rb") as file:
            content = file.read()
        ids = [str(uuid.uuid4()) for _ in range(n)]
        wire = http.client.HTTPConnection("127.0.0.1", int(self.env["PLAIN"]))
        for one in ids[:n_stored]:
            wire.request("PUT", "/studio/recordings/" + one, content)
            wire.getresponse().read()
        self.sql(JOBS.format(state=state, sha256=hashlib.sha256(content).hexdigest(), size=len(content),
                             ids="{%s}" % ",".join(ids), first=self.people(n)))
        if state == "QUEUED":
            for at in range(0, n, 10):
                self.sqs("SendMessageBatch", {"QueueUrl": self.queue, "Entries": [
                    {"Id": str(k), "MessageBody": json.dumps({"job": one}, separators=(",", ":"))} for k, one in enumerate(ids[at:at + 10])]})
        return ids

    def worker(self, *flags, gate=False):
        endpoint = "http://127.0.0.1:" + self.env["GATE" if gate else "PLAIN"]
        return subprocess.Popen((PRACTICE, "worker") + flags, stderr=subprocess.DEVNULL,
                                env=dict(self.base, AWS_ENDPOINT_URL=endpoint))

    def n_done(self):
        return int(self.sql("SELECT count(*) FROM practice_sessions"))

    def await_done(self, n, workers=()):
        while self.n_done() < n:
            if any(worker.poll() is not None for worker in workers):
                raise SystemExit("a worker ended before its work")
            time.sleep(0.2)

    def span(self, ids):
        """Seconds from the first claim to the last end of these jobs."""
        return float(self.sql("SELECT extract(epoch FROM max(finished_at) - min(started_at)) FROM jobs "
                              "WHERE job_id = ANY ('{%s}') AND status = 'SUCCEEDED'" % ",".join(ids)))

    def clear(self):
        self.sql("TRUNCATE jobs, job_events, job_messages, job_tickets, practice_sessions CASCADE")
        self.sqs("PurgeQueue", {"QueueUrl": self.queue})

    def statements(self):
        return int(self.sql("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid "
                            "WHERE rolname = 'practice_worker' AND toplevel"))

    def requests(self):
        wire = http.client.HTTPConnection("127.0.0.1", int(self.env["GATE"]))
        wire.request("GET", "/_gate/log")
        lines = wire.getresponse().read().decode().splitlines()
        return [json.loads(line)["line"].split("?")[0] for line in lines if line]

    def forget_requests(self):
        wire = http.client.HTTPConnection("127.0.0.1", int(self.env["GATE"]))
        wire.request("POST", "/_gate/log")
        wire.getresponse().read()


def stop(worker):
    """Ends a worker. The queue's server still gives the next message to a poll that was hung up, so nothing may
    wait in the queue then, nor come soon."""
    worker.send_signal(signal.SIGTERM)
    return ended(worker)


def ended(worker):
    """Waits for the end of a worker; the CPU seconds that it and its children took."""
    _, _, usage = os.wait4(worker.pid, 0)
    worker.returncode = 0
    return usage.ru_utime + usage.ru_stime


def recordings(folder):
    """Ten minutes as a phone records them, and a second."""
    lesson, one = os.path.join(ROOT, "testdata/audio/lesson.flac"), os.path.join(ROOT, "testdata/audio/cello.flac")
    long, short = os.path.join(folder, "long.m4a"), os.path.join(folder, "short.flac")
    encode = ("ffmpeg", "-v", "error", "-y")
    subprocess.run(encode + ("-stream_loop", "-1", "-i", lesson, "-t", "600", "-c:a", "aac", "-b:a", "64k", "-ac", "1",
                             long), check=True)
    subprocess.run(encode + ("-ss", "3", "-t", "1", "-i", one, "-ac", "1", "-ar", "16000", short), check=True)
    return long, short


def engine(path, n):
    """(wall, CPU) seconds of `practice analyze` for n such recordings, one after the other."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run((PRACTICE, "analyze", "--jobs", "1", "--json", "--quiet") + (path,) * n, check=True,
                   stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (time.perf_counter() - begun,
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def through(studio, path, n, n_workers=1):
    """(wall, CPU) seconds of n jobs through so many workers."""
    before = studio.n_done()
    ids = studio.hand_in(path, n)
    workers = [studio.worker("--roles", "analyse", "--drain") for _ in range(n_workers)]
    spent = [ended(worker) for worker in workers]
    if studio.n_done() != before + n:
        raise SystemExit("not every job was done")
    return studio.span(ids), sum(spent)


def tell_long(studio, path, rounds):
    """Ten-minute recordings; engine and worker take turns, so that both have the same machine."""
    alone, one, two = [], [], []
    n = 4
    for _ in range(rounds):
        alone.append(engine(path, n))
        one.append(through(studio, path, n))
        two.append(through(studio, path, 2 * n, 2))
    wall = [statistics.median(t[0] for t in runs) / n for runs in (alone, one, two)]
    cpu = [statistics.median(t[1] for t in runs) / n for runs in (alone, one, two)]
    print("\n| ten-minute recordings, each | wall, s | CPU, s | jobs per second | of the engine alone: by wall, by CPU |\n"
          "|---|---|---|---|---|")
    print("| practice analyze | %.2f | %.2f | %.2f | |" % (wall[0], cpu[0], 1 / wall[0]))
    print("| one worker | %.2f | %.2f | %.2f | %.0f %%, %.0f %% |" % (
        wall[1], cpu[1], 1 / wall[1], 100 * wall[0] / wall[1], 100 * cpu[0] / cpu[1]))
    print("| two workers | %.2f | %.2f | %.2f | %.2f × one worker |" % (
        wall[2] / 2, cpu[2] / 2, 2 / wall[2], 2 * wall[1] / wall[2]))
    print(load())


def tell_short(studio, path, n):
    alone = engine(path, 200)
    wall, cpu = through(studio, path, n)
    print("\n%d one-second recordings: %.1f jobs per second; a job takes %.1f ms (CPU of the worker %.1f ms), measuring "
          "alone %.1f ms" % (n, n / wall, 1e3 * wall / n, 1e3 * cpu / n, 1e3 * alone[0] / 200))
    n = 100
    before = studio.n_done()
    studio.hand_in(path, n, state="INGESTED")
    studio.forget_requests()
    statements = studio.statements()
    worker = studio.worker("--roles", "analyse,dispatch", gate=True)
    studio.await_done(before + n, (worker,))
    statements = studio.statements() - statements
    asked = studio.requests()
    stop(worker)
    kinds = {}
    for line in asked:
        kind = re.sub(r"/studio/recordings/\S+", "recording", line).replace("POST AmazonSQS.", "")
        kinds[kind] = kinds.get(kind, 0) + 1
    print("A job from upload to end costs %.1f statements and %.1f requests: %s" % (
        statements / n, len(asked) / n, ", ".join("%s %.2f" % (kind, count / n)
                                                  for kind, count in sorted(kinds.items(), key=lambda kv: -kv[1]))))


def tell_backlog(studio, path, sizes):
    """The rate at which jobs are done, and what the studio's calls cost, with ever more of them waiting."""
    n = 200
    print("\n| jobs waiting | jobs per second | a claim, ms | outbox, ms | counts, ms | resend, ms | tables read whole |\n"
          "|---|---|---|---|---|---|---|")
    for size in sizes:
        studio.clear()
        ids = studio.hand_in(path, size, n_stored=n + 200)
        studio.sql("INSERT INTO job_messages (job_id) SELECT job_id FROM jobs OFFSET 200")
        studio.sql("VACUUM ANALYZE jobs; VACUUM ANALYZE job_messages; SELECT pg_stat_reset()")
        worker = studio.worker("--roles", "analyse")
        studio.await_done(n, (worker,))
        stop(worker)
        time.sleep(1)  # the statistics of a session come a little later
        whole = studio.sql("SELECT coalesce(string_agg(relname || ' ' || seq_scan, ', '), 'none') FROM "
                           "pg_stat_user_tables WHERE seq_scan > 0 AND relname IN ('jobs', 'job_messages')")
        done = int(studio.sql("SELECT count(*) FROM practice_sessions"))
        rate = done / float(studio.sql("SELECT extract(epoch FROM max(finished_at) - min(started_at)) FROM jobs "
                                       "WHERE status = 'SUCCEEDED'"))
        calls = ("work.claim('%s', 'bench', 1, 0)" % ids[-1], "work.messages(10)", "work.counts()", "work.resend(now())")
        print("| %d | %.1f | %s | %s |" % (size, rate, " | ".join("%.2f" % studio_call(studio, call) for call in calls),
                                           whole))
    studio.clear()


def studio_call(studio, call):
    """Median milliseconds of a call, nothing kept."""
    one = ("BEGIN; SELECT clock_timestamp() AS t \\gset\nSELECT count(*) AS n FROM %s \\gset\n"
           "SELECT 'MS=' || extract(epoch FROM clock_timestamp() - :'t'::timestamptz) * 1000; ROLLBACK;\n")
    times = re.findall(r"MS=([\d.]+)", studio.sql(one % call * 11))
    return statistics.median(float(t) for t in times)


def tell_crowd(studio, folder, clients):
    """Milliseconds from handing in to having it accepted, less the upload itself."""
    first = studio.people(clients)
    pauses, pause = [], 50.0
    while sum(pauses) < 60000:
        pauses.append(pause)
        pause = pause + 200 if pause < 800 else 1000
    script = os.path.join(folder, "submit.sql")
    with open(script, "w", encoding="utf-8") as out:
        out.write(SUBMIT.format(first=first, polls="".join(POLL.format(ms=int(ms)) for ms in pauses)))
    worker = studio.worker("--roles", "dispatch")
    time.sleep(1)
    studio.sql("SELECT pg_stat_statements_reset()")
    subprocess.run("ulimit -Sn $(ulimit -Hn); exec pgbench -n -c %d -j 2 -t 1 -f %s -l --log-prefix=%s/log '%s'" %
                   (clients, script, folder, studio.env["POOLED"]), shell=True, check=True, stdout=subprocess.DEVNULL)
    stop(worker)
    taken = []
    for name in glob.glob(folder + "/log.*"):
        with open(name, encoding="utf-8") as log:
            taken += [int(line.split()[2]) / 1e3 for line in log]
    accepted = int(studio.sql("SELECT count(*) FROM jobs WHERE status <> 'CREATED'"))
    print("\n%d submitters at once through pgbouncer, %d accepted: ms p50 %.0f, p95 %.0f, p99 %.0f" % (
        clients, accepted, percentile(taken, .5), percentile(taken, .95), percentile(taken, .99)))
    print(studio.sql("SELECT string_agg(format('%s %s ms in %s calls', what, ms, calls), ', ') FROM (SELECT "
                     "substring(query FROM '(api|work)\\.\\w+') AS schema, substring(query FROM '(?:api|work)\\.\\w+') AS what, "
                     "round(sum(total_exec_time)) AS ms, sum(calls) AS calls FROM pg_stat_statements "
                     "WHERE toplevel AND query ~ '(api|work)\\.' "
                     "GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 6) AS most"))
    studio.clear()


def tell_idle(studio, seconds):
    worker = studio.worker(gate=True)
    time.sleep(5)
    studio.forget_requests()
    statements, before = studio.statements(), cpu_of(worker.pid)
    time.sleep(seconds)
    spent, statements, asked = cpu_of(worker.pid) - before, studio.statements() - statements, studio.requests()
    stop(worker)
    print("\nNothing to do, per minute: %.0f requests, %.0f statements, %.2f s of CPU (%.2f %%)" % (
        60 * len(asked) / seconds, 60 * statements / seconds, 60 * spent / seconds, 100 * spent / seconds))


def family(pid):
    """A process and its children."""
    with open("/proc/%d/task/%d/children" % (pid, pid), encoding="ascii") as children:
        return [pid] + [int(one) for one in children.read().split()]


def cpu_of(pid):
    ticks = 0
    for one in family(pid):
        with open("/proc/%d/stat" % one, encoding="ascii") as stat:
            ticks += sum(int(n) for n in stat.read().rsplit(")", 1)[1].split()[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_of(pid):
    """MiB that only these processes hold, of each of the worker's."""
    held = []
    for one in family(pid):
        try:
            with open("/proc/%d/smaps_rollup" % one, encoding="ascii") as rollup:
                held.append(sum(int(n) for n in re.findall(r"^Private_\w+: +(\d+)", rollup.read(), re.M)) / 1024)
        except OSError:
            held.append(0)
    return held


def soak(studio, long, short, minutes):
    """Feeds a worker and looks at its memory: what grows, and how fast."""
    worker = studio.worker("--jobs", "2")
    begun, seen, n = time.monotonic(), [], 0
    while time.monotonic() - begun < 60 * minutes:
        if int(studio.sql("SELECT count(*) FROM jobs WHERE finished_at IS NULL")) < 100:
            studio.hand_in(short, 200, state="INGESTED")
            studio.hand_in(long, 1, state="INGESTED")
            n += 201
        seen.append(memory_of(worker.pid))
        time.sleep(2)
    studio.await_done(n, (worker,))
    seen.append(memory_of(worker.pid))
    cpu = stop(worker)
    third = max(1, len(seen) // 3)
    early, late = ([statistics.median(column) for column in zip(*part)] for part in (seen[third // 3:third], seen[-third:]))
    print("\n%d jobs in %.1f min, %.0f s of CPU, every one succeeded: %s" % (
        n, (time.monotonic() - begun) / 60, cpu, studio.n_done() == n))
    print("MiB of each process, early and late:", ", ".join("%.1f → %.1f" % pair for pair in zip(early, late)))
    left = [line for line in studio.sql("SELECT status || ' ' || count(*) FROM jobs GROUP BY status").splitlines()]
    print("Jobs:", ", ".join(left))
    return max(b - a for a, b in zip(early, late))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="only feed a worker for so long")
    parser.add_argument("--only", help="of long, short, backlog, crowd, idle")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="bench-worker-")
    studio = Studio()
    try:
        long, short = recordings(folder)
        if options.soak:
            soak(studio, long, short, options.soak)
            return
        parts = {
            "long": lambda: tell_long(studio, long, 1 if QUICK else 3),
            "short": lambda: tell_short(studio, short, 500 if QUICK else 10000),
            "backlog": lambda: tell_backlog(studio, short, (1000, 10000) if QUICK else (1000, 10000, 100000)),
            "crowd": lambda: tell_crowd(studio, folder, 200 if QUICK else 1000),
            "idle": lambda: tell_idle(studio, 20 if QUICK else 120),
        }
        print("The worker (%s)" % load())
        for name in options.only.split(",") if options.only else parts:
            parts[name]()
        print("At the end: %s" % load())
    finally:
        studio.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
