// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group`: the noun, and the verbs that list groups.
#include <stdio.h>

#include "commands/all.h"
#include "commands/group_verbs.h"
#include "commands/list_show.h"
#include "journal/journal.h"

#define WORDS_SIZE 1024

struct list_options {
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct list_options, member)

static const struct option_spec options_table[] = {
    OPTION_ROW_JSON(struct list_options, "one JSON object per line and group"),
    OPTION_ROW_NO_COLOR(struct list_options),
};

static void put(struct ui_json *json, const void *rows, size_t i)
{
    group_json_members(json, &((const struct server_groups *)rows)->list[i]);
}

static int add(struct ui_table *table, const void *rows, size_t i)
{
    const struct server_group *group = &((const struct server_groups *)rows)->list[i];
    char places[GROUP_PLACES_SIZE], id[JOURNAL_SHORT_ID_SIZE];
    const char *const cells[] = {group->name,
                                 group->role ? group->role : "",
                                 group->owner ? group->owner : "",
                                 group_places(group, places),
                                 group->is_public ? "public" : "private",
                                 journal_short_id(group->id, id)};
    return ui_table_add(table, cells, UI_STYLE_PLAIN);
}

static const struct ui_column columns[] = {
    {.title = "Group", .flexible = 1},       {.title = "You"}, {.title = "Owner", .flexible = 1},
    {.title = "Members", .align = UI_RIGHT}, {.title = ""},    {.title = "Id"}};

static const struct list_shape mine = {
    .schema = "practice.group/1",
    .none = "you are in no group; 'practice group create' makes one, 'practice group find' looks "
            "for public ones",
    LIST_COLUMNS(columns),
    .put = put,
    .add = add,
};

static const struct list_shape found = {
    .schema = "practice.group/1",
    .none = "no public group has these words",
    LIST_COLUMNS(columns),
    .put = put,
    .add = add,
};

static enum practice_status show(const struct list_shape *shape, const struct server_groups *groups,
                                 const struct list_options *options, struct practice_error *err)
{
    const struct list_rows rows = {groups, groups->n};
    return list_show(shape, &rows, options->json, options->no_color, err);
}

static int run_list(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct list_options options = {.no_color = env->no_color};
    struct server_use use = {0};
    struct server_groups groups;
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status = server_group_list(use.server, &groups, &use.error);
    if (status == PRACTICE_OK)
        status = show(&mine, &groups, &options, &use.error);
    server_groups_release(&groups);
    return server_use_end(&use, status);
}

static int run_find(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct list_options options = {.no_color = env->no_color};
    struct server_use use = {.most = 64};
    struct server_groups groups;
    char words[WORDS_SIZE] = "";
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    for (size_t i = 0, at = 0; i < use.operands.n && at < sizeof words; i++)
        at += (size_t)snprintf(words + at, sizeof words - at, "%s%s", i ? " " : "",
                               use.operands.list[i]);
    enum practice_status status = server_group_find(use.server, words, &groups, &use.error);
    if (status == PRACTICE_OK)
        status = show(&found, &groups, &options, &use.error);
    server_groups_release(&groups);
    return server_use_end(&use, status);
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
