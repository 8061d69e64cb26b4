// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads. What is known of the object after its first head must hold for every later piece, so a
// file is never made of two objects.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cloud/s3_inside.h"

struct taking {
    const struct s3_download *download;
    const char *what;
    struct practice_error *err;
    struct s3_object object; // object.size: of all; etag "" before the first head
    int64_t n_done;          // bytes in the file
    int64_t n_skip;          // that a server sends although they were not asked for
    struct hash *hash;
    int has_head; // of this try
    enum cloud_status failure;
};

// "bytes 100-199/200". Returns the size of all, or -1 when it is none or does not start at `from`.
static int64_t whole_size(const struct http_answer *answer, int64_t from)
{
    char text[96], *end;
    (void)http_header(answer, "content-range", text, sizeof text);
    if (strncmp(text, "bytes ", 6) != 0 || strtoll(text + 6, NULL, 10) != from)
        return -1;
    const char *slash = strchr(text, '/');
    int64_t size = slash ? strtoll(slash + 1, &end, 10) : -1;
    return slash && end > slash + 1 && *end == '\0' ? size : -1;
}

static int fail_taking(struct taking *taking, enum cloud_status status, const char *words)
{
    taking->failure = cloud_fail(taking->err, status, NULL, "%s: %s", taking->what, words);
    return -1;
}

// Sees whether this is the object that it should be, before a byte of it is written.
static int take_head(struct taking *taking, const struct http_answer *answer)
{
    struct s3_object object;
    s3_read_head(answer, &object);
    if (answer->status == 206)
        object.size = whole_size(answer, taking->n_done);
    else
        taking->n_skip = taking->n_done;
    if (object.size < 0)
        return fail_taking(taking, CLOUD_PASSING, "the answer does not say how long it is");
    int is_known = taking->object.etag[0] != '\0' && object.etag[0] != '\0';
    if (is_known && strcmp(taking->object.etag, object.etag) != 0)
        return fail_taking(taking, CLOUD_CHANGED, "it was replaced meanwhile");
    if (object.size > taking->download->max_size || object.size < taking->n_done)
        return fail_taking(taking, object.size < taking->n_done ? CLOUD_CHANGED : CLOUD_TOO_BIG,
                           object.size < taking->n_done ? "it has become shorter"
                                                        : "it is larger than allowed");
    taking->object = object;
    taking->has_head = 1;
    return 0;
}

static int write_all(struct taking *taking, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t n = pwrite(taking->download->fd, data, size, (off_t)taking->n_done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return fail_taking(taking, CLOUD_LOCAL, n < 0 ? strerror(errno) : "nothing written");
        if (hash_add(taking->hash, data, (size_t)n, taking->err) != PRACTICE_OK)
            return fail_taking(taking, CLOUD_LOCAL, "out of memory");
        taking->n_done += n;
        data += n;
        size -= (size_t)n;
    }
    return 0;
}

static int take_bytes(void *context, const struct http_answer *answer, const void *data,
                      size_t size)
{
    struct taking *taking = context;
    const struct s3_download *download = taking->download;
    if (!taking->has_head && take_head(taking, answer) < 0)
        return -1;
    size_t skip = (int64_t)size < taking->n_skip ? size : (size_t)taking->n_skip;
    taking->n_skip -= (int64_t)skip;
    size -= skip;
    if ((int64_t)size > taking->object.size - taking->n_done)
        return fail_taking(taking, CLOUD_PASSING, "more came than was announced");
    if (write_all(taking, (const char *)data + skip, size) < 0)
        return -1;
    if (download->progress &&
        download->progress(download->context, taking->n_done, taking->object.size) != 0)
        return fail_taking(taking, CLOUD_STOPPED, "stopped");
    return 0;
}

static enum cloud_status try_piece(struct cloud *cloud, const struct s3_place *place,
                                   struct taking *taking, struct http_answer *ret_answer)
{
    struct s3_call call;
    char range[48];
    const char *etag = taking->object.etag[0] ? taking->object.etag : taking->download->if_match;
    enum cloud_status status = s3_prepare(cloud, "GET", place, &call, taking->err);
    if (status != CLOUD_OK)
        return status;
    if (taking->n_done > 0) {
        (void)snprintf(range, sizeof range, "bytes=%lld-", (long long)taking->n_done);
        s3_add_header(&call, "range", range);
    }
    if (etag)
        s3_add_header(&call, "if-match", etag);
    call.call.send.sink = take_bytes;
    call.call.send.sink_context = taking;
    call.call.send.total_s = -1;
    taking->what = call.what;
    taking->has_head = 0;
    taking->n_skip = 0;
    taking->failure = CLOUD_OK;
    status = cloud_try(cloud, &call.call, ret_answer, taking->err);
    // Nothing of an empty object comes through the sink.
    if (status == CLOUD_OK && !taking->has_head && take_head(taking, ret_answer) < 0)
        status = taking->failure;
    if (status == CLOUD_OK && taking->n_done != taking->object.size)
        status = cloud_fail(taking->err, CLOUD_PASSING, NULL, "%s: cut short", call.what);
    taking->what = "object";
    return taking->failure != CLOUD_OK ? taking->failure : status;
}

// Bytes from an earlier call are hashed again, and the object must still be the one they are of.
static enum cloud_status resume(struct cloud *cloud, const struct s3_place *place,
                                struct taking *taking)
{
    const struct s3_download *download = taking->download;
    char block[16384];
    if (!download->if_match)
        return cloud_fail(taking->err, CLOUD_INVALID, NULL, "to resume, the ETag must be known");
    enum cloud_status status = s3_head(cloud, place, &taking->object, taking->err);
    if (status != CLOUD_OK)
        return status;
    if (strcmp(taking->object.etag, download->if_match) != 0 ||
        taking->object.size < download->resume_from)
        return cloud_fail(taking->err, CLOUD_CHANGED, NULL, "'%s/%s': it was replaced meanwhile",
                          place->bucket, place->key);
    while (taking->n_done < download->resume_from) {
        int64_t left = download->resume_from - taking->n_done;
        size_t wanted = left < (int64_t)sizeof block ? (size_t)left : sizeof block;
        ssize_t n = pread(download->fd, block, wanted, (off_t)taking->n_done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0 || hash_add(taking->hash, block, (size_t)n, taking->err) != PRACTICE_OK)
            return cloud_fail(taking->err, CLOUD_LOCAL, NULL, "cannot read what was downloaded");
        taking->n_done += n;
    }
    return CLOUD_OK;
}

static enum cloud_status take_all(struct cloud *cloud, const struct s3_place *place,
                                  struct taking *taking)
{
    struct retry retry = cloud_retry(cloud);
    int is_whole = taking->object.etag[0] && taking->n_done == taking->object.size;
    while (!is_whole) {
        struct http_answer answer = {0};
        int64_t n_before = taking->n_done;
        enum cloud_status status = try_piece(cloud, place, taking, &answer);
        if (taking->n_done > n_before)
            retry.n_tries = 0;
        is_whole = status == CLOUD_OK;
        if (!is_whole)
            status = cloud_again(cloud, &retry, status, &answer, taking->err);
        http_answer_release(&answer);
        if (status != CLOUD_OK)
            return status;
    }
    if (ftruncate(taking->download->fd, (off_t)taking->n_done) < 0)
        return cloud_fail(taking->err, CLOUD_LOCAL, NULL, "cannot cut the file: %s",
                          strerror(errno));
    return CLOUD_OK;
}

enum cloud_status s3_get(struct cloud *cloud, const struct s3_place *place,
                         const struct s3_download *download, struct s3_downloaded *ret_downloaded,
                         struct practice_error *err)
{
    struct taking taking = {.download = download, .err = err};
    struct s3_downloaded downloaded;
    enum cloud_status status = cloud_from(hash_start(HASH_SHA256, &taking.hash, err));
    if (status != CLOUD_OK)
        return status;
    if (download->resume_from > 0)
        status = resume(cloud, place, &taking);
    if (status == CLOUD_OK)
        status = take_all(cloud, place, &taking);
    if (status != CLOUD_OK) {
        hash_drop(taking.hash);
        return status;
    }
    downloaded.object = taking.object;
    status = cloud_from(hash_finish(taking.hash, downloaded.sha256, err));
    if (status == CLOUD_OK)
        *ret_downloaded = downloaded;
    return status;
}

enum cloud_status s3_read(struct cloud *cloud, const struct s3_place *place, int64_t offset,
                          size_t size, void *ret_bytes, size_t *ret_n, struct practice_error *err)
{
    struct s3_call call;
    struct http_answer answer;
    char range[64];
    enum cloud_status status = s3_prepare(cloud, "GET", place, &call, err);
    if (status != CLOUD_OK)
        return status;
    if (size == 0 || offset < 0)
        return cloud_fail(err, CLOUD_INVALID, NULL, "%s: a range without bytes", call.what);
    (void)snprintf(range, sizeof range, "bytes=%lld-%lld", (long long)offset,
                   (long long)offset + (long long)size - 1);
    s3_add_header(&call, "range", range);
    call.call.send.max_body = size;
    status = cloud_do(cloud, &call.call, &answer, err);
    if (status == CLOUD_CHANGED && strcmp(cloud->last_code, "InvalidRange") == 0) {
        *ret_n = 0; // it ends before
        return CLOUD_OK;
    }
    if (status != CLOUD_OK)
        return status;
    memcpy(ret_bytes, answer.body, answer.size);
    *ret_n = answer.size;
    http_answer_release(&answer);
    return CLOUD_OK;
}
