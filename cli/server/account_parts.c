// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of an account that need no password once one is signed in: devices and the profile.
#include "server/account.h"

#include "base/fail.h"
#include "server_sql.h"

enum practice_status account_devices(struct server *server, struct server_rows **ret_rows,
                                     struct practice_error *err)
{
    const char *const values[] = {server_token(server)};
    return server_call(server, sql_device_list, 1, values, ret_rows, err);
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

struct account_device account_device_at(const struct server_rows *rows, size_t i)
{
    return (struct account_device){
        .id = or_empty(server_text(rows, i, "device_id")),
        .name = or_empty(server_text(rows, i, "device_name")),
        .signed_in_ms = server_number(rows, i, "signed_in_ms"),
        .last_used_ms = server_number(rows, i, "last_used_ms"),
        .expires_ms = server_number(rows, i, "expires_ms"),
        .is_this = server_yes(rows, i, "is_this"),
    };
}

enum practice_status account_device_revoke(struct server *server, const char *reference,
                                           struct server_rows **ret_rows,
                                           struct practice_error *err)
{
    const char *const values[] = {server_token(server), reference};
    return server_call(server, sql_device_revoke, 2, values, ret_rows, err);
}

enum practice_status account_profile_show(struct server *server, const char *nickname,
                                          struct account_profile *ret_profile,
                                          struct practice_error *err)
{
    const char *const values[] = {server_token(server), nickname};
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql_profile_show, 2, values, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    *ret_profile = (struct account_profile){
        .rows = rows,
        .user_id = or_empty(server_text(rows, 0, "user_id")),
        .nickname = or_empty(server_text(rows, 0, "nickname")),
        .image = server_text(rows, 0, "image"),
        .kind = server_text(rows, 0, "kind"),
        .bio = server_text(rows, 0, "bio"),
        .instruments = or_empty(server_text(rows, 0, "instruments")),
        .hashtags = or_empty(server_text(rows, 0, "hashtags")),
        .titles = or_empty(server_text(rows, 0, "titles")),
        .created_ms = server_number(rows, 0, "created_ms"),
        .is_me = server_yes(rows, 0, "is_me"),
    };
    return PRACTICE_OK;
}

void account_profile_release(struct account_profile *profile)
{
    server_rows_free(profile->rows);
    profile->rows = NULL;
}

enum practice_status account_profile_edit(struct server *server,
                                          const struct account_profile_changes *changes,
                                          struct practice_error *err)
{
    const char *const values[] = {server_token(server), changes->nickname, changes->image,
                                  changes->instruments, changes->kind,     changes->bio,
                                  changes->hashtags};
    return server_call(server, sql_profile_edit, 7, values, NULL, err);
}
