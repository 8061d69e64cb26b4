#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Long: runs first.
# S3 against two servers: fauxqs behind the gate, which verifies signatures, and OpenStack Swift,
# which does that itself and has parts, their lists and aborts as S3 has them.

load servers

# Swift, behind a gate that only does mischief.
on_swift()
{
    export AWS_ENDPOINT_URL=http://127.0.0.1:$OTHER AWS_ACCESS_KEY_ID=test:tester \
        AWS_SECRET_ACCESS_KEY=testing
}

setup_file()
{
    cloud_start swift
    "$BUILD/tests/cloud/cloud" s3-create takes
    (on_swift && "$BUILD/tests/cloud/cloud" s3-create takes)
}
teardown_file() { cloud_stop; }
setup()
{
    faults
    faults '[]' "$OTHER"
    forget_log
    forget_log "$OTHER"
    cd "$BATS_TEST_TMPDIR"
}

# What both servers must agree on.
whole_round()
{
    some_file take 300000
    cloud s3-put takes "$1" take
    [ "$output" = "\"$(md5sum <take | cut -c1-32)\"" ]
    cloud s3-head takes "$1"
    [[ $output == *"size 300000"*"type audio/flac"* ]]
    [ "$(sed -n 's/^age //p' <<<"$output")" -lt 600 ]
    cloud s3-get takes "$1" got 300000
    [[ $output == "$(sha256sum <take | cut -c1-64) 300000 "* ]]
    cmp take got
    "$BUILD/tests/cloud/cloud" s3-read takes "$1" 100 50 >piece
    cmp piece <(tail -c +101 take | head -c 50)
    "$BUILD/tests/cloud/cloud" s3-read takes "$1" 299990 50 >piece
    cmp piece <(tail -c 10 take)
    "$BUILD/tests/cloud/cloud" s3-read takes "$1" 300000 50 >piece
    [ ! -s piece ]
    cloud s3-list takes "${1:0:3}"
    [[ $output == "$1 300000 "*" dated" ]]
    cloud s3-delete takes "$1"
    cloud s3-delete takes "$1"
    cloud -gone s3-head takes "$1"
    cloud -gone s3-get takes "$1" got 300000
}

@test "an object goes there and back, whatever its name (fauxqs)" {
    for key in plain.flac 'a b+c&d=e?f#g%20h' '음악/é/x' "quote'\"<>" 'a//b/../c' '~tilde*()!'; do
        [ "$key" = 'a//b/../c' ] || whole_round "$key"
    done
    [ "$(gate_log 'select(.verified != true) | .line' | wc -l)" -eq 0 ]
}

@test "an object goes there and back, whatever its name (Swift)" {
    on_swift
    for key in plain.flac 'a b+c&d=e?f#g%20h' '음악/é/x' "quote'\"<>" 'a//b/../c' '~tilde*()!'; do
        whole_round "$key"
    done
}

@test "an empty object is one" {
    : >empty
    for server in fauxqs swift; do
        [ $server = fauxqs ] || on_swift
        cloud s3-put takes empty empty
        echo rubbish >got
        cloud s3-get takes empty got 0
        [ ! -s got ]
        [[ $output == e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\ 0\ * ]]
    done
}

@test "Swift refuses a wrong key and a clock that is off" {
    on_swift
    AWS_SECRET_ACCESS_KEY=wrong cloud -refused s3-head takes x
    AWS_SECRET_ACCESS_KEY=wrong cloud -refused s3-get takes x got 10
    [[ $stderr == *SignatureDoesNotMatch* ]]
    AWS_ACCESS_KEY_ID=no:body cloud -refused s3-get takes x got 10
}

@test "a bucket that is not there is gone, and so is its deletion" {
    on_swift
    some_file take 100
    cloud -gone s3-put nowhere x take
    [[ $stderr == *NoSuchBucket* ]]
    cloud -gone s3-delete nowhere x
    cloud -gone s3-list nowhere
    cloud -invalid s3-head 'a/b' x
    cloud -invalid s3-head takes ''
    cloud -invalid s3-head takes "$(printf 'k%.0s' {1..1025})"
}

@test "an object above the limit is not downloaded, whatever its head says" {
    some_file take 200000
    cloud s3-put takes big take
    cloud -too_big s3-get takes big got 199999
    [ ! -s got ]
    # A server that sends more than it announced.
    faults '[{"on": "GET /takes/big", "times": 9, "action": "raw",
              "bytes": "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"x\"\r\n\r\n12345678901234567890"}]'
    cloud s3-get takes big got 199999
    [ "$(<got)" = 12345 ]
    # A server that does not announce.
    faults '[{"on": "GET /takes/big", "times": 9, "action": "flood", "bytes": 100000000}]'
    CLOUD_TRIES=2 cloud -passing s3-get takes big got 199999
    faults
    cloud s3-read takes big 0 100
    faults '[{"on": "GET /takes/big", "times": 9, "action": "flood", "bytes": 100000000}]'
    cloud -too_big s3-read takes big 0 100
}

@test "a download that is cut again and again is continued, not begun anew" {
    some_file take 4000000
    for server in fauxqs swift; do
        gate=$GATE
        [ $server = fauxqs ] || { on_swift && gate=$OTHER; }
        cloud s3-put takes cut take
        forget_log "$gate"
        faults '[{"on": "GET /takes/cut", "times": 8, "action": "cut", "after": 400000}]' "$gate"
        # More cuts than tries: bytes that came give new ones.
        CLOUD_TRIES=3 cloud s3-get takes cut got 4000000
        cmp take got
        [[ $output == "$(sha256sum <take | cut -c1-64) "* ]]
        gate_log 'select(.line | startswith("GET /takes/cut")) | .headers.range' "$gate" >ranges
        [ "$(head -n 1 ranges)" = null ]
        [ "$(sed 1d ranges | sort -u | wc -l)" -eq 8 ]
        [ "$(sed 1d ranges | grep -c null)" -eq 0 ]
        [ "$(gate_log 'select(.line | startswith("GET /takes/cut")) | .headers["if-match"]' "$gate" |
            sort -u | wc -l)" -eq 2 ]
    done
}

@test "a download that stalls is given up and continued" {
    some_file take 300000
    cloud s3-put takes stall take
    faults '[{"on": "GET /takes/stall", "action": "stall", "after": 200000}]'
    CLOUD_STALL_S=1 cloud s3-get takes stall got 300000
    cmp take got
}

@test "a raised flag ends a download in its middle" {
    some_file take 300000
    cloud s3-put takes middle take
    faults '[{"on": "GET /takes/middle", "action": "stall", "after": 200000}]'
    CLOUD_PROGRESS=1 "$BUILD/tests/cloud/cloud" s3-get takes middle got 300000 2>words 3>&- &
    getter=$!
    wait_for grep -q progress words
    kill -TERM "$getter"
    begun=$SECONDS
    wait "$getter" || true
    [ $((SECONDS - begun)) -lt 10 ]
    grep -q '^stopped: ' words
}

@test "an object that is replaced during a download is told as changed" {
    some_file take 300000
    some_file other 300000
    for server in fauxqs swift; do
        gate=$GATE
        [ $server = fauxqs ] || { on_swift && gate=$OTHER; }
        cloud s3-put takes replaced take
        etag=$output
        faults '[{"on": "GET /takes/replaced", "action": "cut", "after": 100000},
                 {"on": "GET /takes/replaced", "action": "status", "status": 503,
                  "headers": {"retry-after": "3"}}]' "$gate"
        CLOUD_PROGRESS=1 "$BUILD/tests/cloud/cloud" s3-get takes replaced got 300000 2>words 3>&- &
        getter=$!
        wait_for eval '[ "$(gate_log .line "$gate" | grep -c "GET /takes/replaced")" -ge 2 ]'
        cloud s3-put takes replaced other
        wait "$getter" && false
        grep -q '^changed: ' words
        cloud -changed s3-get takes replaced got 300000 "$etag"
        forget_log "$gate"
    done
}

@test "a server that ignores Range or If-Match does not mix two objects" {
    body=$(printf 'abcdefghij%.0s' {1..100})
    some_file take 1000
    cloud s3-put takes mixed take
    faults "[{\"on\": \"GET /takes/mixed\", \"action\": \"cut\", \"after\": 400},
             {\"on\": \"GET /takes/mixed\", \"action\": \"answer\", \"body\": \"$body\",
              \"headers\": {\"content-length\": \"1000\", \"etag\": \"\\\"other\\\"\"}}]"
    cloud -changed s3-get takes mixed got 1000
    [[ $stderr == *"replaced meanwhile"* ]]
    [ "$(head -c 400 take | sha256sum)" = "$(sha256sum <got)" ]
    # The whole again instead of the rest: what is there already is passed over.
    printf %s "$body" >take
    cloud s3-put takes mixed take
    etag=$(md5sum <take | cut -c1-32)
    faults "[{\"on\": \"GET /takes/mixed\", \"action\": \"cut\", \"after\": 405},
             {\"on\": \"GET /takes/mixed\", \"action\": \"answer\", \"body\": \"$body\",
              \"headers\": {\"content-length\": \"1000\", \"etag\": \"\\\"$etag\\\"\"}}]"
    cloud s3-get takes mixed got 1000
    cmp take got
    # A range that is another one than asked for.
    faults "[{\"on\": \"GET /takes/mixed\", \"action\": \"cut\", \"after\": 405},
             {\"on\": \"GET /takes/mixed\", \"times\": 9, \"action\": \"answer\", \"status\": 206, \"body\": \"xxxxx\",
              \"headers\": {\"content-range\": \"bytes 995-999/1000\", \"etag\": \"\\\"$etag\\\"\"}}]"
    CLOUD_TRIES=2 cloud -passing s3-get takes mixed got 1000
}

@test "a download goes on with what an earlier one has left" {
    some_file take 200000
    for server in fauxqs swift; do
        gate=$GATE
        [ $server = fauxqs ] || { on_swift && gate=$OTHER; }
        cloud s3-put takes resume take
        etag=$output
        head -c 150000 take >got
        forget_log "$gate"
        cloud s3-get takes resume got 200000 "$etag" 150000
        cmp take got
        [[ $output == "$(sha256sum <take | cut -c1-64) "* ]]
        [ "$(gate_log 'select(.line | startswith("GET")) | .headers.range' "$gate")" = "bytes=150000-" ]
        cloud s3-get takes resume got 200000 "$etag" 200000
        cloud -changed s3-get takes resume got 200000 '"0123"' 150000
    done
}

@test "a full disk is told as such" {
    [ -w /dev/full ] || skip "no /dev/full"
    some_file take 1000
    cloud s3-put takes full take
    cloud -local s3-get takes full /dev/full 1000
    [[ $stderr == *"No space left"* ]]
}

@test "what arrives damaged is refused by the server and sent again" {
    some_file take 1000
    faults '[{"on": "PUT /takes/again", "action": "status", "status": 400, "code": "BadDigest"}]'
    CLOUD_COUNTS=1 cloud s3-put takes again take
    [[ $stderr == *"1 retries"* ]]
}

@test "encryption on the server is asked for, and signed" {
    some_file take 10
    cloud s3-put takes secret take AES256
    [ "$(gate_log 'select(.verified) | .headers["x-amz-server-side-encryption"]')" = AES256 ]
}

@test "a large file goes in parts and gets the ETag of parts" {
    on_swift
    some_file take 17000000
    cloud s3-upload takes parts take 8000000 5242880
    sums=$(for i in 0 1 2 3; do
        tail -c +$((i * 5242880 + 1)) take | head -c 5242880 | md5sum | cut -c1-32
    done | xxd -r -p | md5sum | cut -c1-32)
    [ "$output" = "\"$sums-4\"" ]
    cloud s3-get takes parts got 17000000
    cmp take got
    cloud s3-upload takes small take 17000000 5242880
    [ "$output" = "\"$(md5sum <take | cut -c1-32)\"" ]
}

@test "an upload in parts that fails leaves nothing, also when it is stopped" {
    on_swift
    some_file take 12000000
    faults '[{"on": "PUT /takes/fails.*partNumber=2", "times": 99, "action": "status", "status": 503}]' "$OTHER"
    # Swift sees the requests that the gate lets through.
    CLOUD_TRIES=2 cloud -passing s3-upload takes fails take 5242880 5242880
    cloud s3-uploads takes fails
    [ -z "$output" ]
    cloud -gone s3-head takes fails
    faults '[{"on": "PUT /takes/stopped.*partNumber=2", "action": "hang"}]' "$OTHER"
    "$BUILD/tests/cloud/cloud" s3-upload takes stopped take 5242880 5242880 2>words 3>&- &
    sender=$!
    wait_for eval '[ "$(gate_log .line "$OTHER" | grep -c "PUT /takes/stopped.*partNumber=2")" -ge 1 ]'
    kill -TERM "$sender"
    wait "$sender" || true
    grep -q '^stopped: ' words
    cloud s3-uploads takes stopped
    [ -z "$output" ]
}

@test "an upload goes on with the parts that are there" {
    on_swift
    some_file take 17000000
    faults '[{"on": "PUT /takes/later.*partNumber=3", "times": 99, "action": "status", "status": 503}]' "$OTHER"
    CLOUD_TRIES=2 cloud -passing s3-upload takes later take 5242880 5242880 name
    cloud s3-uploads takes later
    [[ $output == "later "* ]]
    faults '[]' "$OTHER"
    forget_log "$OTHER"
    cloud s3-upload takes later take 5242880 5242880 name
    [ "$(gate_log .line "$OTHER" | grep -c 'PUT /takes/later')" -eq 2 ]
    cloud s3-get takes later got 17000000
    cmp take got
    # Another file in the same upload sends what differs; an upload that is gone begins anew.
    some_file other 6000000
    cloud s3-upload takes later other 5242880 5242880 name
    cloud s3-get takes later got 17000000
    cmp other got
}

@test "the end of an upload that fails inside a 200, or whose answer is lost, is done all the same" {
    on_swift
    some_file take 11000000
    faults '[{"on": "POST /takes/ends.*uploadId", "action": "answer",
              "body": "<?xml version=\"1.0\"?>\n\n<Error><Code>InternalError</Code><Message>m</Message></Error>"}]' "$OTHER"
    cloud s3-upload takes ends take 5242880 5242880
    [[ $output == *'-3"' ]]
    faults '[{"on": "POST /takes/lost.*uploadId", "action": "lose"}]' "$OTHER"
    cloud s3-upload takes lost take 5242880 5242880
    [[ $output == *'-3"' ]]
    cloud s3-get takes lost got 11000000
    cmp take got
}

@test "a listing has all pages, and XML that is hostile is refused" {
    on_swift
    : >empty
    for i in {1..12}; do
        "$BUILD/tests/cloud/cloud" s3-put takes "list/$((100 + i)) <&>" empty >/dev/null
    done
    cloud s3-list takes list/
    [ "${#lines[@]}" -eq 12 ]
    [[ ${lines[0]} == "list/101 <&> 0 "* && ${lines[11]} == "list/112 <&> "* ]]
    page() {
        printf '<ListBucketResult xmlns="x"><EncodingType>url</EncodingType><IsTruncated>%s</IsTruncated><NextContinuationToken>a+b/=</NextContinuationToken><Contents><Key>%s%%20+</Key><Size>5</Size></Contents></ListBucketResult>' "$@"
    }
    jq -cn --arg a "$(page true one)" --arg b "$(page false two)" \
        '[{on: "GET", action: "answer", body: $a}, {on: "a%2Bb%2F%3D", action: "answer", body: $b}]' >list
    faults "$(<list)" "$OTHER"
    cloud s3-list takes list/
    [ "$output" = $'one   5  undated\ntwo   5  undated' ]
    # A server that promises more for ever without giving any.
    endless='<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x</NextContinuationToken></ListBucketResult>'
    faults "$(jq -cn --arg a "$endless" '[{on: "GET", times: 99, action: "answer", body: $a}]')" "$OTHER"
    cloud s3-list takes list/
    laughs='<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><ListBucketResult><Contents><Key>&b;</Key></Contents></ListBucketResult>'
    deep="$(printf '<a>%.0s' {1..100})"
    long="<ListBucketResult><Contents><Key>$(printf 'x%.0s' {1..40000})</Key></Contents></ListBucketResult>"
    for body in "$laughs" "$deep" "$long" '' 'no xml' '<ListBucketResult>'; do
        faults "$(jq -cn --arg a "$body" '[{on: "GET", times: 99, action: "answer", body: $a}]')" "$OTHER"
        CLOUD_TRIES=1 cloud -passing s3-list takes list/
    done
}

@test "a bucket may stand in the host's name" {
    some_file take 100
    # *.localhost is this machine.
    export AWS_ENDPOINT_URL=http://localhost:$GATE
    CLOUD_ADDRESSING=virtual cloud s3-put takes virtual take
    [ "$(gate_log 'select(.verified) | .headers.host + " " + .line')" = "takes.localhost:$GATE PUT /virtual" ]
    AWS_ENDPOINT_URL=http://127.0.0.1:$GATE cloud s3-get takes virtual got 100
    cmp take got
}

@test "a bucket of another region is a fault of the configuration, with that region's name" {
    faults '[{"on": ".", "action": "status", "status": 301, "code": "PermanentRedirect",
              "headers": {"x-amz-bucket-region": "ap-northeast-2"}}]'
    cloud -refused s3-head takes x
    [[ $stderr == *"region 'ap-northeast-2'"* ]]
}

@test "a ticket lets someone without credentials put one object, for a time" {
    some_file take 5000
    for server in fauxqs swift; do
        [ $server = fauxqs ] || on_swift
        cloud ticket PUT takes 'by ticket/é' 60
        address=$output
        [[ $address != *testing* && $address == *X-Amz-Signature=* ]]
        env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY "$BUILD/tests/cloud/cloud" ticket-put "$address" take
        cloud s3-get takes 'by ticket/é' got 5000
        cmp take got
        cloud -expired ticket-put "${address/by%20ticket/other}" take
        # The secret part of an address stays out of the words.
        cloud -expired ticket-put "${address%?}x" take
        [[ $stderr != *Signature=* ]]
    done
    cloud -invalid ticket PUT takes x 604801
}

@test "a ticket whose time is over is told as expired" {
    some_file take 100
    cloud ticket PUT takes late 60
    gate_clock '{"offset_s": 120, "tell": true}'
    cloud -expired ticket-put "$output" take
    [[ $stderr == *"expired"* ]]
    gate_clock '{"offset_s": 0, "tell": true}'
    faults '[{"on": "PUT", "times": 2, "action": "status", "status": 503}]'
    cloud ticket PUT takes late 60
    cloud ticket-put "$output" take
}
