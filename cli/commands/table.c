// SPDX-License-Identifier: GPL-3.0-or-later
// The list of commands and of the options before them, and how a word becomes a command. A command
// is added here and nowhere else; a verb in its noun's own list.
#include "commands/all.h"

#include <string.h>

#include "commands/options.h"
#include "base/nearest.h"
#include "commands/usage.h"

static const struct command *const commands[] = {
    &command_account, &command_achievements, &command_analyze, &command_backup, &command_completion,
    &command_config,  &command_doctor,       &command_goal,    &command_group,  &command_help,
    &command_inbox,   &command_job,          &command_post,    &command_record, &command_restore,
    &command_server,  &command_session,      &command_stats,   &command_submit, &command_sync,
    &command_version, &command_webhook,      &command_worker,
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

const struct command *command_find_verb(const struct command *noun, const char *verb)
{
    for (size_t i = 0; i < noun->n_verbs; i++)
        if (strcmp(command_verb_word(noun->verbs[i]), verb) == 0)
            return noun->verbs[i];
    return NULL;
}

const char *command_verb_word(const struct command *command)
{
    const char *blank = strchr(command->name, ' ');
    return blank ? blank + 1 : command->name;
}

int command_run_verb(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    if (argc > 1 && argv[1][0] != '-') {
        const struct command *verb = command_find_verb(self, argv[1]);
        if (!verb)
            return command_unknown(self->name, self, argv[1]);
        return verb->run(verb, env, argc - 1, argv + 1);
    }
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        usage_print_command(self, stdout);
        return COMMAND_DONE;
    }
    return self->verbs[0]->run(self->verbs[0], env, argc, argv);
}

#define MAX_NAMES 64

int command_unknown(const char *asker, const struct command *noun, const char *word)
{
    const char *names[MAX_NAMES] = {NULL};
    size_t n = noun ? noun->n_verbs : sizeof commands / sizeof *commands;
    for (size_t i = 0; i < n && i < MAX_NAMES; i++)
        names[i] = noun ? command_verb_word(noun->verbs[i]) : commands[i]->name;
    const char *near = nearest_word(word, names, n < MAX_NAMES ? n : MAX_NAMES);
    const char *blank = noun ? " " : "", *title = noun ? noun->name : "";
    if (near)
        return options_complain(asker, "no command '%s%s%s'; did you mean '%s'?", title, blank,
                                word, near);
    return options_complain(asker, "no command '%s%s%s'", title, blank, word);
}

const struct option_spec *command_main_options(size_t *ret_n)
{
    *ret_n = sizeof main_options / sizeof *main_options;
    return main_options;
}
