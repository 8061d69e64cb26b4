// SPDX-License-Identifier: GPL-3.0-or-later
// The calls of invitations. A code leaves the studio once, in the answer to the one who made it.
#include "server/invitation.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "server/group_inside.h"
#include "server_sql.h"

#define CODE_DIGITS 16

enum practice_status server_invite(struct server *server, const struct server_invite *invite,
                                   struct server_invited *ret_invited, struct practice_error *err)
{
    char uses[16], valid_s[32];
    struct server_rows *rows = NULL;
    (void)snprintf(uses, sizeof uses, "%u", invite->max_uses);
    (void)snprintf(valid_s, sizeof valid_s, "%lld", (long long)invite->valid_s);
    const char *const values[] = {
        server_token(server), invite->group,
        invite->person ? invite->person : (invite->max_uses ? uses : NULL), valid_s};
    enum practice_status status = server_call(
        server, invite->person ? sql_group_invite : sql_group_invite_code, 4, values, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    const char *code = server_text(rows, 0, "code");
    server_group_done_read(rows, &ret_invited->done);
    (void)snprintf(ret_invited->code, sizeof ret_invited->code, "%s", code ? code : "");
    ret_invited->expires_ms = server_number(rows, 0, "expires_ms");
    server_rows_free(rows);
    return PRACTICE_OK;
}

enum practice_status server_invitations(struct server *server, const char *group,
                                        struct server_invitations *ret_invitations,
                                        struct practice_error *err)
{
    const char *const values[] = {server_token(server), group};
    *ret_invitations = (struct server_invitations){0};
    enum practice_status status =
        server_call(server, sql_group_invitations, 2, values, &ret_invitations->rows, err);
    if (status != PRACTICE_OK)
        return status;
    const struct server_rows *rows = ret_invitations->rows;
    ret_invitations->list =
        server_list_new(rows, sizeof *ret_invitations->list, &ret_invitations->n);
    if (!ret_invitations->list)
        return fail_no_memory(err);
    for (size_t i = 0; i < ret_invitations->n; i++)
        ret_invitations->list[i] =
            (struct server_invitation){.id = server_text(rows, i, "invitation_id"),
                                       .group_id = server_text(rows, i, "group_id"),
                                       .group = server_text(rows, i, "group_name"),
                                       .person = server_text(rows, i, "person"),
                                       .invited_by = server_text(rows, i, "invited_by"),
                                       .code_end = server_text(rows, i, "code_end"),
                                       .n_uses = server_number(rows, i, "n_uses"),
                                       .max_uses = server_number(rows, i, "max_uses"),
                                       .created_ms = server_number(rows, i, "created_ms"),
                                       .expires_ms = server_number(rows, i, "expires_ms")};
    return PRACTICE_OK;
}

void server_invitations_release(struct server_invitations *invitations)
{
    free(invitations->list);
    server_rows_free(invitations->rows);
    *invitations = (struct server_invitations){0};
}

enum practice_status server_invitation_revoke(struct server *server, const char *group,
                                              const char *invitation,
                                              struct server_group_done *ret_done,
                                              struct practice_error *err)
{
    const char *const values[] = {server_token(server), group, invitation};
    return server_group_do(server, sql_group_revoke, 3, values, ret_done, err);
}

int server_looks_like_code(const char *text)
{
    size_t n_digits = 0, n_dashes = 0;
    for (const char *c = text; *c; c++) {
        if (*c == '-' && n_digits % 4 == 0 && n_digits > 0 && c[1] != '-')
            n_dashes++;
        else if (isascii((unsigned char)*c) && isalnum((unsigned char)*c))
            n_digits++;
        else
            return 0;
    }
    return n_digits == CODE_DIGITS && (n_dashes == 0 || n_dashes == CODE_DIGITS / 4 - 1);
}
