// SPDX-License-Identifier: GPL-3.0-or-later
// Coming into the local cluster as its superuser, by the socket. The database is made by SQL, over
// the one that every cluster has, because it is looked for at every start.
#include <stdio.h>

#include "server/local_inside.h"
#include "server_sql.h"

const char *server_local_admin(const struct server_local *local, const char *database,
                               char buffer[SERVER_LOCAL_ADMIN_SIZE])
{
    char quoted[2 * SERVER_LOCAL_FOLDER_SIZE], *out = quoted;
    for (const char *in = local->folder; *in; in++) {
        if (*in == '\'' || *in == '\\')
            *out++ = '\\';
        *out++ = *in;
    }
    *out = '\0';
    (void)snprintf(buffer, SERVER_LOCAL_ADMIN_SIZE,
                   "host='%s/run' port=%u user=" LOCAL_ADMIN " dbname=%s", quoted, local->port,
                   database);
    return buffer;
}

static enum practice_status make_database(struct server *server, struct practice_error *err)
{
    struct server_rows *rows;
    enum practice_status status = server_call(server, sql_ops_database_there, 0, NULL, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    int is_there = server_number(rows, 0, "n") > 0;
    server_rows_free(rows);
    return is_there ? PRACTICE_OK : server_run(server, sql_ops_database_make, err);
}

enum practice_status server_local_open(const struct server_local *local, struct server **ret_server,
                                       struct practice_error *err)
{
    char conninfo[SERVER_LOCAL_ADMIN_SIZE];
    struct server *server;
    struct server_address address = {.conninfo = server_local_admin(local, "postgres", conninfo)};
    enum practice_status status = server_open(&address, &server, err);
    if (status != PRACTICE_OK)
        return status;
    status = make_database(server, err);
    server_close(server);
    (void)server_local_admin(local, SERVER_LOCAL_DATABASE, conninfo);
    return status == PRACTICE_OK ? server_open(&address, ret_server, err) : status;
}
