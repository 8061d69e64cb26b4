// SPDX-License-Identifier: GPL-3.0-or-later
// A sync in one call. A thousand members who sync at once cost a studio what each of their
// statements costs, so the steps of server/sync.h are also to be had together.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "server/array.h"
#include "server/server_inside.h"
#include "server/sync.h"
#include "server_sql.h"

#define N_VALUES 11

void server_round_release(struct server_round *round)
{
    free(round->pages);
    server_rows_free(round->rows);
    *round = (struct server_round){.n_unread = -1};
}

static enum practice_status sort_parts(struct server_round *round, struct practice_error *err)
{
    size_t n = server_rows_n(round->rows);
    round->pages = calloc(n ? n : 1, sizeof *round->pages);
    if (!round->pages)
        return fail_no_memory(err);
    for (size_t i = 0; i < n; i++) {
        const char *part = server_text(round->rows, i, "part");
        const char *scope = server_text(round->rows, i, "scope");
        const char *answer = server_text(round->rows, i, "answer");
        if (!part || !answer)
            continue;
        if (strcmp(part, "begun") == 0)
            round->begun = answer;
        else if (strcmp(part, "pushed") == 0)
            round->pushed = answer;
        else if (strcmp(part, "unread") == 0)
            round->n_unread = strtoll(answer, NULL, 10);
        else if (strcmp(part, "page") == 0 && scope)
            round->pages[round->n_pages++] = (struct server_page){.scope = scope, .text = answer};
    }
    return round->begun ? PRACTICE_OK
                        : fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio gave no answer");
}

static enum practice_status call(struct server *server, const struct server_round_wish *wish,
                                 const char *scopes, const char *cursors,
                                 struct server_rows **ret_rows, struct practice_error *err)
{
    char waiting[24], most[16];
    (void)snprintf(waiting, sizeof waiting, "%zu", wish->n_waiting);
    (void)snprintf(most, sizeof most, "%d", SERVER_PAGE_ROWS);
    const char *const values[N_VALUES] = {server_token(server),
                                          wish->device,
                                          *wish->last_op ? wish->last_op : NULL,
                                          SERVER_SYNC_PROTOCOL,
                                          wish->user_id,
                                          wish->epoch,
                                          wish->operations,
                                          waiting,
                                          scopes,
                                          cursors,
                                          most};
    return server_call(server, sql_sync_round, N_VALUES, values, ret_rows, err);
}

enum practice_status server_sync_round(struct server *server, const struct server_round_wish *wish,
                                       struct server_round *ret_round, struct practice_error *err)
{
    struct server_round round = {.n_unread = -1};
    char *scopes = server_array_write(wish->scopes, wish->n_scopes);
    char *cursors = server_array_write(wish->cursors, wish->n_scopes);
    enum practice_status status = scopes && cursors
                                      ? call(server, wish, scopes, cursors, &round.rows, err)
                                      : fail_no_memory(err);
    free(scopes);
    free(cursors);
    if (status != PRACTICE_OK)
        return status;
    status = sort_parts(&round, err);
    if (status == PRACTICE_OK)
        *ret_round = round;
    else
        server_round_release(&round);
    return status;
}

int server_round_may_step(const struct server *server)
{
    static const char *const codes[] = {"42883", "40P01", "40001"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(server_last_code(server), codes[i]) == 0)
            return 1;
    return 0;
}
