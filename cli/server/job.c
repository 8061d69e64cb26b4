// SPDX-License-Identifier: GPL-3.0-or-later
// What is handed in goes as one JSON document, so that the function of the studio has few
// parameters and a newer one may know more members.
#include "server/job.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "server_sql.h"

#define DOCUMENT_SIZE 8192

struct document {
    char text[DOCUMENT_SIZE];
    size_t n;
    int is_full;
};

static void put(struct document *document, const char *text)
{
    size_t length = strlen(text);
    if (document->n + length >= sizeof document->text) {
        document->is_full = 1;
        return;
    }
    memcpy(document->text + document->n, text, length + 1);
    document->n += length;
}

// A member with a text; NULL is left out. Control characters are the studio's to refuse, so they
// go escaped like the rest.
static void put_text(struct document *document, const char *name, const char *text)
{
    char part[8];
    if (!text)
        return;
    put(document, document->n > 1 ? ",\"" : "\"");
    put(document, name);
    put(document, "\":\"");
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        int is_plain = byte >= ' ' && byte != '"' && byte != '\\';
        (void)snprintf(part, sizeof part, is_plain ? "%c" : "\\u%04x", byte);
        put(document, part);
    }
    put(document, "\"");
}

static void put_number(struct document *document, const char *name, int64_t number)
{
    char part[64];
    (void)snprintf(part, sizeof part, ",\"%s\":%lld", name, (long long)number);
    put(document, part);
}

static enum practice_status copy(const struct server_rows *rows, const char *column, char *buffer,
                                 size_t size, struct practice_error *err)
{
    const char *text = server_rows_n(rows) == 1 ? server_text(rows, 0, column) : NULL;
    if (!text || strlen(text) >= size)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio gave no %s", column);
    (void)snprintf(buffer, size, "%s", text);
    return PRACTICE_OK;
}

enum practice_status job_create(struct server *server, const struct job_asked *asked,
                                struct job_made *ret_made, struct practice_error *err)
{
    struct document document = {.text = "{", .n = 1};
    struct job_made made = {0};
    struct server_rows *rows = NULL;
    put_text(&document, "sha256", asked->sha256);
    put_text(&document, "for", asked->student);
    put_text(&document, "session_id", asked->session_id);
    put_text(&document, "type", asked->type);
    put_text(&document, "name", asked->name);
    put_text(&document, "zone", asked->zone);
    put_text(&document, "instrument", asked->instrument);
    put_text(&document, "title", asked->title);
    put_number(&document, "size", asked->size_bytes);
    put_number(&document, "recorded_ms", asked->recorded_ms);
    put(&document, "}");
    if (document.is_full)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "names are too long");
    const char *const values[] = {server_token(server), document.text};
    enum practice_status status = server_call(server, sql_job_create, 2, values, &rows, err);
    if (status == PRACTICE_OK)
        status = copy(rows, "job_id", made.id, sizeof made.id, err);
    if (status == PRACTICE_OK)
        status = copy(rows, "status", made.status, sizeof made.status, err);
    if (status == PRACTICE_OK) {
        made.is_new = server_yes(rows, 0, "is_new");
        *ret_made = made;
    }
    server_rows_free(rows);
    return status;
}

enum practice_status job_ticket(struct server *server, const char *id, int is_fresh,
                                struct job_ticket *ret_ticket, struct practice_error *err)
{
    const char *const values[] = {server_token(server), id, is_fresh ? "true" : "false"};
    struct job_ticket ticket = {0};
    char state[JOB_STATUS_SIZE] = "";
    enum practice_status status = server_call(server, sql_job_ticket, 3, values, &ticket.rows, err);
    if (status != PRACTICE_OK)
        return status;
    if (server_rows_n(ticket.rows) && server_text(ticket.rows, 0, "status"))
        (void)snprintf(state, sizeof state, "%.11s", server_text(ticket.rows, 0, "status"));
    ticket.is_wanted = strcmp(state, "CREATED") == 0;
    ticket.is_ready = server_yes(ticket.rows, 0, "is_ready");
    ticket.part_size = server_number(ticket.rows, 0, "part_size");
    if (ticket.is_ready && server_text(ticket.rows, 0, "url"))
        ticket.n = server_rows_n(ticket.rows);
    if (ticket.is_ready && ticket.part_size < 1) {
        server_rows_free(ticket.rows);
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio's answer makes no sense");
    }
    *ret_ticket = ticket;
    return PRACTICE_OK;
}

const char *job_ticket_part(const struct job_ticket *ticket, size_t i, int *ret_number)
{
    *ret_number = (int)server_number(ticket->rows, i, "number");
    return server_text(ticket->rows, i, "url");
}

void job_ticket_release(struct job_ticket *ticket)
{
    server_rows_free(ticket->rows);
    *ticket = (struct job_ticket){0};
}

enum practice_status job_watch(struct server *server, struct practice_error *err)
{
    return server_call(server, sql_job_watch, 1, (const char *const[]){server_token(server)}, NULL,
                       err);
}

enum practice_status job_uploaded(struct server *server, const char *id, struct practice_error *err)
{
    return server_call(server, sql_job_uploaded, 2, (const char *const[]){server_token(server), id},
                       NULL, err);
}

enum practice_status job_list(struct server *server, int is_open, unsigned most,
                              struct server_rows **ret_rows, struct practice_error *err)
{
    char limit[16];
    (void)snprintf(limit, sizeof limit, "%u", most);
    const char *const values[] = {server_token(server), is_open ? "true" : "false", limit};
    return server_call(server, sql_job_list, 3, values, ret_rows, err);
}

enum practice_status job_show(struct server *server, const char *reference,
                              struct server_rows **ret_rows, struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status =
        server_call(server, sql_job_show, 2, (const char *const[]){server_token(server), reference},
                    &rows, err);
    if (status == PRACTICE_OK && server_rows_n(rows) != 1) {
        server_rows_free(rows);
        return fail_with(err, PRACTICE_NOT_FOUND, NULL, "the job is gone");
    }
    if (status == PRACTICE_OK)
        *ret_rows = rows;
    return status;
}

static int64_t number_or(const struct server_rows *rows, size_t i, const char *column,
                         int64_t otherwise)
{
    return server_text(rows, i, column) ? server_number(rows, i, column) : otherwise;
}

struct job job_at(const struct server_rows *rows, size_t i)
{
    return (struct job){
        .id = server_text(rows, i, "job_id"),
        .status = server_text(rows, i, "status"),
        .stage = server_text(rows, i, "stage"),
        .file_name = server_text(rows, i, "file_name"),
        .sha256 = server_text(rows, i, "sha256"),
        .student = server_text(rows, i, "student"),
        .submitter = server_text(rows, i, "submitter"),
        .session_id = server_text(rows, i, "session_id"),
        .failure_class = server_text(rows, i, "failure_class"),
        .failure = server_text(rows, i, "failure"),
        .progress = server_number(rows, i, "progress"),
        .attempt = server_number(rows, i, "attempt"),
        .size_bytes = server_number(rows, i, "file_size"),
        .measured_ms = number_or(rows, i, "measured_ms", -1),
        .claimed_ms = number_or(rows, i, "claimed_ms", -1),
        .recorded_ms = server_number(rows, i, "recorded_ms"),
        .created_ms = server_number(rows, i, "created_ms"),
        .finished_ms = server_number(rows, i, "finished_ms"),
        .expected_end_ms = server_number(rows, i, "expected_end_ms"),
    };
}

int job_is_over(const char *status)
{
    return strcmp(status, "SUCCEEDED") == 0 || strcmp(status, "FAILED") == 0 ||
           strcmp(status, "CANCELLED") == 0;
}

enum practice_status job_events(struct server *server, const char *reference,
                                struct server_rows **ret_rows, struct practice_error *err)
{
    return server_call(server, sql_job_events, 2,
                       (const char *const[]){server_token(server), reference}, ret_rows, err);
}

struct job_event job_event_at(const struct server_rows *rows, size_t i)
{
    return (struct job_event){
        .at_ms = server_number(rows, i, "at_ms"),
        .attempt = server_number(rows, i, "attempt"),
        .status = server_text(rows, i, "status"),
        .stage = server_text(rows, i, "stage"),
        .worker = server_text(rows, i, "worker"),
        .reason = server_text(rows, i, "reason"),
    };
}

static enum practice_status change(struct server *server, const char *sql, const char *reference,
                                   char ret_id[UUID_SIZE], struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(
        server, sql, 2, (const char *const[]){server_token(server), reference}, &rows, err);
    if (status == PRACTICE_OK)
        status = copy(rows, "job_id", ret_id, UUID_SIZE, err);
    server_rows_free(rows);
    return status;
}

enum practice_status job_cancel(struct server *server, const char *reference,
                                char ret_id[UUID_SIZE], struct practice_error *err)
{
    return change(server, sql_job_cancel, reference, ret_id, err);
}

enum practice_status job_retry(struct server *server, const char *reference, char ret_id[UUID_SIZE],
                               struct practice_error *err)
{
    return change(server, sql_job_retry, reference, ret_id, err);
}
