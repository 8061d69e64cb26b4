// SPDX-License-Identifier: GPL-3.0-or-later
// `practice help [COMMAND [VERB]]`: the same words as `practice COMMAND -h`, for those who ask that
// way.
#include <stdio.h>
#include <string.h>

#include "commands/all.h"
#include "commands/options.h"
#include "commands/usage.h"

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct operands operands;
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (!operands.n) {
        usage_print_main(stdout);
        return COMMAND_DONE;
    }
    const struct command *command = command_find(operands.list[0]);
    if (!command)
        return command_unknown(self->name, NULL, operands.list[0]);
    if (operands.n > 1 && command->n_verbs) {
        const struct command *noun = command;
        command = command_find_verb(noun, operands.list[1]);
        if (!command)
            return command_unknown(self->name, noun, operands.list[1]);
    }
    size_t n_known = strchr(command->name, ' ') ? 2 : 1;
    if (operands.n > n_known)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[n_known]);
    usage_print_command(command, stdout);
    return COMMAND_DONE;
}

static const char *const examples[] = {"practice help", "practice help analyze", NULL};

const struct command command_help = {
    .name = "help",
    .summary = "Show what the program or one of its commands can do.",
    .operands = "[COMMAND [VERB]]",
    .examples = examples,
    .operand_words = "account achievements analyze backup completion config "
                     "doctor goal group help inbox job post record restore "
                     "server session stats submit sync version webhook worker",
    .run = run,
};
