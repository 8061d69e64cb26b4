// SPDX-License-Identifier: GPL-3.0-or-later
// Calls of the functions of the inbox.
#include "server/inbox.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "server/array.h"
#include "server_sql.h"

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static struct server_news news_at(const struct server_rows *rows, size_t i)
{
    return (struct server_news){
        .id = or_empty(server_text(rows, i, "notification_id")),
        .type = or_empty(server_text(rows, i, "type")),
        .actor = server_text(rows, i, "actor"),
        .about = server_text(rows, i, "about"),
        .state = server_text(rows, i, "state"),
        .n = server_number(rows, i, "n"),
        .title = or_empty(server_text(rows, i, "title")),
        .message = or_empty(server_text(rows, i, "message")),
        .post_id = server_text(rows, i, "post_id"),
        .comment_id = server_text(rows, i, "comment_id"),
        .cursor = or_empty(server_text(rows, i, "cursor")),
        .created_ms = server_number(rows, i, "created_ms"),
        .expires_ms = server_number(rows, i, "expires_ms"),
        .is_read = server_yes(rows, i, "is_read"),
    };
}

enum practice_status server_inbox_list(struct server *server, int is_unread, const char *after,
                                       unsigned most, struct server_inbox *ret_inbox,
                                       struct practice_error *err)
{
    char limit[16];
    struct server_inbox inbox = {0};
    const char *const values[] = {server_token(server), is_unread ? "true" : "false", after, limit};
    *ret_inbox = inbox;
    (void)snprintf(limit, sizeof limit, "%u", most);
    enum practice_status status = server_call(server, sql_inbox_list, 4, values, &inbox.rows, err);
    if (status != PRACTICE_OK)
        return status;
    inbox.n = server_rows_n(inbox.rows);
    inbox.list = calloc(inbox.n + 1, sizeof *inbox.list);
    if (!inbox.list) {
        server_rows_free(inbox.rows);
        return fail_no_memory(err);
    }
    for (size_t i = 0; i < inbox.n; i++)
        inbox.list[i] = news_at(inbox.rows, i);
    *ret_inbox = inbox;
    return PRACTICE_OK;
}

void server_inbox_release(struct server_inbox *inbox)
{
    free(inbox->list);
    server_rows_free(inbox->rows);
    *inbox = (struct server_inbox){0};
}

// A call whose answer is a number.
static enum practice_status count(struct server *server, const char *sql, size_t n,
                                  const char *const *values, int64_t *ret_n,
                                  struct practice_error *err)
{
    struct server_rows *rows;
    enum practice_status status = server_call(server, sql, n, values, &rows, err);
    if (status == PRACTICE_OK) {
        *ret_n = server_number(rows, 0, "n");
        server_rows_free(rows);
    }
    return status;
}

enum practice_status server_inbox_unread(struct server *server, int64_t *ret_n,
                                         struct practice_error *err)
{
    const char *const values[] = {server_token(server)};
    return count(server, sql_inbox_unread, 1, values, ret_n, err);
}

enum practice_status server_inbox_read(struct server *server, const char *const *ids, size_t n,
                                       int64_t *ret_n, struct practice_error *err)
{
    char *array = ids ? server_array_write(ids, n) : NULL;
    const char *const values[] = {server_token(server), array};
    enum practice_status status =
        ids && !array ? fail_no_memory(err) : count(server, sql_inbox_read, 2, values, ret_n, err);
    free(array);
    return status;
}

enum practice_status server_inbox_clear(struct server *server, const char *const *ids, size_t n,
                                        int is_all, int64_t *ret_n, struct practice_error *err)
{
    char *array = ids ? server_array_write(ids, n) : NULL;
    const char *const values[] = {server_token(server), array, is_all ? "true" : "false"};
    enum practice_status status =
        ids && !array ? fail_no_memory(err) : count(server, sql_inbox_clear, 3, values, ret_n, err);
    free(array);
    return status;
}
