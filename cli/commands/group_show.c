// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group show` and `share`: a group with its members, and what it sees of oneself.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/group_verbs.h"
#include "commands/list_show.h"
#include "commands/session_change.h"
#include "commands/wrapped.h"
#include "journal/journal.h"

#define LINE_SIZE 512

struct show_options {
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct show_options, member)

static const struct option_spec options_table[] = {
    OPTION_ROW_JSON(struct show_options, "one JSON object"),
    OPTION_ROW_NO_COLOR(struct show_options),
};

static void print_json(const struct server_group *group, const struct server_members *members)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.group/1");
    group_json_members(&json, group);
    if (group->role)
        group_json_sharing(&json, &group->sharing);
    ui_json_array_begin(&json, "members");
    for (size_t i = 0; i < members->n; i++) {
        const struct server_member *member = &members->list[i];
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "user_id", member->id);
        ui_json_string(&json, "nickname", member->nickname);
        ui_json_string(&json, "role", member->role);
        group_json_time(&json, "joined_at", member->joined_ms);
        group_json_sharing(&json, &member->sharing);
        ui_json_object_end(&json);
    }
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static int add(struct ui_table *table, const void *rows, size_t i)
{
    const struct server_member *member = &((const struct server_members *)rows)->list[i];
    char shared[GROUP_SHARED_SIZE], since[GROUP_DAY_SIZE], id[JOURNAL_SHORT_ID_SIZE];
    const char *const cells[] = {member->nickname ? member->nickname : "(disabled)", member->role,
                                 group_shared(&member->sharing, shared),
                                 group_day(member->joined_ms, since),
                                 journal_short_id(member->id, id)};
    return ui_table_add(table, cells, UI_STYLE_PLAIN);
}

static const struct ui_column columns[] = {{.title = "Member", .flexible = 1},
                                           {.title = "Role"},
                                           {.title = "Shares"},
                                           {.title = "Since"},
                                           {.title = "Id"}};

static const struct list_shape shape = {LIST_COLUMNS(columns), .add = add};

// Lines of a text that people wrote, each one wrapped.
static void print_text(const struct ui_term *term, const char *text)
{
    char line[4 * 2000 + 1];
    while (*text) {
        size_t length = strcspn(text, "\n");
        (void)snprintf(line, sizeof line, "%.*s", (int)length, text);
        wrapped_print(term, 0, UI_STYLE_PLAIN, line, stdout);
        text += length + (text[length] == '\n');
    }
}

static void print_facts(const struct ui_term *term, const struct server_group *group)
{
    char line[LINE_SIZE], places[GROUP_PLACES_SIZE], id[JOURNAL_SHORT_ID_SIZE],
        since[GROUP_DAY_SIZE], shared[GROUP_SHARED_SIZE];
    wrapped_print(term, 0, UI_STYLE_BOLD, group->name, stdout);
    (void)snprintf(line, sizeof line, "%s, %s places taken, since %s, id %s",
                   group->is_public ? "public" : "private", group_places(group, places),
                   group_day(group->created_ms, since), journal_short_id(group->id, id));
    wrapped_print(term, 0, UI_STYLE_DIM, line, stdout);
    print_text(term, group->description);
    if (!group->role)
        (void)snprintf(line, sizeof line, "you are not in it; its owner is %s",
                       group->owner ? group->owner : "not here");
    else
        (void)snprintf(line, sizeof line, "you are its %s; it sees %s of yours%s", group->role,
                       group_shared(&group->sharing, shared),
                       group->sharing.leaderboard ? ", you are on the leaderboard" : "");
    wrapped_print(term, 0, UI_STYLE_PLAIN, line, stdout);
}

static enum practice_status print(const struct show_options *options,
                                  const struct server_group *group,
                                  const struct server_members *members, struct practice_error *err)
{
    struct ui_term term;
    if (options->json) {
        print_json(group, members);
        return PRACTICE_OK;
    }
    ui_term_init(&term, STDOUT_FILENO, options->no_color);
    print_facts(&term, group);
    if (!members->n)
        return PRACTICE_OK;
    (void)fputc('\n', stdout);
    const struct list_rows rows = {members, members->n};
    return list_table(&shape, &rows, &term, err);
}

static int run_show(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct show_options options = {.no_color = env->no_color};
    struct server_use use = {.most = 1};
    struct server_groups groups;
    struct server_members members = {0};
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *group = server_use_first(&use);
    enum practice_status status = server_group_show(use.server, group, &groups, &use.error);
    if (status == PRACTICE_OK && groups.list[0].role)
        status = server_group_members(use.server, groups.list[0].id, &members, &use.error);
    if (status == PRACTICE_OK)
        status = print(&options, &groups.list[0], &members, &use.error);
    server_members_release(&members);
    server_groups_release(&groups);
    return server_use_end(&use, status);
}

// Reads "totals titles", "sessions", "nothing" … Returns the word that is none of these, or NULL.
static const char *read_sharing(const struct operands *operands,
                                struct server_group_sharing *ret_sharing)
{
    struct server_group_sharing sharing = {.leaderboard = -1};
    for (size_t i = 1; i < operands->n; i++) {
        const char *word = operands->list[i];
        if (strcmp(word, "totals") == 0)
            sharing.totals = 1;
        else if (strcmp(word, "sessions") == 0)
            sharing.totals = sharing.sessions = 1;
        else if (strcmp(word, "titles") == 0)
            sharing.titles = 1;
        else if (strcmp(word, "nothing") != 0 || operands->n > 2)
            return word;
    }
    *ret_sharing = sharing;
    return NULL;
}

static void tell_sharing(const struct show_options *options,
                         const struct server_group_sharing *sharing,
                         const struct server_group_done *done)
{
    char shared[GROUP_SHARED_SIZE];
    struct ui_json json;
    if (!options->json) {
        session_tell("'%s' sees %s of yours%s", done->group, group_shared(sharing, shared),
                     sharing->leaderboard ? ", and you are on its leaderboard" : "");
        return;
    }
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.group-sharing/1");
    ui_json_string(&json, "group_id", done->id);
    ui_json_string(&json, "name", done->group);
    group_json_sharing(&json, sharing);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static int run_share(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    struct show_options options = {.no_color = env->no_color};
    struct server_use use = {.most = 4};
    struct server_group_sharing sharing = {-1, -1, -1, -1};
    struct server_group_done done;
    int code = server_use_read(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *odd = use.operands.n > 1 ? read_sharing(&use.operands, &sharing) : NULL;
    if (odd)
        return options_complain(self->name,
                                "'%s' cannot be shared here; say totals, sessions, titles, or "
                                "nothing alone",
                                odd);
    code = server_use_open(&use.server);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status =
        server_group_share(use.server, server_use_first(&use), &sharing, &done, &use.error);
    if (status == PRACTICE_OK)
        tell_sharing(&options, &sharing, &done);
    return server_use_end(&use, status);
}

static const char *const show_examples[] = {"practice group show quartet", NULL};

const struct command command_group_show = {
    .name = "group show",
    .summary = "Show a group and its members.",
    .operands = "[GROUP]",
    .examples = show_examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run_show,
};

static const char *const share_examples[] = {"practice group share quartet totals titles",
                                             "practice group share quartet nothing", NULL};

const struct command command_group_share = {
    .name = "group share",
    .summary = "Choose what a group sees of your practice.",
    .operands = "[GROUP [totals|sessions|titles|nothing...]]",
    .examples = share_examples,
    .options = options_table,
    .n_options = 1, // no table, no colours
    .operand_words = "totals sessions titles nothing",
    .run = run_share,
};
