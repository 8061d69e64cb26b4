// SPDX-License-Identifier: GPL-3.0-or-later
// Completion scripts for the three shells, made from the command tables.
#ifndef CLI_COMMANDS_COMPLETION_H
#define CLI_COMMANDS_COMPLETION_H

#include <stdio.h>

void completion_print_bash(FILE *out);
void completion_print_zsh(FILE *out);
void completion_print_fish(FILE *out);

#endif
