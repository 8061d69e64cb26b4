// SPDX-License-Identifier: GPL-3.0-or-later
// What the files about S3 share: an object's or a bucket's own host and path, and one call there.
#ifndef CLI_CLOUD_S3_INSIDE_H
#define CLI_CLOUD_S3_INSIDE_H

#include "cloud/cloud_inside.h"
#include "cloud/s3.h"

#define S3_MAX_ANSWER ((size_t)4 * 1024 * 1024) // a listing of 1,000 long keys
#define S3_EMPTY      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// A call about an object, or with key NULL about its bucket. `headers` and `query` are added to.
struct s3_call {
    struct cloud_call call;
    char host[CLOUD_MAX_HOST + 64];
    char path[S3_MAX_KEY + 80];
    char what[S3_MAX_KEY + 80]; // for the words
    struct sign_pair headers[SIGN_MAX_PAIRS], query[SIGN_MAX_PAIRS];
    char payload[HASH_HEX_SIZE], md5[HASH_BASE64_SIZE];
};

// Fails with CLOUD_INVALID when bucket or key are none.
enum cloud_status s3_prepare(const struct cloud *cloud, const char *method,
                             const struct s3_place *place, struct s3_call *ret_call,
                             struct practice_error *err) PRACTICE_CHECKED;
// The texts must live as long as the call.
void s3_add_header(struct s3_call *call, const char *name, const char *value);
void s3_add_query(struct s3_call *call, const char *name, const char *value);

// Gives the call a body, with its digests: a file's part, or a text.
enum cloud_status s3_set_source(struct s3_call *call, const struct s3_source *source,
                                struct practice_error *err) PRACTICE_CHECKED;
enum cloud_status s3_set_text(struct s3_call *call, const char *text,
                              struct practice_error *err) PRACTICE_CHECKED;
void s3_set_kind(struct s3_call *call, const struct s3_kind *kind);

// What the head of an answer tells of an object.
void s3_read_head(const struct http_answer *answer, struct s3_object *ret_object);

// Does a call whose answer is not looked at.
enum cloud_status s3_do(struct cloud *cloud, const struct s3_call *call,
                        struct practice_error *err) PRACTICE_CHECKED;

// "2026-11-21T10:00:00.000Z"; -1 when it is none.
int64_t s3_time(const char *text);

// An ETag may become part of a request, so it must be of harmless letters. Returns 0, or -1.
int s3_take_etag(const char *text, char ret_etag[S3_ETAG_SIZE]);

#endif
