// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group`: the noun, and the verbs that list groups.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/all.h"
#include "commands/group_verbs.h"
#include "commands/session_change.h"
#include "journal/journal.h"
#include "ui/table.h"

#define WORDS_SIZE 1024

struct list_options {
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct list_options, member)

static const struct option_spec options_table[] = {
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and group",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "no-color",
     .group = "Answer",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static void print_json(const struct server_groups *groups)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    for (size_t i = 0; i < groups->n; i++) {
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "schema", "practice.group/1");
        group_json_members(&json, &groups->list[i]);
        ui_json_object_end(&json);
        ui_json_line_end(&json);
    }
}

static int print_table(const struct server_groups *groups, int no_color)
{
    static const struct ui_column columns[] = {{.title = "Group", .flexible = 1},
                                               {.title = "You"},
                                               {.title = "Owner", .flexible = 1},
                                               {.title = "Members", .align = UI_RIGHT},
                                               {.title = ""},
                                               {.title = "Id"}};
    struct ui_term term;
    struct ui_table *table = ui_table_new(columns, sizeof columns / sizeof *columns);
    int failed = !table;
    ui_term_init(&term, STDOUT_FILENO, no_color);
    for (size_t i = 0; !failed && i < groups->n; i++) {
        const struct server_group *group = &groups->list[i];
        char places[GROUP_PLACES_SIZE], id[JOURNAL_SHORT_ID_SIZE];
        const char *const cells[] = {group->name,
                                     group->role ? group->role : "",
                                     group->owner ? group->owner : "",
                                     group_places(group, places),
                                     group->is_public ? "public" : "private",
                                     journal_short_id(group->id, id)};
        failed = ui_table_add(table, cells, UI_STYLE_PLAIN) != 0;
    }
    if (!failed)
        ui_table_print(table, &term, stdout);
    ui_table_free(table);
    return failed ? -1 : 0;
}

static enum practice_status print(const struct list_options *options,
                                  const struct server_groups *groups, const char *none,
                                  struct practice_error *err)
{
    if (options->json)
        print_json(groups);
    else if (!groups->n)
        session_tell("%s", none);
    else if (print_table(groups, options->no_color) != 0)
        return fail_no_memory(err);
    return PRACTICE_OK;
}

static int run_list(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct list_options options = {.no_color = env->no_color};
    struct group_use use = {0};
    struct server_groups groups;
    int code = group_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status = server_group_list(use.server, &groups, &use.error);
    if (status == PRACTICE_OK)
        status = print(&options, &groups,
                       "you are in no group; 'practice group create' makes one, 'practice group "
                       "find' looks for public ones",
                       &use.error);
    server_groups_release(&groups);
    return group_use_end(&use, status);
}

static int run_find(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct list_options options = {.no_color = env->no_color};
    struct group_use use = {.most = 64};
    struct server_groups groups;
    char words[WORDS_SIZE] = "";
    int code = group_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    for (size_t i = 0, at = 0; i < use.operands.n && at < sizeof words; i++)
        at += (size_t)snprintf(words + at, sizeof words - at, "%s%s", i ? " " : "",
                               use.operands.list[i]);
    enum practice_status status = server_group_find(use.server, words, &groups, &use.error);
    if (status == PRACTICE_OK)
        status = print(&options, &groups, "no public group has these words", &use.error);
    server_groups_release(&groups);
    return group_use_end(&use, status);
}

static const char *const list_examples[] = {"practice group", "practice group list --json", NULL};

const struct command command_group_list = {
    .name = "group list",
    .summary = "Show the groups you are in.",
    .operands = "",
    .examples = list_examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run_list,
};

static const char *const find_examples[] = {"practice group find string quartet", NULL};

const struct command command_group_find = {
    .name = "group find",
    .summary = "Look for public groups by words of their name or description.",
    .operands = "[WORD...]",
    .examples = find_examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run_find,
};

static const struct command *const verbs[] = {
    &command_group_list,        &command_group_find,     &command_group_show,
    &command_group_create,      &command_group_edit,     &command_group_delete,
    &command_group_join,        &command_group_leave,    &command_group_invite,
    &command_group_invitations, &command_group_accept,   &command_group_decline,
    &command_group_revoke,      &command_group_kick,     &command_group_role,
    &command_group_share,       &command_group_sessions, &command_group_dashboard,
    &command_group_leaderboard,
};

const struct command command_group = {
    .name = "group",
    .summary = "Practise together: share totals, see a dashboard, be invited.",
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .run = command_run_verb,
};
