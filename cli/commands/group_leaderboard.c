// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group leaderboard`: a ranking of those who want one. Nobody is on it unasked, and to
// look takes no place on it.
#include <stdio.h>
#include <unistd.h>

#include "base/date.h"
#include "base/fail.h"
#include "commands/group_verbs.h"
#include "commands/session_change.h"
#include "commands/stats_use.h"
#include "server/dashboard.h"
#include "ui/days.h"
#include "ui/table.h"

#define MS_PER_S 1000

struct leaderboard_options {
    int join, leave, json, no_color;
};

#define AT(member) .offset = offsetof(struct leaderboard_options, member)

static const struct option_spec leaderboard_table[] = {
    {.name = "join", .group = "You", .help = "be ranked, too", .kind = OPTION_FLAG, AT(join)},
    {.name = "leave", .group = "You", .help = "be ranked no more", .kind = OPTION_FLAG, AT(leave)},
    {.name = "json", .group = "Answer", .help = "one JSON object", .kind = OPTION_FLAG, AT(json)},
    {.name = "no-color",
     .group = "Answer",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static void ranks_json(const struct server_ranks *ranks, const struct period *period)
{
    char date[DATE_SIZE];
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.group-leaderboard/1");
    ui_json_string(&json, "first", date_text(period->first, date));
    ui_json_string(&json, "last", date_text(period->last, date));
    ui_json_array_begin(&json, "members");
    for (size_t i = 0; i < ranks->n; i++) {
        ui_json_object_begin(&json, NULL);
        ui_json_integer(&json, "place", ranks->list[i].place);
        ui_json_string(&json, "user_id", ranks->list[i].id);
        ui_json_string(&json, "nickname", ranks->list[i].nickname);
        ui_json_bool(&json, "is_me", ranks->list[i].is_me);
        ui_json_integer(&json, "played_s", ranks->list[i].played_s);
        ui_json_integer(&json, "n_days", ranks->list[i].n_days);
        ui_json_object_end(&json);
    }
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static int ranks_text(const struct server_ranks *ranks, const struct period *period, int no_color)
{
    static const struct ui_column columns[] = {{.title = "", .align = UI_RIGHT},
                                               {.title = "Member", .flexible = 1},
                                               {.title = "Played", .align = UI_RIGHT},
                                               {.title = "Days", .align = UI_RIGHT}};
    struct ui_term term;
    char title[PERIOD_TITLE_SIZE];
    struct ui_table *table = ui_table_new(columns, sizeof columns / sizeof *columns);
    int failed = !table;
    ui_term_init(&term, STDOUT_FILENO, no_color);
    (void)printf("%s%s%s\n", ui_term_style(&term, UI_STYLE_BOLD), period_title(period, title),
                 ui_term_style(&term, UI_STYLE_PLAIN));
    for (size_t i = 0; !failed && i < ranks->n; i++) {
        const struct server_rank *rank = &ranks->list[i];
        char place[24], days[24], played[UI_DAYS_WORDS_SIZE];
        (void)snprintf(place, sizeof place, "%lld", (long long)rank->place);
        (void)snprintf(days, sizeof days, "%lld", (long long)rank->n_days);
        const char *const cells[] = {place, rank->nickname ? rank->nickname : "(disabled)",
                                     ui_days_words(rank->played_s * MS_PER_S, played), days};
        failed = ui_table_add(table, cells, rank->is_me ? UI_STYLE_BOLD : UI_STYLE_PLAIN) != 0;
    }
    if (!failed)
        ui_table_print(table, &term, stdout);
    ui_table_free(table);
    return failed ? -1 : 0;
}

static enum practice_status show_ranks(struct group_use *use,
                                       const struct leaderboard_options *options,
                                       const struct period *period)
{
    struct server_group_sharing sharing = {-1, -1, -1, options->join ? 1 : 0};
    struct server_group_done done;
    struct server_ranks ranks = {0};
    const int32_t days[2] = {period->first, period->last};
    enum practice_status status = PRACTICE_OK;
    if (options->join || options->leave)
        status =
            server_group_share(use->server, group_use_group(use), &sharing, &done, &use->error);
    if (status == PRACTICE_OK)
        status = server_leaderboard(use->server, group_use_group(use), days, &ranks, &use->error);
    if (status == PRACTICE_OK && options->json)
        ranks_json(&ranks, period);
    else if (status == PRACTICE_OK && !ranks.n)
        session_tell("nobody is on this leaderboard; 'practice group leaderboard --join' puts you "
                     "on it");
    else if (status == PRACTICE_OK && ranks_text(&ranks, period, options->no_color) != 0)
        status = fail_no_memory(&use->error);
    server_ranks_release(&ranks);
    return status;
}

static int run_leaderboard(const struct command *self, const struct command_env *env, int argc,
                           char **argv)
{
    struct leaderboard_options options = {.no_color = env->no_color};
    struct group_use use = {.most = 8};
    struct stats_streak_rule rule;
    struct period period;
    int code = group_use_read(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    if (options.join && options.leave)
        return options_complain(self->name, "choose one of --join and --leave");
    code = stats_use_rule(&rule);
    if (code != COMMAND_DONE)
        return code;
    rule.week_start = 0; // the same week for everybody
    struct operands words = {use.operands.list + 1, use.operands.n > 1 ? use.operands.n - 1 : 0};
    code = stats_use_period(&words, "this-week", &rule, &period);
    if (code == COMMAND_DONE)
        code = server_use_open(&use.server);
    return code == COMMAND_DONE ? group_use_end(&use, show_ranks(&use, &options, &period)) : code;
}

static const char *const leaderboard_examples[] = {"practice group leaderboard quartet last-month",
                                                   "practice group leaderboard quartet --join",
                                                   NULL};

const struct command command_group_leaderboard = {
    .name = "group leaderboard",
    .summary = "Rank the members who want to be ranked.",
    .operands = "[GROUP [PERIOD]]",
    .examples = leaderboard_examples,
    .options = leaderboard_table,
    .n_options = sizeof leaderboard_table / sizeof *leaderboard_table,
    .run = run_leaderboard,
};
