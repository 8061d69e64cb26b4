// SPDX-License-Identifier: GPL-3.0-or-later
// The signed call. Each try is signed anew, since a signature is good for minutes only. Two
// failures are set right here: a clock that is off, which AWS tells in its Date, and a session
// token that expired early.
#include "cloud/cloud.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cloud/cloud_inside.h"
#include "cloud/xml.h"

#define MAX_SKEW_S 240 // AWS allows 300 to 900

static enum cloud_status find_region(struct cloud *cloud, const struct profile *profile,
                                     struct practice_error *err)
{
    const struct cloud_options *options = &cloud->options;
    char told[CLOUD_MAX_REGION];
    (void)cloud_region(options->region, profile, cloud->region);
    if (cloud->region[0])
        return CLOUD_OK;
    if (!(options->endpoint_sqs && options->endpoint_s3)) {
        const struct credentials_options ask = {.stop = options->stop};
        (void)cloud_region(credentials_metadata_region(&ask, told, sizeof told), NULL,
                           cloud->region);
    }
    if (cloud->region[0])
        return CLOUD_OK;
    return cloud_fail(err, CLOUD_REFUSED, "set AWS_REGION, or region in ~/.aws/config",
                      "no AWS region is given");
}

static enum cloud_status find_places(struct cloud *cloud, struct practice_error *err)
{
    struct profile profile;
    enum cloud_status status = profile_load(cloud->options.profile, &profile, err);
    if (status != CLOUD_OK)
        return status;
    status = find_region(cloud, &profile, err);
    if (status == CLOUD_OK)
        status = cloud_place_find("sqs", "SQS", cloud->options.endpoint_sqs, cloud->region,
                                  &profile, &cloud->places[CLOUD_SQS], err);
    if (status == CLOUD_OK)
        status = cloud_place_find("s3", "S3", cloud->options.endpoint_s3, cloud->region, &profile,
                                  &cloud->places[CLOUD_S3], err);
    profile_release(&profile);
    return status;
}

enum cloud_status cloud_open(const struct cloud_options *options, struct credentials *credentials,
                             struct cloud **ret_cloud, struct practice_error *err)
{
    struct cloud *cloud = calloc(1, sizeof *cloud);
    const char *ca_file = getenv("AWS_CA_BUNDLE");
    const struct http_options http_options = {.stop = options->stop,
                                              .connect_s = options->connect_s,
                                              .stall_s = options->stall_s,
                                              .ca_file = ca_file && ca_file[0] ? ca_file : NULL,
                                              .tick = options->tick,
                                              .tick_context = options->tick_context};
    if (!cloud)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    cloud->options = *options;
    cloud->credentials = credentials;
    cloud->signers[CLOUD_SQS] = (struct signer){.region = cloud->region, .service = "sqs"};
    cloud->signers[CLOUD_S3] = (struct signer){.region = cloud->region, .service = "s3"};
    enum cloud_status status = find_places(cloud, err);
    if (status == CLOUD_OK)
        status = http_open(&http_options, &cloud->http, err);
    if (status != CLOUD_OK) {
        cloud_close(cloud);
        return status;
    }
    *ret_cloud = cloud;
    return CLOUD_OK;
}

void cloud_close(struct cloud *cloud)
{
    if (!cloud)
        return;
    http_close(cloud->http);
    explicit_bzero(cloud, sizeof *cloud);
    free(cloud);
}

const char *cloud_client_region(const struct cloud *cloud)
{
    return cloud->region;
}

const char *cloud_last_code(const struct cloud *cloud)
{
    return cloud->last_code;
}

struct cloud_counts cloud_counts(const struct cloud *cloud)
{
    return (struct cloud_counts){.http = http_counts(cloud->http), .n_retries = cloud->n_retries};
}

int64_t cloud_now_s(const struct cloud *cloud)
{
    return (int64_t)time(NULL) + cloud->clock_offset_s;
}

struct sign_key cloud_sign_key(const struct credentials_key *key)
{
    return (struct sign_key){.access_key = key->access_key,
                             .secret_key = key->secret_key,
                             .session_token = key->session_token[0] ? key->session_token : NULL};
}

// AWS's name of an error: of a header, of JSON ("com.amazonaws.sqs#QueueDoesNotExist") or of XML.
static void read_error(const struct http_answer *answer, char *code, size_t size, char *words,
                       size_t words_size)
{
    char full[256];
    json_t *document = json_loadb(answer->body, answer->size, 0, NULL);
    const char *type = json_string_value(json_object_get(document, "__type"));
    const char *message = json_string_value(json_object_get(document, "message"));
    message = message ? message : json_string_value(json_object_get(document, "Message"));
    (void)snprintf(full, sizeof full, "%s", type ? type : "");
    (void)snprintf(words, words_size, "%s", message ? message : "");
    json_decref(document);
    if (!full[0])
        (void)http_header(answer, "x-amzn-errortype", full, sizeof full);
    if (!full[0]) {
        (void)xml_text(answer->body, answer->size, "Error/Code", full, sizeof full);
        (void)xml_text(answer->body, answer->size, "Error/Message", words, words_size);
    }
    const char *name = strchr(full, '#') ? strchr(full, '#') + 1 : full;
    (void)snprintf(code, size, "%.*s", (int)strcspn(name, ":;"), name);
}

static enum cloud_status explain(struct cloud *cloud, const struct cloud_call *call,
                                 const struct http_answer *answer, struct practice_error *err)
{
    char words[256], region[CLOUD_MAX_REGION];
    const char *hint = NULL;
    char region_hint[128];
    read_error(answer, cloud->last_code, sizeof cloud->last_code, words, sizeof words);
    enum cloud_status status = cloud_classify(cloud->last_code, answer->status);
    (void)http_header(answer, "x-amz-bucket-region", region, sizeof region);
    if (region[0] && strcmp(region, cloud->region) != 0) {
        (void)snprintf(region_hint, sizeof region_hint, "the bucket is in region '%s'", region);
        hint = region_hint;
        status = CLOUD_REFUSED;
    }
    if (!cloud->last_code[0])
        return cloud_fail(err, status, hint, "%s: status %d", call->what, answer->status);
    return cloud_fail(err, status, hint, "%s: %s (%d)%s%s", call->what, cloud->last_code,
                      answer->status, words[0] ? ": " : "", words);
}

static enum cloud_status send_signed(struct cloud *cloud, const struct cloud_call *call,
                                     const struct sign_request *sign, const struct sign_key *key,
                                     struct http_answer *ret_answer, struct practice_error *err)
{
    struct signed_request signed_request;
    struct http_request send = call->send;
    char *address = NULL;
    enum cloud_status status = cloud_from(sign_headers(&cloud->signers[call->service], key, sign,
                                                       cloud_now_s(cloud), &signed_request, err));
    if (status != CLOUD_OK)
        return status;
    if (asprintf(&address, "%s://%s%s", cloud->places[call->service].scheme, sign->host,
                 signed_request.target) < 0) {
        signed_request_release(&signed_request);
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    }
    send.method = sign->method;
    send.address = address;
    send.headers = (const char *const *)signed_request.headers;
    status = http_exchange(cloud->http, &send, ret_answer, err);
    free(address);
    signed_request_release(&signed_request);
    return status;
}

// Learns from a refusal. 1 when the same call may work now.
static int learn(struct cloud *cloud, const struct credentials_key *key,
                 const struct http_answer *answer)
{
    static const char *const expired[] = {"ExpiredToken", "ExpiredTokenException", "InvalidToken",
                                          "InvalidClientTokenId", "UnrecognizedClientException"};
    for (size_t i = 0; i < sizeof expired / sizeof *expired; i++)
        if (key->expires_s && strcmp(cloud->last_code, expired[i]) == 0) {
            credentials_forget(cloud->credentials, key);
            return 1;
        }
    int64_t theirs_s = http_header_time(answer, "date");
    int64_t off_s = theirs_s - cloud_now_s(cloud);
    if (theirs_s <= 0 || (off_s <= MAX_SKEW_S && off_s >= -MAX_SKEW_S))
        return 0;
    cloud->clock_offset_s += off_s;
    return 1;
}

static enum cloud_status try_once(struct cloud *cloud, const struct cloud_call *call,
                                  struct http_answer *ret_answer, int *ret_learned,
                                  struct practice_error *err)
{
    struct credentials_key key;
    struct sign_request sign = call->sign;
    struct http_answer answer = {0};
    cloud->last_code[0] = '\0';
    enum cloud_status status = credentials_get(cloud->credentials, &key, err);
    if (status != CLOUD_OK)
        return status;
    if (!sign.host)
        sign.host = cloud->places[call->service].host;
    const struct sign_key sign_key = cloud_sign_key(&key);
    status = send_signed(cloud, call, &sign, &sign_key, &answer, err);
    if (status == CLOUD_OK && (answer.status < 200 || answer.status >= 300)) {
        status = explain(cloud, call, &answer, err);
        if (status == CLOUD_REFUSED)
            *ret_learned = learn(cloud, &key, &answer);
    }
    explicit_bzero(&key, sizeof key);
    *ret_answer = answer;
    return status;
}

enum cloud_status cloud_try(struct cloud *cloud, const struct cloud_call *call,
                            struct http_answer *ret_answer, struct practice_error *err)
{
    int has_learned = 0, is_useless = 0;
    enum cloud_status status = try_once(cloud, call, ret_answer, &has_learned, err);
    if (!has_learned)
        return status;
    http_answer_release(ret_answer);
    return try_once(cloud, call, ret_answer, &is_useless, err);
}

struct retry cloud_retry(const struct cloud *cloud)
{
    const struct cloud_options *options = &cloud->options;
    return (struct retry){
        .max_tries = options->max_tries,
        .stop = options->stop,
        .tick = options->tick,
        .tick_context = options->tick_context,
    };
}

enum cloud_status cloud_again(struct cloud *cloud, struct retry *retry, enum cloud_status failure,
                              const struct http_answer *answer, struct practice_error *err)
{
    if (failure != CLOUD_PASSING)
        return failure;
    switch (retry_wait(retry, answer && answer->status ? answer : NULL)) {
    case RETRY_AGAIN:
        cloud->n_retries++;
        return CLOUD_OK;
    case RETRY_STOPPED:
        return cloud_fail(err, CLOUD_STOPPED, NULL, "stopped");
    case RETRY_GIVE_UP:
        break;
    }
    return failure;
}

enum cloud_status cloud_do(struct cloud *cloud, const struct cloud_call *call,
                           struct http_answer *ret_answer, struct practice_error *err)
{
    struct retry retry = cloud_retry(cloud);
    for (;;) {
        struct http_answer answer = {0};
        enum cloud_status status = cloud_try(cloud, call, &answer, err);
        if (status == CLOUD_OK) {
            *ret_answer = answer;
            return CLOUD_OK;
        }
        status = cloud_again(cloud, &retry, status, &answer, err);
        http_answer_release(&answer);
        if (status != CLOUD_OK)
            return status;
    }
}
