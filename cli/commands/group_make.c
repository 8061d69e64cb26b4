// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group create`, `edit` and `delete`.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/group_verbs.h"
#include "commands/session_change.h"
#include "commands/shared_forget.h"
#include "ui/text.h"

struct make_options {
    const char *name, *description;
    unsigned max_members; // 0: not said
    int is_public, is_private, yes;
};

#define AT(member) .offset = offsetof(struct make_options, member)
#define DESCRIPTION                                                                                \
    {                                                                                              \
        .name = "description", .letter = 'd', .argument = "TEXT", .group = "Group",                \
        .help = "what it is about", .kind = OPTION_TEXT, .may_be_empty = 1, AT(description)        \
    }
#define PUBLIC                                                                                     \
    {                                                                                              \
        .name = "public", .group = "Group", .help = "anybody in the studio may find and join it",  \
        .kind = OPTION_FLAG, AT(is_public)                                                         \
    }
#define PLACES                                                                                     \
    {                                                                                              \
        .name = "max-members", .letter = 'm', .argument = "N", .group = "Group",                   \
        .help = "places, 1 to 500 (50)", .kind = OPTION_COUNT, .least = 1,                         \
        .most = SERVER_GROUP_MOST_MEMBERS, AT(max_members)                                         \
    }

static const struct option_spec create_table[] = {DESCRIPTION, PUBLIC, PLACES};

static const struct option_spec edit_table[] = {
    {.name = "name",
     .letter = 'n',
     .argument = "NAME",
     .group = "Group",
     .help = "its new name",
     .kind = OPTION_TEXT,
     AT(name)},
    DESCRIPTION,
    PUBLIC,
    {.name = "private",
     .group = "Group",
     .help = "only who is invited finds and joins it",
     .kind = OPTION_FLAG,
     AT(is_private)},
    PLACES,
};

static const struct option_spec delete_table[] = {
    {.name = "yes", .group = "Asking", .help = "do not ask", .kind = OPTION_FLAG, AT(yes)},
};

static struct server_group_words words_of(const struct make_options *options)
{
    return (struct server_group_words){.name = options->name,
                                       .description = options->description,
                                       .is_public = options->is_public    ? 1
                                                    : options->is_private ? 0
                                                                          : -1,
                                       .max_members =
                                           options->max_members ? (int)options->max_members : -1};
}

static int run_create(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    (void)env;
    struct make_options options = {.description = "", .max_members = SERVER_GROUP_MEMBERS};
    struct server_use use = {.least = 1, .most = 1, .ask = "say how the group is called"};
    struct server_group_done done;
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    struct server_group_words words = words_of(&options);
    words.name = use.operands.list[0];
    words.is_public = options.is_public;
    enum practice_status status = server_group_create(use.server, &words, &done, &use.error);
    if (status == PRACTICE_OK) {
        (void)puts(done.id);
        session_tell("made the %s group '%s'; 'practice group invite' lets others in",
                     words.is_public ? "public" : "private", done.group);
    }
    return server_use_end(&use, status);
}

static int run_edit(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    struct make_options options = {0};
    struct server_use use = {.most = 1};
    struct server_group_done done;
    int code = server_use_read(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    if (options.is_public && options.is_private)
        return options_complain(self->name, "choose one of --public and --private");
    if (!options.name && !options.description && !options.max_members && !options.is_public &&
        !options.is_private)
        return options_complain(self->name, "say what to change: --name, --description, …");
    code = server_use_open(&use.server);
    if (code != COMMAND_DONE)
        return code;
    struct server_group_words words = words_of(&options);
    enum practice_status status =
        server_group_edit(use.server, server_use_first(&use), &words, &done, &use.error);
    if (status == PRACTICE_OK)
        session_tell("edited the group '%s'", done.group);
    return server_use_end(&use, status);
}

// 1 when the person at the terminal says yes.
static int says_yes(const struct server_group *group)
{
    char answer[16] = "";
    session_tell("'%s' ends for its %lld member%s, with all that was posted in it", group->name,
                 (long long)group->n_members, group->n_members == 1 ? "" : "s");
    (void)fputs("Delete it? [y/N] ", stderr);
    (void)fflush(stderr);
    if (!fgets(answer, sizeof answer, stdin))
        return 0;
    return strcmp(answer, "y\n") == 0 || strcmp(answer, "yes\n") == 0;
}

static enum practice_status delete_group(struct server_use *use, int yes)
{
    struct server_groups groups;
    struct server_group_done done;
    enum practice_status status =
        server_group_show(use->server, use->operands.list[0], &groups, &use->error);
    if (status == PRACTICE_OK && !yes && !says_yes(&groups.list[0])) {
        session_tell("nothing was deleted");
    } else if (status == PRACTICE_OK) {
        status = server_group_act(use->server, SERVER_GROUP_DELETE, groups.list[0].id, &done,
                                  &use->error);
        if (status == PRACTICE_OK) {
            session_tell("deleted the group '%s'", done.group);
            shared_forget_group(done.id);
        }
    }
    server_groups_release(&groups);
    return status;
}

static int run_delete(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    (void)env;
    struct make_options options = {0};
    struct server_use use = {.least = 1, .most = 1, .ask = "name a group"};
    int code = server_use_read(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    if (!options.yes && !isatty(STDIN_FILENO))
        return options_complain(self->name, "nobody can be asked here; --yes deletes the group");
    code = server_use_open(&use.server);
    return code == COMMAND_DONE ? server_use_end(&use, delete_group(&use, options.yes)) : code;
}

static const char *const create_examples[] = {
    "practice group create 'String quartet' --max-members 4", NULL};

const struct command command_group_create = {
    .name = "group create",
    .summary = "Make a group of your own.",
    .operands = "NAME",
    .examples = create_examples,
    .options = create_table,
    .n_options = sizeof create_table / sizeof *create_table,
    .run = run_create,
};

static const char *const edit_examples[] = {"practice group edit quartet --public", NULL};

const struct command command_group_edit = {
    .name = "group edit",
    .summary = "Change a group's name, description, door or places.",
    .operands = "[GROUP]",
    .examples = edit_examples,
    .options = edit_table,
    .n_options = sizeof edit_table / sizeof *edit_table,
    .run = run_edit,
};

static const char *const delete_examples[] = {"practice group delete quartet --yes", NULL};

const struct command command_group_delete = {
    .name = "group delete",
    .summary = "End a group for all its members.",
    .operands = "GROUP",
    .examples = delete_examples,
    .options = delete_table,
    .n_options = sizeof delete_table / sizeof *delete_table,
    .run = run_delete,
};
