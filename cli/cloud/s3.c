// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of objects, and the calls that need one request.
#include "cloud/s3.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cloud/s3_inside.h"

static int is_bucket(const char *text)
{
    size_t length =
        strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");
    return length >= 1 && length <= 63 && text[length] == '\0' && text[0] != '.';
}

// A host of its own needs a name that is one label of lower case, or no certificate fits.
static int is_virtual(const struct cloud *cloud, const char *bucket)
{
    if (cloud->options.addressing != CLOUD_ADDRESS_AUTO)
        return cloud->options.addressing == CLOUD_ADDRESS_VIRTUAL;
    return cloud->places[CLOUD_S3].is_own &&
           bucket[strspn(bucket, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

enum cloud_status s3_prepare(const struct cloud *cloud, const char *method,
                             const struct s3_place *place, struct s3_call *ret_call,
                             struct practice_error *err)
{
    const char *key = place->key ? place->key : "";
    size_t length = strlen(key);
    if (!is_bucket(place->bucket) || length > S3_MAX_KEY || (place->key && length == 0))
        return cloud_fail(err, CLOUD_INVALID, NULL, "'%.100s/%.100s' is no place in S3",
                          place->bucket, key);
    struct s3_call *call = ret_call;
    memset(call, 0, sizeof *call);
    int is_host = is_virtual(cloud, place->bucket);
    (void)snprintf(call->host, sizeof call->host, "%s%s%s", is_host ? place->bucket : "",
                   is_host ? "." : "", cloud->places[CLOUD_S3].host);
    (void)snprintf(call->path, sizeof call->path, "/%s%s%s", is_host ? "" : place->bucket,
                   is_host || !place->key ? "" : "/", key);
    (void)snprintf(call->what, sizeof call->what, "'%s%s%s'", place->bucket, place->key ? "/" : "",
                   key);
    (void)snprintf(call->payload, sizeof call->payload, "%s", S3_EMPTY);
    call->call = (struct cloud_call){
        .service = CLOUD_S3,
        .what = call->what,
        .sign = {.method = method,
                 .host = call->host,
                 .path = call->path,
                 .headers = call->headers,
                 .query = call->query,
                 .payload_sha256 = call->payload},
        .send = {.max_body = S3_MAX_ANSWER},
    };
    s3_add_header(call, "x-amz-content-sha256", call->payload);
    return CLOUD_OK;
}

void s3_add_header(struct s3_call *call, const char *name, const char *value)
{
    struct sign_request *sign = &call->call.sign;
    call->headers[sign->n_headers++] = (struct sign_pair){name, value};
}

void s3_add_query(struct s3_call *call, const char *name, const char *value)
{
    struct sign_request *sign = &call->call.sign;
    call->query[sign->n_query++] = (struct sign_pair){name, value};
}

static void set_digests(struct s3_call *call, const struct hash_pair *pair)
{
    hash_to_hex(pair->sha256, sizeof pair->sha256, call->payload);
    hash_to_base64(pair->md5, sizeof pair->md5, call->md5);
    s3_add_header(call, "content-md5", call->md5);
}

enum cloud_status s3_set_source(struct s3_call *call, const struct s3_source *source,
                                struct practice_error *err)
{
    struct hash_pair pair;
    enum cloud_status status =
        cloud_from(hash_file(source->fd, source->offset, source->size, &pair, err));
    if (status != CLOUD_OK)
        return status;
    set_digests(call, &pair);
    struct http_request *send = &call->call.send;
    send->has_file = 1;
    send->body_fd = source->fd;
    send->body_offset = source->offset;
    send->body_size = (size_t)source->size;
    send->total_s = -1;
    return CLOUD_OK;
}

enum cloud_status s3_set_text(struct s3_call *call, const char *text, struct practice_error *err)
{
    struct hash_pair pair;
    enum practice_status status = hash_sha256(text, strlen(text), pair.sha256, err);
    if (status == PRACTICE_OK)
        status = hash_md5(text, strlen(text), pair.md5, err);
    if (status != PRACTICE_OK)
        return cloud_from(status);
    set_digests(call, &pair);
    s3_add_header(call, "content-type", "application/xml");
    call->call.send.body = text;
    call->call.send.body_size = strlen(text);
    return CLOUD_OK;
}

void s3_set_kind(struct s3_call *call, const struct s3_kind *kind)
{
    const char *type = kind ? kind->content_type : NULL;
    s3_add_header(call, "content-type", type ? type : "application/octet-stream");
    if (kind && kind->encryption)
        s3_add_header(call, "x-amz-server-side-encryption", kind->encryption);
    if (kind && kind->kms_key)
        s3_add_header(call, "x-amz-server-side-encryption-aws-kms-key-id", kind->kms_key);
}

int64_t s3_time(const char *text)
{
    struct tm utc = {0};
    return strptime(text, "%Y-%m-%dT%H:%M:%S", &utc) ? (int64_t)timegm(&utc) : -1;
}

int s3_take_etag(const char *text, char ret_etag[S3_ETAG_SIZE])
{
    size_t length = strlen(text);
    if (length == 0 || length >= S3_ETAG_SIZE)
        return -1;
    for (size_t i = 0; i < length; i++)
        if (text[i] <= ' ' || text[i] > '~' || strchr("<>&", text[i]))
            return -1;
    memcpy(ret_etag, text, length + 1);
    return 0;
}

void s3_read_head(const struct http_answer *answer, struct s3_object *ret_object)
{
    struct s3_object object = {.size = http_header_number(answer, "content-length"),
                               .modified_s = http_header_time(answer, "last-modified")};
    char etag[S3_ETAG_SIZE];
    (void)http_header(answer, "etag", etag, sizeof etag);
    if (s3_take_etag(etag, object.etag) < 0)
        object.etag[0] = '\0';
    (void)http_header(answer, "content-type", object.content_type, sizeof object.content_type);
    *ret_object = object;
}

enum cloud_status s3_do(struct cloud *cloud, const struct s3_call *call, struct practice_error *err)
{
    struct http_answer answer;
    enum cloud_status status = cloud_do(cloud, &call->call, &answer, err);
    if (status == CLOUD_OK)
        http_answer_release(&answer);
    return status;
}

enum cloud_status s3_head(struct cloud *cloud, const struct s3_place *place,
                          struct s3_object *ret_object, struct practice_error *err)
{
    struct s3_call call;
    struct http_answer answer;
    enum cloud_status status = s3_prepare(cloud, "HEAD", place, &call, err);
    if (status == CLOUD_OK)
        status = cloud_do(cloud, &call.call, &answer, err);
    if (status != CLOUD_OK)
        return status;
    s3_read_head(&answer, ret_object);
    http_answer_release(&answer);
    return CLOUD_OK;
}

enum cloud_status s3_put(struct cloud *cloud, const struct s3_place *place,
                         const struct s3_source *source, const struct s3_kind *kind,
                         char ret_etag[S3_ETAG_SIZE], struct practice_error *err)
{
    struct s3_call call;
    struct http_answer answer;
    struct s3_object object;
    enum cloud_status status = s3_prepare(cloud, "PUT", place, &call, err);
    if (status == CLOUD_OK)
        status = s3_set_source(&call, source, err);
    if (status != CLOUD_OK)
        return status;
    s3_set_kind(&call, kind);
    status = cloud_do(cloud, &call.call, &answer, err);
    if (status != CLOUD_OK)
        return status;
    s3_read_head(&answer, &object);
    memcpy(ret_etag, object.etag, sizeof object.etag);
    http_answer_release(&answer);
    return CLOUD_OK;
}

enum cloud_status s3_delete(struct cloud *cloud, const struct s3_place *place,
                            struct practice_error *err)
{
    struct s3_call call;
    enum cloud_status status = s3_prepare(cloud, "DELETE", place, &call, err);
    if (status == CLOUD_OK)
        status = s3_do(cloud, &call, err);
    int is_deleted = status == CLOUD_GONE && strcmp(cloud->last_code, "NoSuchKey") == 0;
    return is_deleted ? CLOUD_OK : status;
}

int s3_lacks_bucket(const struct cloud *cloud)
{
    return strcmp(cloud->last_code, "NoSuchBucket") == 0;
}

enum cloud_status s3_create(struct cloud *cloud, const char *bucket, struct practice_error *err)
{
    struct s3_call call;
    const struct s3_place place = {.bucket = bucket};
    char text[256];
    enum cloud_status status = s3_prepare(cloud, "PUT", &place, &call, err);
    if (status == CLOUD_OK && strcmp(cloud->region, "us-east-1") != 0) {
        (void)snprintf(text, sizeof text,
                       "<CreateBucketConfiguration><LocationConstraint>%s</LocationConstraint>"
                       "</CreateBucketConfiguration>",
                       cloud->region);
        status = s3_set_text(&call, text, err);
    }
    if (status == CLOUD_OK)
        status = s3_do(cloud, &call, err);
    return strcmp(cloud->last_code, "BucketAlreadyOwnedByYou") == 0 ? CLOUD_OK : status;
}
