#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Recordings around the limit of 2 GiB. That one byte more is refused takes a moment; that 2 GiB and a
# byte less are taken, with Swift as the store and no gate before it, is a part of `make kill-suite`.
# shellcheck disable=SC2154 # of road.bash and of run
load road

limit=2147483648

setup_file()
{
    # shellcheck disable=SC2119 # swift is optional
    if is_long; then road_start swift; else road_start; fi
    sign_up ana
}
teardown() { workers_stop; }

# giant BYTES: a recording of so many, of which the disk holds the head alone: eight channels of silence
# at 192 kHz, which are soon heard; prints its path.
giant()
{
    local file=$BATS_TEST_TMPDIR/$1.wav
    /usr/bin/python3 - "$1" "$file" <<'END'
import struct, sys
size = int(sys.argv[1])
with open(sys.argv[2], "wb") as out:
    data = (size - 44) // 32 * 32
    out.write(struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", data + 36, b"WAVE", b"fmt ", 16, 1, 8, 192000,
                          192000 * 32, 32, 32, b"data", data))
    out.truncate(size)
END
    echo "$file"
}

# tree PID: it and all below it.
tree()
{
    local pid
    echo "$1"
    for pid in $(pgrep -P "$1"); do tree "$pid"; done
}

# watch NAME PID: keeps the largest memory, MiB, that PID or a process below it has had to itself in
# $BATS_TEST_TMPDIR/NAME.
watch()
{
    local pid most=0 now
    while kill -0 "$2" 2>/dev/null; do
        for pid in $(tree "$2"); do
            now=$(awk '/^RssAnon/ {print int($2 / 1024)}' "/proc/$pid/status" 2>/dev/null || true)
            [ "${now:-0}" -le "$most" ] || most=$now
        done
        echo "$most" >"$BATS_TEST_TMPDIR/$1"
        sleep 0.2
    done
}

@test "a byte more than 2 GiB is refused before anything is read" {
    local file
    file=$(giant $((limit + 1)))
    as ana -3 submit "$file"
    [[ $stderr == *"is larger than 2 GiB"* ]]
    [ "$(sql 'SELECT count(*) FROM jobs')" = 0 ]
}

@test "2 GiB are uploaded, measured and forgotten, in little memory" {
    local size file pid
    is_long || skip "only in make kill-suite"
    export AWS_ACCESS_KEY_ID=test:tester AWS_SECRET_ACCESS_KEY=testing \
        AWS_ENDPOINT_URL=http://127.0.0.1:$SWIFT_PORT PRACTICE_WORKER_QUEUE_ENDPOINT=http://127.0.0.1:$PLAIN
    "$BUILD/tests/cloud/cloud" s3-create studio
    mkdir "$BATS_TEST_TMPDIR/spool"
    worker_start w --visibility 10 --spool "$BATS_TEST_TMPDIR/spool"
    watch worker "$(cat "$BATS_FILE_TMPDIR/w.pid")" 3>&- &
    for size in $((limit - 1)) "$limit"; do
        file=$(giant "$size")
        SECONDS=0
        env -u XDG_CONFIG_HOME -u XDG_DATA_HOME HOME="$(home_of ana)" "$BUILD/practice" submit --wait --json "$file" \
            >"$BATS_TEST_TMPDIR/job" 3>&- &
        pid=$!
        watch submit "$pid" 3>&-
        wait "$pid"
        [ "$(jq -c '[.status, (.duration_s | round), .attempt]' "$BATS_TEST_TMPDIR/job")" = '["SUCCEEDED",350,1]' ]
        store_empties
        [ "$(sql 'SELECT count(*) FROM recording_files WHERE deleted_at IS NULL')" = 0 ]
        # the spool's file has no name, and nobody holds it any more
        [ -z "$(ls -A "$BATS_TEST_TMPDIR/spool")" ]
        for pid in $(tree "$(cat "$BATS_FILE_TMPDIR/w.pid")"); do
            ! ls -l "/proc/$pid/fd" 2>/dev/null | grep -q "$BATS_TEST_TMPDIR/spool" || return 1
        done
        echo "$size bytes: $SECONDS s, submit $(cat "$BATS_TEST_TMPDIR/submit") MiB, worker $(cat "$BATS_TEST_TMPDIR/worker") MiB" >&3
        rm "$file"
    done
    [ "$(cat "$BATS_TEST_TMPDIR/submit")" -lt 64 ]
    [ "$(cat "$BATS_TEST_TMPDIR/worker")" -lt 64 ]
}
