// SPDX-License-Identifier: GPL-3.0-or-later
// `practice version`: the version of the program, in the one place scripts look for it.
#include <stdio.h>

#include <practice/error.h>

#include "commands/all.h"
#include "commands/options.h"

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct operands operands;
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    (void)printf("practice %s\n", practice_version());
    return COMMAND_DONE;
}

static const char *const examples[] = {"practice version", NULL};

const struct command command_version = {
    .name = "version",
    .summary = "Print the version.",
    .operands = "",
    .examples = examples,
    .run = run,
};
