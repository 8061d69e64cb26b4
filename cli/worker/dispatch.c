// SPDX-License-Identifier: GPL-3.0-or-later
// The dispatcher stands between musicians, who hold no credentials of the cloud, and the cloud: it
// answers wishes to upload with addresses that are good for one object for a while, and brings the
// outbox to the queue. What it did before a kill is done again and does no harm.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cloud/s3.h"
#include "server/work.h"
#include "worker/log.h"
#include "worker/message.h"
#include "worker/roles.h"

#define IDLE_S        1.0 // between looks, when nobody rings
#define MAX_PARTS     1000
#define PART_QUERY    2
#define MOST_WHOLE    4 // parts' worth that go as one
#define MEBIBYTE      1048576.0
#define ANSWER_SCHEMA "practice.ticket/1"
#define MESSAGES      10

// Whether a recording is large enough to go in parts.
static int has_parts(const struct slot *slot, int64_t size)
{
    return (double)size > MOST_WHOLE * slot->settings->part_mb * MEBIBYTE;
}

// As set, or larger ones for files that would have too many.
static int64_t part_size_of(const struct slot *slot, int64_t size)
{
    int64_t least = (size + MAX_PARTS - 1) / MAX_PARTS;
    int64_t chosen = (int64_t)(slot->settings->part_mb * MEBIBYTE);
    return !has_parts(slot, size) ? size : least > chosen ? least : chosen;
}

static enum cloud_status put_address(struct slot *slot, const struct s3_place *place,
                                     const char *upload, int number, struct ui_json *json,
                                     struct practice_error *err)
{
    char text[16], *address = NULL;
    (void)snprintf(text, sizeof text, "%d", number);
    const struct sign_pair query[PART_QUERY] = {{"partNumber", text}, {"uploadId", upload}};
    const struct s3_ticket ticket = {
        .method = "PUT",
        .query = upload ? query : NULL,
        .n_query = upload ? PART_QUERY : 0,
        .expires_s = (int64_t)slot->settings->ticket_s,
    };
    enum cloud_status status = s3_ticket_make(slot->carrier, place, &ticket, &address, err);
    if (status != CLOUD_OK)
        return status;
    ui_json_object_begin(json, NULL);
    ui_json_integer(json, "number", number);
    ui_json_string(json, "url", address);
    ui_json_object_end(json);
    free(address);
    return CLOUD_OK;
}

static int has_part(const struct s3_parts *parts, int number, int64_t size)
{
    for (size_t i = 0; i < parts->n; i++)
        if (parts->list[i].number == number)
            return parts->list[i].size == size;
    return 0;
}

// The addresses of what is still to be uploaded.
static enum cloud_status put_parts(struct slot *slot, const struct s3_place *place,
                                   const char *upload, int64_t size, struct ui_json *json,
                                   struct practice_error *err)
{
    struct s3_parts parts = {0};
    int64_t part_size = part_size_of(slot, size);
    int n = (int)((size + part_size - 1) / part_size);
    enum cloud_status status =
        upload ? s3_upload_parts(slot->carrier, place, upload, &parts, err) : CLOUD_OK;
    ui_json_integer(json, "part_size", part_size);
    ui_json_array_begin(json, "parts");
    for (int i = 1; i <= n && status == CLOUD_OK; i++)
        if (!has_part(&parts, i, i < n ? part_size : size - (n - 1) * part_size))
            status = put_address(slot, place, upload, i, json, err);
    ui_json_array_end(json);
    s3_parts_release(&parts);
    return status;
}

// The upload in parts that counts for the job: the one it has, or a new one.
static enum cloud_status find_upload(struct slot *slot, const struct s3_place *place,
                                     const struct server_rows *rows, size_t i,
                                     char ret_upload[WORK_UPLOAD_SIZE], struct practice_error *err)
{
    const char *present = server_text(rows, i, "upload_id");
    const struct s3_kind kind = {.content_type = server_text(rows, i, "content_type")};
    char begun[S3_UPLOAD_SIZE];
    (void)snprintf(ret_upload, WORK_UPLOAD_SIZE, "%s", present ? present : "");
    if (present)
        return CLOUD_OK;
    enum cloud_status status = s3_upload_begin(slot->carrier, place, &kind, begun, err);
    if (status != CLOUD_OK)
        return status;
    struct server *server = slot_studio(slot, err);
    if (!server || slot_after(slot, work_upload_begun(server, server_text(rows, i, "job_id"), begun,
                                                      ret_upload, err)) != PRACTICE_OK)
        return CLOUD_PASSING;
    if (strcmp(begun, ret_upload) == 0)
        return CLOUD_OK;
    struct practice_error ignored;
    enum cloud_status aborted = s3_upload_abort(slot->carrier, place, begun, &ignored);
    (void)aborted; // else the housekeeper will find it
    return ret_upload[0] ? CLOUD_OK : cloud_fail(err, CLOUD_GONE, NULL, "the job is over");
}

static enum cloud_status make_answer(struct slot *slot, const struct server_rows *rows, size_t i,
                                     FILE *out, struct practice_error *err)
{
    const struct s3_place place = {slot->settings->bucket, server_text(rows, i, "object_key")};
    int64_t size = server_number(rows, i, "file_size");
    char upload[WORK_UPLOAD_SIZE] = "";
    struct ui_json json;
    enum cloud_status status = CLOUD_OK;
    if (has_parts(slot, size))
        status = find_upload(slot, &place, rows, i, upload, err);
    ui_json_init(&json, out);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", ANSWER_SCHEMA);
    if (status == CLOUD_OK)
        status = put_parts(slot, &place, upload[0] ? upload : NULL, size, &json, err);
    ui_json_object_end(&json);
    return status;
}

static int answer_one(struct slot *slot, const struct server_rows *rows, size_t i,
                      struct practice_error *err)
{
    const char *id = server_text(rows, i, "job_id");
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return -1;
    enum cloud_status status = make_answer(slot, rows, i, out, err);
    if (fclose(out) != 0)
        status = CLOUD_LOCAL;
    struct practice_error why = *err;
    int is_bad = status != CLOUD_OK;
    if (is_bad)
        log_tell("warning", "ticket not given", id, err->message);
    struct server *server = slot_studio(slot, err);
    if (!server ||
        slot_after(slot, work_ticket_answer(server, id, is_bad ? NULL : text,
                                            is_bad ? 15 : (int)slot->settings->ticket_s,
                                            is_bad ? "the studio's store does not answer" : NULL,
                                            err)) != PRACTICE_OK)
        is_bad = 1;
    else if (is_bad)
        *err = why;
    else
        atomic_fetch_add(&slot->shared->metrics.n_tickets, 1);
    free(text);
    return is_bad && status != CLOUD_GONE ? -1 : 0;
}

static int answer_tickets(struct slot *slot, size_t *n_done, struct practice_error *err)
{
    struct server_rows *rows = NULL;
    struct server *server = slot_studio(slot, err);
    if (!server || slot_after(slot, work_tickets(server, slot->settings->visibility_s, &rows,
                                                 err)) != PRACTICE_OK)
        return -1;
    int bad = 0;
    for (size_t i = 0; i < server_rows_n(rows) && !bad; i++, (*n_done)++)
        bad = answer_one(slot, rows, i, err);
    server_rows_free(rows);
    return bad;
}

// An answer to a HEAD has no words: whether the recording is missing, or the bucket, or the
// credentials have expired, only a GET tells, and asks with new ones. GONE then means the
// recording.
static enum cloud_status doubt(struct slot *slot, const struct s3_place *place,
                               struct s3_object *ret_object, struct practice_error *err)
{
    char byte;
    size_t n;
    enum cloud_status status = s3_read(slot->carrier, place, 0, sizeof byte, &byte, &n, err);
    if (status == CLOUD_GONE && s3_lacks_bucket(slot->carrier))
        return CLOUD_REFUSED;
    if (status != CLOUD_OK)
        return status;
    status = s3_head(slot->carrier, place, ret_object, err);
    if (status == CLOUD_GONE || status == CLOUD_INVALID) // to be looked at later
        return cloud_fail(err, CLOUD_PASSING, NULL, "the store is not sure of '%s'", place->key);
    return status;
}

// Ends an upload in parts, unless that was done before, and sees that the object is whole.
static enum cloud_status see_upload(struct slot *slot, const struct server_rows *rows, size_t i,
                                    struct practice_error *err)
{
    const struct s3_place place = {slot->settings->bucket, server_text(rows, i, "object_key")};
    const char *upload = server_text(rows, i, "upload_id");
    struct s3_object object;
    struct s3_parts parts = {0};
    char etag[S3_ETAG_SIZE];
    enum cloud_status status = s3_head(slot->carrier, &place, &object, err);
    if (status == CLOUD_GONE && upload) {
        status = s3_upload_parts(slot->carrier, &place, upload, &parts, err);
        if (status == CLOUD_OK && parts.n)
            status = s3_upload_end(slot->carrier, &place, upload, &parts, etag, err);
        s3_parts_release(&parts);
        if (status == CLOUD_OK)
            status = s3_head(slot->carrier, &place, &object, err);
    }
    if (status == CLOUD_GONE || status == CLOUD_INVALID)
        status = doubt(slot, &place, &object, err);
    if (status == CLOUD_OK && object.size != server_number(rows, i, "file_size"))
        status = cloud_fail(err, CLOUD_CHANGED, NULL, "another size");
    return status;
}

static int send_one(struct slot *slot, const struct server_rows *rows, size_t i,
                    struct practice_error *err)
{
    const char *id = server_text(rows, i, "job_id");
    char body[MESSAGE_SIZE], message[SQS_ID_SIZE];
    enum cloud_status status = see_upload(slot, rows, i, err);
    if (status == CLOUD_GONE || status == CLOUD_CHANGED) {
        struct server *server = slot_studio(slot, err);
        return server && slot_after(slot, work_upload_lost(server, id,
                                                           "the recording did not arrive whole",
                                                           err)) == PRACTICE_OK
                   ? 0
                   : -1;
    }
    if (status == CLOUD_OK)
        status = slot_note(slot, SLOT_QUEUE, slot_queue(slot, err));
    if (status != CLOUD_OK)
        return -1;
    status = sqs_send(slot->carrier, slot->queue_url, message_body(id, body), 0, message, err);
    if (slot_note(slot, SLOT_QUEUE, status) != CLOUD_OK)
        return -1;
    struct server *server = slot_studio(slot, err);
    if (!server ||
        slot_after(slot, work_message_sent(server, server_text(rows, i, "message_id"), err)))
        return -1;
    atomic_fetch_add(&slot->shared->metrics.n_dispatched, 1);
    return 0;
}

static int send_messages(struct slot *slot, int most, size_t *n_done, struct practice_error *err)
{
    struct server_rows *rows = NULL;
    struct server *server = slot_studio(slot, err);
    if (!server || slot_after(slot, work_messages(server, most, slot->settings->visibility_s, &rows,
                                                  err)) != PRACTICE_OK)
        return -1;
    int bad = 0;
    for (size_t i = 0; i < server_rows_n(rows) && !bad; i++, (*n_done)++)
        bad = send_one(slot, rows, i, err);
    server_rows_free(rows);
    return bad;
}

// Listening is for speed: behind a transaction pooler, where it does not work, looking does.
static void await_bell(struct slot *slot, const struct server **listening)
{
    struct practice_error ignored;
    char payload[8];
    int came = 0;
    struct server *server = slot_studio(slot, &ignored);
    if (server && server != *listening &&
        slot_after(slot, work_listen(server, &ignored)) == PRACTICE_OK)
        *listening = server;
    if (!slot->server || slot_after(slot, server_wait(slot->server, IDLE_S, payload, sizeof payload,
                                                      &came, &ignored)) != PRACTICE_OK)
        slot_sleep(slot, IDLE_S);
}

void dispatch_run(struct slot *slot)
{
    const struct server *listening = NULL;
    while (!slot_is_stopping(slot)) {
        struct practice_error err = {0};
        size_t n_done = 0;
        int bad = !slot_may(slot, SLOT_STUDIO, &err) || answer_tickets(slot, &n_done, &err);
        // Somebody waits for a ticket, nobody for a message: while there are tickets, one at a
        // time.
        if (!bad)
            bad = send_messages(slot, n_done ? 1 : MESSAGES, &n_done, &err);
        slot_count(slot);
        if (bad)
            slot_rest(slot, "dispatch", &err);
        else
            slot_well(slot);
        if (!slot->server)
            listening = NULL;
        if (slot->orders->is_once && !bad && !n_done)
            return;
        if (!bad && !n_done)
            await_bell(slot, &listening);
    }
}
