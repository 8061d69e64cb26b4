// SPDX-License-Identifier: GPL-3.0-or-later
// The login that all members share. Its password opens the functions of `api` and nothing else, but
// PostgreSQL lets a role change its own password and settings: so we keep what it was given, and
// can put it back.
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/fail.h"
#include "server/ops.h"
#include "server/server_inside.h"
#include "server_sql.h"

#define CLIENT       "practice_client"
#define RANDOM_BYTES 18 // 24 letters

// A password of 24 letters that needs no quoting anywhere. Returns 0, or -1.
static int new_password(char buffer[OPS_PASSWORD_MOST + 1])
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    unsigned char random[RANDOM_BYTES];
    char *out = buffer;
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
        return -1;
    for (size_t i = 0; i < sizeof random; i += 3) {
        unsigned bits = (unsigned)random[i] << 16 | (unsigned)random[i + 1] << 8 | random[i + 2];
        for (int shift = 18; shift >= 0; shift -= 6)
            *out++ = letters[bits >> shift & 63];
    }
    *out = '\0';
    explicit_bzero(random, sizeof random);
    return 0;
}

static enum practice_status check_password(const char *password, struct practice_error *err)
{
    size_t length = strlen(password);
    if (length < OPS_PASSWORD_LEAST || length > OPS_PASSWORD_MOST)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                         "the client's password must have %d to %d letters", OPS_PASSWORD_LEAST,
                         OPS_PASSWORD_MOST);
    for (const char *p = password; *p; p++)
        if ((unsigned char)*p <= ' ' || (unsigned char)*p >= 0x7f)
            return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                             "the client's password must be of visible ASCII letters");
    return PRACTICE_OK;
}

// The server gets the verifier only, so that no log of statements can hold the password.
static enum practice_status keep(struct server *server, const char *password,
                                 struct practice_error *err)
{
    char *verifier = PQencryptPasswordConn(server->connection, password, CLIENT, "scram-sha-256");
    if (!verifier)
        return fail_no_memory(err);
    const char *const values[] = {password, verifier};
    enum practice_status status = server_call(server, sql_ops_login_keep, 2, values, NULL, err);
    PQfreemem(verifier);
    return status;
}

static enum practice_status is_known(struct server *server, int *ret_known,
                                     struct practice_error *err)
{
    struct server_rows *rows;
    enum practice_status status = server_call(server, sql_ops_login_seen, 0, NULL, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    *ret_known = server_rows_n(rows) > 0;
    server_rows_free(rows);
    return PRACTICE_OK;
}

enum practice_status ops_login_set(struct server *server, const char *password,
                                   struct practice_error *err)
{
    char random[OPS_PASSWORD_MOST + 1] = "";
    int known = 0;
    enum practice_status status =
        password ? check_password(password, err) : is_known(server, &known, err);
    if (status == PRACTICE_OK && !password && !known) {
        if (new_password(random) != 0)
            return fail_with(err, PRACTICE_INTERNAL, NULL, "the system gives no random numbers");
        password = random;
    }
    if (status == PRACTICE_OK && password)
        status = keep(server, password, err);
    if (status == PRACTICE_OK)
        status = server_run(server, sql_ops_login_restore, err);
    explicit_bzero(random, sizeof random);
    return status;
}

static void write_escaped(FILE *out, const char *text)
{
    for (; *text; text++)
        if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~", *text))
            (void)fputc(*text, out);
        else
            (void)fprintf(out, "%%%02X", (unsigned)(unsigned char)*text);
}

static const char *or_else(const char *given, const char *other)
{
    return given && *given ? given : other && *other ? other : "";
}

static void write_uri(FILE *out, PGconn *connection, const struct ops_address *address,
                      const char *password)
{
    const char *host = or_else(address->host, PQhost(connection));
    const char *mode = address->sslmode;
    char joint = '?';
    int is_numeric = strchr(host, ':') != NULL; // an IPv6 address
    if (!mode && !server_is_here(host))
        mode = "verify-full";
    (void)fputs("postgresql://" CLIENT ":", out);
    write_escaped(out, password);
    (void)fputs(is_numeric ? "@[" : "@", out);
    if (is_numeric)
        (void)fputs(host, out);
    else
        write_escaped(out, host);
    (void)fputs(is_numeric ? "]:" : ":", out);
    write_escaped(out, or_else(address->port, PQport(connection)));
    (void)fputc('/', out);
    write_escaped(out, or_else(address->database, PQdb(connection)));
    if (mode) {
        (void)fprintf(out, "%csslmode=", joint);
        write_escaped(out, mode);
        joint = '&';
    }
    if (address->sslrootcert) {
        (void)fprintf(out, "%csslrootcert=", joint);
        write_escaped(out, address->sslrootcert);
    }
}

enum practice_status ops_invite(struct server *server, const struct ops_address *address,
                                char **ret_uri, struct practice_error *err)
{
    struct server_rows *rows;
    size_t size;
    char *uri = NULL;
    enum practice_status status = server_call(server, sql_ops_login_seen, 0, NULL, &rows, err);
    if (status != PRACTICE_OK)
        return status;
    FILE *out = server_rows_n(rows) ? open_memstream(&uri, &size) : NULL;
    if (out)
        write_uri(out, server->connection, address, server_text(rows, 0, "password"));
    if (!server_rows_n(rows))
        status = fail_with(err, PRACTICE_NOT_FOUND, "practice server init",
                           "the studio has no password for its members yet");
    else if (!out || fclose(out) != 0)
        status = fail_no_memory(err);
    server_rows_free(rows);
    if (status == PRACTICE_OK)
        *ret_uri = uri;
    else
        free(uri);
    return status;
}
