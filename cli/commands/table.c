// SPDX-License-Identifier: GPL-3.0-or-later
// The list of commands and of the options before them. A command is added here and nowhere else.
#include "commands/all.h"

#include <string.h>

static const struct command *const commands[] = {
    &command_analyze,
    &command_completion,
    &command_help,
    &command_version,
};

static const struct option_spec main_options[] = {
    {.name = "no-color",
     .group = "Options",
     .help = "no colours (NO_COLOR in the environment does the same)",
     .kind = OPTION_FLAG},
    {.name = "version",
     .letter = 'V',
     .group = "Options",
     .help = "print the version",
     .kind = OPTION_FLAG},
};

const struct command *const *command_table(size_t *ret_n)
{
    *ret_n = sizeof commands / sizeof *commands;
    return commands;
}

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

const struct option_spec *command_main_options(size_t *ret_n)
{
    *ret_n = sizeof main_options / sizeof *main_options;
    return main_options;
}
