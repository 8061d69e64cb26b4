// SPDX-License-Identifier: GPL-3.0-or-later
// The calls of groups and memberships, each a statement of sql/call/ with its values bound.
#include "server/group.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "server/group_inside.h"
#include "server_sql.h"

void server_group_done_read(const struct server_rows *rows, struct server_group_done *ret_done)
{
    const char *id = server_text(rows, 0, "group_id"), *name = server_text(rows, 0, "group_name"),
               *person = server_text(rows, 0, "nickname");
    *ret_done = (struct server_group_done){.id = ""};
    (void)snprintf(ret_done->id, sizeof ret_done->id, "%s", id ? id : "");
    (void)snprintf(ret_done->group, sizeof ret_done->group, "%s", name ? name : "");
    (void)snprintf(ret_done->person, sizeof ret_done->person, "%s", person ? person : "");
}

enum practice_status server_group_do(struct server *server, const char *sql, size_t n,
                                     const char *const *values, struct server_group_done *ret_done,
                                     struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql, n, values, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    server_group_done_read(rows, ret_done);
    server_rows_free(rows);
    return PRACTICE_OK;
}

struct server_group_sharing server_group_sharing_read(const struct server_rows *rows, size_t row)
{
    return (struct server_group_sharing){.totals = server_yes(rows, row, "shares_totals"),
                                         .sessions = server_yes(rows, row, "shares_sessions"),
                                         .titles = server_yes(rows, row, "shares_titles"),
                                         .leaderboard = server_yes(rows, row, "on_leaderboard")};
}

void *server_list_new(const struct server_rows *rows, size_t size, size_t *ret_n)
{
    size_t n = server_rows_n(rows);
    *ret_n = n;
    return calloc(n ? n : 1, size);
}

static enum practice_status read_groups(struct server *server, const char *sql, const char *value,
                                        struct server_groups *groups, struct practice_error *err)
{
    const char *const values[] = {server_token(server), value};
    *groups = (struct server_groups){0};
    enum practice_status status =
        server_call(server, sql, sql == sql_group_list ? 1 : 2, values, &groups->rows, err);
    if (status != PRACTICE_OK)
        return status;
    const struct server_rows *rows = groups->rows;
    groups->list = server_list_new(rows, sizeof *groups->list, &groups->n);
    if (!groups->list)
        return fail_no_memory(err);
    for (size_t i = 0; i < groups->n; i++)
        groups->list[i] =
            (struct server_group){.id = server_text(rows, i, "group_id"),
                                  .name = server_text(rows, i, "group_name"),
                                  .description = server_text(rows, i, "description"),
                                  .owner = server_text(rows, i, "owner"),
                                  .role = server_text(rows, i, "role"),
                                  .is_public = server_yes(rows, i, "is_public"),
                                  .n_members = server_number(rows, i, "n_members"),
                                  .max_members = server_number(rows, i, "max_members"),
                                  .created_ms = server_number(rows, i, "created_ms"),
                                  .sharing = server_group_sharing_read(rows, i)};
    return PRACTICE_OK;
}

enum practice_status server_group_list(struct server *server, struct server_groups *ret_groups,
                                       struct practice_error *err)
{
    return read_groups(server, sql_group_list, NULL, ret_groups, err);
}

enum practice_status server_group_find(struct server *server, const char *words,
                                       struct server_groups *ret_groups, struct practice_error *err)
{
    return read_groups(server, sql_group_find, words, ret_groups, err);
}

enum practice_status server_group_show(struct server *server, const char *group,
                                       struct server_groups *ret_one, struct practice_error *err)
{
    enum practice_status status = read_groups(server, sql_group_show, group, ret_one, err);
    if (status == PRACTICE_OK && !ret_one->n) // it went while it was looked for
        status = fail_with(err, PRACTICE_NOT_FOUND, NULL, "there is no group '%.80s'", group);
    return status;
}

void server_groups_release(struct server_groups *groups)
{
    free(groups->list);
    server_rows_free(groups->rows);
    *groups = (struct server_groups){0};
}

enum practice_status server_group_members(struct server *server, const char *group,
                                          struct server_members *ret_members,
                                          struct practice_error *err)
{
    const char *const values[] = {server_token(server), group};
    *ret_members = (struct server_members){0};
    enum practice_status status =
        server_call(server, sql_group_members, 2, values, &ret_members->rows, err);
    if (status != PRACTICE_OK)
        return status;
    const struct server_rows *rows = ret_members->rows;
    ret_members->list = server_list_new(rows, sizeof *ret_members->list, &ret_members->n);
    if (!ret_members->list)
        return fail_no_memory(err);
    for (size_t i = 0; i < ret_members->n; i++)
        ret_members->list[i] =
            (struct server_member){.id = server_text(rows, i, "user_id"),
                                   .nickname = server_text(rows, i, "nickname"),
                                   .role = server_text(rows, i, "role"),
                                   .joined_ms = server_number(rows, i, "joined_ms"),
                                   .sharing = server_group_sharing_read(rows, i)};
    return PRACTICE_OK;
}

void server_members_release(struct server_members *members)
{
    free(members->list);
    server_rows_free(members->rows);
    *members = (struct server_members){0};
}

// "true", "false", or NULL where nothing was said.
static const char *said(int value)
{
    return value < 0 ? NULL : value ? "true" : "false";
}

enum practice_status server_group_create(struct server *server,
                                         const struct server_group_words *words,
                                         struct server_group_done *ret_done,
                                         struct practice_error *err)
{
    char most[16];
    (void)snprintf(most, sizeof most, "%d", words->max_members);
    const char *const values[] = {server_token(server), words->name, words->description,
                                  said(words->is_public), most};
    return server_group_do(server, sql_group_create, 5, values, ret_done, err);
}

enum practice_status server_group_edit(struct server *server, const char *group,
                                       const struct server_group_words *words,
                                       struct server_group_done *ret_done,
                                       struct practice_error *err)
{
    char most[16];
    (void)snprintf(most, sizeof most, "%d", words->max_members);
    const char *const values[] = {server_token(server),
                                  group,
                                  words->name,
                                  words->description,
                                  said(words->is_public),
                                  words->max_members < 0 ? NULL : most};
    return server_group_do(server, sql_group_edit, 6, values, ret_done, err);
}

enum practice_status server_group_act(struct server *server, enum server_group_act act,
                                      const char *group, struct server_group_done *ret_done,
                                      struct practice_error *err)
{
    static const char *const sqls[] = {
        [SERVER_GROUP_JOIN] = sql_group_join,     [SERVER_GROUP_JOIN_CODE] = sql_group_join_code,
        [SERVER_GROUP_ACCEPT] = sql_group_accept, [SERVER_GROUP_DECLINE] = sql_group_decline,
        [SERVER_GROUP_LEAVE] = sql_group_leave,   [SERVER_GROUP_DELETE] = sql_group_delete};
    const char *const values[] = {server_token(server), group};
    return server_group_do(server, sqls[act], 2, values, ret_done, err);
}

enum practice_status server_group_kick(struct server *server, const char *group, const char *person,
                                       struct server_group_done *ret_done,
                                       struct practice_error *err)
{
    const char *const values[] = {server_token(server), group, person};
    return server_group_do(server, sql_group_kick, 3, values, ret_done, err);
}

enum practice_status server_group_role(struct server *server, const struct server_group_role *role,
                                       struct server_group_done *ret_done,
                                       struct practice_error *err)
{
    const char *const values[] = {server_token(server), role->group, role->person, role->role};
    return server_group_do(server, sql_group_role, 4, values, ret_done, err);
}

enum practice_status server_group_share(struct server *server, const char *group,
                                        struct server_group_sharing *sharing,
                                        struct server_group_done *ret_done,
                                        struct practice_error *err)
{
    struct server_rows *rows = NULL;
    const char *const values[] = {server_token(server),  group,
                                  said(sharing->totals), said(sharing->sessions),
                                  said(sharing->titles), said(sharing->leaderboard)};
    enum practice_status status = server_call(server, sql_group_share, 6, values, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    *sharing = server_group_sharing_read(rows, 0);
    server_group_done_read(rows, ret_done);
    server_rows_free(rows);
    return PRACTICE_OK;
}
