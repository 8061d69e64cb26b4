// SPDX-License-Identifier: GPL-3.0-or-later
// AWS Signature Version 4, in headers and in pre-signed addresses. libcurl can sign too, but signs
// a header that it does not send and mis-orders queries; here a request is made canonical once, and
// what was signed is byte for byte what goes on the wire.
#ifndef CLI_CLOUD_SIGN_H
#define CLI_CLOUD_SIGN_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#include "cloud/hash.h"

#define SIGN_MAX_PAIRS     32     // headers, and parameters of a query, each
#define SIGN_MAX_EXPIRES_S 604800 // seven days, AWS's own limit
#define SIGN_TIME_SIZE     17     // "20150830T123600Z"
#define SIGN_UNSIGNED      "UNSIGNED-PAYLOAD"

// Who signs. The texts are the caller's.
struct sign_key {
    const char *access_key, *secret_key;
    const char *session_token; // NULL: none
};

struct sign_pair {
    const char *name, *value;
};

// A request before it is signed. Nothing in it is encoded.
struct sign_request {
    const char *method; // "GET"
    const char *host;   // as the Host header says it, with the port unless it is the scheme's own
    const char *path;   // starts with '/'
    const struct sign_pair *query; // [n_query], in any order
    size_t n_query;
    const struct sign_pair *headers; // [n_headers], sent and signed; without Host, X-Amz-Date and
    size_t n_headers;                // X-Amz-Security-Token, which are added
    const char *payload_sha256;      // hexadecimal, or SIGN_UNSIGNED
};

// One region and one service, and the key of the day for them, made again when the day or the
// secret changes. Starts as {.region = …, .service = …}; one thread.
struct signer {
    const char *region, *service;
    char date[9];
    uint8_t secret_sha256[HASH_SHA256_SIZE];
    uint8_t day_key[HASH_SHA256_SIZE];
};

// What to send: `target` is path and query, `headers` are lines "name: value", Host included.
struct signed_request {
    char *target;
    char *headers[SIGN_MAX_PAIRS + 4]; // NULL ends them
};

// Signs for the second `now_s` since 1970. *ret_signed is the caller's, to be released. Fails with
// BAD_ARGUMENT (more than SIGN_MAX_PAIRS, a control character in a header) or NO_MEMORY.
enum practice_status sign_headers(struct signer *signer, const struct sign_key *key,
                                  const struct sign_request *request, int64_t now_s,
                                  struct signed_request *ret_signed,
                                  struct practice_error *err) PRACTICE_CHECKED;
void signed_request_release(struct signed_request *request);

// The target ("/path?query") of an address that lets whoever has it make this one request until
// `expires_s` (1 … SIGN_MAX_EXPIRES_S) from now. Headers of the request must be sent with it; its
// payload is SIGN_UNSIGNED. *ret_target is the caller's to free. Fails like sign_headers().
enum practice_status sign_address(struct signer *signer, const struct sign_key *key,
                                  const struct sign_request *request, int64_t now_s,
                                  int64_t expires_s, char **ret_target,
                                  struct practice_error *err) PRACTICE_CHECKED;

// "20150830T123600Z"; its first eight letters are the day.
void sign_time(int64_t now_s, char ret_time[SIGN_TIME_SIZE]);

// `text` with everything but unreserved characters as %XX, '/' too unless keep_slash; to be freed
// by the caller. NULL: no memory.
char *sign_encode(const char *text, int keep_slash);

#endif
