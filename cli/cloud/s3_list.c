// SPDX-License-Identifier: GPL-3.0-or-later
// Listings, page by page. Keys are asked for in URL encoding, since XML cannot hold every byte that
// a key can.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/s3_inside.h"
#include "cloud/xml.h"

struct listing {
    s3_show *show;
    void *context;
    struct s3_entry entry;
    int is_encoded, is_over, is_truncated;
    size_t n_shown; // on this page
    char marker[2 * S3_MAX_KEY], upload_marker[S3_UPLOAD_SIZE];
};

static int hex_value(char letter)
{
    return isdigit((unsigned char)letter) ? letter - '0'
                                          : tolower((unsigned char)letter) - 'a' + 10;
}

// %XX and '+' in place.
static void decode(char *text)
{
    char *to = text;
    for (const char *p = text; *p; p++) {
        if (p[0] == '%' && isxdigit((unsigned char)p[1]) && isxdigit((unsigned char)p[2])) {
            *to++ = (char)(hex_value(p[1]) * 16 + hex_value(p[2]));
            p += 2;
        } else {
            *to++ = *p == '+' ? ' ' : *p;
        }
    }
    *to = '\0';
}

// A key over the limit is none of ours.
static void take_key(struct listing *listing, const char *text, char *key, size_t size)
{
    char full[3 * S3_MAX_KEY + 1];
    (void)snprintf(full, sizeof full, "%s", text);
    if (listing->is_encoded)
        decode(full);
    size_t length = strlen(full);
    length = length < size ? length : 0;
    memcpy(key, full, length);
    key[length] = '\0';
}

// The last part of a path below the listing's own element.
static const char *below(const char *path, const char *element)
{
    const char *rest = strchr(path, '/');
    size_t length = strlen(element);
    if (!rest || strncmp(rest + 1, element, length) != 0)
        return NULL;
    rest += 1 + length;
    return *rest == '/' ? rest + 1 : *rest == '\0' ? rest : NULL;
}

static void take_field(struct listing *listing, const char *name, const char *text)
{
    struct s3_entry *entry = &listing->entry;
    if (strcmp(name, "Key") == 0)
        take_key(listing, text, entry->key, sizeof entry->key);
    else if (strcmp(name, "Size") == 0)
        entry->size = strtoll(text, NULL, 10);
    else if (strcmp(name, "LastModified") == 0 || strcmp(name, "Initiated") == 0)
        entry->modified_s = s3_time(text);
    else if (strcmp(name, "ETag") == 0 && s3_take_etag(text, entry->etag) < 0)
        entry->etag[0] = '\0';
    else if (strcmp(name, "UploadId") == 0)
        (void)snprintf(entry->upload, sizeof entry->upload, "%s", text);
}

static int take_element(void *context, const char *path, const char *text)
{
    struct listing *listing = context;
    const char *name = below(path, "Contents");
    name = name ? name : below(path, "Upload");
    if (name && name[0]) {
        take_field(listing, name, text);
    } else if (name) {
        listing->n_shown++;
        if (listing->entry.key[0] && !listing->is_over)
            listing->is_over = listing->show(listing->context, &listing->entry) != 0;
        memset(&listing->entry, 0, sizeof listing->entry);
        listing->entry.modified_s = -1;
    } else if (below(path, "IsTruncated")) {
        listing->is_truncated = strcmp(text, "true") == 0;
    } else if (below(path, "NextContinuationToken")) {
        (void)snprintf(listing->marker, sizeof listing->marker, "%s", text);
    } else if (below(path, "NextKeyMarker")) {
        take_key(listing, text, listing->marker, sizeof listing->marker);
    } else if (below(path, "NextUploadIdMarker")) {
        (void)snprintf(listing->upload_marker, sizeof listing->upload_marker, "%s", text);
    }
    return 0;
}

struct question {
    const char *bucket, *prefix;
    int of_uploads;
};

static enum cloud_status read_page(struct cloud *cloud, const struct question *question,
                                   struct listing *listing, struct practice_error *err)
{
    struct s3_call call;
    struct http_answer answer;
    const struct s3_place place = {.bucket = question->bucket};
    enum cloud_status status = s3_prepare(cloud, "GET", &place, &call, err);
    if (status != CLOUD_OK)
        return status;
    s3_add_query(&call, question->of_uploads ? "uploads" : "list-type",
                 question->of_uploads ? "" : "2");
    s3_add_query(&call, "encoding-type", "url");
    if (question->prefix && question->prefix[0])
        s3_add_query(&call, "prefix", question->prefix);
    if (listing->marker[0])
        s3_add_query(&call, question->of_uploads ? "key-marker" : "continuation-token",
                     listing->marker);
    if (listing->upload_marker[0])
        s3_add_query(&call, "upload-id-marker", listing->upload_marker);
    status = cloud_do(cloud, &call.call, &answer, err);
    if (status != CLOUD_OK)
        return status;
    char encoding[8];
    const char *path = question->of_uploads ? "ListMultipartUploadsResult/EncodingType"
                                            : "ListBucketResult/EncodingType";
    (void)xml_text(answer.body, answer.size, path, encoding, sizeof encoding);
    listing->is_encoded = strcmp(encoding, "url") == 0;
    status = xml_read(answer.body, answer.size, take_element, listing, err);
    http_answer_release(&answer);
    return status;
}

static enum cloud_status list_all(struct cloud *cloud, const struct question *question,
                                  s3_show *show, void *context, struct practice_error *err)
{
    struct listing *listing = calloc(1, sizeof *listing);
    if (!listing)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    listing->show = show;
    listing->context = context;
    listing->entry.modified_s = -1;
    enum cloud_status status;
    do {
        listing->is_truncated = 0;
        listing->n_shown = 0;
        status = read_page(cloud, question, listing, err);
    } while (status == CLOUD_OK && listing->is_truncated && !listing->is_over &&
             listing->n_shown > 0 && listing->marker[0]);
    free(listing);
    return status;
}

enum cloud_status s3_list(struct cloud *cloud, const char *bucket, const char *prefix,
                          s3_show *show, void *context, struct practice_error *err)
{
    const struct question question = {.bucket = bucket, .prefix = prefix};
    return list_all(cloud, &question, show, context, err);
}

enum cloud_status s3_list_uploads(struct cloud *cloud, const char *bucket, const char *prefix,
                                  s3_show *show, void *context, struct practice_error *err)
{
    const struct question question = {.bucket = bucket, .prefix = prefix, .of_uploads = 1};
    return list_all(cloud, &question, show, context, err);
}
