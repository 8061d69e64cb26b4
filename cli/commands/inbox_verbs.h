// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice inbox`.
#ifndef CLI_COMMANDS_INBOX_VERBS_H
#define CLI_COMMANDS_INBOX_VERBS_H

#include "commands/command.h"

extern const struct command command_inbox_list;
extern const struct command command_inbox_read;
extern const struct command command_inbox_clear;

#endif
