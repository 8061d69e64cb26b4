// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol, and the queue itself. A POST to "/" of the endpoint, whatever the queue's URL says:
// that is how AWS's own tools do it, and a URL from a peer then never decides where we send to.
#include "cloud/sqs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cloud/sqs_inside.h"
#include "ui/text.h"

#define MAX_ANSWER                                                                                 \
    ((size_t)8 * 1024 * 1024) // ten bodies of 256 KiB, each letter as \u00xx at worst
#define GRACE_S 20.0          // beyond what the queue itself may wait

int sqs_is_intact(const char *text, const char *md5)
{
    uint8_t digest[HASH_MD5_SIZE];
    char hex[HASH_HEX_SIZE];
    if (hash_md5(text, strlen(text), digest, NULL) != PRACTICE_OK)
        return 0;
    hash_to_hex(digest, sizeof digest, hex);
    return !md5 || strcasecmp(md5, hex) == 0;
}

static enum cloud_status parse(const struct http_answer *answer, json_t **ret_output,
                               struct practice_error *err)
{
    if (!ret_output)
        return CLOUD_OK;
    json_t *output = json_loadb(answer->size ? answer->body : "{}", answer->size ? answer->size : 2,
                                JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(output)) {
        json_decref(output);
        return cloud_fail(err, CLOUD_PASSING, NULL, "the queue answers with something else");
    }
    *ret_output = output;
    return CLOUD_OK;
}

static enum cloud_status post(struct cloud *cloud, const char *action, const char *body, int wait_s,
                              json_t **ret_output, struct practice_error *err)
{
    char target[64], hex[HASH_HEX_SIZE];
    uint8_t digest[HASH_SHA256_SIZE];
    enum cloud_status status = cloud_from(hash_sha256(body, strlen(body), digest, err));
    if (status != CLOUD_OK)
        return status;
    hash_to_hex(digest, sizeof digest, hex);
    (void)snprintf(target, sizeof target, "AmazonSQS.%s", action);
    const struct sign_pair headers[] = {{"content-type", "application/x-amz-json-1.0"},
                                        {"x-amz-target", target}};
    const struct cloud_call call = {
        .service = CLOUD_SQS,
        .what = action,
        .sign = {.method = "POST",
                 .path = "/",
                 .headers = headers,
                 .n_headers = 2,
                 .payload_sha256 = hex},
        .send = {.body = body,
                 .body_size = strlen(body),
                 .max_body = MAX_ANSWER,
                 .total_s = wait_s + GRACE_S},
    };
    struct http_answer answer;
    status = cloud_do(cloud, &call, &answer, err);
    if (status != CLOUD_OK)
        return status;
    status = parse(&answer, ret_output, err);
    http_answer_release(&answer);
    return status;
}

enum cloud_status sqs_act(struct cloud *cloud, const char *action, json_t *input, int wait_s,
                          json_t **ret_output, struct practice_error *err)
{
    if (!input)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "%s: out of memory", action);
    char *body = json_dumps(input, JSON_COMPACT);
    json_decref(input);
    if (!body)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    enum cloud_status status = post(cloud, action, body, wait_s, ret_output, err);
    free(body);
    return status;
}

static enum cloud_status take_url(const json_t *output, char ret_url[SQS_URL_SIZE],
                                  struct practice_error *err)
{
    const char *url = json_string_value(json_object_get(output, "QueueUrl"));
    if (!url || strlen(url) >= SQS_URL_SIZE)
        return cloud_fail(err, CLOUD_PASSING, NULL, "the queue's URL is none");
    (void)snprintf(ret_url, SQS_URL_SIZE, "%s", url);
    return CLOUD_OK;
}

enum cloud_status sqs_find(struct cloud *cloud, const char *name, char ret_url[SQS_URL_SIZE],
                           struct practice_error *err)
{
    json_t *output;
    if (!ui_text_is_utf8(name))
        return cloud_fail(err, CLOUD_INVALID, NULL, "the queue's name is no UTF-8");
    enum cloud_status status =
        sqs_act(cloud, "GetQueueUrl", json_pack("{ss}", "QueueName", name), 0, &output, err);
    if (status != CLOUD_OK)
        return status;
    status = take_url(output, ret_url, err);
    json_decref(output);
    return status;
}

enum cloud_status sqs_find_arn(struct cloud *cloud, const char *arn, char ret_url[SQS_URL_SIZE],
                               struct practice_error *err)
{
    const char *name = strrchr(arn, ':');
    if (strncmp(arn, "arn:", 4) != 0 || !name || !name[1])
        return cloud_fail(err, CLOUD_INVALID, NULL, "'%s' is no queue", arn);
    return sqs_find(cloud, name + 1, ret_url, err);
}

enum cloud_status sqs_create(struct cloud *cloud, const struct sqs_creation *creation,
                             char ret_url[SQS_URL_SIZE], struct practice_error *err)
{
    char text[512];
    json_t *output, *attributes = json_object();
    int failed = !attributes;
    if (creation->visibility_s != SQS_QUEUE_VISIBILITY) {
        (void)snprintf(text, sizeof text, "%d", creation->visibility_s);
        failed |= json_object_set_new(attributes, "VisibilityTimeout", json_string(text)) < 0;
    }
    if (creation->max_receives > 0 && creation->dead_letter_arn) {
        (void)snprintf(text, sizeof text,
                       "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}",
                       creation->dead_letter_arn, creation->max_receives);
        failed |= json_object_set_new(attributes, "RedrivePolicy", json_string(text)) < 0;
    }
    json_t *input = json_pack("{ssso}", "QueueName", creation->name, "Attributes", attributes);
    if (failed) {
        json_decref(input);
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    }
    enum cloud_status status = sqs_act(cloud, "CreateQueue", input, 0, &output, err);
    if (status != CLOUD_OK)
        return status;
    status = take_url(output, ret_url, err);
    json_decref(output);
    return status;
}

// SQS writes numbers as texts; what is none counts as 0.
static int64_t number(const json_t *attributes, const char *name)
{
    const char *text = json_string_value(json_object_get(attributes, name));
    return text ? strtoll(text, NULL, 10) : 0;
}

static void take_policy(const char *text, struct sqs_state *state)
{
    json_t *policy = text ? json_loads(text, 0, NULL) : NULL;
    const json_t *most = json_object_get(policy, "maxReceiveCount");
    const char *arn = json_string_value(json_object_get(policy, "deadLetterTargetArn"));
    json_int_t n = json_is_integer(most)  ? json_integer_value(most)
                   : json_is_string(most) ? strtoll(json_string_value(most), NULL, 10)
                                          : 0;
    state->max_receives = n > 0 && n <= 1000 ? (int)n : 0;
    (void)snprintf(state->dead_letter_arn, sizeof state->dead_letter_arn, "%s", arn ? arn : "");
    json_decref(policy);
}

enum cloud_status sqs_state(struct cloud *cloud, const char *url, struct sqs_state *ret_state,
                            struct practice_error *err)
{
    json_t *output;
    enum cloud_status status =
        sqs_act(cloud, "GetQueueAttributes",
                json_pack("{sss[s]}", "QueueUrl", url, "AttributeNames", "All"), 0, &output, err);
    if (status != CLOUD_OK)
        return status;
    const json_t *attributes = json_object_get(output, "Attributes");
    struct sqs_state state = {
        .n_waiting = number(attributes, "ApproximateNumberOfMessages"),
        .n_in_flight = number(attributes, "ApproximateNumberOfMessagesNotVisible"),
        .n_delayed = number(attributes, "ApproximateNumberOfMessagesDelayed"),
        .visibility_s = (int)number(attributes, "VisibilityTimeout"),
    };
    const char *arn = json_string_value(json_object_get(attributes, "QueueArn"));
    (void)snprintf(state.arn, sizeof state.arn, "%s", arn ? arn : "");
    take_policy(json_string_value(json_object_get(attributes, "RedrivePolicy")), &state);
    json_decref(output);
    *ret_state = state;
    return CLOUD_OK;
}
