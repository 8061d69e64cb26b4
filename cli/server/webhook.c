// SPDX-License-Identifier: GPL-3.0-or-later
// An answer without an id or a secret of the right length is none of a studio that we know.
#include "server/webhook.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "server_sql.h"

static enum practice_status take(const struct server_rows *rows, const char *column, char *buffer,
                                 size_t size, struct practice_error *err)
{
    const char *text = server_rows_n(rows) == 1 ? server_text(rows, 0, column) : NULL;
    if (!text || strlen(text) != size - 1)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio's answer makes no sense");
    memcpy(buffer, text, size);
    return PRACTICE_OK;
}

static enum practice_status call_made(struct server *server, const char *sql, size_t n,
                                      const char *const *values, struct webhook_made *ret_made,
                                      struct practice_error *err)
{
    struct webhook_made made;
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql, n, values, &rows, err);
    if (status == PRACTICE_OK)
        status = take(rows, "webhook_id", made.id, sizeof made.id, err);
    if (status == PRACTICE_OK)
        status = take(rows, "secret", made.secret, sizeof made.secret, err);
    if (status == PRACTICE_OK)
        *ret_made = made;
    server_rows_free(rows);
    return status;
}

static enum practice_status call_one(struct server *server, const char *sql, const char *reference,
                                     char ret_id[UUID_SIZE], struct practice_error *err)
{
    const char *const values[] = {server_token(server), reference};
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql, 2, values, &rows, err);
    if (status == PRACTICE_OK)
        status = take(rows, "webhook_id", ret_id, UUID_SIZE, err);
    server_rows_free(rows);
    return status;
}

enum practice_status webhook_add(struct server *server, const char *url, int is_studio,
                                 struct webhook_made *ret_made, struct practice_error *err)
{
    const char *const values[] = {server_token(server), url, is_studio ? "true" : "false"};
    return call_made(server, sql_webhook_add, 3, values, ret_made, err);
}

enum practice_status webhook_rotate(struct server *server, const char *reference,
                                    struct webhook_made *ret_made, struct practice_error *err)
{
    const char *const values[] = {server_token(server), reference};
    return call_made(server, sql_webhook_rotate, 2, values, ret_made, err);
}

enum practice_status webhook_remove(struct server *server, const char *reference,
                                    char ret_id[UUID_SIZE], struct practice_error *err)
{
    return call_one(server, sql_webhook_remove, reference, ret_id, err);
}

enum practice_status webhook_test(struct server *server, const char *reference,
                                  char ret_id[UUID_SIZE], struct practice_error *err)
{
    const char *const values[] = {server_token(server), reference};
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql_webhook_test, 2, values, &rows, err);
    if (status == PRACTICE_OK)
        status = take(rows, "webhook_id", ret_id, UUID_SIZE, err);
    if (status == PRACTICE_OK && !server_text(rows, 0, "delivery_id"))
        status = fail_with(err, PRACTICE_OVER_LIMIT, "practice webhook list tells what fails",
                           "so much waits for this address that no test is added");
    server_rows_free(rows);
    return status;
}

enum practice_status webhook_list(struct server *server, struct server_rows **ret_rows,
                                  struct practice_error *err)
{
    const char *const values[] = {server_token(server)};
    return server_call(server, sql_webhook_list, 1, values, ret_rows, err);
}

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

struct webhook webhook_at(const struct server_rows *rows, size_t i)
{
    return (struct webhook){
        .id = or_nothing(server_text(rows, i, "webhook_id")),
        .url = or_nothing(server_text(rows, i, "url")),
        .last_failure = server_text(rows, i, "last_failure"),
        .last_status = server_number(rows, i, "last_status"),
        .created_ms = server_number(rows, i, "created_ms"),
        .last_ms = server_number(rows, i, "last_ms"),
        .failing_ms = server_number(rows, i, "failing_ms"),
        .disabled_ms = server_number(rows, i, "disabled_ms"),
        .n_waiting = server_number(rows, i, "n_waiting"),
        .is_studio = server_yes(rows, i, "is_studio"),
    };
}
