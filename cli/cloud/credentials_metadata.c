// SPDX-License-Identifier: GPL-3.0-or-later
// The links that ask the machine we run on: a container's endpoint and an instance's metadata,
// version 2. Both are near, so that proxies do not hold and time-outs are short.
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cloud/credentials_inside.h"

#define CONTAINER_HOST "http://169.254.170.2"
#define METADATA_HOST  "http://169.254.169.254"
#define MAX_ADDRESS    2048
#define ROLE_PATH      "/latest/meta-data/iam/security-credentials/"

static const char *member(const json_t *document, const char *name)
{
    return json_string_value(json_object_get(document, name));
}

static enum cloud_status take_document(const char *place, const struct http_answer *answer,
                                       struct credentials_key *ret_key, struct practice_error *err)
{
    json_t *document = json_loadb(answer->body, answer->size, 0, NULL);
    const char *const texts[4] = {member(document, "AccessKeyId"),
                                  member(document, "SecretAccessKey"), member(document, "Token"),
                                  member(document, "Expiration")};
    enum cloud_status status = credentials_fill(place, texts, ret_key, err);
    json_decref(document);
    return status;
}

// A key in plain text may only come from this machine, or from the addresses AWS has set aside.
static int is_allowed(const char *address)
{
    static const char *const near[] = {"127.",          "localhost",      "[::1]",
                                       "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"};
    if (strncasecmp(address, "https://", 8) == 0)
        return 1;
    if (strncasecmp(address, "http://", 7) != 0)
        return 0;
    const char *host = address + 7;
    size_t length = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":/?#");
    if (memchr(host, '@', strcspn(host, "/?#")))
        return 0;
    for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
        size_t n = strlen(near[i]);
        int is_net = near[i][n - 1] == '.' && strspn(host, "0123456789.") == length;
        if (strncasecmp(host, near[i], n) == 0 && (length == n || is_net))
            return 1;
    }
    return 0;
}

// "Authorization: …" from the variable or the file, which may change while we run; NULL when there
// is none. The caller frees it.
static enum cloud_status authorization(char **ret_header, struct practice_error *err)
{
    const char *file = credentials_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    const char *given = credentials_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    char *read = NULL, *header = NULL;
    if (file) {
        enum cloud_status status = credentials_read_file(file, &read, err);
        if (status != CLOUD_OK)
            return status;
        given = read;
    }
    int is_split = given && strpbrk(given, "\r\n") != NULL;
    int failed = given && !is_split && asprintf(&header, "authorization: %s", given) < 0;
    free(read);
    if (failed)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    if (is_split)
        return cloud_fail(err, CLOUD_REFUSED, NULL, "the container's authorization token is none");
    *ret_header = header;
    return CLOUD_OK;
}

enum cloud_status credentials_of_container(const struct credentials_options *options,
                                           struct credentials_key *ret_key,
                                           struct practice_error *err)
{
    const char *relative = credentials_variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    const char *full = credentials_variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    char address[MAX_ADDRESS], *header = NULL;
    if (!relative && !full)
        return CLOUD_GONE;
    int n = snprintf(address, sizeof address, "%s%s", relative ? CONTAINER_HOST : "",
                     relative ? relative : full);
    if (n < 0 || (size_t)n >= sizeof address || !is_allowed(address))
        return cloud_fail(err, CLOUD_REFUSED, NULL,
                          "'%.200s' may not give credentials: neither https nor this machine",
                          relative ? relative : full);
    enum cloud_status status = authorization(&header, err);
    if (status != CLOUD_OK)
        return status;
    const char *const headers[] = {header, NULL};
    const struct credentials_question question = {.place = "container's endpoint",
                                                  .method = "GET",
                                                  .address = address,
                                                  .headers = headers,
                                                  .connect_s = 2,
                                                  .total_s = 5,
                                                  .max_tries = 3,
                                                  .is_local = 1};
    struct http_answer answer = {0};
    status = credentials_ask(options, &question, &answer, err);
    if (status == CLOUD_OK)
        status = take_document("container", &answer, ret_key, err);
    else if (answer.status)
        status =
            cloud_fail(err, CLOUD_REFUSED, NULL,
                       "the container's endpoint gives no credentials (status %d)", answer.status);
    http_answer_release(&answer);
    free(header);
    return status;
}

struct metadata {
    const struct credentials_options *options;
    char token_header[512];
};

static enum cloud_status metadata_get(struct metadata *metadata, const char *method,
                                      const char *path, struct http_answer *ret_answer,
                                      struct practice_error *err)
{
    const char *host = credentials_variable("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    char address[MAX_ADDRESS];
    host = host ? host : METADATA_HOST;
    size_t length = strlen(host);
    while (length && host[length - 1] == '/')
        length--;
    int n = snprintf(address, sizeof address, "%.*s%s", (int)length, host, path);
    if (length > MAX_ADDRESS || n < 0 || (size_t)n >= sizeof address)
        return cloud_fail(err, CLOUD_REFUSED, NULL, "the metadata's address is too long");
    const char *const headers[] = {metadata->token_header, NULL};
    // Most machines have no metadata, and there a connection hangs: hence one short try.
    int is_first = strcmp(method, "PUT") == 0;
    const struct credentials_question question = {.place = "instance's metadata",
                                                  .method = method,
                                                  .address = address,
                                                  .headers = headers,
                                                  .connect_s = 1,
                                                  .total_s = is_first ? 2 : 5,
                                                  .max_tries = is_first ? 1 : 3,
                                                  .is_local = 1};
    return credentials_ask(metadata->options, &question, ret_answer, err);
}

// CLOUD_GONE when there are no metadata here, or none that we may use.
static enum cloud_status metadata_begin(struct metadata *metadata, struct practice_error *err)
{
    const char *disabled = credentials_variable("AWS_EC2_METADATA_DISABLED");
    struct http_answer answer = {0};
    if (disabled && strcasecmp(disabled, "true") == 0)
        return CLOUD_GONE;
    (void)snprintf(metadata->token_header, sizeof metadata->token_header,
                   "x-aws-ec2-metadata-token-ttl-seconds: 21600");
    enum cloud_status status = metadata_get(metadata, "PUT", "/latest/api/token", &answer, err);
    int is_good =
        status == CLOUD_OK && answer.size > 0 && answer.size < 400 && !strpbrk(answer.body, "\r\n");
    if (is_good)
        (void)snprintf(metadata->token_header, sizeof metadata->token_header,
                       "x-aws-ec2-metadata-token: %s", answer.body);
    http_answer_release(&answer);
    if (status == CLOUD_STOPPED || status == CLOUD_LOCAL)
        return status;
    return is_good ? CLOUD_OK : CLOUD_GONE;
}

enum cloud_status credentials_of_metadata(const struct credentials_options *options,
                                          struct credentials_key *ret_key,
                                          struct practice_error *err)
{
    struct metadata metadata = {.options = options};
    struct http_answer answer = {0};
    char path[512];
    enum cloud_status status = metadata_begin(&metadata, err);
    if (status != CLOUD_OK)
        return status;
    status = metadata_get(&metadata, "GET", ROLE_PATH, &answer, err);
    if (answer.status == 404) {
        http_answer_release(&answer);
        return CLOUD_GONE;
    }
    if (status == CLOUD_OK) {
        int length = (int)strcspn(answer.body, "\r\n/?# ");
        int n = snprintf(path, sizeof path, ROLE_PATH "%.*s", length, answer.body);
        if (length == 0 || n < 0 || (size_t)n >= sizeof path)
            status = cloud_fail(err, CLOUD_REFUSED, NULL, "the instance's metadata name no role");
    }
    http_answer_release(&answer);
    if (status == CLOUD_OK)
        status = metadata_get(&metadata, "GET", path, &answer, err);
    if (status == CLOUD_OK)
        status = take_document("instance's metadata", &answer, ret_key, err);
    http_answer_release(&answer);
    return status;
}

const char *credentials_metadata_region(const struct credentials_options *options, char *buffer,
                                        size_t size)
{
    struct metadata metadata = {.options = options};
    struct http_answer answer = {0};
    buffer[0] = '\0';
    if (metadata_begin(&metadata, NULL) == CLOUD_OK &&
        metadata_get(&metadata, "GET", "/latest/meta-data/placement/region", &answer, NULL) ==
            CLOUD_OK)
        (void)snprintf(buffer, size, "%s", answer.body);
    http_answer_release(&answer);
    return buffer;
}
