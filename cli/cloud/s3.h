// SPDX-License-Identifier: GPL-3.0-or-later
// Objects of Amazon S3 and what speaks its protocol: whole files from and to descriptors, in
// bounded memory, continued where a connection broke. Keys are any bytes up to S3_MAX_KEY.
#ifndef CLI_CLOUD_S3_H
#define CLI_CLOUD_S3_H

#include <stddef.h>
#include <stdint.h>

#include "cloud/cloud.h"
#include "cloud/hash.h"
#include "cloud/sign.h"

#define S3_MAX_KEY       1024
#define S3_MAX_PARTS     10000
#define S3_ETAG_SIZE     128
#define S3_UPLOAD_SIZE   1024 // the name of a multipart upload
#define S3_THRESHOLD     (INT64_C(64) << 20)
#define S3_PART_SIZE     (INT64_C(16) << 20)
#define S3_MIN_PART_SIZE (INT64_C(5) << 20) // S3's own limit; the last part may be smaller

// All calls fail, besides what they say themselves, with CLOUD_PASSING after all tries,
// CLOUD_STOPPED, CLOUD_GONE (object, bucket or upload), CLOUD_REFUSED, CLOUD_INVALID or
// CLOUD_LOCAL.

struct s3_place {
    const char *bucket, *key;
};

struct s3_object {
    char etag[S3_ETAG_SIZE]; // with its quotes
    int64_t size;
    int64_t modified_s; // since 1970; -1: not told
    char content_type[128];
};

// Called now and then with the bytes done and in all; not 0 ends the transfer with CLOUD_STOPPED.
typedef int s3_progress(void *context, int64_t n_done, int64_t n_all);

// --- reading

enum cloud_status s3_head(struct cloud *cloud, const struct s3_place *place,
                          struct s3_object *ret_object,
                          struct practice_error *err) PRACTICE_CHECKED;

struct s3_download {
    int fd;                // a file that can be written at any place; its position stays
    int64_t max_size;      // more fails with CLOUD_TOO_BIG before it is written
    const char *if_match;  // the ETag that the object must have; NULL: any
    int64_t resume_from;   // bytes that the file has already; above 0 needs if_match, and fd to be
                           // readable
    s3_progress *progress; // NULL: none
    void *context;
};

struct s3_downloaded {
    struct s3_object object;
    uint8_t sha256[HASH_SHA256_SIZE]; // of the whole file
};

// Writes an object into a file, from its beginning. A connection that breaks is continued where it
// broke as long as the object is the same one: tries are counted anew whenever bytes came. Fails
// with CLOUD_CHANGED (another object now, or not if_match), CLOUD_TOO_BIG, or CLOUD_LOCAL (the disk
// is full).
enum cloud_status s3_get(struct cloud *cloud, const struct s3_place *place,
                         const struct s3_download *download, struct s3_downloaded *ret_downloaded,
                         struct practice_error *err) PRACTICE_CHECKED;

// Up to `size` bytes from `offset` into memory, to see what an object is. An object that ends
// before gives fewer; *ret_n counts them.
enum cloud_status s3_read(struct cloud *cloud, const struct s3_place *place, int64_t offset,
                          size_t size, void *ret_bytes, size_t *ret_n,
                          struct practice_error *err) PRACTICE_CHECKED;

// --- writing

struct s3_kind {
    const char *content_type; // NULL: application/octet-stream
    const char *encryption;   // "AES256", "aws:kms"; NULL: as the bucket does
    const char *kms_key;      // NULL: the account's own
};

// Bytes of a file. They are hashed first: the signature and Content-MD5 say what they must be.
struct s3_source {
    int fd;
    int64_t offset, size;
    http_sent *sent; // of s3_ticket_put(): hears how far it is; NULL: nobody
    void *sent_context;
};

// Writes one object in one request (at most 5 GiB). `kind` NULL: {0}.
enum cloud_status s3_put(struct cloud *cloud, const struct s3_place *place,
                         const struct s3_source *source, const struct s3_kind *kind,
                         char ret_etag[S3_ETAG_SIZE], struct practice_error *err) PRACTICE_CHECKED;

// Deletes an object; one that is not there is deleted already.
enum cloud_status s3_delete(struct cloud *cloud, const struct s3_place *place,
                            struct practice_error *err) PRACTICE_CHECKED;

// Whether it was the bucket itself that the last call, ended by CLOUD_GONE, did not find: a fault
// of the configuration, and no word about the object. A HEAD cannot tell.
int s3_lacks_bucket(const struct cloud *cloud);

// --- writing in parts

struct s3_part {
    int number; // 1 … S3_MAX_PARTS
    int64_t size;
    char etag[S3_ETAG_SIZE];
};

struct s3_parts {
    struct s3_part *list; // by number
    size_t n;
};
void s3_parts_release(struct s3_parts *parts);

// The steps: an upload is begun, its parts are put in any order, ended, or aborted.
enum cloud_status s3_upload_begin(struct cloud *cloud, const struct s3_place *place,
                                  const struct s3_kind *kind, char ret_upload[S3_UPLOAD_SIZE],
                                  struct practice_error *err) PRACTICE_CHECKED;
enum cloud_status s3_upload_part(struct cloud *cloud, const struct s3_place *place,
                                 const char *upload, int number, const struct s3_source *source,
                                 char ret_etag[S3_ETAG_SIZE],
                                 struct practice_error *err) PRACTICE_CHECKED;
// The parts that arrived. *ret_parts is the caller's.
enum cloud_status s3_upload_parts(struct cloud *cloud, const struct s3_place *place,
                                  const char *upload, struct s3_parts *ret_parts,
                                  struct practice_error *err) PRACTICE_CHECKED;
enum cloud_status s3_upload_end(struct cloud *cloud, const struct s3_place *place,
                                const char *upload, const struct s3_parts *parts,
                                char ret_etag[S3_ETAG_SIZE],
                                struct practice_error *err) PRACTICE_CHECKED;
// Gives up an upload and what it has stored; one that is not there is given up already.
enum cloud_status s3_upload_abort(struct cloud *cloud, const struct s3_place *place,
                                  const char *upload, struct practice_error *err) PRACTICE_CHECKED;

struct s3_upload {
    const struct s3_source *source;
    const struct s3_kind *kind;   // NULL: {0}
    int64_t threshold, part_size; // above `threshold` in parts; 0: S3_THRESHOLD, S3_PART_SIZE
    char *upload;                 // [S3_UPLOAD_SIZE] to resume in: "" at first, then the upload
                                  // that was begun; NULL: it is aborted on failure
    s3_progress *progress;        // NULL: none
    void *context;
};

// All of it: in one request or in parts. With `upload` a failure leaves the parts for another call
// with the same file, which sends only what is missing.
enum cloud_status s3_upload(struct cloud *cloud, const struct s3_place *place,
                            const struct s3_upload *upload, char ret_etag[S3_ETAG_SIZE],
                            struct practice_error *err) PRACTICE_CHECKED;

// --- listing

struct s3_entry {
    char key[S3_MAX_KEY + 1];
    int64_t size;
    int64_t modified_s; // of an upload: begun; -1: not told
    char etag[S3_ETAG_SIZE];
    char upload[S3_UPLOAD_SIZE]; // of s3_list_uploads()
};
typedef int s3_show(void *context, const struct s3_entry *entry); // not 0 ends the listing

// Shows the objects whose keys start with prefix, in their order, all pages of them.
enum cloud_status s3_list(struct cloud *cloud, const char *bucket, const char *prefix,
                          s3_show *show, void *context,
                          struct practice_error *err) PRACTICE_CHECKED;
// The same of uploads in parts that were neither ended nor aborted.
enum cloud_status s3_list_uploads(struct cloud *cloud, const char *bucket, const char *prefix,
                                  s3_show *show, void *context,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Makes a bucket; one of our own that is there already is fine.
enum cloud_status s3_create(struct cloud *cloud, const char *bucket,
                            struct practice_error *err) PRACTICE_CHECKED;

// --- tickets: addresses for people without credentials

struct s3_ticket {
    const char *method;            // "PUT", "GET"
    const struct sign_pair *query; // [n_query]: partNumber and uploadId of a part
    size_t n_query;
    int64_t expires_s; // 1 … SIGN_MAX_EXPIRES_S, and not after the credentials
};
// *ret_address is the caller's to free. It is a secret.
enum cloud_status s3_ticket_make(struct cloud *cloud, const struct s3_place *place,
                                 const struct s3_ticket *ticket, char **ret_address,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Puts bytes of a file where a ticket allows; CLOUD_EXPIRED: another ticket is needed.
struct http;
enum cloud_status s3_ticket_put(struct http *http, const char *address,
                                const struct s3_source *source, const atomic_int *stop,
                                char ret_etag[S3_ETAG_SIZE],
                                struct practice_error *err) PRACTICE_CHECKED;

#endif
