// SPDX-License-Identifier: GPL-3.0-or-later
// A pooler shows itself by answering from a process that is not the one that was connected to. That
// is asked first: a LISTEN through a pooler would stay behind on somebody else's connection.
#include "server/bell.h"

#include "server/server_inside.h"
#include "server_sql.h"

#define RENEW_S    60   // the studio rings for two minutes
#define MOST_RINGS 1000 // that are taken as one

static enum practice_status find_pooler(struct server *server, struct server_bell *bell,
                                        struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql_backend, 0, NULL, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    bell->is_pooled = PQbackendPID(server->connection) != server_number(rows, 0, "backend");
    bell->is_known = 1;
    server_rows_free(rows);
    return PRACTICE_OK;
}

enum practice_status server_bell_ask(struct server *server, struct server_bell *bell,
                                     struct practice_error *err)
{
    const char *const values[] = {server_token(server)};
    enum practice_status status = bell->is_known ? PRACTICE_OK : find_pooler(server, bell, err);
    if (status != PRACTICE_OK || bell->is_pooled)
        return status;
    if (bell->asked_s > 0 && server_clock_s() < bell->asked_s + RENEW_S)
        return PRACTICE_OK;
    status = server_call(server, sql_sync_watch, 1, values, NULL, err);
    if (status == PRACTICE_OK)
        bell->asked_s = server_clock_s();
    return status;
}

enum practice_status server_bell_wait(struct server *server, double wait_s, int *ret_came,
                                      struct practice_error *err)
{
    char payload[8];
    int came = 0;
    enum practice_status status = server_wait(server, wait_s, payload, sizeof payload, &came, err);
    if (status != PRACTICE_OK)
        return status;
    *ret_came = came;
    for (int n = 0; status == PRACTICE_OK && came && n < MOST_RINGS; n++)
        status = server_wait(server, 0, payload, sizeof payload, &came, err);
    return status;
}
