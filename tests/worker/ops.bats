#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What those who run workers are given: it must hold with the program as it is.
bats_require_minimum_version 1.5.0

ops=$BATS_TEST_DIRNAME/../../scripts/ops

@test "the example settings make sense" {
    "$BUILD/practice" worker --check --config "$ops/worker.conf"
}

@test "the unit is one that systemd understands" {
    command -v systemd-analyze >/dev/null || skip "no systemd-analyze here"
    sed 's|/usr/local/bin/practice|/bin/true|' "$ops/practice-worker.service" >"$BATS_TEST_TMPDIR/practice-worker.service"
    run systemd-analyze verify "$BATS_TEST_TMPDIR/practice-worker.service"
    echo "$output"
    [[ $output != *"Unknown key"* && $output != *"Failed to parse"* ]]
}

@test "the service manager hears that a worker is ready, alive and stopping" {
    local socket=$BATS_TEST_TMPDIR/notify pid heard=$BATS_TEST_TMPDIR/heard
    /usr/bin/python3 - "$socket" >"$heard" 3>&- <<'END' &
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
s.settimeout(60)
while True:
    word = s.recv(100).decode()
    print(word, flush=True)
    if word == 'STOPPING=1':
        break
END
    pid=$!
    until [ -S "$socket" ]; do sleep 0.05; done
    NOTIFY_SOCKET=$socket WATCHDOG_USEC=200000 AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=y AWS_REGION=eu-west-3 \
        "$BUILD/practice" worker --studio "host=$BATS_TEST_TMPDIR" --queue q --bucket b \
        --roles housekeep 2>/dev/null 3>&- &
    local worker=$! until=$((SECONDS + 30))
    until [ "$(grep -c WATCHDOG=1 "$heard")" -ge 2 ]; do
        [ "$SECONDS" -lt "$until" ]
        sleep 0.05
    done
    kill "$worker"
    wait "$worker"
    wait "$pid"
    [ "$(head -n 1 "$heard")" = READY=1 ]
    [ "$(tail -n 1 "$heard")" = STOPPING=1 ]
}
