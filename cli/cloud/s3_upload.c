// SPDX-License-Identifier: GPL-3.0-or-later
// Whole uploads: in one request, or in parts that a later call can go on with.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/s3_inside.h"

struct sending {
    struct cloud *cloud;
    const struct s3_place *place;
    const struct s3_upload *upload;
    const char *name; // of the upload in parts
    int64_t part_size;
    size_t n_parts;
    struct s3_parts parts;
    int64_t n_done;
};

// Large enough that S3_MAX_PARTS do, in whole MiB.
static int64_t part_size_of(const struct s3_upload *upload)
{
    int64_t mib = INT64_C(1) << 20, size = upload->part_size ? upload->part_size : S3_PART_SIZE;
    int64_t least = (upload->source->size + S3_MAX_PARTS - 1) / S3_MAX_PARTS;
    least = (least + mib - 1) / mib * mib;
    return size > least ? size : least;
}

static struct s3_source part_source(const struct sending *sending, size_t i)
{
    const struct s3_source *all = sending->upload->source;
    int64_t offset = (int64_t)i * sending->part_size, left = all->size - offset;
    return (struct s3_source){.fd = all->fd,
                              .offset = all->offset + offset,
                              .size = left < sending->part_size ? left : sending->part_size};
}

static int tell(struct sending *sending)
{
    const struct s3_upload *upload = sending->upload;
    return upload->progress &&
           upload->progress(upload->context, sending->n_done, upload->source->size) != 0;
}

// 1 when an earlier call has put this part, with these bytes, as far as its MD5 tells.
static int is_there(const struct sending *sending, size_t i, const struct s3_parts *old,
                    struct s3_part *ret_part)
{
    const struct s3_source source = part_source(sending, i);
    struct hash_pair pair;
    char hex[HASH_HEX_SIZE], etag[HASH_HEX_SIZE + 2];
    for (size_t k = 0; k < old->n; k++) {
        if (old->list[k].number != (int)i + 1 || old->list[k].size != source.size)
            continue;
        if (hash_file(source.fd, source.offset, source.size, &pair, NULL) != PRACTICE_OK)
            return 0;
        hash_to_hex(pair.md5, sizeof pair.md5, hex);
        (void)snprintf(etag, sizeof etag, "\"%s\"", hex);
        *ret_part = old->list[k];
        return strcmp(old->list[k].etag, etag) == 0 || strcmp(old->list[k].etag, hex) == 0;
    }
    return 0;
}

static enum cloud_status send_part(struct sending *sending, size_t i, const struct s3_parts *old,
                                   struct practice_error *err)
{
    const struct s3_source source = part_source(sending, i);
    struct s3_part part = {.number = (int)i + 1, .size = source.size};
    enum cloud_status status = CLOUD_OK;
    if (!is_there(sending, i, old, &part)) {
        part = (struct s3_part){.number = (int)i + 1, .size = source.size};
        status = s3_upload_part(sending->cloud, sending->place, sending->name, part.number, &source,
                                part.etag, err);
    }
    if (status != CLOUD_OK)
        return status;
    sending->parts.list[sending->parts.n++] = part;
    sending->n_done += source.size;
    return tell(sending) ? cloud_fail(err, CLOUD_STOPPED, NULL, "stopped") : CLOUD_OK;
}

static enum cloud_status send_parts(struct sending *sending, const struct s3_parts *old,
                                    char ret_etag[S3_ETAG_SIZE], struct practice_error *err)
{
    enum cloud_status status = CLOUD_OK;
    sending->parts.list = calloc(sending->n_parts, sizeof *sending->parts.list);
    if (!sending->parts.list)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    for (size_t i = 0; i < sending->n_parts && status == CLOUD_OK; i++)
        status = send_part(sending, i, old, err);
    if (status == CLOUD_OK)
        status = s3_upload_end(sending->cloud, sending->place, sending->name, &sending->parts,
                               ret_etag, err);
    s3_parts_release(&sending->parts);
    return status;
}

// An abort must work when the stop flag is up already, or every stop would leave parts behind: it
// goes without the flag, in one short try.
static void abort_upload(struct cloud *cloud, const struct s3_place *place, const char *name)
{
    struct cloud_options options = cloud->options;
    struct cloud *other;
    options.stop = NULL;
    options.max_tries = 2;
    options.region = cloud->region;
    if (cloud_open(&options, cloud->credentials, &other, NULL) != CLOUD_OK)
        return;
    other->clock_offset_s = cloud->clock_offset_s;
    (void)!s3_upload_abort(other, place, name, NULL);
    cloud_close(other);
}

static enum cloud_status send_in_parts(struct cloud *cloud, const struct s3_place *place,
                                       const struct s3_upload *upload, char ret_etag[S3_ETAG_SIZE],
                                       struct practice_error *err)
{
    char own[S3_UPLOAD_SIZE] = "", *name = upload->upload ? upload->upload : own;
    struct s3_parts old = {.n = 0};
    struct sending sending = {.cloud = cloud,
                              .place = place,
                              .upload = upload,
                              .name = name,
                              .part_size = part_size_of(upload)};
    sending.n_parts = (size_t)((upload->source->size + sending.part_size - 1) / sending.part_size);
    enum cloud_status status = CLOUD_GONE;
    if (name[0])
        status = s3_upload_parts(cloud, place, name, &old, err);
    if (status == CLOUD_GONE)
        status = s3_upload_begin(cloud, place, upload->kind, name, err);
    if (status != CLOUD_OK)
        return status;
    status = send_parts(&sending, &old, ret_etag, err);
    s3_parts_release(&old);
    if (status != CLOUD_OK && !upload->upload)
        abort_upload(cloud, place, name);
    return status;
}

enum cloud_status s3_upload(struct cloud *cloud, const struct s3_place *place,
                            const struct s3_upload *upload, char ret_etag[S3_ETAG_SIZE],
                            struct practice_error *err)
{
    const struct s3_source *source = upload->source;
    int64_t threshold = upload->threshold ? upload->threshold : S3_THRESHOLD;
    if (source->size > threshold)
        return send_in_parts(cloud, place, upload, ret_etag, err);
    enum cloud_status status = s3_put(cloud, place, source, upload->kind, ret_etag, err);
    if (status == CLOUD_OK && upload->progress)
        (void)upload->progress(upload->context, source->size, source->size);
    return status;
}
