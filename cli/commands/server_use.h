// SPDX-License-Identifier: GPL-3.0-or-later
// What every command does around the studio: read its command line, find out who the person is,
// connect, tell what went wrong, and turn that into an exit code.
#ifndef CLI_COMMANDS_SERVER_USE_H
#define CLI_COMMANDS_SERVER_USE_H

#include "commands/options.h"
#include "server/identity.h"
#include "server/server.h"

// Prints an error and its hint on stderr and returns the exit code: 1 when the studio says no
// (not signed in, not allowed, no such thing, taken, a bad value), 75 when it says later, 5 when it
// cannot be reached or does not make sense.
int server_use_fail(const struct practice_error *error);

// Who signed in here. Returns COMMAND_DONE, or an exit code with the error told; somebody who
// signed out counts as nobody.
int server_use_who(struct identity *ret_identity);

// Connects as an identity; without a token as nobody. Returns COMMAND_DONE, or an exit code with
// the error told. *ret_server is the caller's, to be ended by server_close().
int server_use_open_as(const struct identity *identity, struct server **ret_server);

// Connects as the one who signed in here, with a limit for each call (0: the usual one), and tells
// nothing. Fails with BAD_ARGUMENT when nobody is signed in, and as identity_read() and
// server_open() do.
enum practice_status server_use_connect(double call_s, struct server **ret_server,
                                        struct practice_error *err) PRACTICE_CHECKED;

// The same, told, with an exit code: the first thing a command of the studio does.
int server_use_open(struct server **ret_server);

// What every verb of the studio goes through: its command line, a connection, an end.
struct server_use {
    size_t least, most; // operands that are wanted; set before
    const char *ask;    // the complaint when there are fewer: "name a group"
    struct operands operands;
    struct server *server;
    struct practice_error error;
};

// Reads the command line into `options` (NULL when there are none) and the operands. Returns
// OPTIONS_GO_ON or an exit code.
int server_use_read(const struct command *self, int argc, char **argv, void *options,
                    struct server_use *use);

// The same, and connects as the one who is signed in. After OPTIONS_GO_ON comes server_use_end().
int server_use_begin(const struct command *self, int argc, char **argv, void *options,
                     struct server_use *use);

// Disconnects; tells use->error unless the status is PRACTICE_OK. Returns the exit code.
int server_use_end(struct server_use *use, enum practice_status status);

// The first operand, or NULL: the only group.
const char *server_use_first(const struct server_use *use);

#endif
