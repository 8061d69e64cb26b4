// SPDX-License-Identifier: GPL-3.0-or-later
// Looking at a studio and at its people. Everything is read in one go each, from the catalogs where
// it can be, so that a new table or function shows up without a line here.
#include "server/ops.h"

#include <stdio.h>

#include "base/fail.h"
#include "server/migrate.h"
#include "server_sql.h"

static enum practice_status read_about(struct server *server, struct ops_status *status,
                                       struct practice_error *err)
{
    enum practice_status result = server_call(server, sql_ops_server, 0, NULL, &status->about, err);
    if (result != PRACTICE_OK)
        return result;
    status->server = server_text(status->about, 0, "server_version");
    status->database = server_text(status->about, 0, "database");
    status->started = server_text(status->about, 0, "started");
    status->n_bytes = server_number(status->about, 0, "n_bytes");
    status->n_sessions = server_number(status->about, 0, "n_sessions");
    status->oldest_s = server_number(status->about, 0, "oldest_s");
    status->is_standby = server_yes(status->about, 0, "is_standby");
    return PRACTICE_OK;
}

static enum practice_status read_login(struct server *server, struct ops_status *status,
                                       struct practice_error *err)
{
    struct server_rows *rows;
    enum practice_status result = server_call(server, sql_ops_login_seen, 0, NULL, &rows, err);
    if (result != PRACTICE_OK)
        return result;
    status->login_is_kept = server_rows_n(rows) && server_text(rows, 0, "is_kept")
                                ? server_yes(rows, 0, "is_kept")
                                : -1;
    server_rows_free(rows);
    return PRACTICE_OK;
}

enum practice_status ops_status_read(struct server *server, struct ops_status *ret_status,
                                     struct practice_error *err)
{
    struct ops_status status = {.login_is_kept = -1};
    enum practice_status result = server_version(server, &status.version, err);
    if (result == PRACTICE_OK)
        result = read_about(server, &status, err);
    if (result == PRACTICE_OK && status.version)
        result = server_call(server, sql_ops_counts, 0, NULL, &status.tables, err);
    if (result == PRACTICE_OK && status.version)
        result = server_call(server, sql_ops_standbys, 0, NULL, &status.standbys, err);
    if (result == PRACTICE_OK && status.version)
        result = server_call(server, sql_ops_findings, 0, NULL, &status.findings, err);
    // Of this program's version; an older studio does not have them yet.
    if (result == PRACTICE_OK && status.version == server_newest_version())
        result = server_call(server, sql_ops_devices, 0, NULL, &status.devices, err);
    if (result == PRACTICE_OK && status.version == server_newest_version())
        result = read_login(server, &status, err);
    if (result == PRACTICE_OK)
        *ret_status = status;
    else
        ops_status_release(&status);
    return result;
}

void ops_status_release(struct ops_status *status)
{
    server_rows_free(status->about);
    server_rows_free(status->tables);
    server_rows_free(status->standbys);
    server_rows_free(status->devices);
    server_rows_free(status->findings);
    *status = (struct ops_status){0};
}

static enum practice_status read_users(struct server *server, const char *who, const char *is_part,
                                       struct server_rows **ret_rows, struct practice_error *err)
{
    char most[16];
    const char *const values[] = {who, is_part, most};
    (void)snprintf(most, sizeof most, "%d", OPS_USERS_MOST);
    return server_call(server, sql_ops_users, 3, values, ret_rows, err);
}

enum practice_status ops_users(struct server *server, const char *part,
                               struct server_rows **ret_rows, struct practice_error *err)
{
    return read_users(server, part, "true", ret_rows, err);
}

enum practice_status ops_user_find(struct server *server, const char *who,
                                   struct server_rows **ret_rows, struct practice_error *err)
{
    struct server_rows *rows;
    enum practice_status status = read_users(server, who, "false", &rows, err);
    if (status != PRACTICE_OK)
        return status;
    if (server_rows_n(rows) == 1) {
        *ret_rows = rows;
        return PRACTICE_OK;
    }
    size_t n = server_rows_n(rows);
    server_rows_free(rows);
    // A nickname may look like another person's e-mail or id.
    if (n > 1)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "name the person by the id",
                         "more than one person may be meant by '%.80s'", who);
    return fail_with(err, PRACTICE_NOT_FOUND, "practice server user list",
                     "there is nobody with the nickname, e-mail or id '%.80s'", who);
}

static const char *tristate(int value)
{
    return value < 0 ? NULL : value ? "true" : "false";
}

enum practice_status ops_user_set(struct server *server, const char *user_id, int is_active,
                                  int is_admin, struct practice_error *err)
{
    const char *const values[] = {user_id, tristate(is_active), tristate(is_admin)};
    return server_call(server, sql_ops_user_set, 3, values, NULL, err);
}

enum practice_status ops_user_erase(struct server *server, const char *user_id,
                                    struct practice_error *err)
{
    return server_call(server, sql_ops_user_erase, 1, &user_id, NULL, err);
}
