// SPDX-License-Identifier: GPL-3.0-or-later
// The four steps of Signature Version 4: canonical request, string to sign, key of the day,
// signature. Texts grow in memory streams, which say once at the end whether memory was short.
#include "cloud/sign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"
#include "cloud/sign_inside.h"

#define ALGORITHM  "AWS4-HMAC-SHA256"
#define SCOPE_SIZE 128

void sign_time(int64_t now_s, char ret_time[SIGN_TIME_SIZE])
{
    time_t now = (time_t)now_s;
    struct tm utc;
    if (!gmtime_r(&now, &utc) || !strftime(ret_time, SIGN_TIME_SIZE, "%Y%m%dT%H%M%SZ", &utc))
        memcpy(ret_time, "19700101T000000Z", SIGN_TIME_SIZE);
}

static int has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return 1;
    return 0;
}

static enum practice_status check_request(const struct sign_request *request,
                                          struct practice_error *err)
{
    if (request->n_headers > SIGN_MAX_PAIRS || request->n_query > SIGN_MAX_PAIRS)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "a request has too many parts to sign");
    for (size_t i = 0; i < request->n_headers; i++)
        if (has_control(request->headers[i].name) || has_control(request->headers[i].value))
            return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                             "header '%s' has a control character", request->headers[i].name);
    if (has_control(request->host) || request->path[0] != '/')
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "'%s%s' is no address", request->host,
                         request->path);
    return PRACTICE_OK;
}

// The key depends on the day, the region and the service only, so four HMACs are saved a request.
static enum practice_status use_day_key(struct signer *signer, const char *secret, const char *date,
                                        struct practice_error *err)
{
    uint8_t secret_sha256[HASH_SHA256_SIZE], key[HASH_SHA256_SIZE];
    enum practice_status status = hash_sha256(secret, strlen(secret), secret_sha256, err);
    if (status != PRACTICE_OK)
        return status;
    if (strncmp(signer->date, date, 8) == 0 &&
        memcmp(secret_sha256, signer->secret_sha256, sizeof secret_sha256) == 0)
        return PRACTICE_OK;
    char first[1024];
    if ((size_t)snprintf(first, sizeof first, "AWS4%s", secret) >= sizeof first)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the secret access key is too long");
    status = hash_hmac_sha256(first, strlen(first), date, 8, key, err);
    const char *const parts[] = {signer->region, signer->service, "aws4_request"};
    for (size_t i = 0; i < 3 && status == PRACTICE_OK; i++)
        status = hash_hmac_sha256(key, sizeof key, parts[i], strlen(parts[i]), key, err);
    if (status != PRACTICE_OK)
        return status;
    memcpy(signer->day_key, key, sizeof key);
    memcpy(signer->secret_sha256, secret_sha256, sizeof secret_sha256);
    (void)snprintf(signer->date, sizeof signer->date, "%.8s", date);
    return PRACTICE_OK;
}

// The parts of a request in the order in which they are signed.
struct canonical {
    char *path, *query, *names;
    struct sign_pairs headers;
    char time[SIGN_TIME_SIZE];
    char scope[SCOPE_SIZE];
};

static void canonical_release(struct canonical *canonical)
{
    free(canonical->path);
    free(canonical->query);
    free(canonical->names);
    sign_pairs_release(&canonical->headers);
}

static enum practice_status hash_canonical(const struct canonical *canonical,
                                           const struct sign_request *request,
                                           char ret_hex[HASH_HEX_SIZE], struct practice_error *err)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return fail_no_memory(err);
    (void)fprintf(out, "%s\n%s\n%s\n", request->method, canonical->path, canonical->query);
    for (size_t i = 0; i < canonical->headers.n; i++)
        (void)fprintf(out, "%s:%s\n", canonical->headers.names[i], canonical->headers.values[i]);
    (void)fprintf(out, "\n%s\n%s", canonical->names, request->payload_sha256);
    uint8_t digest[HASH_SHA256_SIZE];
    enum practice_status status =
        fclose(out) == 0 ? hash_sha256(text, size, digest, err) : fail_no_memory(err);
    free(text);
    if (status == PRACTICE_OK)
        hash_to_hex(digest, sizeof digest, ret_hex);
    return status;
}

static enum practice_status signature_of(struct signer *signer, const struct sign_key *key,
                                         const struct canonical *canonical,
                                         const struct sign_request *request,
                                         char ret_hex[HASH_HEX_SIZE], struct practice_error *err)
{
    char canonical_hex[HASH_HEX_SIZE], to_sign[SCOPE_SIZE + 128];
    uint8_t digest[HASH_SHA256_SIZE];
    enum practice_status status = hash_canonical(canonical, request, canonical_hex, err);
    if (status == PRACTICE_OK)
        status = use_day_key(signer, key->secret_key, canonical->time, err);
    if (status != PRACTICE_OK)
        return status;
    (void)snprintf(to_sign, sizeof to_sign, ALGORITHM "\n%s\n%s\n%s", canonical->time,
                   canonical->scope, canonical_hex);
    status = hash_hmac_sha256(signer->day_key, sizeof signer->day_key, to_sign, strlen(to_sign),
                              digest, err);
    if (status == PRACTICE_OK)
        hash_to_hex(digest, sizeof digest, ret_hex);
    return status;
}

static enum practice_status canonical_begin(const struct signer *signer,
                                            const struct sign_request *request, int64_t now_s,
                                            struct canonical *ret, struct practice_error *err)
{
    *ret = (struct canonical){0};
    enum practice_status status = check_request(request, err);
    if (status != PRACTICE_OK)
        return status;
    sign_time(now_s, ret->time);
    int n = snprintf(ret->scope, sizeof ret->scope, "%.8s/%s/%s/aws4_request", ret->time,
                     signer->region, signer->service);
    if (n < 0 || (size_t)n >= sizeof ret->scope)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the region's name is too long");
    ret->path = sign_encode(request->path, 1);
    int failed = !ret->path || sign_give_header(&ret->headers, "host", request->host) < 0;
    for (size_t i = 0; i < request->n_headers && !failed; i++)
        failed = sign_give_header(&ret->headers, request->headers[i].name,
                                  request->headers[i].value) < 0;
    return failed ? fail_no_memory(err) : PRACTICE_OK;
}

// Path, query and lines of headers, of which Authorization is the last.
static enum practice_status make_signed(const struct canonical *canonical,
                                        const struct sign_key *key, const char *signature,
                                        struct signed_request *ret, struct practice_error *err)
{
    struct signed_request made = {0};
    size_t n = 0;
    int failed = asprintf(&made.target, "%s%s%s", canonical->path, canonical->query[0] ? "?" : "",
                          canonical->query) < 0;
    if (failed)
        made.target = NULL;
    for (size_t i = 0; i < canonical->headers.n && !failed; i++) {
        failed = asprintf(&made.headers[n], "%s: %s", canonical->headers.names[i],
                          canonical->headers.values[i]) < 0;
        if (failed)
            made.headers[n] = NULL;
        n += !failed;
    }
    if (!failed &&
        asprintf(&made.headers[n],
                 "authorization: " ALGORITHM " Credential=%s/%s, SignedHeaders=%s, Signature=%s",
                 key->access_key, canonical->scope, canonical->names, signature) < 0) {
        made.headers[n] = NULL;
        failed = 1;
    }
    if (failed) {
        signed_request_release(&made);
        return fail_no_memory(err);
    }
    *ret = made;
    return PRACTICE_OK;
}

static enum practice_status finish_query(struct canonical *canonical, struct sign_pairs *query,
                                         struct practice_error *err)
{
    canonical->query = sign_joined_query(query);
    if (!canonical->names)
        canonical->names = sign_joined_names(&canonical->headers);
    return canonical->query && canonical->names ? PRACTICE_OK : fail_no_memory(err);
}

enum practice_status sign_headers(struct signer *signer, const struct sign_key *key,
                                  const struct sign_request *request, int64_t now_s,
                                  struct signed_request *ret_signed, struct practice_error *err)
{
    struct canonical canonical;
    struct sign_pairs query = {.n = 0};
    char signature[HASH_HEX_SIZE];
    enum practice_status status = canonical_begin(signer, request, now_s, &canonical, err);
    int failed = status == PRACTICE_OK &&
                 sign_give_header(&canonical.headers, "x-amz-date", canonical.time) < 0;
    if (status == PRACTICE_OK && !failed && key->session_token)
        failed =
            sign_give_header(&canonical.headers, "x-amz-security-token", key->session_token) < 0;
    for (size_t i = 0; status == PRACTICE_OK && i < request->n_query && !failed; i++)
        failed = sign_give_query(&query, request->query[i].name, request->query[i].value) < 0;
    if (failed)
        status = fail_no_memory(err);
    if (status == PRACTICE_OK)
        status = finish_query(&canonical, &query, err);
    if (status == PRACTICE_OK)
        status = signature_of(signer, key, &canonical, request, signature, err);
    if (status == PRACTICE_OK)
        status = make_signed(&canonical, key, signature, ret_signed, err);
    sign_pairs_release(&query);
    canonical_release(&canonical);
    return status;
}

void signed_request_release(struct signed_request *request)
{
    free(request->target);
    for (size_t i = 0; request->headers[i]; i++)
        free(request->headers[i]);
    *request = (struct signed_request){0};
}

// What a pre-signed address carries in its query instead of in headers.
static int give_presigning(struct sign_pairs *query, const struct canonical *canonical,
                           const struct sign_key *key, int64_t expires_s)
{
    char credential[SCOPE_SIZE + 160], seconds[24];
    (void)snprintf(credential, sizeof credential, "%s/%s", key->access_key, canonical->scope);
    (void)snprintf(seconds, sizeof seconds, "%lld", (long long)expires_s);
    int failed = sign_give_query(query, "X-Amz-Algorithm", ALGORITHM) < 0 ||
                 sign_give_query(query, "X-Amz-Credential", credential) < 0 ||
                 sign_give_query(query, "X-Amz-Date", canonical->time) < 0 ||
                 sign_give_query(query, "X-Amz-Expires", seconds) < 0 ||
                 sign_give_query(query, "X-Amz-SignedHeaders", canonical->names) < 0;
    if (!failed && key->session_token)
        failed = sign_give_query(query, "X-Amz-Security-Token", key->session_token) < 0;
    return failed;
}

enum practice_status sign_address(struct signer *signer, const struct sign_key *key,
                                  const struct sign_request *request, int64_t now_s,
                                  int64_t expires_s, char **ret_target, struct practice_error *err)
{
    struct canonical canonical;
    struct sign_pairs query = {.n = 0};
    char signature[HASH_HEX_SIZE];
    if (expires_s < 1 || expires_s > SIGN_MAX_EXPIRES_S)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                         "an address is good for 1 s to 7 days, not %lld s", (long long)expires_s);
    struct sign_request unsigned_request = *request;
    unsigned_request.payload_sha256 = SIGN_UNSIGNED;
    enum practice_status status = canonical_begin(signer, request, now_s, &canonical, err);
    if (status == PRACTICE_OK) {
        canonical.names = sign_joined_names(&canonical.headers);
        int failed = !canonical.names || give_presigning(&query, &canonical, key, expires_s);
        for (size_t i = 0; i < request->n_query && !failed; i++)
            failed = sign_give_query(&query, request->query[i].name, request->query[i].value) < 0;
        status = failed ? fail_no_memory(err) : finish_query(&canonical, &query, err);
    }
    if (status == PRACTICE_OK)
        status = signature_of(signer, key, &canonical, &unsigned_request, signature, err);
    char *target = NULL;
    if (status == PRACTICE_OK && asprintf(&target, "%s?%s&X-Amz-Signature=%s", canonical.path,
                                          canonical.query, signature) < 0)
        status = fail_no_memory(err);
    if (status == PRACTICE_OK)
        *ret_target = target;
    sign_pairs_release(&query);
    canonical_release(&canonical);
    return status;
}
