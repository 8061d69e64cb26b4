// SPDX-License-Identifier: GPL-3.0-or-later
// A call: send, wait with a limit, and turn the studio's refusal into our error. The waiting is our
// own, because libpq's blocking calls wait for ever for a server that hangs.
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fail.h"
#include "server/server_inside.h"

struct server_rows {
    PGresult *result;
};

double server_clock_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// Waits for the socket: 1, 0 when the time is over, -1 when there is none, 2 after a signal.
static int await_once(struct server *server, int for_writing, double until_s)
{
    struct pollfd wanted = {.fd = PQsocket(server->connection),
                            .events = for_writing ? POLLOUT | POLLIN : POLLIN};
    double left_s = until_s - server_clock_s();
    if (wanted.fd < 0)
        return -1;
    if (left_s <= 0)
        return 0;
    int n = poll(&wanted, 1, left_s > 3600 ? 3600000 : (int)(left_s * 1000) + 1);
    if (n < 0)
        return errno == EINTR ? 2 : -1;
    return n > 0 ? 1 : await_once(server, for_writing, until_s);
}

int server_await(struct server *server, int for_writing, double until_s)
{
    int n;
    do
        n = await_once(server, for_writing, until_s);
    while (n == 2);
    return n;
}

static enum practice_status tell_broken(struct server *server, struct practice_error *err)
{
    char words[PRACTICE_MESSAGE_SIZE];
    (void)snprintf(words, sizeof words, "%s", PQerrorMessage(server->connection));
    words[strcspn(words, "\n")] = '\0';
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio's connection broke: %s", words);
}

// Asks the server to stop what nobody waits for any more.
static enum practice_status give_up(struct server *server, struct practice_error *err)
{
    char ignored[256];
    PGcancel *cancel = PQgetCancel(server->connection);
    if (cancel)
        (void)PQcancel(cancel, ignored, sizeof ignored);
    PQfreeCancel(cancel);
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "no answer from the studio in %.0f s",
                     server->call_s);
}

static enum practice_status status_of(const char *code)
{
    if (strcmp(code, "PR404") == 0)
        return PRACTICE_NOT_FOUND;
    if (strcmp(code, "PR429") == 0)
        return PRACTICE_OVER_LIMIT;
    if (strcmp(code, "PR401") == 0 || strcmp(code, "PR403") == 0 || strcmp(code, "PR409") == 0 ||
        strcmp(code, "PR422") == 0)
        return PRACTICE_BAD_ARGUMENT;
    return PRACTICE_UNREADABLE;
}

static enum practice_status judge(struct server *server, const PGresult *result,
                                  struct practice_error *err)
{
    ExecStatusType kind = PQresultStatus(result);
    if (kind == PGRES_TUPLES_OK || kind == PGRES_COMMAND_OK)
        return PRACTICE_OK;
    const char *code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *words = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
    if (!code)
        return tell_broken(server, err);
    (void)snprintf(server->last_code, sizeof server->last_code, "%s", code);
    int is_ours = strncmp(code, "PR", 2) == 0;
    if (strcmp(code, "42883") == 0 || strcmp(code, "3F000") == 0) // no such function or schema
        return fail_with(err, PRACTICE_UNREADABLE,
                         "upgrade the older side: this program, or the studio with: practice "
                         "server migrate",
                         "the studio and this program are of different versions");
    return fail_with(err, status_of(code), is_ours ? hint : NULL, "%s%s",
                     is_ours ? "" : "the studio's database: ", words ? words : "refused");
}

// Sends what is left and waits until a result can be had without blocking.
static enum practice_status await_result(struct server *server, double until_s,
                                         struct practice_error *err)
{
    int unsent = PQflush(server->connection);
    while (unsent >= 0 && (unsent || PQisBusy(server->connection))) {
        if (server_await(server, unsent, until_s) <= 0)
            return give_up(server, err);
        if (!PQconsumeInput(server->connection))
            return tell_broken(server, err);
        unsent = PQflush(server->connection);
    }
    return unsent < 0 ? tell_broken(server, err) : PRACTICE_OK;
}

// Reads all results of what was sent, so that the connection is free for the next call. Keeps the
// last one; tells of the first that failed.
static enum practice_status collect(struct server *server, int sent, PGresult **ret_result,
                                    struct practice_error *err)
{
    double until_s = server_clock_s() + server->call_s;
    enum practice_status status = sent ? PRACTICE_OK : tell_broken(server, err);
    PGresult *kept = NULL, *next = NULL;
    while (sent) {
        struct practice_error broken;
        enum practice_status waited = await_result(server, until_s, &broken);
        if (waited != PRACTICE_OK && status == PRACTICE_OK && err)
            *err = broken;
        if (waited != PRACTICE_OK)
            status = waited;
        next = waited == PRACTICE_OK ? PQgetResult(server->connection) : NULL;
        if (!next)
            break;
        PQclear(kept);
        kept = next;
        if (status == PRACTICE_OK)
            status = judge(server, kept, err);
    }
    if (status != PRACTICE_OK) {
        PQclear(kept);
        kept = NULL;
    }
    *ret_result = kept;
    return status;
}

enum practice_status server_call(struct server *server, const char *sql, size_t n,
                                 const char *const *values, struct server_rows **ret_rows,
                                 struct practice_error *err)
{
    PGresult *result = NULL;
    server->last_code[0] = '\0';
    int sent =
        PQsendQueryParams(server->connection, sql, (int)n, NULL, n ? values : NULL, NULL, NULL, 0);
    enum practice_status status = collect(server, sent, &result, err);
    if (status != PRACTICE_OK)
        return status;
    struct server_rows *rows = ret_rows ? malloc(sizeof *rows) : NULL;
    if (!rows) {
        PQclear(result);
        return ret_rows ? fail_no_memory(err) : PRACTICE_OK;
    }
    rows->result = result;
    *ret_rows = rows;
    return PRACTICE_OK;
}

enum practice_status server_run(struct server *server, const char *sql, struct practice_error *err)
{
    PGresult *result = NULL;
    server->last_code[0] = '\0';
    enum practice_status status =
        collect(server, PQsendQuery(server->connection, sql), &result, err);
    PQclear(result);
    return status;
}

const char *server_last_code(const struct server *server)
{
    return server->last_code;
}

enum practice_status server_wait(struct server *server, double wait_s, char *payload, size_t size,
                                 int *ret_came, struct practice_error *err)
{
    double until_s = server_clock_s() + wait_s;
    for (;;) {
        if (!PQconsumeInput(server->connection))
            return tell_broken(server, err);
        PGnotify *note = PQnotifies(server->connection);
        *ret_came = note != NULL;
        if (note) {
            (void)snprintf(payload, size, "%s", note->extra);
            PQfreemem(note);
            return PRACTICE_OK;
        }
        int readable = await_once(server, 0, until_s);
        if (readable < 0)
            return tell_broken(server, err);
        if (readable != 1) // the time is over, or somebody may want the program to end
            return PRACTICE_OK;
    }
}

size_t server_rows_n(const struct server_rows *rows)
{
    return (size_t)PQntuples(rows->result);
}

const char *server_text(const struct server_rows *rows, size_t row, const char *column)
{
    int at = PQfnumber(rows->result, column);
    if (at < 0 || row >= server_rows_n(rows) || PQgetisnull(rows->result, (int)row, at))
        return NULL;
    return PQgetvalue(rows->result, (int)row, at);
}

int64_t server_number(const struct server_rows *rows, size_t row, const char *column)
{
    const char *text = server_text(rows, row, column);
    return text ? strtoll(text, NULL, 10) : 0;
}

int server_yes(const struct server_rows *rows, size_t row, const char *column)
{
    const char *text = server_text(rows, row, column);
    return text && *text == 't';
}

void server_rows_free(struct server_rows *rows)
{
    if (!rows)
        return;
    PQclear(rows->result);
    free(rows);
}
