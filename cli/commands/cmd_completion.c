// SPDX-License-Identifier: GPL-3.0-or-later
// `practice completion SHELL`: prints completion made from the same tables as the help, so that
// it cannot fall behind.
#include <stdio.h>
#include <string.h>

#include "commands/all.h"
#include "commands/completion.h"
#include "commands/options.h"

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct operands operands;
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n != 1)
        return options_complain(self->name, "name one shell: bash, zsh or fish");
    const char *shell = operands.list[0];
    if (strcmp(shell, "bash") == 0)
        completion_print_bash(stdout);
    else if (strcmp(shell, "zsh") == 0)
        completion_print_zsh(stdout);
    else if (strcmp(shell, "fish") == 0)
        completion_print_fish(stdout);
    else
        return options_complain(self->name, "no completion for '%s'; there is bash, zsh and fish",
                                shell);
    return COMMAND_DONE;
}

static const char *const examples[] = {"practice completion bash", "practice completion zsh", NULL};

const struct command command_completion = {
    .name = "completion",
    .summary = "Print the command line completion for a shell.",
    .operands = "bash|zsh|fish",
    .examples = examples,
    .operand_words = "bash zsh fish",
    .run = run,
};
