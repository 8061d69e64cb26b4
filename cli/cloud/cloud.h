// SPDX-License-Identifier: GPL-3.0-or-later
// A client of SQS and S3: region, endpoints, connections, and whose credentials sign. sqs.h and
// s3.h say what can be asked; this file is what they share. Every thread has a client of its own;
// the credentials may be one for all of them.
#ifndef CLI_CLOUD_CLOUD_H
#define CLI_CLOUD_CLOUD_H

#include <stdatomic.h>

#include "cloud/credentials.h"
#include "cloud/http.h"

struct cloud; // opaque; one thread

enum cloud_addressing {
    CLOUD_ADDRESS_AUTO,    // by the host for AWS's own endpoint, by the path for a given one
    CLOUD_ADDRESS_PATH,    // https://host/bucket/key
    CLOUD_ADDRESS_VIRTUAL, // https://bucket.host/key
};

// Starts as {0}, which is as AWS's own tools do; what it points to must live as long as the client.
struct cloud_options {
    const char *profile, *region; // NULL: as the environment, the files and the instance say
    const char *endpoint_sqs, *endpoint_s3; // "http://127.0.0.1:9324"; NULL: likewise
    enum cloud_addressing addressing;
    const atomic_int *stop; // when not 0, calls end with CLOUD_STOPPED; NULL: nothing does
    http_tick *tick;        // as in struct http_options, also between two tries
    void *tick_context;
    unsigned max_tries; // of a call that fails in passing; 0: RETRY_TRIES
    double connect_s;   // 0: HTTP_CONNECT_S
    double stall_s;     // 0: HTTP_STALL_S
};

// Finds region and endpoints; asks nobody, but the instance's metadata when nothing else tells the
// region. `credentials` must live as long. *ret_cloud is the caller's, to be ended by
// cloud_close(). Fails with CLOUD_REFUSED (no region, no such profile, an endpoint that is none),
// CLOUD_STOPPED or CLOUD_LOCAL.
enum cloud_status cloud_open(const struct cloud_options *options, struct credentials *credentials,
                             struct cloud **ret_cloud, struct practice_error *err) PRACTICE_CHECKED;
// NULL is allowed.
void cloud_close(struct cloud *cloud);

// They live as long as the client.
const char *cloud_client_region(const struct cloud *cloud);

// AWS's code of the call that failed last ("ThrottlingException"), or "".
const char *cloud_last_code(const struct cloud *cloud);

// Tries that were made beyond the first ones, and the connections used.
struct cloud_counts {
    struct http_counts http;
    uint64_t n_retries;
};
struct cloud_counts cloud_counts(const struct cloud *cloud);

#endif
