#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# What networks and servers do: each fault is waited out or told, and nothing is signed wrongly.

load servers

setup_file()
{
    cloud_start
    url=$("$BUILD/tests/cloud/cloud" queue-create faults 60)
    "$BUILD/tests/cloud/cloud" s3-create faults
    export url
}
teardown_file() { cloud_stop; }
setup()
{
    faults
    gate_clock '{"offset_s": 0, "tell": true}'
    forget_log
}

@test "a passing fault is tried again: 500, 503, throttling, a reset, a lost answer, an answer cut short" {
    for fault in '"action": "status", "status": 500' '"action": "status", "status": 503' \
        '"action": "status", "status": 400, "code": "ThrottlingException"' '"action": "reset"' \
        '"action": "cut", "after": 3' '"action": "raw", "bytes": "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"' \
        '"action": "status", "status": 429, "code": ""' '"action": "lose"'; do
        faults "[{\"on\": \".\", \"times\": 2, $fault}]"
        CLOUD_COUNTS=1 cloud queue-state "$url"
        [[ $stderr == *"3 requests, "*" 2 retries"* ]] || { echo "$fault: $stderr"; false; }
    done
}

@test "a fault that stays is told as passing, after as many tries as allowed" {
    faults '[{"on": ".", "times": 100, "action": "status", "status": 503, "code": "SlowDown"}]'
    CLOUD_TRIES=3 cloud -passing queue-state "$url"
    [[ $stderr == *"SlowDown (503)"* ]]
    [ "$(gate_log | wc -l)" -eq 3 ]
}

@test "what cannot get better is not tried again" {
    faults '[{"on": ".", "times": 100, "action": "status", "status": 400, "code": "InvalidAttributeValue"}]'
    cloud -invalid queue-state "$url"
    [ "$(gate_log | wc -l)" -eq 1 ]
}

@test "a server that says when to come back is not asked before" {
    faults '[{"on": ".", "action": "status", "status": 503, "headers": {"retry-after": "2"}}]'
    begun=$(date +%s%N)
    cloud queue-state "$url"
    [ $(($(date +%s%N) - begun)) -ge 2000000000 ]
    later=$(LC_ALL=C date -u -d '+1 hour' '+%a, %d %b %Y %H:%M:%S GMT')
    faults "[{\"on\": \".\", \"action\": \"status\", \"status\": 503, \"headers\": {\"retry-after\": \"$later\"}}]"
    forget_log
    cloud -passing queue-state "$url"
    [ "$(gate_log | wc -l)" -eq 1 ]
}

@test "a redirect is not followed" {
    faults '[{"on": ".", "action": "answer", "status": 307, "headers": {"location": "http://127.0.0.1:1/"}}]'
    cloud -refused queue-state "$url"
    [ "$(gate_log | wc -l)" -eq 1 ]
}

@test "nobody there is a passing fault" {
    read -r port < <(free_ports 1)
    CLOUD_TRIES=2 AWS_ENDPOINT_URL=http://127.0.0.1:$port cloud -passing queue-state "$url"
}

@test "an answer without end is not taken, right or wrong" {
    faults '[{"on": ".", "times": 9, "action": "flood", "bytes": 100000000}]'
    cloud -too_big queue-state "$url"
    faults '[{"on": ".", "times": 9, "action": "flood", "status": 400, "bytes": 100000000}]'
    cloud -too_big queue-state "$url"
    long=$(printf 'x%.0s' {1..40000})
    faults "[{\"on\": \".\", \"action\": \"raw\", \"bytes\": \"HTTP/1.1 200 OK\\r\\nx: $long\\r\\n\\r\\n\"}]"
    CLOUD_TRIES=1 run -0 --separate-stderr "$BUILD/tests/cloud/cloud" queue-state "$url" || true
    [[ $stderr == "too_big: "* ]]
}

@test "an answer that is no JSON, or another JSON, is a passing fault" {
    for body in '' '[]' '{"Attributes"' 'null' '<html></html>' "$(printf '[%.0s' {1..3000})"; do
        faults "$(jq -cn --arg body "$body" '[{on: ".", times: 9, action: "answer", body: $body}]')"
        if [ -n "$body" ]; then
            CLOUD_TRIES=1 cloud -passing queue-state "$url"
        else
            CLOUD_TRIES=1 cloud queue-state "$url"
            [[ $output == *"waiting 0"* ]]
        fi
    done
}

@test "words of a peer are shown without control characters" {
    faults '[{"on": ".", "action": "status", "status": 400, "code": "Bad", "message": "a\u001b[31mb\nc"}]'
    cloud -invalid queue-state "$url"
    [[ $stderr == *"a?[31mb?c"* ]]
}

@test "a wrong key, token, region or service is refused once, as a fault of the configuration" {
    AWS_SECRET_ACCESS_KEY=wrong cloud -refused queue-state "$url"
    [[ $stderr == *"SignatureDoesNotMatch"* ]]
    AWS_ACCESS_KEY_ID=AKIAOTHER cloud -refused queue-state "$url"
    AWS_SESSION_TOKEN=surplus cloud -refused queue-state "$url"
    AWS_REGION=us-east-1 cloud -refused queue-state "$url"
    AWS_ACCESS_KEY_ID=ASIAOLD AWS_SECRET_ACCESS_KEY=session-secret AWS_SESSION_TOKEN=old \
        cloud -refused queue-state "$url"
    [[ $stderr == *"ExpiredToken"* ]]
    [ "$(gate_log | wc -l)" -eq 5 ]
    AWS_ACCESS_KEY_ID=ASIATEST AWS_SECRET_ACCESS_KEY=session-secret \
        AWS_SESSION_TOKEN=a/session+token== cloud queue-state "$url"
}

@test "a clock that is off by an hour is set right by what the server says, either way" {
    for off in 3600 -3600; do
        gate_clock "{\"offset_s\": $off, \"tell\": true}"
        CLOUD_COUNTS=1 cloud queue-state "$url"
        [[ $stderr == *"2 requests, "* ]]
        some_file "$BATS_TEST_TMPDIR/f" 1000
        cloud s3-put faults "clock$off" "$BATS_TEST_TMPDIR/f"
    done
    # A server that refuses and does not tell its time.
    gate_clock '{"offset_s": 3600, "tell": false}'
    cloud -refused queue-state "$url"
    cloud -refused s3-head faults clock3600
}

@test "a hanging server is left when the flag is raised" {
    faults '[{"on": ".", "action": "hang"}]'
    "$BUILD/tests/cloud/cloud" queue-state "$url" 2>"$BATS_TEST_TMPDIR/words" 3>&- &
    asker=$!
    wait_for eval '[ "$(gate_log | wc -l)" -ge 1 ]'
    kill -TERM "$asker"
    begun=$SECONDS
    wait "$asker" || true
    [ $((SECONDS - begun)) -lt 10 ]
    grep -q '^stopped: ' "$BATS_TEST_TMPDIR/words"
}

@test "a wait before another try ends when the flag is raised" {
    faults '[{"on": ".", "action": "status", "status": 503, "headers": {"retry-after": "50"}}]'
    "$BUILD/tests/cloud/cloud" queue-state "$url" 2>"$BATS_TEST_TMPDIR/words" 3>&- &
    asker=$!
    wait_for eval '[ "$(gate_log | wc -l)" -ge 1 ]'
    kill -TERM "$asker"
    begun=$SECONDS
    wait "$asker" || true
    [ $((SECONDS - begun)) -lt 20 ]
    grep -q '^stopped: ' "$BATS_TEST_TMPDIR/words"
}

@test "an endpoint that is none, or no region, is told before anything is sent" {
    for endpoint in ftp://127.0.0.1 127.0.0.1:80 http://user@127.0.0.1 http://127.0.0.1/path 'http://'; do
        AWS_ENDPOINT_URL=$endpoint cloud -refused queue-state "$url"
        [[ $stderr == *"is no endpoint"* ]]
    done
    AWS_REGION= cloud -refused queue-state "$url"
    AWS_REGION='eu/../x' cloud -refused queue-state "$url"
    [[ $stderr == *"no AWS region"* ]]
    AWS_REGION= AWS_DEFAULT_REGION=eu-west-3 cloud queue-state "$url"
}

@test "the endpoint of one service goes before that of all" {
    AWS_ENDPOINT_URL=http://127.0.0.1:1 AWS_ENDPOINT_URL_SQS=http://127.0.0.1:$GATE cloud queue-state "$url"
    some_file "$BATS_TEST_TMPDIR/f" 10
    AWS_ENDPOINT_URL=http://127.0.0.1:1 AWS_ENDPOINT_URL_S3=http://127.0.0.1:$GATE \
        cloud s3-put faults x "$BATS_TEST_TMPDIR/f"
}

@test "a certificate that nobody vouches for is refused" {
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 \
        -addext subjectAltName=IP:127.0.0.1 -keyout "$BATS_TEST_TMPDIR/key" \
        -out "$BATS_TEST_TMPDIR/cert" 2>/dev/null
    read -r port < <(free_ports 1)
    cat >"$BATS_TEST_TMPDIR/server.py" <<'EOF'
import http.server, ssl, sys
class Queue(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Queue)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[3], sys.argv[2])
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
EOF
    /usr/bin/python3 "$BATS_TEST_TMPDIR/server.py" "$port" "$BATS_TEST_TMPDIR/key" \
        "$BATS_TEST_TMPDIR/cert" >"$BATS_TEST_TMPDIR/log" 2>&1 3>&- &
    echo $! >>"$CLOUD_FOLDER/pids"
    wait_for port_answers "$port"
    AWS_ENDPOINT_URL=https://127.0.0.1:$port cloud -refused queue-state "$url"
    [[ $stderr == *certificate* ]]
    AWS_CA_BUNDLE=$BATS_TEST_TMPDIR/cert AWS_ENDPOINT_URL=https://127.0.0.1:$port \
        cloud queue-state "$url"
    # The same server under a name that the certificate does not have.
    AWS_CA_BUNDLE=$BATS_TEST_TMPDIR/cert AWS_ENDPOINT_URL=https://localhost:$port \
        cloud -refused queue-state "$url"
}

@test "every allocation may fail: a fault of this machine is never taken for one of the job's" {
    new=$("$BUILD/tests/cloud/cloud" queue-create starve 60)
    some_file "$BATS_TEST_TMPDIR/small" 20000
    run "$BUILD/tests/cloud/starve" "$new" faults "$BATS_TEST_TMPDIR/small"
    echo "$output"
    [ "$status" -eq 0 ]
}
