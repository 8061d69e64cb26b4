// SPDX-License-Identifier: GPL-3.0-or-later
// Roles through STS: with a web identity's token, which a cluster renews in a file, or with
// another key, which signs the request.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cloud/credentials_inside.h"
#include "cloud/place.h"
#include "cloud/sign.h"
#include "cloud/xml.h"

#define MAX_FORM ((size_t)65536)

static int add_field(FILE *out, const char *name, const char *value)
{
    char *encoded = value ? sign_encode(value, 0) : NULL;
    if (value && !encoded)
        return -1;
    if (value)
        (void)fprintf(out, "&%s=%s", name, encoded);
    free(encoded);
    return 0;
}

// The fields of the form, to be freed by the caller; NULL: no memory.
static char *make_form(const struct credentials_role *role, const char *token)
{
    char *form = NULL, session_name[64];
    size_t size = 0;
    FILE *out = open_memstream(&form, &size);
    if (!out)
        return NULL;
    (void)snprintf(session_name, sizeof session_name, "practice-%lld", (long long)getpid());
    (void)fprintf(out, "Action=%s&Version=2011-06-15",
                  token ? "AssumeRoleWithWebIdentity" : "AssumeRole");
    int failed = add_field(out, "RoleArn", role->arn) < 0 ||
                 add_field(out, "RoleSessionName",
                           role->session_name ? role->session_name : session_name) < 0 ||
                 add_field(out, "ExternalId", token ? NULL : role->external_id) < 0 ||
                 add_field(out, "WebIdentityToken", token) < 0;
    if (fclose(out) == 0 && !failed && size <= MAX_FORM)
        return form;
    free(form);
    return NULL;
}

#define RESULT_PATHS 4

struct result {
    char texts[RESULT_PATHS][CREDENTIALS_MAX_TOKEN];
};

static int take_result(void *context, const char *path, const char *text)
{
    static const char *const names[RESULT_PATHS] = {
        "/Credentials/AccessKeyId", "/Credentials/SecretAccessKey", "/Credentials/SessionToken",
        "/Credentials/Expiration"};
    struct result *result = context;
    size_t length = strlen(path);
    for (size_t i = 0; i < RESULT_PATHS; i++) {
        size_t n = strlen(names[i]);
        if (length >= n && strcmp(path + length - n, names[i]) == 0)
            (void)snprintf(result->texts[i], sizeof result->texts[i], "%s", text);
    }
    return 0;
}

static enum cloud_status take_answer(const struct http_answer *answer,
                                     struct credentials_key *ret_key, struct practice_error *err)
{
    char code[64], message[256];
    if (answer->status != 200) {
        (void)xml_text(answer->body, answer->size, "ErrorResponse/Error/Code", code, sizeof code);
        (void)xml_text(answer->body, answer->size, "ErrorResponse/Error/Message", message,
                       sizeof message);
        enum cloud_status status = cloud_classify(code, answer->status);
        return cloud_fail(err, status == CLOUD_PASSING ? status : CLOUD_REFUSED, NULL,
                          "STS gives no credentials: %s (%d): %s", code, answer->status, message);
    }
    struct result *result = calloc(1, sizeof *result);
    if (!result)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    enum cloud_status status = xml_read(answer->body, answer->size, take_result, result, err);
    if (status == CLOUD_OK) {
        const char *const texts[4] = {result->texts[0], result->texts[1], result->texts[2],
                                      result->texts[3]};
        status = credentials_fill("role", texts, ret_key, err);
    }
    explicit_bzero(result, sizeof *result);
    free(result);
    return status;
}

static enum cloud_status sign_form(const struct cloud_place *place, const char *region,
                                   const struct credentials_key *source, const char *form,
                                   struct signed_request *ret_signed, struct practice_error *err)
{
    static const struct sign_pair headers[] = {
        {"content-type", "application/x-www-form-urlencoded"}};
    uint8_t digest[HASH_SHA256_SIZE];
    char hex[HASH_HEX_SIZE];
    enum practice_status status = hash_sha256(form, strlen(form), digest, err);
    if (status != PRACTICE_OK)
        return cloud_from(status);
    hash_to_hex(digest, sizeof digest, hex);
    struct signer signer = {.region = region, .service = "sts"};
    const struct sign_key key = {.access_key = source->access_key,
                                 .secret_key = source->secret_key,
                                 .session_token =
                                     source->session_token[0] ? source->session_token : NULL};
    const struct sign_request request = {.method = "POST",
                                         .host = place->host,
                                         .path = "/",
                                         .headers = headers,
                                         .n_headers = 1,
                                         .payload_sha256 = hex};
    return cloud_from(sign_headers(&signer, &key, &request, (int64_t)time(NULL), ret_signed, err));
}

static enum cloud_status ask_sts(const struct credentials_options *options,
                                 const struct credentials_role *role, const char *form,
                                 struct credentials_key *ret_key, struct practice_error *err)
{
    static const char *const plain[] = {"content-type: application/x-www-form-urlencoded", NULL};
    struct signed_request signed_request = {.target = NULL};
    struct cloud_place place;
    char region[CLOUD_MAX_REGION], address[CLOUD_MAX_HOST + 16];
    struct http_answer answer = {0};
    (void)cloud_region(options->region ? options->region : role->region, NULL, region);
    if (!region[0])
        (void)snprintf(region, sizeof region, "us-east-1");
    enum cloud_status status = cloud_place_find("sts", "STS", NULL, region, NULL, &place, err);
    if (status == CLOUD_OK && role->source)
        status = sign_form(&place, region, role->source, form, &signed_request, err);
    if (status != CLOUD_OK)
        return status;
    (void)snprintf(address, sizeof address, "%s://%s/", place.scheme, place.host);
    const struct credentials_question question = {
        .place = "STS",
        .method = "POST",
        .address = address,
        .headers = role->source ? (const char *const *)signed_request.headers : plain,
        .body = form,
        .connect_s = 5,
        .total_s = 15,
        .max_tries = 4,
    };
    status = credentials_ask(options, &question, &answer, err);
    if (status == CLOUD_OK || answer.status)
        status = take_answer(&answer, ret_key, err);
    http_answer_release(&answer);
    signed_request_release(&signed_request);
    return status;
}

enum cloud_status credentials_assume(const struct credentials_options *options,
                                     const struct credentials_role *role,
                                     struct credentials_key *ret_key, struct practice_error *err)
{
    char *token = NULL;
    if (role->token_file) {
        enum cloud_status status = credentials_read_file(role->token_file, &token, err);
        if (status != CLOUD_OK)
            return status;
    }
    char *form = make_form(role, token);
    enum cloud_status status =
        form ? ask_sts(options, role, form, ret_key, err)
             : cloud_fail(err, CLOUD_REFUSED, NULL, "the request to STS is too long");
    free(form);
    free(token);
    return status;
}

enum cloud_status credentials_of_web_identity(const struct credentials_options *options,
                                              struct credentials_key *ret_key,
                                              struct practice_error *err)
{
    const struct credentials_role role = {
        .arn = credentials_variable("AWS_ROLE_ARN"),
        .session_name = credentials_variable("AWS_ROLE_SESSION_NAME"),
        .token_file = credentials_variable("AWS_WEB_IDENTITY_TOKEN_FILE"),
    };
    if (options->profile || !role.arn || !role.token_file)
        return CLOUD_GONE;
    return credentials_assume(options, &role, ret_key, err);
}
