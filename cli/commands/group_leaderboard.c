// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group leaderboard`: a ranking of those who want one. Nobody is on it unasked, and to
// look takes no place on it.
#include <stdio.h>
#include <unistd.h>

#include "base/date.h"
#include "commands/group_verbs.h"
#include "commands/list_show.h"
#include "commands/session_change.h"
#include "commands/stats_use.h"
#include "server/dashboard.h"
#include "ui/days.h"

#define MS_PER_S 1000

struct leaderboard_options {
    int join, leave, json, no_color;
};

#define AT(member) .offset = offsetof(struct leaderboard_options, member)

static const struct option_spec leaderboard_table[] = {
    {.name = "join", .group = "You", .help = "be ranked, too", .kind = OPTION_FLAG, AT(join)},
    {.name = "leave", .group = "You", .help = "be ranked no more", .kind = OPTION_FLAG, AT(leave)},
    OPTION_ROW_JSON(struct leaderboard_options, "one JSON object"),
    OPTION_ROW_NO_COLOR(struct leaderboard_options),
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

static int add(struct ui_table *table, const void *rows, size_t i)
{
    const struct server_rank *rank = &((const struct server_ranks *)rows)->list[i];
    char place[24], days[24], played[UI_DAYS_WORDS_SIZE];
    (void)snprintf(place, sizeof place, "%lld", (long long)rank->place);
    (void)snprintf(days, sizeof days, "%lld", (long long)rank->n_days);
    const char *const cells[] = {place, rank->nickname ? rank->nickname : "(disabled)",
                                 ui_days_words(rank->played_s * MS_PER_S, played), days};
    return ui_table_add(table, cells, rank->is_me ? UI_STYLE_BOLD : UI_STYLE_PLAIN);
}

static const struct ui_column columns[] = {{.title = "", .align = UI_RIGHT},
                                           {.title = "Member", .flexible = 1},
                                           {.title = "Played", .align = UI_RIGHT},
                                           {.title = "Days", .align = UI_RIGHT}};

static const struct list_shape shape = {LIST_COLUMNS(columns), .add = add};

static enum practice_status ranks_text(const struct server_ranks *ranks,
                                       const struct period *period, int no_color,
                                       struct practice_error *err)
{
    const struct list_rows rows = {ranks, ranks->n};
    struct ui_term term;
    char title[PERIOD_TITLE_SIZE];
    ui_term_init(&term, STDOUT_FILENO, no_color);
    (void)printf("%s%s%s\n", ui_term_style(&term, UI_STYLE_BOLD), period_title(period, title),
                 ui_term_style(&term, UI_STYLE_PLAIN));
    return list_table(&shape, &rows, &term, err);
}

static enum practice_status show_ranks(struct server_use *use,
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
            server_group_share(use->server, server_use_first(use), &sharing, &done, &use->error);
    if (status == PRACTICE_OK)
        status = server_leaderboard(use->server, server_use_first(use), days, &ranks, &use->error);
    if (status == PRACTICE_OK && options->json)
        ranks_json(&ranks, period);
    else if (status == PRACTICE_OK && !ranks.n)
        session_tell("nobody is on this leaderboard; 'practice group leaderboard --join' puts you "
                     "on it");
    else if (status == PRACTICE_OK)
        status = ranks_text(&ranks, period, options->no_color, &use->error);
    server_ranks_release(&ranks);
    return status;
}

static int run_leaderboard(const struct command *self, const struct command_env *env, int argc,
                           char **argv)
{
    struct leaderboard_options options = {.no_color = env->no_color};
    struct server_use use = {.most = 8};
    struct stats_streak_rule rule;
    struct period period;
    int code = server_use_read(self, argc, argv, &options, &use);
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
    return code == COMMAND_DONE ? server_use_end(&use, show_ranks(&use, &options, &period)) : code;
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
