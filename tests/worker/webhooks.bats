#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Long: runs first.
# Webhooks, from the command that makes one to a receiver that checks every signature.
# shellcheck disable=SC2154 # of road.bash and of run
load road

setup_file()
{
    road_start
    sign_up ana
    sign_up ben
    export PRACTICE_WORKER_WEBHOOKS=any
}
setup()
{
    export IN=$BATS_TEST_TMPDIR/in
    mkdir "$IN"
    : >"$IN/got"
    receiver_start
    url=http://127.0.0.1:$(cat "$IN/port")/practice
}
teardown()
{
    workers_stop
    receiver_stop
    sql "DELETE FROM webhooks"
}

receiver_start()
{
    /usr/bin/python3 "$BATS_TEST_DIRNAME/receiver.py" "$IN" "$@" >"$IN/log" 2>&1 3>&- &
    echo $! >"$IN/pid"
    wait_for test -s "$IN/port"
}
receiver_stop()
{
    kill "$(cat "$IN/pid")" 2>/dev/null || true
    wait_for eval "! kill -0 $(cat "$IN/pid") 2>/dev/null"
}

# got FILTER: what jq says to all that came.
got() { jq -sr "$1" "$IN/got"; }
has() { [ "$(got "$1")" = "$2" ]; }
# hook_add NAME [FLAGS]: sets $output, and the secret is known to the receiver.
hook_add()
{
    as "$@" "$url" || return
    echo "$output" >>"$IN/secrets"
}
deliverer() { worker_start w --roles dispatch; }
state() { as "$1" webhook list --json; jq -r "$2" <<<"$output"; }
state_is() { [ "$(state "$1" "$2")" = "$3" ]; }
# due: what waits for another try does so no longer.
due() { sql "UPDATE webhook_deliveries SET due_at = now()"; }
# ended NAME STATE: a job of that person's that ends so.
ended()
{
    sql "WITH person AS (SELECT user_id FROM users WHERE nickname = '$1'), job AS (
        INSERT INTO jobs (user_id, submitted_by, sha256, file_size, content_type, file_name, object_key, zone, recorded_at)
        SELECT user_id, user_id, encode(sha256(random()::text::bytea), 'hex'), 1, 'audio/wav', 'take.wav',
            'recordings/' || gen_random_uuid(), 'UTC', now() FROM person RETURNING job_id)
        SELECT job_id FROM job" >"$BATS_TEST_TMPDIR/job"
    sql "UPDATE jobs SET status = 'INGESTED' WHERE job_id = '$(cat "$BATS_TEST_TMPDIR/job")'"
    sql "UPDATE jobs SET status = 'CANCELLED', finished_at = now() WHERE job_id = '$(cat "$BATS_TEST_TMPDIR/job")'"
}

@test "a measured recording is told, signed, and once it is taken, no more" {
    local secret
    hook_add ana webhook add
    secret=$output
    [[ $secret =~ ^[0-9a-f]{64}$ ]]
    worker_start w
    as ana submit "$recordings/cello.flac"
    wait_for has length 1
    has '.[0].signed' '1 of 1'
    has '.[0].event' job.succeeded
    has '.[0].type' application/json
    has '.[0].body.schema' practice.webhook/1
    has '.[0].body.delivery == .[0].delivery' true
    has '.[0].body.job.file' cello.flac
    has '.[0].body.job.student' ana
    has '.[0].body.job.status' SUCCEEDED
    [ "$(got '.[0].body.job.play_time_s * 1000 | round')" = "$("$BUILD/practice" analyze --json "$recordings/cello.flac" | jq '.play_time_s * 1000 | round')" ]
    wait_for state_is ana .waiting 0
    state_is ana .last_status 200
    state_is ana .last_failure null
    # nobody is told the secret again
    as ana webhook list --json
    [[ $output != *"$secret"* ]]
    ! grep -q "$secret" "$(worker_log w)"
}

@test "a receiver that is down for a while misses nothing" {
    local port
    hook_add ana webhook add
    port=$(cat "$IN/port")
    receiver_stop
    ended ana
    deliverer
    wait_for state_is ana '.last_failure != null' true
    state_is ana .waiting 1
    rm "$IN/port"
    receiver_start "$port"
    due
    wait_for has length 1
    has '.[0].signed' '1 of 1'
    wait_for state_is ana .waiting 0
    state_is ana .failing_since_s null
}

@test "whoever does not take it gets it again, under the same id" {
    hook_add ana webhook add
    echo 500 >"$IN/answer"
    ended ana
    deliverer
    wait_for has length 1
    wait_for state_is ana .last_status 500
    # not before its time
    [ "$(sql "SELECT due_at > now() - interval '1 second' FROM webhook_deliveries")" = t ]
    echo 204 >"$IN/answer"
    due
    wait_for has length 2
    has 'map(.delivery) | unique | length' 1
    has 'map(.signed) | unique | .[0]' '1 of 1'
    wait_for state_is ana .waiting 0
}

@test "one that was posted by a worker that died comes again with its id" {
    hook_add ana webhook add
    echo hang >"$IN/answer"
    ended ana
    deliverer
    wait_for has length 1
    workers_stop
    echo 200 >"$IN/answer"
    due
    deliverer
    wait_for has length 2
    has 'map(.delivery) | unique | length' 1
}

@test "after a rotation both secrets sign, and after a day the new one alone" {
    local old new
    hook_add ana webhook add
    old=$output
    as ana webhook rotate "$url"
    new=$output
    [ "$old" != "$new" ]
    deliverer
    for secrets in "$old" "$new"; do
        echo "$secrets" >"$IN/secrets"
        as ana webhook test "$url"
        wait_for state_is ana .waiting 0
        has '.[-1].signed' '1 of 2'
        has '.[-1].event' test
    done
    sql "UPDATE webhooks SET old_until = now() - interval '1 second'"
    as ana webhook test "$url"
    wait_for has length 3
    has '.[-1].signed' '1 of 1'
}

@test "one that fails for three days is switched off, which is told, and can be switched on" {
    hook_add ana webhook add
    echo 503 >"$IN/answer"
    ended ana
    deliverer
    wait_for state_is ana .last_status 503
    state_is ana .disabled_s null
    sql "UPDATE webhooks SET failing_since = now() - interval '73 hours'"
    due
    wait_for state_is ana '.disabled_s != null' true
    state_is ana .waiting 0
    as ana inbox list --json
    [[ $output == *"switched off"*"it answers with 503"* ]]
    ended ana
    state_is ana .waiting 0
    echo 200 >"$IN/answer"
    as ana webhook test "$url"
    wait_for has '.[-1].event' test
    state_is ana .disabled_s null
}

@test "410 switches it off at once; redirections are not followed; a flood and a hang end" {
    hook_add ana webhook add
    deliverer
    for answer in redirect flood hang; do
        echo "$answer" >"$IN/answer"
        sql "DELETE FROM webhook_deliveries"
        sql "UPDATE webhooks SET last_failure = NULL"
        as ana webhook test "$url"
        wait_for state_is ana '.last_failure != null' true
    done
    has 'map(select(.event == "GET" or .path == "/elsewhere")) | length' 0
    echo 410 >"$IN/answer"
    due
    wait_for state_is ana '.disabled_s != null' true
}

@test "nothing is posted into private networks unless the worker is told so" {
    local bad
    hook_add ana webhook add
    ended ana
    PRACTICE_WORKER_WEBHOOKS=public deliverer
    wait_for state_is ana '.last_failure != null' true
    [[ $(state ana .last_failure) == *"https only"* ]]
    sql "DELETE FROM webhook_deliveries"
    for bad in https://127.0.0.1 https://localhost https://10.1.2.3 https://169.254.169.254/latest \
        https://192.168.0.1 'https://[::1]' 'https://[::ffff:127.0.0.1]' 'https://[fd00::1]' https://2130706433 \
        https://0x7f.1 https://100.64.0.1 https://0.0.0.0 'https://[64:ff9b::7f00:1]'; do
        sql "UPDATE webhooks SET url = '$bad/', last_failure = NULL"
        sql "SELECT auth.webhook_put(webhook_id, 'test', '{}') FROM webhooks"
        wait_for state_is ana '.last_failure != null' true
        [[ $(state ana .last_failure) == *"leads into a private network"* ]] || { echo "$bad: $output"; return 1; }
        sql "DELETE FROM webhook_deliveries"
    done
    [ ! -s "$IN/got" ]
    worker_signal w TERM
    worker_ends w
    PRACTICE_WORKER_WEBHOOKS=off run "$BUILD/practice" worker --once --roles dispatch
    [ "$status" -eq 0 ]
}

# certificate NAME SUBJECT-NAME DAYS [SIGNER]: $IN/NAME.pem with its key, signed by itself or by another.
certificate()
{
    local signer=${4:+-CA $IN/$4.pem -CAkey $IN/$4.pem -CAcreateserial}
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$2" -keyout "$IN/$1.key" \
        -out "$IN/$1.csr"
    # shellcheck disable=SC2086 # several words, or none
    openssl x509 -req -in "$IN/$1.csr" ${signer:--signkey $IN/$1.key} -days "$3" -out "$IN/$1.crt" \
        -extfile <(echo "subjectAltName=DNS:$2"; [ "$1" != ca ] || echo "basicConstraints=critical,CA:TRUE")
    cat "$IN/$1.crt" "$IN/$1.key" >"$IN/$1.pem"
}

@test "over HTTPS only a receiver that is who it says gets anything" {
    local one words
    {
        certificate ca studio 30
        certificate right localhost 30 ca
        certificate other elsewhere.example 30 ca
        certificate old localhost -1 ca
        certificate own localhost 30
    } 2>/dev/null
    PRACTICE_WORKER_WEBHOOK_CA=$IN/ca.crt deliverer
    while IFS='|' read -r one words; do
        receiver_stop
        rm "$IN/port"
        receiver_start 0 "$IN/$one.pem"
        url=https://localhost:$(cat "$IN/port")/practice
        hook_add ana webhook add
        as ana webhook test "$url"
        if [ "$one" = right ]; then
            wait_for state_is ana .last_status 200
            has length 1
            has '.[0].signed' '1 of 1'
        else
            wait_for state_is ana '.last_failure != null' true
            [[ $(state ana .last_failure) == *"$words"* ]] || { echo "$one: $output"; return 1; }
        fi
        sql "DELETE FROM webhooks"
    done <<<'other|
old|
own|
right|'
    has length 1
    worker_signal w TERM
    worker_ends w
    # the system does not know that authority
    as ana webhook add "$url"
    as ana webhook test "$url"
    deliverer
    wait_for state_is ana '.last_failure != null' true
    has length 1
}

@test "addresses that are none, or hide something, are refused" {
    local bad
    for bad in '' nonsense ftp://example.org http://example.org https://user:pw@example.org/ 'https://a b' \
        'https://example.org/#x' "https://example.org/$(printf '\x1b')" https:// https://example.org:port/ \
        'https://한글.org/' "https://example.org/$(head -c 2000 /dev/zero | tr '\0' x)" http://127.0.0.1.evil.org/; do
        as ana -1 webhook add "$bad"
    done
    as ana -1 webhook remove https://example.org/
    as ana webhook add https://example.org/
    as ana -1 webhook add https://example.org/
    for bad in 1 2 3 4 5 6 7 8 9; do as ana webhook add "https://example.org/$bad"; done
    as ana -1 webhook add https://example.org/10
    [[ $stderr == *"10 webhooks at most"* ]]
}

@test "a thousand deliveries wait at most, and a test that is one too many is refused" {
    hook_add ana webhook add
    sql "INSERT INTO webhook_deliveries (webhook_id, event, body, due_at)
        SELECT webhook_id, 'test', '{}', now() + interval '1 day' FROM webhooks, generate_series(1, 999)"
    as ana webhook test "$url"
    state_is ana .waiting 1000
    as ana -75 webhook test "$url"
    [[ $stderr == *"so much waits"* ]]
    ended ana
    state_is ana .waiting 1000
}

@test "others neither see nor touch it, and are told nothing of another's jobs" {
    hook_add ana webhook add
    as ben webhook list --json
    [ -z "$output" ]
    as ben -1 webhook remove "$url"
    as ben -1 webhook test "$url"
    as ben -1 webhook rotate "$url"
    as ben -1 webhook add --studio "$url"
    ended ben
    state_is ana .waiting 0
    # but those who watch over the studio may be, as long as they do
    sql "UPDATE users SET is_admin = true WHERE nickname = 'ana'"
    as ana webhook remove "$url"
    hook_add ana webhook add --studio
    ended ben
    deliverer
    wait_for has length 1
    has '.[0].body.job.student' ben
    sql "UPDATE users SET is_admin = false WHERE nickname = 'ana'"
    ended ben
    state_is ana .waiting 0
}
