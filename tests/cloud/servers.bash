# SPDX-License-Identifier: GPL-3.0-or-later
# SQS and S3 for a file of tests: fauxqs behind the gate, and, with `cloud_start swift`, OpenStack
# Swift as a second S3. Call cloud_start in setup_file and cloud_stop in teardown_file. All listen on
# 127.0.0.1, on ports that were free, and end by their process ids.
bats_require_minimum_version 1.5.0

# wait_for COMMAND…: until it succeeds, two minutes at most: a machine may have much else to do. What
# does not succeed soon is asked for less often, to leave the cores to whoever works on it.
wait_for()
{
    local until=$((SECONDS + 120)) n=0
    until "$@"; do
        [ "$SECONDS" -lt "$until" ] || return 1
        n=$((n + 1))
        sleep "0.$((n > 10 ? 2 : 0))5"
    done
}

# N ports that were free just now, and are not of the range that connections take.
free_ports()
{
    /usr/bin/python3 - "$1" <<'EOF'
import random, socket, sys
held = []
while len(held) < int(sys.argv[1]):
    s = socket.socket()
    try:
        s.bind(("127.0.0.1", random.randint(20000, 32000)))
        held.append(s)
    except OSError:
        pass
print(*[s.getsockname()[1] for s in held])
EOF
}

port_answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

cloud_start()
{
    local node other=
    CLOUD_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/cloud-XXXXXX")
    export CLOUD_FOLDER
    node=$("$BATS_TEST_DIRNAME/install") || return
    if [ "${1:-}" = swift ]; then
        swift_start || return
        other=$SWIFT_PORT
    fi
    # The servers end with this FIFO's last writer, even if the tests are killed.
    mkfifo "$CLOUD_FOLDER/life"
    "$node" "$BATS_TEST_DIRNAME/../../build/cloud-servers/servers.mjs" "$CLOUD_FOLDER/ports" $other \
        <"$CLOUD_FOLDER/life" >"$CLOUD_FOLDER/servers.log" 2>&1 3>&- &
    echo $! >>"$CLOUD_FOLDER/pids"
    sleep 100000 >"$CLOUD_FOLDER/life" 3>&- &
    echo $! >>"$CLOUD_FOLDER/pids"
    wait_for test -e "$CLOUD_FOLDER/ports" || {
        cat "$CLOUD_FOLDER/servers.log"
        return 1
    }
    local gate givers plain
    . "$CLOUD_FOLDER/ports"
    export GATE=$gate PLAIN=$plain GIVERS=$givers OTHER=${other:-}
    # Nothing of the one who runs the tests.
    local name
    for name in $(compgen -e | grep -E '^(AWS_|CLOUD_(PROFILE|TRIES|STALL_S|ADDRESSING|COUNTS|PROGRESS)|.*_proxy$|.*_PROXY$)'); do
        unset "$name"
    done
    export AWS_ENDPOINT_URL=http://127.0.0.1:$GATE AWS_REGION=eu-west-3 \
        AWS_ACCESS_KEY_ID=AKIATEST AWS_SECRET_ACCESS_KEY=test/secret+key \
        AWS_EC2_METADATA_DISABLED=true HOME=$CLOUD_FOLDER
}

cloud_stop()
{
    local pid
    [ -n "${CLOUD_FOLDER:-}" ] || return 0
    while read -r pid; do
        kill "$pid" 2>/dev/null
        wait_for eval "! kill -0 $pid 2>/dev/null"
    done <"$CLOUD_FOLDER/pids"
    rm -rf "$CLOUD_FOLDER"
}

# Swift with one device and one replica, its S3 by s3api; users: test:tester, key "testing".
swift_start()
{
    local d=$CLOUD_FOLDER/swift proxy account container object memcached part user
    user=$(id -un)
    mkdir -p "$d/devices/d1" "$d/etc"
    read -r proxy account container object memcached < <(free_ports 5)
    export SWIFT_DIR=$d/etc SWIFT_PORT=$proxy
    printf '[swift-hash]\nswift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n' >"$d/etc/swift.conf"
    swift_rings "$d/etc" account "$account" container "$container" object "$object" || return
    for part in account container object; do
        printf '%s\n' '[DEFAULT]' 'bind_ip = 127.0.0.1' "bind_port = ${!part}" "user = $user" \
            "swift_dir = $d/etc" "devices = $d/devices" 'mount_check = false' 'workers = 0' \
            'fallocate_reserve = 0' "log_name = $part" 'log_address = /nonexistent' \
            '[pipeline:main]' "pipeline = $part-server" "[app:$part-server]" "use = egg:swift#$part" \
            "recon_cache_path = $d" >"$d/etc/$part-server.conf"
        swift_run "$part" || return
    done
    sed "s|@ETC@|$d/etc|; s|@PORT@|$proxy|; s|@USER@|$user|; s|@MEMCACHED@|127.0.0.1:$memcached|" \
        "$BATS_TEST_DIRNAME/swift-proxy.conf" >"$d/etc/proxy-server.conf"
    /usr/bin/memcached -l 127.0.0.1 -p "$memcached" -m 16 -u "$user" >"$d/memcached.log" 2>&1 3>&- &
    echo $! >>"$CLOUD_FOLDER/pids"
    swift_run proxy || return
    wait_for port_answers "$memcached" && wait_for port_answers "$proxy" &&
        wait_for port_answers "$account" && wait_for port_answers "$container" &&
        wait_for port_answers "$object" || {
        tail -n 20 "$d"/*.log
        return 1
    }
}

# swift_rings FOLDER NAME PORT …: rings of one device each. As swift-ring-builder makes them, but that
# takes nine starts of Python, which are seconds.
swift_rings()
{
    SWIFT_DIR=$1 /usr/bin/python3 - "$@" <<'EOF'
import sys
from swift.common.ring import RingBuilder
folder, *rest = sys.argv[1:]
for name, port in zip(rest[::2], rest[1::2]):
    builder = RingBuilder(4, 1, 1)
    builder.add_dev(dict(id=0, region=1, zone=1, ip="127.0.0.1", port=int(port), device="d1", weight=1, meta="",
                         replication_ip="127.0.0.1", replication_port=int(port)))
    builder.rebalance()
    builder.get_ring().save(f"{folder}/{name}.ring.gz")
EOF
}

swift_run()
{
    local d=$CLOUD_FOLDER/swift
    /usr/bin/python3 "/usr/bin/swift-$1-server" "$d/etc/$1-server.conf" >"$d/$1.log" 2>&1 3>&- &
    echo $! >>"$CLOUD_FOLDER/pids"
}

# say PORT METHOD PATH [BODY]: one plain request, for the gate and the givers themselves.
say()
{
    local body=${4:-}
    {
        printf '%s %s HTTP/1.0\r\nHost: here\r\nContent-Length: %d\r\n\r\n%s' "$2" "$3" \
            "$(LC_ALL=C; echo ${#body})" "$body" >&4
        sed '1,/^\r$/d' <&4
    } 4<>"/dev/tcp/127.0.0.1/$1"
}

# Mischief for the requests to come (gate.mjs); without: none.
faults() { say "${2:-$GATE}" POST /_gate/faults "${1:-[]}" >/dev/null; }
gate_clock() { say "$GATE" POST /_gate/clock "$1" >/dev/null; }
forget_log() { say "${1:-$GATE}" POST /_gate/log >/dev/null; }
# gate_log [FILTER]: what came since, through jq.
gate_log() { say "${2:-$GATE}" GET /_gate/log | jq -r "${1:-.line}"; }
givers() { say "$GIVERS" POST /_set "$1" >/dev/null; }

# cloud [-STATUS] VERB ARGUMENT…: the check program, expected to end with that status's word (gone,
# refused …; default: well). A crash or a sanitizer's report fails.
cloud()
{
    local expected=
    if [[ $1 == -* ]]; then
        expected=${1#-}
        shift
    fi
    # run keeps the errors in the test's folder, and in setup_file there is none yet
    local BATS_TEST_TMPDIR=${BATS_TEST_TMPDIR:-$BATS_FILE_TMPDIR}
    run --separate-stderr "$BUILD/tests/cloud/cloud" "$@"
    # shellcheck disable=SC2154
    if [[ $status -ge 128 || $stderr == *Sanitizer* || $stderr == *"runtime error"* ]] ||
        [[ -z $expected && $status -ne 0 ]] || [[ -n $expected && $stderr != *"$expected: "* ]]; then
        printf 'cloud %s\nexit %s, expected %s\n%s\n%s\n' "$*" "$status" "${expected:-0}" "$output" \
            "$stderr"
        return 1
    fi
}

# A file of so many bytes that no other test has.
some_file() { head -c "$2" /dev/urandom >"$1"; }
