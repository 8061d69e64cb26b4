// SPDX-License-Identifier: GPL-3.0-or-later
// Calls of schema `work`. A verdict that this program does not know is an error, never a guess.
#include "server/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "server/array.h"
#include "server_sql.h"

static enum practice_status no_sense(struct practice_error *err)
{
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio's answer makes no sense");
}

static const char *text_at(const struct server_rows *rows, const char *column)
{
    const char *text = server_rows_n(rows) == 1 ? server_text(rows, 0, column) : NULL;
    return text ? text : "";
}

static enum practice_status read_claim(const struct server_rows *rows, const char *id,
                                       struct work_claim *claim, struct practice_error *err)
{
    static const char *const verdicts[] = {
        [WORK_GO] = "go", [WORK_BUSY] = "busy", [WORK_OVER] = "over", [WORK_GONE] = "gone"};
    const char *verdict = text_at(rows, "verdict"), *key = text_at(rows, "object_key");
    const char *sha256 = text_at(rows, "sha256"), *name = text_at(rows, "file_name");
    size_t at = 0;
    while (at < sizeof verdicts / sizeof *verdicts && strcmp(verdict, verdicts[at]) != 0)
        at++;
    if (at == sizeof verdicts / sizeof *verdicts || strlen(key) >= sizeof claim->key ||
        strlen(sha256) >= sizeof claim->sha256 || strlen(name) >= sizeof claim->file_name)
        return no_sense(err);
    *claim = (struct work_claim){
        .verdict = (enum work_verdict)at,
        .attempt = (int)server_number(rows, 0, "attempt"),
        .is_doomed = server_yes(rows, 0, "is_doomed"),
        .retry_s = strtod(text_at(rows, "retry_s"), NULL),
        .size_bytes = server_number(rows, 0, "file_size"),
    };
    (void)snprintf(claim->id, sizeof claim->id, "%s", id);
    (void)snprintf(claim->key, sizeof claim->key, "%s", key);
    (void)snprintf(claim->sha256, sizeof claim->sha256, "%s", sha256);
    (void)snprintf(claim->file_name, sizeof claim->file_name, "%s", name);
    return PRACTICE_OK;
}

enum practice_status work_claim(struct server *server, const char *id, const char *worker,
                                int n_receives, double lease_s, struct work_claim *ret_claim,
                                struct practice_error *err)
{
    char receives[16], lease[32];
    struct server_rows *rows = NULL;
    (void)snprintf(receives, sizeof receives, "%d", n_receives);
    (void)snprintf(lease, sizeof lease, "%.3f", lease_s);
    const char *const values[] = {id, worker, receives, lease};
    enum practice_status status = server_call(server, sql_work_claim, 4, values, &rows, err);
    if (status == PRACTICE_OK)
        status = read_claim(rows, id, ret_claim, err);
    server_rows_free(rows);
    return status;
}

// A call whose answer is 'mine' or 'done', or else 'lost'.
static enum practice_status call_fenced(struct server *server, const char *sql, size_t n,
                                        const char *const *values, int *ret_is_lost,
                                        struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql, n, values, &rows, err);
    if (status == PRACTICE_OK) {
        const char *verdict = text_at(rows, "verdict");
        int is_lost = strcmp(verdict, "lost") == 0;
        if (!is_lost && strcmp(verdict, "mine") != 0 && strcmp(verdict, "done") != 0)
            status = no_sense(err);
        else
            *ret_is_lost = is_lost;
    }
    server_rows_free(rows);
    return status;
}

enum practice_status work_beat(struct server *server, const struct work_claim *claim,
                               const struct work_beat *beat, int *ret_is_lost,
                               struct practice_error *err)
{
    char attempt[16], progress[16], end[32], lease[32];
    (void)snprintf(attempt, sizeof attempt, "%d", claim->attempt);
    (void)snprintf(progress, sizeof progress, "%d", beat->progress);
    (void)snprintf(end, sizeof end, "%.3f", beat->end_s);
    (void)snprintf(lease, sizeof lease, "%.3f", beat->lease_s);
    const char *const values[] = {claim->id, attempt, beat->stage, progress, end, lease};
    return call_fenced(server, sql_work_beat, 6, values, ret_is_lost, err);
}

enum practice_status work_finish(struct server *server, const struct work_claim *claim,
                                 const char *document, int *ret_is_lost, struct practice_error *err)
{
    char attempt[16];
    (void)snprintf(attempt, sizeof attempt, "%d", claim->attempt);
    const char *const values[] = {claim->id, attempt, document};
    return call_fenced(server, sql_work_finish, 3, values, ret_is_lost, err);
}

enum practice_status work_fail(struct server *server, const struct work_claim *claim,
                               const struct work_failure *failure, int *ret_is_lost,
                               struct practice_error *err)
{
    char attempt[16];
    (void)snprintf(attempt, sizeof attempt, "%d", claim->attempt);
    const char *const values[] = {claim->id, attempt, failure->is_poison ? "poison" : "passing",
                                  failure->reason, failure->is_final ? "true" : "false"};
    return call_fenced(server, sql_work_fail, 5, values, ret_is_lost, err);
}

enum practice_status work_recording_deleted(struct server *server, const char *key,
                                            struct practice_error *err)
{
    return server_call(server, sql_work_recording_deleted, 1, (const char *const[]){key}, NULL,
                       err);
}

enum practice_status work_tickets(struct server *server, double lease_s,
                                  struct server_rows **ret_rows, struct practice_error *err)
{
    char lease[32];
    (void)snprintf(lease, sizeof lease, "%.3f", lease_s);
    return server_call(server, sql_work_tickets, 2, (const char *const[]){"50", lease}, ret_rows,
                       err);
}

enum practice_status work_upload_begun(struct server *server, const char *id, const char *upload_id,
                                       char ret_counts[WORK_UPLOAD_SIZE],
                                       struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql_work_upload_begun, 2,
                                              (const char *const[]){id, upload_id}, &rows, err);
    if (status == PRACTICE_OK)
        (void)snprintf(ret_counts, WORK_UPLOAD_SIZE, "%s", text_at(rows, "upload_id"));
    server_rows_free(rows);
    return status;
}

enum practice_status work_ticket_answer(struct server *server, const char *id, const char *answer,
                                        int seconds, const char *failure,
                                        struct practice_error *err)
{
    char valid[16];
    (void)snprintf(valid, sizeof valid, "%d", seconds);
    return server_call(server, sql_work_ticket_answer, 4,
                       (const char *const[]){id, answer, valid, failure}, NULL, err);
}

enum practice_status work_messages(struct server *server, int most, double lease_s,
                                   struct server_rows **ret_rows, struct practice_error *err)
{
    char number[16], lease[32];
    (void)snprintf(number, sizeof number, "%d", most);
    (void)snprintf(lease, sizeof lease, "%.3f", lease_s);
    return server_call(server, sql_work_messages, 2, (const char *const[]){number, lease}, ret_rows,
                       err);
}

enum practice_status work_message_sent(struct server *server, const char *message_id,
                                       struct practice_error *err)
{
    return server_call(server, sql_work_message_sent, 1, (const char *const[]){message_id}, NULL,
                       err);
}

enum practice_status work_upload_lost(struct server *server, const char *id, const char *reason,
                                      struct practice_error *err)
{
    return server_call(server, sql_work_upload_lost, 2, (const char *const[]){id, reason}, NULL,
                       err);
}

enum practice_status work_listen(struct server *server, struct practice_error *err)
{
    return server_run(server, sql_work_listen, err);
}

enum practice_status work_webhooks(struct server *server, struct server_rows **ret_rows,
                                   struct practice_error *err)
{
    return server_call(server, sql_work_webhooks, 1, (const char *const[]){"5"}, ret_rows, err);
}

enum practice_status work_webhook_done(struct server *server, const char *delivery_id,
                                       int http_status, const char *failure,
                                       enum work_webhook_verdict *ret_verdict,
                                       struct practice_error *err)
{
    static const char *const verdicts[] = {
        [WORK_WEBHOOK_DELIVERED] = "delivered",
        [WORK_WEBHOOK_LATER] = "later",
        [WORK_WEBHOOK_DISABLED] = "disabled",
        [WORK_WEBHOOK_GONE] = "gone",
    };
    char number[16];
    struct server_rows *rows = NULL;
    (void)snprintf(number, sizeof number, "%d", http_status);
    const char *const values[] = {delivery_id, number, failure};
    enum practice_status status = server_call(server, sql_work_webhook_done, 3, values, &rows, err);
    size_t at = 0, n = sizeof verdicts / sizeof *verdicts;
    while (status == PRACTICE_OK && at < n && strcmp(text_at(rows, "verdict"), verdicts[at]) != 0)
        at++;
    if (status == PRACTICE_OK && at == n)
        status = no_sense(err);
    else if (status == PRACTICE_OK)
        *ret_verdict = (enum work_webhook_verdict)at;
    server_rows_free(rows);
    return status;
}

enum practice_status work_doomed(struct server *server, struct server_rows **ret_rows,
                                 struct practice_error *err)
{
    return server_call(server, sql_work_doomed, 1, (const char *const[]){"100"}, ret_rows, err);
}

enum practice_status work_orphans(struct server *server, const char *const *keys, size_t n,
                                  struct server_rows **ret_rows, struct practice_error *err)
{
    char *array = server_array_write(keys, n);
    if (!array)
        return fail_no_memory(err);
    enum practice_status status =
        server_call(server, sql_work_orphans, 1, (const char *const[]){array}, ret_rows, err);
    free(array);
    return status;
}

enum practice_status work_housekeep(struct server *server, struct server_rows **ret_rows,
                                    struct practice_error *err)
{
    return server_call(server, sql_work_housekeep, 0, NULL, ret_rows, err);
}

enum practice_status work_resend(struct server *server, int64_t *ret_n, struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql_work_resend, 0, NULL, &rows, err);
    if (status == PRACTICE_OK)
        *ret_n = server_number(rows, 0, "n");
    server_rows_free(rows);
    return status;
}

enum practice_status work_counts(struct server *server, struct server_rows **ret_rows,
                                 struct practice_error *err)
{
    return server_call(server, sql_work_counts, 0, NULL, ret_rows, err);
}

enum practice_status work_redrive(struct server *server, const char *id, char ret_status[12],
                                  struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status =
        server_call(server, sql_work_redrive, 1, (const char *const[]){id}, &rows, err);
    if (status == PRACTICE_OK)
        (void)snprintf(ret_status, 12, "%.11s", text_at(rows, "status"));
    server_rows_free(rows);
    return status;
}
