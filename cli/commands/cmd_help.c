// SPDX-License-Identifier: GPL-3.0-or-later
// `practice help [COMMAND]`: the same words as `practice COMMAND -h`, for those who ask that way.
#include <stdio.h>

#include "commands/all.h"
#include "commands/options.h"
#include "commands/usage.h"

static int unknown_command(const struct command *self, const char *name)
{
    const char *names[32];
    size_t n;
    const struct command *const *table = command_table(&n);
    for (size_t i = 0; i < n; i++)
        names[i] = table[i]->name;
    const char *near = options_nearest(name, names, n);
    if (near)
        return options_complain(self->name, "no command '%s'; did you mean '%s'?", name, near);
    return options_complain(self->name, "no command '%s'", name);
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct operands operands;
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n > 1)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[1]);
    if (!operands.n) {
        usage_print_main(stdout);
        return COMMAND_DONE;
    }
    const struct command *command = command_find(operands.list[0]);
    if (!command)
        return unknown_command(self, operands.list[0]);
    usage_print_command(command, stdout);
    return COMMAND_DONE;
}

static const char *const examples[] = {"practice help", "practice help analyze", NULL};

const struct command command_help = {
    .name = "help",
    .summary = "Show what the program or one of its commands can do.",
    .operands = "[COMMAND]",
    .examples = examples,
    .operand_words = "analyze completion help version",
    .run = run,
};
