// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever takes a password first gets a ticket for it (call/sign_try.sql), and then uses it up.
#include "server/account.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "server_sql.h"

#define TICKET_SIZE IDENTITY_TOKEN_SIZE

// Copies a column that must be there and fit.
static enum practice_status take(const struct server_rows *rows, const char *column, char *buffer,
                                 size_t size, struct practice_error *err)
{
    const char *text = server_rows_n(rows) == 1 ? server_text(rows, 0, column) : NULL;
    if (!text || strlen(text) >= size)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio gave no %s", column);
    (void)snprintf(buffer, size, "%s", text);
    return PRACTICE_OK;
}

static enum practice_status try_password(struct server *server, const char *email,
                                         const char *password, char ticket[TICKET_SIZE],
                                         struct practice_error *err)
{
    const char *const values[] = {email, password};
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql_sign_try, 2, values, &rows, err);
    if (status == PRACTICE_OK)
        status = take(rows, "ticket", ticket, TICKET_SIZE, err);
    server_rows_free(rows);
    return status;
}

// A ticket for the password of who is signed in.
static enum practice_status try_own(struct server *server, const char *password,
                                    char ticket[TICKET_SIZE], struct practice_error *err)
{
    struct account account;
    enum practice_status status = account_show(server, &account, err);
    if (status != PRACTICE_OK)
        return status;
    status = try_password(server, account.email, password, ticket, err);
    account_release(&account);
    return status;
}

static enum practice_status take_identity(const struct server_rows *rows, struct identity *identity,
                                          struct practice_error *err)
{
    struct identity new = *identity;
    enum practice_status status = take(rows, "token", new.token, sizeof new.token, err);
    if (status == PRACTICE_OK)
        status = take(rows, "user_id", new.user_id, sizeof new.user_id, err);
    if (status == PRACTICE_OK)
        status = take(rows, "device_id", new.device_id, sizeof new.device_id, err);
    if (status == PRACTICE_OK)
        status = take(rows, "nickname", new.nickname, sizeof new.nickname, err);
    if (status == PRACTICE_OK)
        *identity = new;
    explicit_bzero(&new, sizeof new);
    return status;
}

enum practice_status account_sign_up(struct server *server, const struct account_words *words,
                                     struct identity *identity, struct practice_error *err)
{
    char ticket[TICKET_SIZE];
    const char *const values[] = {ticket, words->email, words->password, words->nickname,
                                  words->device};
    struct server_rows *rows = NULL;
    enum practice_status status = try_password(server, words->email, words->password, ticket, err);
    if (status == PRACTICE_OK)
        status = server_call(server, sql_sign_up, 5, values, &rows, err);
    if (status == PRACTICE_OK)
        status = take_identity(rows, identity, err);
    server_rows_free(rows);
    return status;
}

enum practice_status account_sign_in(struct server *server, const struct account_words *words,
                                     struct identity *identity, struct practice_error *err)
{
    char ticket[TICKET_SIZE];
    const char *const values[] = {ticket, words->device, identity->device_id};
    struct server_rows *rows = NULL;
    enum practice_status status = try_password(server, words->email, words->password, ticket, err);
    if (status == PRACTICE_OK)
        status = server_call(server, sql_sign_in, 3, values, &rows, err);
    if (status == PRACTICE_OK)
        status = take_identity(rows, identity, err);
    server_rows_free(rows);
    return status;
}

enum practice_status account_sign_out(struct server *server, struct practice_error *err)
{
    const char *const values[] = {server_token(server)};
    return server_call(server, sql_sign_out, 1, values, NULL, err);
}

enum practice_status account_show(struct server *server, struct account *ret_account,
                                  struct practice_error *err)
{
    const char *const values[] = {server_token(server)};
    struct server_rows *rows = NULL;
    enum practice_status status = server_call(server, sql_account_show, 1, values, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    if (!server_rows_n(rows)) { // erased since the token was looked at
        server_rows_free(rows);
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "sign in with: practice account sign-in",
                         "not signed in to the studio");
    }
    struct account account = {
        .rows = rows,
        .user_id = server_text(rows, 0, "user_id"),
        .email = server_text(rows, 0, "email"),
        .nickname = server_text(rows, 0, "nickname"),
        .device_id = server_text(rows, 0, "device_id"),
        .device_name = server_text(rows, 0, "device_name"),
        .created_ms = server_number(rows, 0, "created_ms"),
        .signed_in_ms = server_number(rows, 0, "signed_in_ms"),
        .expires_ms = server_number(rows, 0, "expires_ms"),
        .is_admin = server_yes(rows, 0, "is_admin"),
    };
    if (!account.user_id || !account.email || !account.nickname) {
        server_rows_free(rows);
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio does not say who you are");
    }
    *ret_account = account;
    return PRACTICE_OK;
}

void account_release(struct account *account)
{
    server_rows_free(account->rows);
    account->rows = NULL;
}

enum practice_status account_change_password(struct server *server, const char *old,
                                             const char *password, int64_t *ret_n_signed_out,
                                             struct practice_error *err)
{
    char ticket[TICKET_SIZE];
    const char *const values[] = {server_token(server), ticket, password};
    struct server_rows *rows = NULL;
    enum practice_status status = try_own(server, old, ticket, err);
    if (status == PRACTICE_OK)
        status = server_call(server, sql_account_password, 3, values, &rows, err);
    if (status == PRACTICE_OK)
        *ret_n_signed_out = server_number(rows, 0, "n_signed_out");
    server_rows_free(rows);
    return status;
}

enum practice_status account_change_email(struct server *server, const char *password,
                                          const char *email, struct practice_error *err)
{
    char ticket[TICKET_SIZE], new_ticket[TICKET_SIZE];
    const char *const values[] = {server_token(server), ticket, new_ticket, email};
    enum practice_status status = try_own(server, password, ticket, err);
    if (status == PRACTICE_OK)
        status = try_password(server, email, password, new_ticket, err);
    if (status == PRACTICE_OK)
        status = server_call(server, sql_account_email, 4, values, NULL, err);
    return status;
}

enum practice_status account_delete(struct server *server, const char *password,
                                    struct practice_error *err)
{
    char ticket[TICKET_SIZE];
    const char *const values[] = {server_token(server), ticket};
    enum practice_status status = try_own(server, password, ticket, err);
    if (status == PRACTICE_OK)
        status = server_call(server, sql_account_delete, 2, values, NULL, err);
    return status;
}

enum practice_status account_export(struct server *server, struct server_rows **ret_rows,
                                    struct practice_error *err)
{
    const char *const values[] = {server_token(server)};
    return server_call(server, sql_account_export, 1, values, ret_rows, err);
}
