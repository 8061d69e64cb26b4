// SPDX-License-Identifier: GPL-3.0-or-later
// Tickets: addresses by which a musician who holds no credentials may put one recording, and
// putting it there.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/s3_inside.h"
#include "cloud/xml.h"

enum cloud_status s3_ticket_make(struct cloud *cloud, const struct s3_place *place,
                                 const struct s3_ticket *ticket, char **ret_address,
                                 struct practice_error *err)
{
    struct credentials_key key;
    struct s3_call call;
    char *target, *address;
    enum cloud_status status = s3_prepare(cloud, ticket->method, place, &call, err);
    if (status == CLOUD_OK)
        status = credentials_get(cloud->credentials, &key, err);
    if (status != CLOUD_OK)
        return status;
    const struct sign_key sign_key = cloud_sign_key(&key);
    struct sign_request sign = call.call.sign;
    sign.n_headers = 0;
    sign.query = ticket->query;
    sign.n_query = ticket->n_query;
    status = cloud_from(sign_address(&cloud->signers[CLOUD_S3], &sign_key, &sign,
                                     cloud_now_s(cloud), ticket->expires_s, &target, err));
    explicit_bzero(&key, sizeof key);
    if (status != CLOUD_OK)
        return status;
    int n = asprintf(&address, "%s://%s%s", cloud->places[CLOUD_S3].scheme, call.host, target);
    free(target);
    if (n < 0)
        return cloud_fail(err, CLOUD_LOCAL, NULL, "out of memory");
    *ret_address = address;
    return CLOUD_OK;
}

static enum cloud_status explain(const struct http_answer *answer, struct practice_error *err)
{
    char code[64], words[256];
    (void)xml_text(answer->body, answer->size, "Error/Code", code, sizeof code);
    (void)xml_text(answer->body, answer->size, "Error/Message", words, sizeof words);
    enum cloud_status status = cloud_classify(code, answer->status);
    // S3 says AccessDenied of a ticket whose time is over, and Forbidden are wrong tickets too.
    if (status == CLOUD_REFUSED)
        status = CLOUD_EXPIRED;
    return cloud_fail(err, status, NULL, "upload: %s (%d)%s%s", code, answer->status,
                      words[0] ? ": " : "", words);
}

enum cloud_status s3_ticket_put(struct http *http, const char *address,
                                const struct s3_source *source, const atomic_int *stop,
                                char ret_etag[S3_ETAG_SIZE], struct practice_error *err)
{
    const struct http_request request = {.method = "PUT",
                                         .address = address,
                                         .has_file = 1,
                                         .body_fd = source->fd,
                                         .body_offset = source->offset,
                                         .body_size = (size_t)source->size,
                                         .sent = source->sent,
                                         .sent_context = source->sent_context,
                                         .max_body = HTTP_MAX_ERROR_BODY,
                                         .total_s = -1};
    struct retry retry = {.stop = stop};
    for (;;) {
        struct http_answer answer = {0};
        struct s3_object object;
        enum cloud_status status = http_exchange(http, &request, &answer, err);
        if (status == CLOUD_OK && (answer.status < 200 || answer.status >= 300))
            status = explain(&answer, err);
        enum retry_verdict verdict = RETRY_GIVE_UP;
        if (status == CLOUD_PASSING)
            verdict = retry_wait(&retry, answer.status ? &answer : NULL);
        if (status == CLOUD_OK) {
            s3_read_head(&answer, &object);
            memcpy(ret_etag, object.etag, sizeof object.etag);
        }
        http_answer_release(&answer);
        if (verdict == RETRY_STOPPED)
            return cloud_fail(err, CLOUD_STOPPED, NULL, "stopped");
        if (verdict == RETRY_GIVE_UP)
            return status;
    }
}
