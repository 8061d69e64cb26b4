#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# SQS against a real server, behind a gate that verifies every signature with AWS's own code.

load servers

setup_file() { cloud_start; }
teardown_file() { cloud_stop; }
setup()
{
    faults
    gate_clock '{"offset_s": 0, "tell": true}'
    forget_log
}

new_queue()
{
    cloud queue-create "$@"
    url=$output
}

@test "a message goes out and comes back once, counted and dated" {
    new_queue plain
    cloud queue-url plain
    [ "$output" = "$url" ]
    cloud send "$url" '{"job":"음악 \"é\"\n"}'
    cloud receive "$url" 10 0 30
    [[ $output == *" receives=1 sent="*" sound {\"job\":\"음악 \\\"é\\\"\\n\"}" ]]
    sent=$(grep -oP 'sent=\K[0-9]+' <<<"$output")
    [ $((sent / 1000)) -le "$(date +%s)" ] && [ $((sent / 1000)) -gt $(($(date +%s) - 600)) ]
    receipt=${output%% *}
    cloud receive "$url" 10 0 30
    [ -z "$output" ]
    cloud delete "$url" "$receipt"
    cloud queue-state "$url"
    [[ $output == *"waiting 0"*"in_flight 0"* ]]
    [ "$(gate_log 'select(.verified != true) | .line' | wc -l)" -eq 0 ]
}

@test "1,000 messages arrive, each of them, over one connection" {
    new_queue thousand 120
    CLOUD_COUNTS=1 cloud send-many "$url" 1000
    [[ $stderr == *"100 requests, 1 connections, 0 retries"* ]]
    CLOUD_COUNTS=1 cloud drain "$url" 1000
    [[ $output == "1000 different of 1000,"* && $stderr == *" 1 connections,"* ]]
    cloud queue-state "$url"
    [[ $output == *"waiting 0"*"in_flight 0"* ]]
}

@test "a long poll wakes when a message comes, and a quiet queue is no failure" {
    new_queue poll
    "$BUILD/tests/cloud/cloud" receive "$url" 1 20 30 >"$BATS_TEST_TMPDIR/got" 3>&- &
    poller=$!
    wait_for eval '[ "$(gate_log | grep -c ReceiveMessage)" -ge 1 ]'
    sent=$SECONDS
    cloud send "$url" bell
    wait "$poller"
    [ $((SECONDS - sent)) -lt 15 ]
    [[ $(<"$BATS_TEST_TMPDIR/got") == *" bell" ]]
    cloud receive "$url" 10 1 30
    [ -z "$output" ]
}

@test "a raised flag ends a long poll at once" {
    new_queue stopped
    "$BUILD/tests/cloud/cloud" receive "$url" 1 20 30 2>"$BATS_TEST_TMPDIR/words" 3>&- &
    poller=$!
    wait_for eval '[ "$(gate_log | grep -c ReceiveMessage)" -ge 1 ]'
    begun=$SECONDS
    kill -TERM "$poller"
    wait "$poller" || true
    [ $((SECONDS - begun)) -lt 10 ]
    grep -q '^stopped: ' "$BATS_TEST_TMPDIR/words"
}

@test "every receive counts, and a visibility of 0 hands a message back" {
    new_queue back
    cloud send "$url" again
    for n in 1 2 3; do
        cloud receive "$url" 1 5 60
        [[ $output == *" receives=$n "* ]]
        receipt=${output%% *}
        cloud keep "$url" "$receipt" 0
    done
    cloud receive "$url" 1 5 60
    receipt=${output%% *}
    cloud keep-batch "$url" 0 "$receipt"
    [ "$output" = ok ]
    cloud receive "$url" 1 5 60
    [[ $output == *" receives=5 "* ]]
}

@test "a receipt that has expired is told as such" {
    new_queue expired
    cloud send "$url" late
    cloud receive "$url" 1 5 1
    receipt=${output%% *}
    faults '[{"on": "ChangeMessageVisibility$", "action": "status", "status": 400, "code": "MessageNotInflight"},
             {"on": "DeleteMessage$", "action": "status", "status": 404, "code": "ReceiptHandleIsInvalid"}]'
    cloud -expired keep "$url" "$receipt" 30
    cloud -expired delete "$url" "$receipt"
    # The server's own word for a receipt that is none.
    cloud -expired keep "$url" not-a-receipt 30
    cloud keep-batch "$url" 30 not-a-receipt
    [ "$output" = expired ]
}

@test "a batch tells of each message by itself" {
    new_queue partly
    cloud send "$url" a
    cloud receive "$url" 1 5 60
    cloud keep-batch "$url" 30 "${output%% *}" not-a-receipt
    [ "${lines[0]}" = ok ]
    [ "${lines[1]}" = expired ]
}

@test "a message that was damaged on its way is marked, and one that went out damaged is not sent" {
    new_queue damaged
    cloud send "$url" sound-body
    faults '[{"on": "ReceiveMessage", "action": "pass", "replace": ["sound-body", "other-body"]}]'
    cloud receive "$url" 1 5 0
    [[ $output == *" damaged other-body" ]]
    faults '[{"on": "SendMessage", "action": "pass", "replace": ["MD5OfMessageBody\":\"", "MD5OfMessageBody\":\"0"]}]'
    cloud -passing send "$url" x
    [[ $stderr == *"damaged"* ]]
}

@test "what a queue cannot take is refused before it is sent" {
    new_queue limits
    forget_log
    head -c 262145 /dev/zero | tr '\0' a >"$BATS_TEST_TMPDIR/long"
    cloud -too_big send-file "$url" "$BATS_TEST_TMPDIR/long"
    cloud -invalid send "$url" ''
    cloud -invalid send "$url" $'\xff\xfe'
    cloud -invalid keep "$url" r 43201
    [ "$(gate_log | grep -c Amazon)" -eq 0 ]
    head -c 262144 /dev/zero | tr '\0' a >"$BATS_TEST_TMPDIR/long"
    cloud send-file "$url" "$BATS_TEST_TMPDIR/long"
}

@test "a queue that is not there is gone, also in the older words" {
    cloud -gone queue-url nowhere
    [[ $stderr == *"QueueDoesNotExist"* ]]
    faults '[{"on": "GetQueueUrl", "action": "status", "status": 400, "code": "AWS.SimpleQueueService.NonExistentQueue"}]'
    cloud -gone queue-url nowhere
}

@test "what has failed too often goes to the dead letters, is listed and returned" {
    new_queue letters
    letters=$url
    cloud queue-state "$letters"
    arn=$(sed -n 's/^arn //p' <<<"$output")
    cloud queue-url "$arn"
    [ "$output" = "$letters" ]
    cloud queue-create work 60 "$arn" 2
    url=$output
    cloud queue-state "$url"
    [[ $output == *"receives 2"*"dead $arn" ]]
    cloud send "$url" one two three
    for _ in 1 2 3; do
        cloud receive "$url" 10 1 0
    done
    cloud queue-state "$letters"
    [[ $output == *"waiting 3"* ]]
    cloud dead-list "$letters" 100
    [ "$(sort -u <<<"$output" | xargs)" = "one three two" ]
    # Looking leaves them there.
    cloud dead-move "$letters" "$url" 100 two
    [ "$output" = "2 moved" ]
    cloud dead-list "$letters" 100
    [ "$(sort -u <<<"$output")" = two ]
    cloud receive "$url" 10 5 60
    [ "$(grep -oE 'one|three' <<<"$output" | sort | xargs)" = "one three" ]
}

@test "SQS is asked to move the dead letters by itself" {
    faults '[{"on": "StartMessageMoveTask", "action": "answer", "body": "{\"TaskHandle\": \"x\"}"}]'
    cloud dead-start arn:aws:sqs:eu-west-3:000000000000:letters
    [ "$(gate_log 'select(.verified) | .line')" = "POST AmazonSQS.StartMessageMoveTask" ]
}
