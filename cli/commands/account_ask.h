// SPDX-License-Identifier: GPL-3.0-or-later
// What the account's verbs ask a person for when the command line does not say it. Secrets never
// stand on a command line, where every user of the machine could read them.
#ifndef CLI_COMMANDS_ACCOUNT_ASK_H
#define CLI_COMMANDS_ACCOUNT_ASK_H

#include "commands/options.h"
#include "server/account.h"

#define ACCOUNT_NO_FD     (~0u) // no --password-fd
#define ACCOUNT_LINE_SIZE 1024

struct account_secret {
    char text[ACCOUNT_MAX_PASSWORD + 1];
};

// Each of these returns COMMAND_DONE, or an exit code with the reason told in the name of the
// command.

// A line from the terminal.
int account_ask_line(const struct command *self, const char *question, const char *option,
                     char buffer[ACCOUNT_LINE_SIZE]);

// A password that exists: the next line of descriptor fd, or from the terminal.
int account_ask_secret(const struct command *self, unsigned fd, const char *question,
                       struct account_secret *ret_secret);

// A new one: from the terminal it is asked for twice.
int account_ask_new_secret(const struct command *self, unsigned fd,
                           struct account_secret *ret_secret);

// Wipes a secret out of memory.
void account_forget(struct account_secret *secret);

#endif
