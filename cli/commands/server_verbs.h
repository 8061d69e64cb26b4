// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice server`, and what they share: coming in as an administrator. Members come
// in by server_use.h.
#ifndef CLI_COMMANDS_SERVER_VERBS_H
#define CLI_COMMANDS_SERVER_VERBS_H

#include "commands/options.h"
#include "server/local.h"
#include "server/ops.h"

extern const struct command command_server_init;
extern const struct command command_server_migrate;
extern const struct command command_server_status;
extern const struct command command_server_invite;
extern const struct command command_server_user;
extern const struct command command_server_local;

// An administrator's connection, and where it goes.
struct server_ops {
    struct server *server;
    struct server_local local; // .port 0: not the cluster on this machine
};

// Connects to the database of `url` (a libpq URI or conninfo); without one to what PG* variables
// name, else to the local cluster when there is one. Returns COMMAND_DONE, or an exit code with the
// error told. server_close() ends ret_ops->server.
int server_ops_open(const char *url, struct server_ops *ret_ops);

// Opens the one operand there may be as the URL.
// Returns as server_ops_open(), or COMMAND_USAGE.
int server_ops_open_operand(const struct command *self, const struct operands *operands,
                            struct server_ops *ret_ops);

// Tells an error and returns the exit code: 1 when the answer is no, else 5.
int server_ops_fail(const struct practice_error *err);

// The address that members paste, to be freed by the caller, of what was opened.
enum practice_status server_ops_invite(const struct server_ops *ops,
                                       const struct ops_address *address, char **ret_uri,
                                       struct practice_error *err) PRACTICE_CHECKED;

// Makes a studio or brings it up to date, with the logins as they should be. *ret_from is the
// version that it had; with must_exist there must have been one.
enum practice_status server_ops_migrate(struct server *server, const char *password, int must_exist,
                                        int *ret_from, struct practice_error *err) PRACTICE_CHECKED;

#endif
