// SPDX-License-Identifier: GPL-3.0-or-later
// A connection to a studio's PostgreSQL, and calls of its functions. A call is one statement and
// one transaction, so it works behind a transaction pooler; values go as parameters, never into the
// SQL. Everything that comes back is other people's text: print it through ui/text.h only.
#ifndef CLI_SERVER_SERVER_H
#define CLI_SERVER_SERVER_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

struct server;      // opaque; one thread
struct server_rows; // a call's answer

#define SERVER_MAX_VALUES 32
#define SERVER_CONNECT_S  10
#define SERVER_CALL_S     60 // unless struct server_address says otherwise

// Where a studio is and who asks.
struct server_address {
    const char *conninfo; // as libpq takes it: a URI or "key=value …"; PG* variables, services and
                          // password files work as everywhere; "": those alone
    const char *token; // of the person; NULL: nobody
    double call_s;     // how long a call may take; 0: SERVER_CALL_S
};

// Connects. A host that is not this machine must show a certificate that fits its name
// (sslmode=verify-full), unless conninfo, PGSSLMODE or the service names another sslmode.
// *ret_server is the caller's, to be ended by server_close(). Fails with UNREADABLE (no
// connection), BAD_ARGUMENT (conninfo is none) or NO_MEMORY.
enum practice_status server_open(const struct server_address *address, struct server **ret_server,
                                 struct practice_error *err) PRACTICE_CHECKED;

// NULL is allowed.
void server_close(struct server *server);

// The person's token, for the first parameter of every function of `api`; "" when nobody.
const char *server_token(const struct server *server);

// Sends one statement with its values (texts; NULL is SQL's NULL) and waits for its rows, which are
// the caller's, to be freed with server_rows_free(); NULL when they are not wanted.
// Fails as the studio says: BAD_ARGUMENT (PR401 not signed in, PR403 not allowed, PR409 taken,
// PR422 bad value), NOT_FOUND (PR404), OVER_LIMIT (PR429: too often, later again); and UNREADABLE
// for everything else: no answer in time, a connection that broke, a database of another version.
enum practice_status server_call(struct server *server, const char *sql, size_t n,
                                 const char *const *values, struct server_rows **ret_rows,
                                 struct practice_error *err) PRACTICE_CHECKED;

// The SQLSTATE of the call that failed last: "PR401", "40001", or "" when the server did not
// answer.
const char *server_last_code(const struct server *server);

// Runs a script of one or more statements without values.
enum practice_status server_run(struct server *server, const char *sql,
                                struct practice_error *err) PRACTICE_CHECKED;

size_t server_rows_n(const struct server_rows *rows);

// A value as text, NULL for NULL and for a column that is not there; lives as long as the rows.
const char *server_text(const struct server_rows *rows, size_t row, const char *column);

// A whole number; 0 for NULL.
int64_t server_number(const struct server_rows *rows, size_t row, const char *column);

// 1 for true.
int server_yes(const struct server_rows *rows, size_t row, const char *column);

// NULL is allowed.
void server_rows_free(struct server_rows *rows);

// Waits up to `wait_s` for a NOTIFY on a channel that was LISTENed to. *ret_came is 1 when one
// came; the payload is copied, cut to size. A signal ends the wait. Fails with UNREADABLE when the
// connection broke.
enum practice_status server_wait(struct server *server, double wait_s, char *payload, size_t size,
                                 int *ret_came, struct practice_error *err) PRACTICE_CHECKED;

#endif
