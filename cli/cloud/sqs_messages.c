// SPDX-License-Identifier: GPL-3.0-or-later
// Messages in and out, one by one and in batches. SQS tells the MD5 of each body, which is compared
// with our own: a message that was damaged on its way is never taken for a job.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/sqs_inside.h"
#include "ui/text.h"

#define CALL_S 0 // these do not wait

static const char *member(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static enum cloud_status check_body(const char *body, int delay_s, struct practice_error *err)
{
    if (strlen(body) > SQS_MAX_BODY)
        return cloud_fail(err, CLOUD_TOO_BIG, NULL, "a message has more than %zu bytes",
                          SQS_MAX_BODY);
    if (!body[0] || delay_s < 0 || delay_s > SQS_MAX_DELAY_S)
        return cloud_fail(err, CLOUD_INVALID, NULL, "a message is empty, or its delay too long");
    if (!ui_text_is_utf8(body))
        return cloud_fail(err, CLOUD_INVALID, NULL, "a message is no UTF-8");
    return CLOUD_OK;
}

enum cloud_status sqs_send(struct cloud *cloud, const char *url, const char *body, int delay_s,
                           char ret_id[SQS_ID_SIZE], struct practice_error *err)
{
    json_t *output;
    enum cloud_status status = check_body(body, delay_s, err);
    if (status == CLOUD_OK)
        status = sqs_act(
            cloud, "SendMessage",
            json_pack("{sssssi}", "QueueUrl", url, "MessageBody", body, "DelaySeconds", delay_s),
            CALL_S, &output, err);
    if (status != CLOUD_OK)
        return status;
    const char *id = member(output, "MessageId");
    if (!id || !sqs_is_intact(body, member(output, "MD5OfMessageBody")))
        status = cloud_fail(err, CLOUD_PASSING, NULL, "SendMessage: damaged on its way");
    else
        (void)snprintf(ret_id, SQS_ID_SIZE, "%s", id);
    json_decref(output);
    return status;
}

// The entry of a batch that a result is about, by the number we gave it.
static size_t entry_of(const json_t *result, size_t n)
{
    const char *id = member(result, "Id");
    size_t i = id && strlen(id) < 3 ? (size_t)strtoul(id, NULL, 10) : n;
    return i < n ? i : n;
}

static enum cloud_status failure_of(const json_t *result)
{
    const char *code = member(result, "Code");
    int is_ours = json_is_true(json_object_get(result, "SenderFault"));
    return cloud_classify(code ? code : "", is_ours ? 400 : 500);
}

static void take_sent(const json_t *output, struct sqs_outgoing *messages, size_t n)
{
    size_t i;
    const json_t *result;
    json_array_foreach(json_object_get(output, "Successful"), i, result)
    {
        size_t k = entry_of(result, n);
        const char *id = member(result, "MessageId");
        if (k == n || !id || !sqs_is_intact(messages[k].body, member(result, "MD5OfMessageBody")))
            continue;
        messages[k].ret_status = CLOUD_OK;
        (void)snprintf(messages[k].ret_id, sizeof messages[k].ret_id, "%s", id);
    }
    json_array_foreach(json_object_get(output, "Failed"), i, result)
    {
        size_t k = entry_of(result, n);
        if (k < n)
            messages[k].ret_status = failure_of(result);
    }
}

static enum cloud_status check_batch(size_t n, struct practice_error *err)
{
    if (n >= 1 && n <= SQS_MAX_BATCH)
        return CLOUD_OK;
    return cloud_fail(err, CLOUD_INVALID, NULL, "a batch has 1 to %d messages, not %zu",
                      SQS_MAX_BATCH, n);
}

enum cloud_status sqs_send_batch(struct cloud *cloud, const char *url,
                                 struct sqs_outgoing *messages, size_t n,
                                 struct practice_error *err)
{
    json_t *output, *entries = json_array();
    size_t n_bytes = 0;
    enum cloud_status status = check_batch(n, err);
    for (size_t i = 0; i < n && status == CLOUD_OK; i++) {
        char id[4];
        (void)snprintf(id, sizeof id, "%u", (unsigned)(i % 100));
        messages[i].ret_status = CLOUD_PASSING; // until the queue says otherwise
        status = check_body(messages[i].body, messages[i].delay_s, err);
        n_bytes += strlen(messages[i].body);
        if (status == CLOUD_OK && n_bytes > SQS_MAX_BODY)
            status = cloud_fail(err, CLOUD_TOO_BIG, NULL, "a batch has more than %zu bytes",
                                SQS_MAX_BODY);
        json_t *entry = json_pack("{sssssi}", "Id", id, "MessageBody", messages[i].body,
                                  "DelaySeconds", messages[i].delay_s);
        if (json_array_append_new(entries, entry) < 0 && status == CLOUD_OK)
            status = cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    }
    if (status != CLOUD_OK) {
        json_decref(entries);
        return status;
    }
    status =
        sqs_act(cloud, "SendMessageBatch", json_pack("{ssso}", "QueueUrl", url, "Entries", entries),
                CALL_S, &output, err);
    if (status != CLOUD_OK)
        return status;
    take_sent(output, messages, n);
    json_decref(output);
    return CLOUD_OK;
}

static int64_t attribute(const json_t *message, const char *name)
{
    const char *text = member(json_object_get(message, "Attributes"), name);
    return text ? strtoll(text, NULL, 10) : 0;
}

void sqs_messages_release(struct sqs_messages *messages)
{
    for (size_t i = 0; i < messages->n; i++) {
        free(messages->list[i].receipt);
        free(messages->list[i].body);
    }
    *messages = (struct sqs_messages){.n = 0};
}

// A message without a receipt cannot be handled and is left to its visibility.
static enum cloud_status take_message(const json_t *from, struct sqs_messages *messages,
                                      struct practice_error *err)
{
    const char *receipt = member(from, "ReceiptHandle"), *body = member(from, "Body");
    const char *id = member(from, "MessageId");
    if (!receipt || messages->n == SQS_MAX_BATCH)
        return CLOUD_OK;
    struct sqs_message *message = &messages->list[messages->n];
    int64_t n_receives = attribute(from, "ApproximateReceiveCount");
    *message = (struct sqs_message){
        .receipt = strdup(receipt),
        .body = strdup(body ? body : ""),
        .n_receives = n_receives > 0 && n_receives < 1000000 ? (int)n_receives : 0,
        .sent_ms = attribute(from, "SentTimestamp"),
        .is_damaged = !body || !sqs_is_intact(body, member(from, "MD5OfBody")),
    };
    (void)snprintf(message->id, sizeof message->id, "%s", id ? id : "");
    messages->n++;
    if (!message->receipt || !message->body)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    return CLOUD_OK;
}

enum cloud_status sqs_receive(struct cloud *cloud, const char *url,
                              const struct sqs_reception *reception,
                              struct sqs_messages *ret_messages, struct practice_error *err)
{
    struct sqs_messages messages = {.n = 0};
    json_t *output = NULL;
    const json_t *message;
    size_t i;
    // Both names of the attributes: AWS has renamed the member, and not every server followed.
    json_t *input = json_pack(
        "{sssisis[ss]s[ss]}", "QueueUrl", url, "MaxNumberOfMessages", reception->most,
        "WaitTimeSeconds", reception->wait_s, "AttributeNames", "ApproximateReceiveCount",
        "SentTimestamp", "MessageSystemAttributeNames", "ApproximateReceiveCount", "SentTimestamp");
    if (input && reception->visibility_s != SQS_QUEUE_VISIBILITY &&
        json_object_set_new(input, "VisibilityTimeout", json_integer(reception->visibility_s)) <
            0) {
        json_decref(input);
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    }
    enum cloud_status status =
        sqs_act(cloud, "ReceiveMessage", input, reception->wait_s, &output, err);
    if (status != CLOUD_OK)
        return status;
    json_array_foreach(json_object_get(output, "Messages"), i, message)
    {
        if (status == CLOUD_OK)
            status = take_message(message, &messages, err);
    }
    json_decref(output);
    if (status == CLOUD_OK)
        *ret_messages = messages;
    else
        sqs_messages_release(&messages);
    return status;
}

enum cloud_status sqs_delete(struct cloud *cloud, const char *url, const char *receipt,
                             struct practice_error *err)
{
    return sqs_act(cloud, "DeleteMessage",
                   json_pack("{ssss}", "QueueUrl", url, "ReceiptHandle", receipt), CALL_S, NULL,
                   err);
}

// What SQS says of a message that is not in flight any more has no code of its own.
static enum cloud_status of_receipt(const struct cloud *cloud, enum cloud_status status)
{
    return status == CLOUD_INVALID && strcmp(cloud->last_code, "InvalidParameterValue") == 0
               ? CLOUD_EXPIRED
               : status;
}

enum cloud_status sqs_keep(struct cloud *cloud, const char *url, const char *receipt,
                           int visibility_s, struct practice_error *err)
{
    if (visibility_s < 0 || visibility_s > SQS_MAX_VISIBILITY_S)
        return cloud_fail(err, CLOUD_INVALID, NULL, "a visibility of %d s is out of range",
                          visibility_s);
    return of_receipt(cloud, sqs_act(cloud, "ChangeMessageVisibility",
                                     json_pack("{sssssi}", "QueueUrl", url, "ReceiptHandle",
                                               receipt, "VisibilityTimeout", visibility_s),
                                     CALL_S, NULL, err));
}

static void take_handled(const json_t *output, struct sqs_handled *messages, size_t n)
{
    size_t i;
    const json_t *result;
    json_array_foreach(json_object_get(output, "Successful"), i, result)
    {
        size_t k = entry_of(result, n);
        if (k < n)
            messages[k].ret_status = CLOUD_OK;
    }
    json_array_foreach(json_object_get(output, "Failed"), i, result)
    {
        size_t k = entry_of(result, n);
        const char *code = member(result, "Code");
        if (k == n)
            continue;
        messages[k].ret_status = failure_of(result);
        if (code && strcmp(code, "InvalidParameterValue") == 0)
            messages[k].ret_status = CLOUD_EXPIRED;
    }
}

static enum cloud_status handle_batch(struct cloud *cloud, const char *action, const char *url,
                                      struct sqs_handled *messages, size_t n,
                                      struct practice_error *err)
{
    json_t *output, *entries = json_array();
    enum cloud_status status = check_batch(n, err);
    int with_visibility = strcmp(action, "ChangeMessageVisibilityBatch") == 0;
    for (size_t i = 0; i < n && status == CLOUD_OK; i++) {
        char id[4];
        (void)snprintf(id, sizeof id, "%u", (unsigned)(i % 100));
        messages[i].ret_status = CLOUD_PASSING;
        json_t *entry = json_pack("{ssss}", "Id", id, "ReceiptHandle", messages[i].receipt);
        if (entry && with_visibility &&
            json_object_set_new(entry, "VisibilityTimeout",
                                json_integer(messages[i].visibility_s)) < 0)
            status = cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
        if (json_array_append_new(entries, entry) < 0 && status == CLOUD_OK)
            status = cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    }
    if (status != CLOUD_OK) {
        json_decref(entries);
        return status;
    }
    status = sqs_act(cloud, action, json_pack("{ssso}", "QueueUrl", url, "Entries", entries),
                     CALL_S, &output, err);
    if (status != CLOUD_OK)
        return status;
    take_handled(output, messages, n);
    json_decref(output);
    return CLOUD_OK;
}

enum cloud_status sqs_delete_batch(struct cloud *cloud, const char *url,
                                   struct sqs_handled *messages, size_t n,
                                   struct practice_error *err)
{
    return handle_batch(cloud, "DeleteMessageBatch", url, messages, n, err);
}

enum cloud_status sqs_keep_batch(struct cloud *cloud, const char *url, struct sqs_handled *messages,
                                 size_t n, struct practice_error *err)
{
    return handle_batch(cloud, "ChangeMessageVisibilityBatch", url, messages, n, err);
}
