# SPDX-License-Identifier: GPL-3.0-or-later
# The whole road of a recording: a studio, SQS and S3 behind their gate, and workers. Who loads it has
# a road with a member "ana" for each file, and no worker and no fault left after each test; a file
# may have a setup_file with road_start, or a teardown, of its own.
# shellcheck source=/dev/null
source "$BATS_TEST_DIRNAME/queue.bash"
# shellcheck source=/dev/null
source "$BATS_TEST_DIRNAME/../cloud/servers.bash"

cloud_tests=$BATS_TEST_DIRNAME/../cloud
export recordings=$BATS_TEST_DIRNAME/../../testdata/audio

# road_start [swift]
road_start()
{
    studio_start || return
    BATS_TEST_DIRNAME=$cloud_tests cloud_start "$@" || return
    export PRACTICE_WORKER_STUDIO="host=$STUDIO_FOLDER/s user=practice_worker dbname=studio" \
        PRACTICE_WORKER_BUCKET=studio PRACTICE_WORKER_RESERVE=1 PRACTICE_WORKER_SPOOL=$BATS_FILE_TMPDIR
    cloud queue-create dead
    # shellcheck disable=SC2154 # of run
    DEAD_URL=$output
    cloud queue-state "$DEAD_URL"
    DEAD_ARN=$(sed -n 's/^arn //p' <<<"$output")
    export DEAD_URL DEAD_ARN
    queue_new jobs
    cloud s3-create studio
}

# queue_new NAME: an empty queue for the workers from now on. What is held of another one comes back to
# that one only, which is quicker than waiting until nothing does.
queue_new()
{
    cloud queue-create "$1" 5 "$DEAD_ARN" 3
    export QUEUE_URL=$output PRACTICE_WORKER_QUEUE=$1
}

road_stop()
{
    workers_stop
    cloud_stop
    studio_stop
}

setup_file()
{
    road_start
    member ana
}
teardown_file() { road_stop; }
teardown()
{
    workers_stop
    faults
}

# Whether this is `make kill-suite`.
is_long() { [ "${KILL_SUITE:-}" = long ]; }

# worker_start NAME [FLAGS]: in the background; its log is $(worker_log NAME). $worker_program: another.
worker_start()
{
    local name=$1
    shift
    : >"$(worker_log "$name")" # now: who waits for a word must not find an earlier worker's
    "$BUILD${worker_program:-/practice}" worker "$@" 2>"$(worker_log "$name")" 3>&- &
    echo $! >"$BATS_FILE_TMPDIR/$name.pid"
    echo $! >>"$BATS_FILE_TMPDIR/workers"
}

reason_of() { sql "SELECT failure_class || ': ' || failure FROM jobs WHERE job_id = '$1'"; }
worker_log() { echo "$BATS_FILE_TMPDIR/$1.log"; }

# worker_signal NAME SIGNAL; worker_ends NAME: waits for it.
worker_signal() { kill "-$2" "$(cat "$BATS_FILE_TMPDIR/$1.pid")"; }
worker_ends() { wait_for eval "! kill -0 $(cat "$BATS_FILE_TMPDIR/$1.pid") 2>/dev/null"; }

workers_stop()
{
    local pid
    [ -e "$BATS_FILE_TMPDIR/workers" ] || return 0
    while read -r pid; do
        kill -9 "$pid" 2>/dev/null
    done <"$BATS_FILE_TMPDIR/workers"
    rm "$BATS_FILE_TMPDIR/workers"
    return 0
}

# hand_in NAME FILE: a job whose recording is in the store already; prints its id.
hand_in()
{
    local token id
    token=$(token_of "$1")
    id=$(api "SELECT job_id FROM api.job_create('$token', '{\"sha256\": \"$(sha256sum "$2" | cut -d ' ' -f 1)\",
        \"size\": $(stat -c %s "$2"), \"type\": \"audio/flac\", \"name\": \"$(basename "$2")\", \"zone\": \"Asia/Seoul\",
        \"recorded_ms\": 1770000000000}')")
    "$BUILD/tests/cloud/cloud" s3-put studio "recordings/$id" "$2" >/dev/null || return
    api "SELECT FROM api.job_uploaded('$token', '$id')"
    echo "$id"
}

# job_is ID STATE…: one of them.
job_is()
{
    local state id=$1
    shift
    state=$(state_of "$id")
    [[ " $* " == *" $state "* ]]
}
await_job() { wait_for job_is "$@"; }

# sign_up NAME: with an account and an identity file.
sign_up()
{
    person "$1" account sign-up --studio "$STUDIO" \
        --email "$1@example.org" --nickname "$1" --device test --password-fd 0 <<<"battery staple $1"
}

# as NAME ARGUMENT…: `person` without the cloud's environment.
as()
{
    local name
    for name in $(compgen -e | grep -E '^(AWS_|PRACTICE_WORKER_)'); do export -n "${name?}"; done
    person "$@"
    for name in $(compgen -v | grep -E '^(AWS_|PRACTICE_WORKER_)'); do export "${name?}"; done
}

# How many recordings there are in the store.
in_store() { "$BUILD/tests/cloud/cloud" s3-list studio | grep -c recordings/ || true; }

# A job has succeeded before its recording is gone, a moment later.
store_empties() { wait_for eval '[ "$(in_store)" = 0 ]'; }
