// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a command line by an option table. Our own few lines instead of getopt_long(), because
// values are checked by kind, mistakes get a suggestion, and every message names the command.
#ifndef CLI_COMMANDS_OPTIONS_H
#define CLI_COMMANDS_OPTIONS_H

#include "commands/command.h"

#define OPTIONS_GO_ON (-1)

// The parsed operands: argv's own strings, moved to its front.
struct operands {
    char **list;
    size_t n;
};

// Reads argv[1 … argc-1] into `values` (the struct that the table's offsets mean, filled with
// defaults by the caller). "--name=value", "--name value", "-nvalue", "-n value", grouped letters,
// options between operands, and "--" are understood; the last of a repeated option counts,
// unless it is one of OPTION_TEXTS.
// Every table understands -h and --help.
// Returns OPTIONS_GO_ON, or an exit code: 0 after printing help, 2 after printing a complaint.
int options_parse(const struct command *command, int argc, char **argv, void *values,
                  struct operands *ret_operands);

// Prints a usage complaint (printf format) and the way to help on stderr. Returns COMMAND_USAGE.
int options_complain(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
