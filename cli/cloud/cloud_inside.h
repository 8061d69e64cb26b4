// SPDX-License-Identifier: GPL-3.0-or-later
// What sqs.c and s3.c are built on: one signed call, tried again while that may help.
#ifndef CLI_CLOUD_CLOUD_INSIDE_H
#define CLI_CLOUD_CLOUD_INSIDE_H

#include "cloud/cloud.h"
#include "cloud/place.h"
#include "cloud/retry.h"
#include "cloud/sign.h"

enum cloud_service {
    CLOUD_SQS,
    CLOUD_S3,
};

struct cloud {
    struct cloud_options options;
    struct credentials *credentials;
    struct http *http;
    char region[CLOUD_MAX_REGION];
    struct cloud_place places[2];
    struct signer signers[2];
    int64_t clock_offset_s; // what AWS's clock is ahead of ours
    char last_code[64];
    uint64_t n_retries;
};

// One call before it is signed. Method, path, query, headers and payload are the caller's; `host`
// NULL means the service's own.
struct cloud_call {
    enum cloud_service service;
    const char *what; // for the words: "message", "'bucket/key'"
    struct sign_request sign;
    struct http_request send; // body, sink, limits; the rest is filled in
};

// Signs and sends once. A failure that AWS explains has its code in cloud->last_code. *ret_answer
// is the caller's whenever its status is not 0, also on failure.
enum cloud_status cloud_try(struct cloud *cloud, const struct cloud_call *call,
                            struct http_answer *ret_answer,
                            struct practice_error *err) PRACTICE_CHECKED;

// For cloud_again(), with all tries before it.
struct retry cloud_retry(const struct cloud *cloud);

// Whether to go on after a failure, having waited. CLOUD_OK: try again; otherwise the status to
// return.
enum cloud_status cloud_again(struct cloud *cloud, struct retry *retry, enum cloud_status failure,
                              const struct http_answer *answer,
                              struct practice_error *err) PRACTICE_CHECKED;

// Both, until it works or no longer may. *ret_answer is the caller's on success only.
enum cloud_status cloud_do(struct cloud *cloud, const struct cloud_call *call,
                           struct http_answer *ret_answer,
                           struct practice_error *err) PRACTICE_CHECKED;

// Seconds since 1970 by AWS's clock, as far as it is known.
int64_t cloud_now_s(const struct cloud *cloud);

// What signs: texts of *key, which must live as long.
struct sign_key cloud_sign_key(const struct credentials_key *key);

#endif
