// SPDX-License-Identifier: GPL-3.0-or-later
// Each call is one statement of one transaction; what it answers is one text, handed on as it is.
#include "server/sync.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "server/array.h"
#include "server/server_inside.h"
#include "server_sql.h"

static enum practice_status ask(struct server *server, const char *sql, size_t n,
                                const char *const *values, char **ret_answer,
                                struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql, n, values, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    const char *text = server_rows_n(rows) == 1 ? server_text(rows, 0, "answer") : NULL;
    char *answer = text ? strdup(text) : NULL;
    if (!text)
        status = fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio gave no answer");
    else if (!answer)
        status = fail_no_memory(err);
    else
        *ret_answer = answer;
    server_rows_free(rows);
    return status;
}

enum practice_status server_sync_begin(struct server *server, const char *device,
                                       const char *last_op, char **ret_answer,
                                       struct practice_error *err)
{
    const char *const values[] = {server_token(server), device, *last_op ? last_op : NULL,
                                  SERVER_SYNC_PROTOCOL};
    return ask(server, sql_sync_begin, 4, values, ret_answer, err);
}

enum practice_status server_sync_push(struct server *server, const char *device,
                                      const char *operations, char **ret_answer,
                                      struct practice_error *err)
{
    const char *const values[] = {server_token(server), device, operations};
    return ask(server, sql_sync_push, 3, values, ret_answer, err);
}

enum practice_status server_sync_pull(struct server *server, const char *scope, const char *cursor,
                                      char **ret_page, struct practice_error *err)
{
    char most[16];
    (void)snprintf(most, sizeof most, "%d", SERVER_PAGE_ROWS);
    const char *const values[] = {server_token(server), scope, cursor, most};
    return ask(server, sql_sync_pull, 4, values, ret_page, err);
}

static size_t place_of(const char *id, size_t n, char (*ids)[UUID_SIZE])
{
    size_t place = 0;
    while (place < n && strcmp(ids[place], id) != 0)
        place++;
    return place;
}

enum practice_status server_sync_absent(struct server *server, const char *entity, size_t n,
                                        char (*ids)[UUID_SIZE], unsigned char *ret_is_absent,
                                        struct practice_error *err)
{
    const char **texts = calloc(n ? n : 1, sizeof *texts);
    char *list = NULL;
    for (size_t i = 0; texts && i < n; i++)
        texts[i] = ids[i];
    if (texts)
        list = server_array_write(texts, n);
    free(texts);
    if (!list)
        return fail_no_memory(err);
    const char *const values[] = {server_token(server), entity, list};
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql_sync_absent, 3, values, &rows, err);
    free(list);
    if (status != PRACTICE_OK)
        return status;
    memset(ret_is_absent, 0, n);
    for (size_t i = 0; i < server_rows_n(rows); i++) {
        const char *id = server_text(rows, i, "row_id");
        size_t place = id ? place_of(id, n, ids) : n;
        if (place < n)
            ret_is_absent[place] = 1;
    }
    server_rows_free(rows);
    return PRACTICE_OK;
}

enum practice_status server_sync_hashes(struct server *server, const char *scope,
                                        struct server_hash **ret_hashes, size_t *ret_n,
                                        struct practice_error *err)
{
    const char *const values[] = {server_token(server), scope};
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql_sync_hashes, 2, values, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    size_t n = server_rows_n(rows);
    struct server_hash *hashes = calloc(n ? n : 1, sizeof *hashes);
    for (size_t i = 0; hashes && i < n; i++) {
        const char *entity = server_text(rows, i, "entity"), *hex = server_text(rows, i, "hash");
        (void)snprintf(hashes[i].entity, sizeof hashes[i].entity, "%s", entity ? entity : "");
        (void)snprintf(hashes[i].hex, sizeof hashes[i].hex, "%s", hex ? hex : "");
        hashes[i].n = (size_t)server_number(rows, i, "n");
    }
    server_rows_free(rows);
    if (!hashes)
        return fail_no_memory(err);
    *ret_hashes = hashes;
    *ret_n = n;
    return PRACTICE_OK;
}
