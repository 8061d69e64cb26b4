// SPDX-License-Identifier: GPL-3.0-or-later
// What every command does around the studio: find out who the person is, connect, tell what went
// wrong, and turn that into an exit code.
#ifndef CLI_COMMANDS_SERVER_USE_H
#define CLI_COMMANDS_SERVER_USE_H

#include "commands/command.h"
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

// Connects as the one who signed in here: the first thing a command of the studio does.
int server_use_open(struct server **ret_server);

#endif
