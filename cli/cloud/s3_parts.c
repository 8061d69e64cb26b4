// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of an upload in parts.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/s3_inside.h"
#include "cloud/xml.h"

void s3_parts_release(struct s3_parts *parts)
{
    free(parts->list);
    *parts = (struct s3_parts){.n = 0};
}

enum cloud_status s3_upload_begin(struct cloud *cloud, const struct s3_place *place,
                                  const struct s3_kind *kind, char ret_upload[S3_UPLOAD_SIZE],
                                  struct practice_error *err)
{
    struct s3_call call;
    struct http_answer answer;
    char upload[S3_UPLOAD_SIZE];
    enum cloud_status status = s3_prepare(cloud, "POST", place, &call, err);
    if (status != CLOUD_OK)
        return status;
    s3_add_query(&call, "uploads", "");
    s3_set_kind(&call, kind);
    status = cloud_do(cloud, &call.call, &answer, err);
    if (status != CLOUD_OK)
        return status;
    (void)xml_text(answer.body, answer.size, "InitiateMultipartUploadResult/UploadId", upload,
                   sizeof upload);
    http_answer_release(&answer);
    if (!upload[0])
        return cloud_fail(err, CLOUD_PASSING, NULL, "%s: the upload got no name", call.what);
    memcpy(ret_upload, upload, sizeof upload);
    return CLOUD_OK;
}

enum cloud_status s3_upload_part(struct cloud *cloud, const struct s3_place *place,
                                 const char *upload, int number, const struct s3_source *source,
                                 char ret_etag[S3_ETAG_SIZE], struct practice_error *err)
{
    struct s3_call call;
    struct http_answer answer;
    struct s3_object object;
    char text[16];
    enum cloud_status status = s3_prepare(cloud, "PUT", place, &call, err);
    if (status == CLOUD_OK)
        status = s3_set_source(&call, source, err);
    if (status != CLOUD_OK)
        return status;
    (void)snprintf(text, sizeof text, "%d", number);
    s3_add_query(&call, "partNumber", text);
    s3_add_query(&call, "uploadId", upload);
    status = cloud_do(cloud, &call.call, &answer, err);
    if (status != CLOUD_OK)
        return status;
    s3_read_head(&answer, &object);
    http_answer_release(&answer);
    if (!object.etag[0])
        return cloud_fail(err, CLOUD_PASSING, NULL, "%s: a part got no ETag", call.what);
    memcpy(ret_etag, object.etag, sizeof object.etag);
    return CLOUD_OK;
}

enum cloud_status s3_upload_abort(struct cloud *cloud, const struct s3_place *place,
                                  const char *upload, struct practice_error *err)
{
    struct s3_call call;
    enum cloud_status status = s3_prepare(cloud, "DELETE", place, &call, err);
    if (status != CLOUD_OK)
        return status;
    s3_add_query(&call, "uploadId", upload);
    status = s3_do(cloud, &call, err);
    return status == CLOUD_GONE ? CLOUD_OK : status;
}

// A page of the list of parts as it is read.
struct page {
    struct s3_parts parts;
    struct s3_part part;
    int is_truncated, failed;
    char marker[16];
};

static int take_part(void *context, const char *path, const char *text)
{
    struct page *page = context;
    if (strcmp(path, "ListPartsResult/Part/PartNumber") == 0) {
        page->part.number = (int)strtol(text, NULL, 10);
    } else if (strcmp(path, "ListPartsResult/Part/Size") == 0) {
        page->part.size = strtoll(text, NULL, 10);
    } else if (strcmp(path, "ListPartsResult/Part/ETag") == 0) {
        if (s3_take_etag(text, page->part.etag) < 0)
            page->part.etag[0] = '\0';
    } else if (strcmp(path, "ListPartsResult/IsTruncated") == 0) {
        page->is_truncated = strcmp(text, "true") == 0;
    } else if (strcmp(path, "ListPartsResult/NextPartNumberMarker") == 0) {
        (void)snprintf(page->marker, sizeof page->marker, "%s", text);
    } else if (strcmp(path, "ListPartsResult/Part") == 0) {
        struct s3_parts *parts = &page->parts;
        int last = parts->n ? parts->list[parts->n - 1].number : 0;
        if (page->part.number <= last || page->part.number > S3_MAX_PARTS || !page->part.etag[0])
            return 0;
        struct s3_part *list = reallocarray(parts->list, parts->n + 1, sizeof *list);
        if (!list)
            return -1;
        parts->list = list;
        parts->list[parts->n++] = page->part;
        page->part = (struct s3_part){.number = 0};
    }
    return 0;
}

static enum cloud_status read_page(struct cloud *cloud, const struct s3_place *place,
                                   const char *upload, struct page *page,
                                   struct practice_error *err)
{
    struct s3_call call;
    struct http_answer answer;
    enum cloud_status status = s3_prepare(cloud, "GET", place, &call, err);
    if (status != CLOUD_OK)
        return status;
    s3_add_query(&call, "uploadId", upload);
    if (page->marker[0])
        s3_add_query(&call, "part-number-marker", page->marker);
    status = cloud_do(cloud, &call.call, &answer, err);
    if (status != CLOUD_OK)
        return status;
    page->is_truncated = 0;
    status = xml_read(answer.body, answer.size, take_part, page, err);
    http_answer_release(&answer);
    return status;
}

enum cloud_status s3_upload_parts(struct cloud *cloud, const struct s3_place *place,
                                  const char *upload, struct s3_parts *ret_parts,
                                  struct practice_error *err)
{
    struct page page = {.is_truncated = 1};
    enum cloud_status status = CLOUD_OK;
    while (status == CLOUD_OK && page.is_truncated) {
        size_t n_before = page.parts.n;
        status = read_page(cloud, place, upload, &page, err);
        if (page.parts.n == n_before) // a server that promises more for ever
            break;
    }
    if (status == CLOUD_OK)
        *ret_parts = page.parts;
    else
        s3_parts_release(&page.parts);
    return status;
}

static char *list_of(const struct s3_parts *parts)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    (void)fputs("<CompleteMultipartUpload>", out);
    for (size_t i = 0; i < parts->n; i++)
        (void)fprintf(out, "<Part><PartNumber>%d</PartNumber><ETag>%s</ETag></Part>",
                      parts->list[i].number, parts->list[i].etag);
    (void)fputs("</CompleteMultipartUpload>", out);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

// S3 starts its answer before it is done, so a 200 may hold an error.
static enum cloud_status take_end(struct cloud *cloud, const char *what,
                                  const struct http_answer *answer, char ret_etag[S3_ETAG_SIZE],
                                  struct practice_error *err)
{
    char text[S3_ETAG_SIZE];
    (void)xml_text(answer->body, answer->size, "Error/Code", cloud->last_code,
                   sizeof cloud->last_code);
    if (cloud->last_code[0])
        return cloud_fail(err, cloud_classify(cloud->last_code, 500), NULL, "%s: %s", what,
                          cloud->last_code);
    (void)xml_text(answer->body, answer->size, "CompleteMultipartUploadResult/ETag", text,
                   sizeof text);
    if (s3_take_etag(text, ret_etag) < 0)
        return cloud_fail(err, CLOUD_PASSING, NULL, "%s: the answer is cut short", what);
    return CLOUD_OK;
}

// What looks gone after a try whose answer was lost may be done.
static enum cloud_status look_again(struct cloud *cloud, const struct s3_place *place,
                                    const struct s3_parts *parts, char ret_etag[S3_ETAG_SIZE],
                                    struct practice_error *err)
{
    struct s3_object object;
    int64_t size = 0;
    char end[16];
    for (size_t i = 0; i < parts->n; i++)
        size += parts->list[i].size;
    enum cloud_status status = s3_head(cloud, place, &object, err);
    if (status != CLOUD_OK)
        return status;
    (void)snprintf(end, sizeof end, "-%zu", parts->n);
    if (object.size != size || !strstr(object.etag, end))
        return cloud_fail(err, CLOUD_GONE, NULL, "'%s/%s': the upload is gone", place->bucket,
                          place->key);
    memcpy(ret_etag, object.etag, sizeof object.etag);
    return CLOUD_OK;
}

enum cloud_status s3_upload_end(struct cloud *cloud, const struct s3_place *place,
                                const char *upload, const struct s3_parts *parts,
                                char ret_etag[S3_ETAG_SIZE], struct practice_error *err)
{
    struct s3_call call;
    struct retry retry = cloud_retry(cloud);
    char *list = list_of(parts);
    if (!list)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    enum cloud_status status = s3_prepare(cloud, "POST", place, &call, err);
    if (status == CLOUD_OK)
        status = s3_set_text(&call, list, err);
    s3_add_query(&call, "uploadId", upload);
    call.call.send.total_s = 600; // S3 may take minutes to put 10,000 parts together
    while (status == CLOUD_OK) {
        struct http_answer answer = {0};
        status = cloud_try(cloud, &call.call, &answer, err);
        if (status == CLOUD_OK)
            status = take_end(cloud, call.what, &answer, ret_etag, err);
        int is_over = status == CLOUD_OK;
        if (status == CLOUD_GONE && retry.n_tries > 0) {
            status = look_again(cloud, place, parts, ret_etag, err);
            is_over = 1;
        }
        if (!is_over)
            status = cloud_again(cloud, &retry, status, &answer, err);
        http_answer_release(&answer);
        if (is_over)
            break;
    }
    free(list);
    return status;
}
