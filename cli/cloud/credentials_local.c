// SPDX-License-Identifier: GPL-3.0-or-later
// The links of the chain that need nobody's answer, and what all links share.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cloud/credentials_inside.h"
#include "cloud/retry.h"

#define MAX_SOURCES 4 // profiles that a profile may lean on

const char *credentials_variable(const char *name)
{
    const char *value = getenv(name);
    return value && value[0] ? value : NULL;
}

static int copy(char *to, size_t size, const char *from)
{
    if (from && strlen(from) >= size)
        return -1;
    (void)snprintf(to, size, "%s", from ? from : "");
    return 0;
}

// -1 when it is no time; 0 when there is none.
static int64_t expiration(const char *text)
{
    struct tm utc = {0};
    if (!text || !text[0])
        return 0;
    return strptime(text, "%Y-%m-%dT%H:%M:%S", &utc) ? (int64_t)timegm(&utc) : -1;
}

enum cloud_status credentials_fill(const char *place, const char *const texts[4],
                                   struct credentials_key *ret_key, struct practice_error *err)
{
    if (!texts[0] || !texts[0][0] || !texts[1] || !texts[1][0])
        return cloud_fail(err, CLOUD_REFUSED, NULL,
                          "the AWS credentials of the %s lack the access key or its secret", place);
    int64_t expires_s = expiration(texts[3]);
    if (copy(ret_key->access_key, sizeof ret_key->access_key, texts[0]) < 0 ||
        copy(ret_key->secret_key, sizeof ret_key->secret_key, texts[1]) < 0 ||
        copy(ret_key->session_token, sizeof ret_key->session_token, texts[2]) < 0 || expires_s < 0)
        return cloud_fail(err, CLOUD_REFUSED, NULL, "the AWS credentials of the %s are none",
                          place);
    ret_key->expires_s = expires_s;
    return CLOUD_OK;
}

enum cloud_status credentials_of_environment(const struct credentials_options *options,
                                             struct credentials_key *ret_key,
                                             struct practice_error *err)
{
    const char *const texts[4] = {credentials_variable("AWS_ACCESS_KEY_ID"),
                                  credentials_variable("AWS_SECRET_ACCESS_KEY"),
                                  credentials_variable("AWS_SESSION_TOKEN"), NULL};
    if (options->profile || (!texts[0] && !texts[1]))
        return CLOUD_GONE;
    return credentials_fill("environment", texts, ret_key, err);
}

enum cloud_status credentials_read_file(const char *path, char **ret_text,
                                        struct practice_error *err)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    char *text = malloc(CREDENTIALS_MAX_DOCUMENT + 1);
    size_t n = 0;
    int is_regular = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
    ssize_t got = is_regular && text ? 1 : -1;
    while (got > 0 && n <= CREDENTIALS_MAX_DOCUMENT) {
        got = read(fd, text + n, CREDENTIALS_MAX_DOCUMENT + 1 - n);
        n += got > 0 ? (size_t)got : 0;
    }
    int error = errno;
    if (fd >= 0)
        (void)close(fd);
    if (got < 0 || n > CREDENTIALS_MAX_DOCUMENT) {
        free(text);
        return cloud_fail(err, CLOUD_REFUSED, NULL, "cannot read '%s': %s", path,
                          fd < 0 || (is_regular && got < 0) ? strerror(error)
                          : is_regular                      ? "it is too long"
                                                            : "not a regular file");
    }
    while (n && strchr(" \t\r\n", text[n - 1]))
        n--;
    text[n] = '\0';
    *ret_text = text;
    return CLOUD_OK;
}

static enum cloud_status ask_once(struct http *http, const struct http_request *request,
                                  const char *place, struct http_answer *ret_answer,
                                  struct practice_error *err)
{
    enum cloud_status status = http_exchange(http, request, ret_answer, err);
    if (status == CLOUD_OK)
        status = cloud_classify("", ret_answer->status);
    if (status != CLOUD_OK && ret_answer->status)
        (void)cloud_fail(err, status, NULL, "the %s answers with status %d", place,
                         ret_answer->status);
    return status;
}

enum cloud_status credentials_ask(const struct credentials_options *options,
                                  const struct credentials_question *question,
                                  struct http_answer *ret_answer, struct practice_error *err)
{
    const struct http_options http_options = {.stop = options->stop,
                                              .connect_s = question->connect_s,
                                              .ca_file = credentials_variable("AWS_CA_BUNDLE"),
                                              .no_proxy = question->is_local};
    const struct http_request request = {
        .method = question->method,
        .address = question->address,
        .headers = question->headers,
        .body = question->body,
        .body_size = question->body ? strlen(question->body) : 0,
        .max_body = CREDENTIALS_MAX_DOCUMENT,
        .total_s = question->total_s,
    };
    struct retry retry = {.max_tries = question->max_tries, .stop = options->stop};
    struct http *http;
    enum cloud_status status = http_open(&http_options, &http, err);
    if (status != CLOUD_OK)
        return status;
    for (;;) {
        struct http_answer answer = {0};
        status = ask_once(http, &request, question->place, &answer, err);
        if (answer.status && status != CLOUD_PASSING) {
            *ret_answer = answer;
            break;
        }
        enum retry_verdict verdict = RETRY_GIVE_UP;
        if (status == CLOUD_PASSING)
            verdict = retry_wait(&retry, answer.status ? &answer : NULL);
        http_answer_release(&answer);
        if (verdict == RETRY_AGAIN)
            continue;
        if (verdict == RETRY_STOPPED)
            status = cloud_fail(err, CLOUD_STOPPED, NULL, "stopped");
        break;
    }
    http_close(http);
    return status;
}

static enum cloud_status key_of_profile(const struct credentials_options *options,
                                        const struct profile *profile, unsigned depth,
                                        struct credentials_key *ret_key,
                                        struct practice_error *err);

// Who assumes the role of a profile: another profile, or what a place around us gives.
static enum cloud_status source_of(const struct credentials_options *options,
                                   const struct profile *profile, unsigned depth,
                                   struct credentials_key *ret_key, struct practice_error *err)
{
    static const struct {
        const char *name;
        credentials_link *get;
    } places[] = {{"Environment", credentials_of_environment},
                  {"EcsContainer", credentials_of_container},
                  {"Ec2InstanceMetadata", credentials_of_metadata}};
    const char *name = profile_get(profile, "source_profile");
    const char *place = profile_get(profile, "credential_source");
    for (size_t i = 0; place && i < sizeof places / sizeof *places; i++) {
        struct credentials_options bare = *options;
        bare.profile = NULL;
        if (strcmp(place, places[i].name) == 0)
            return places[i].get(&bare, ret_key, err);
    }
    if (!name || depth == MAX_SOURCES)
        return cloud_fail(err, CLOUD_REFUSED, NULL,
                          "AWS profile '%s' names no source that can assume its role",
                          profile->name);
    struct profile source;
    enum cloud_status status = profile_load(name, &source, err);
    if (status != CLOUD_OK)
        return status;
    status = key_of_profile(options, &source, depth + 1, ret_key, err);
    profile_release(&source);
    return status == CLOUD_GONE
               ? cloud_fail(err, CLOUD_REFUSED, NULL, "AWS profile '%s' has no credentials", name)
               : status;
}

static enum cloud_status assume_of_profile(const struct credentials_options *options,
                                           const struct profile *profile, unsigned depth,
                                           struct credentials_key *ret_key,
                                           struct practice_error *err)
{
    struct credentials_key source = {.expires_s = 0};
    struct credentials_role role = {
        .arn = profile_get(profile, "role_arn"),
        .session_name = profile_get(profile, "role_session_name"),
        .external_id = profile_get(profile, "external_id"),
        .token_file = profile_get(profile, "web_identity_token_file"),
        .region = profile_get(profile, "region"),
    };
    if (!role.token_file) {
        enum cloud_status status = source_of(options, profile, depth, &source, err);
        if (status != CLOUD_OK)
            return status;
        role.source = &source;
    }
    return credentials_assume(options, &role, ret_key, err);
}

static enum cloud_status key_of_profile(const struct credentials_options *options,
                                        const struct profile *profile, unsigned depth,
                                        struct credentials_key *ret_key, struct practice_error *err)
{
    const char *const texts[4] = {profile_get(profile, "aws_access_key_id"),
                                  profile_get(profile, "aws_secret_access_key"),
                                  profile_get(profile, "aws_session_token"), NULL};
    // A profile that is its own source means its own keys.
    if (profile_get(profile, "role_arn") && !(depth > 0 && texts[0]))
        return assume_of_profile(options, profile, depth, ret_key, err);
    if (texts[0] || texts[1])
        return credentials_fill("profile", texts, ret_key, err);
    if (profile_get(profile, "credential_process") || profile_get(profile, "sso_session") ||
        profile_get(profile, "sso_start_url"))
        return cloud_fail(err, CLOUD_REFUSED,
                          "let the aws command export its credentials into the environment",
                          "AWS profile '%s' signs in by a program or a browser, which practice "
                          "does not do",
                          profile->name);
    return CLOUD_GONE;
}

enum cloud_status credentials_of_profile(const struct credentials_options *options,
                                         struct credentials_key *ret_key,
                                         struct practice_error *err)
{
    struct profile profile;
    enum cloud_status status = profile_load(options->profile, &profile, err);
    if (status != CLOUD_OK)
        return status;
    status = key_of_profile(options, &profile, 0, ret_key, err);
    profile_release(&profile);
    return status;
}
