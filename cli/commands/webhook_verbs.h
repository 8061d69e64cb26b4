// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice webhook`.
#ifndef CLI_COMMANDS_WEBHOOK_VERBS_H
#define CLI_COMMANDS_WEBHOOK_VERBS_H

#include "commands/command.h"

extern const struct command command_webhook_list;
extern const struct command command_webhook_add;
extern const struct command command_webhook_remove;
extern const struct command command_webhook_rotate;
extern const struct command command_webhook_test;

#endif
