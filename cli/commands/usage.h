// SPDX-License-Identifier: GPL-3.0-or-later
// Help texts made from the command and option tables.
#ifndef CLI_COMMANDS_USAGE_H
#define CLI_COMMANDS_USAGE_H

#include <stdio.h>

#include "commands/command.h"

// What `practice --help` says: the commands and the options before them.
void usage_print_main(FILE *out);

// What `practice COMMAND -h` says.
void usage_print_command(const struct command *command, FILE *out);

#endif
