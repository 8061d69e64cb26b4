// SPDX-License-Identifier: GPL-3.0-or-later
// What the verbs that look at a recording from outside share.
#ifndef CLI_COMMANDS_RECORD_VERBS_H
#define CLI_COMMANDS_RECORD_VERBS_H

#include "commands/command.h"

struct record_verb_options {
    int json, no_color, discard;
};

// Reads options and sees that there are no operands. Returns OPTIONS_GO_ON or an exit code.
int record_verb_parse(const struct command *self, const struct command_env *env, int argc,
                      char **argv, struct record_verb_options *ret_options);

#endif
