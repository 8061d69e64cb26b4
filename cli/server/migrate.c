// SPDX-License-Identifier: GPL-3.0-or-later
// Functions are made anew at every migration, since they hold nothing; tables are only ever changed
// by numbered migrations. Functions come first: triggers and policies of the tables name them.
#include "server/migrate.h"

#include <stdio.h>

#include "base/fail.h"
#include "server_sql.h"

#define N_OF(list) (sizeof(list) / sizeof *(list))

int server_newest_version(void)
{
    return server_migrations[N_OF(server_migrations) - 1].version;
}

enum practice_status server_version(struct server *server, int *ret_version,
                                    struct practice_error *err)
{
    struct server_rows *rows;
    enum practice_status status = server_call(server, sql_migrate_version, 0, NULL, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    *ret_version = (int)server_number(rows, 0, "version");
    server_rows_free(rows);
    return PRACTICE_OK;
}

static enum practice_status run_all(struct server *server, const struct server_script *list,
                                    size_t n, struct practice_error *err)
{
    struct practice_error why;
    for (size_t i = 0; i < n; i++)
        if (server_run(server, list[i].sql, &why) != PRACTICE_OK)
            return fail_with(err, why.status, why.hint, "%s: %.400s", list[i].path, why.message);
    return PRACTICE_OK;
}

static enum practice_status note_version(struct server *server, int version,
                                         struct practice_error *err)
{
    char text[16];
    (void)snprintf(text, sizeof text, "%d", version);
    return server_call(server, sql_migrate_note, 1, (const char *const[]){text}, NULL, err);
}

static enum practice_status run_migration(struct server *server,
                                          const struct server_migration *migration,
                                          struct practice_error *err)
{
    struct practice_error why;
    if (server_run(server, migration->sql, &why) == PRACTICE_OK)
        return PRACTICE_OK;
    return fail_with(err, why.status, why.hint, "migration %d, '%.60s': %.400s", migration->version,
                     migration->sql, why.message);
}

// The migrations above a version, each noted when its last statement is done.
static enum practice_status run_migrations(struct server *server, int version,
                                           struct practice_error *err)
{
    enum practice_status status = server_run(server, sql_migrate_as_owner, err);
    for (size_t i = 0; status == PRACTICE_OK && i < N_OF(server_migrations); i++) {
        int number = server_migrations[i].version;
        if (number <= version)
            continue;
        status = run_migration(server, &server_migrations[i], err);
        int is_last =
            i + 1 == N_OF(server_migrations) || server_migrations[i + 1].version != number;
        if (status == PRACTICE_OK && is_last)
            status = note_version(server, number, err);
    }
    return status == PRACTICE_OK ? server_run(server, sql_migrate_as_self, err) : status;
}

static enum practice_status migrate(struct server *server, int *ret_from,
                                    struct practice_error *err)
{
    enum practice_status status = server_run(server, sql_migrate_lock, err);
    if (status == PRACTICE_OK)
        status = server_version(server, ret_from, err);
    if (status == PRACTICE_OK && *ret_from > server_newest_version())
        status = fail_with(err, PRACTICE_OVER_LIMIT, "upgrade this program",
                           "the studio has version %d, and this program knows %d", *ret_from,
                           server_newest_version());
    if (status == PRACTICE_OK)
        status = server_run(server, sql_migrate_quietly, err);
    if (status == PRACTICE_OK)
        status = run_all(server, server_bootstrap, N_OF(server_bootstrap), err);
    if (status == PRACTICE_OK)
        status = run_all(server, server_functions, N_OF(server_functions), err);
    if (status == PRACTICE_OK)
        status = run_all(server, server_functions_done, N_OF(server_functions_done), err);
    return status == PRACTICE_OK ? run_migrations(server, *ret_from, err) : status;
}

enum practice_status server_migrate(struct server *server, int *ret_from,
                                    struct practice_error *err)
{
    enum practice_status status = server_run(server, sql_begin, err);
    if (status == PRACTICE_OK)
        status = migrate(server, ret_from, err);
    if (status == PRACTICE_OK)
        return server_run(server, sql_commit, err);
    struct practice_error ignored;
    enum practice_status undone = server_run(server, sql_rollback, &ignored);
    (void)undone; // a connection that broke rolls back by itself
    return status;
}
