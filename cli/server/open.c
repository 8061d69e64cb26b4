// SPDX-License-Identifier: GPL-3.0-or-later
// Connecting: libpq's own words for where and who, and one rule on top of them: a studio on another
// machine has to prove its name before a token is sent to it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "server/server_inside.h"

static void ignore_notice(void *self, const PGresult *notice)
{
    (void)self;
    (void)notice; // the server's talk is not for the person's terminal
}

int server_is_here(const char *host)
{
    return !host || !*host || *host == '/' || *host == '@' || strcmp(host, "localhost") == 0 ||
           strcmp(host, "::1") == 0 || strncmp(host, "127.", 4) == 0;
}

static const char *option_value(const PQconninfoOption *options, const char *keyword)
{
    for (; options && options->keyword; options++)
        if (strcmp(options->keyword, keyword) == 0)
            return options->val;
    return NULL;
}

// 1 when a host of a list "a,b" is another machine.
static int names_other_machine(const char *hosts)
{
    char list[1024], *rest = NULL;
    if (!hosts || strlen(hosts) >= sizeof list)
        return hosts != NULL;
    (void)snprintf(list, sizeof list, "%s", hosts);
    for (char *host = strtok_r(list, ",", &rest); host; host = strtok_r(NULL, ",", &rest))
        if (!server_is_here(host))
            return 1;
    return 0;
}

// 1 when the connection would go to another machine and nobody said how it is to be secured, so
// that libpq took its default, which takes a plain connection from whoever answers.
static int is_careless(PGconn *connection)
{
    PQconninfoOption *used = PQconninfo(connection);
    const char *mode = option_value(used, "sslmode"), *hosts = option_value(used, "host");
    const char *addresses = option_value(used, "hostaddr");
    int goes_away = addresses && *addresses ? names_other_machine(addresses)
                                            : names_other_machine(hosts && *hosts ? hosts : NULL);
    int is_careless = goes_away && !getenv("PGSSLMODE") && (!mode || strcmp(mode, "prefer") == 0);
    PQconninfoFree(used);
    return is_careless;
}

// Starts to connect; nothing is sent yet. Later keywords win over earlier ones, and conninfo, as
// the dbname, over those before it.
static PGconn *start_with(const char *conninfo, const char *sslmode)
{
    const char *keywords[8] = {NULL}, *values[8] = {NULL};
    size_t n = 0;
    keywords[n] = "dbname", values[n++] = conninfo;
    if (sslmode)
        keywords[n] = "sslmode", values[n++] = sslmode;
    keywords[n] = "client_encoding", values[n++] = "UTF8";
    keywords[n] = "fallback_application_name", values[n++] = "practice";
    return PQconnectStartParams(keywords, values, 1);
}

static enum practice_status check_conninfo(const char *conninfo, struct practice_error *err)
{
    char *words = NULL;
    PQconninfoOption *options = PQconninfoParse(conninfo, &words);
    if (options) {
        PQconninfoFree(options);
        return PRACTICE_OK;
    }
    enum practice_status status =
        fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "not an address of a database: %s",
                  words ? words : "out of memory");
    PQfreemem(words);
    return status;
}

// The reason in libpq's words: 'connection to server at "a", port 5432 failed: FATAL:  no such
// role' and sentences of advice on lines below. Of several hosts the first one counts.
static const char *reason_of(PGconn *connection, char *words, size_t size)
{
    (void)snprintf(words, size, "%s", PQerrorMessage(connection));
    words[strcspn(words, "\n")] = '\0';
    char *reason = strstr(words, " failed: "), *fatal;
    reason = reason ? reason + strlen(" failed: ") : words;
    fatal = strncmp(reason, "FATAL:", 6) == 0 ? reason + 6 : reason;
    return fatal + strspn(fatal, " ");
}

static enum practice_status tell_refused(PGconn *connection, struct practice_error *err)
{
    char words[PRACTICE_MESSAGE_SIZE];
    const char *hint = "see that it runs, and that this machine is online";
    if (PQconnectionNeedsPassword(connection))
        hint = "put the password into ~/.pgpass or the file that PGPASSFILE names";
    else if (server_is_here(PQhost(connection)))
        hint = "a studio of this machine is started with: practice server local";
    return fail_with(err, PRACTICE_UNREADABLE, hint, "the studio cannot be reached: %s",
                     reason_of(connection, words, sizeof words));
}

// Goes on with a connection that was started, for SERVER_CONNECT_S at most.
static enum practice_status finish_connecting(struct server *server, struct practice_error *err)
{
    double until_s = server_clock_s() + SERVER_CONNECT_S;
    PostgresPollingStatusType next = PGRES_POLLING_WRITING;
    while (next != PGRES_POLLING_OK) {
        if (PQstatus(server->connection) == CONNECTION_BAD || next == PGRES_POLLING_FAILED)
            return tell_refused(server->connection, err);
        if (server_await(server, next == PGRES_POLLING_WRITING, until_s) == 0)
            return fail_with(err, PRACTICE_UNREADABLE, NULL,
                             "the studio cannot be reached: no answer in %d s", SERVER_CONNECT_S);
        next = PQconnectPoll(server->connection);
    }
    return PRACTICE_OK;
}

static enum practice_status start(struct server *server, const char *conninfo,
                                  struct practice_error *err)
{
    server->connection = start_with(conninfo, NULL);
    if (server->connection && is_careless(server->connection)) {
        PQfinish(server->connection);
        server->connection = start_with(conninfo, "verify-full");
    }
    return server->connection ? finish_connecting(server, err) : fail_no_memory(err);
}

enum practice_status server_open(const struct server_address *address, struct server **ret_server,
                                 struct practice_error *err)
{
    const char *conninfo = address->conninfo ? address->conninfo : "";
    enum practice_status status = *conninfo ? check_conninfo(conninfo, err) : PRACTICE_OK;
    if (status != PRACTICE_OK)
        return status;
    struct server *server = calloc(1, sizeof *server);
    if (!server || !(server->token = strdup(address->token ? address->token : ""))) {
        free(server);
        return fail_no_memory(err);
    }
    server->call_s = address->call_s > 0 ? address->call_s : SERVER_CALL_S;
    status = start(server, conninfo, err);
    if (status != PRACTICE_OK) {
        server_close(server);
        return status;
    }
    (void)PQsetNoticeReceiver(server->connection, ignore_notice, NULL);
    *ret_server = server;
    return PRACTICE_OK;
}

void server_close(struct server *server)
{
    if (!server)
        return;
    if (server->connection)
        PQfinish(server->connection);
    if (server->token)
        explicit_bzero(server->token, strlen(server->token));
    free(server->token);
    free(server);
}

const char *server_token(const struct server *server)
{
    return server->token;
}
