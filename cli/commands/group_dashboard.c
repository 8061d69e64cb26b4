// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group dashboard`: its command line, and which way of looking it asks for.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/group_board.h"
#include "commands/group_verbs.h"
#include "commands/stats_use.h"
#include "ui/page.h"

#define WEEKS_UNLESS_SAID 12

struct dashboard_options {
    const char *plot, *theme;
    unsigned weeks;
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct dashboard_options, member)

static const struct option_spec options_table[] = {
    {.name = "weeks",
     .letter = 'w',
     .argument = "N",
     .group = "Look",
     .help = "how many weeks back, this one included: 1 to 53 (12)",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = SERVER_DASHBOARD_MOST_WEEKS,
     AT(weeks)},
    OPTION_ROW_PLOT(struct dashboard_options),
    OPTION_ROW_THEME(struct dashboard_options),
    OPTION_ROW_JSON(struct dashboard_options, "everything as one JSON object"),
    OPTION_ROW_NO_COLOR(struct dashboard_options),
};

static const char *contradiction(const struct dashboard_options *options)
{
    enum ui_plot_format format;
    if (options->theme && !options->plot)
        return "--theme belongs to --plot";
    if (options->plot && ui_plot_format_of(options->plot, &format) != 0)
        return "--plot takes a name ending in .png, .svg or .pdf";
    return NULL;
}

// A picture is the whole answer, unless JSON was asked for besides. Returns the exit code.
static int show(const struct group_board *board, const struct dashboard_options *options)
{
    struct practice_error err;
    struct ui_term term;
    enum practice_status status = PRACTICE_OK;
    if (options->plot) {
        const struct group_picture picture = {
            options->plot, options->theme && strcmp(options->theme, "dark") == 0};
        status = group_board_plot(board, &picture, &err);
    }
    if (status == PRACTICE_OK && options->json) {
        group_board_json(board);
    } else if (status == PRACTICE_OK && !options->plot) {
        ui_term_init(&term, STDOUT_FILENO, options->no_color);
        status = group_board_print(board, &term, &err);
    }
    if (status == PRACTICE_OK)
        return COMMAND_DONE;
    (void)server_use_fail(&err);
    return COMMAND_SOME_FAILED;
}

static int run_dashboard(const struct command *self, const struct command_env *env, int argc,
                         char **argv)
{
    struct dashboard_options options = {.weeks = WEEKS_UNLESS_SAID, .no_color = env->no_color};
    struct server_use use = {.most = 1};
    struct server_dashboard dashboard = {0};
    struct group_board board;
    struct stats_streak_rule rule;
    int code = server_use_read(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *complaint = contradiction(&options);
    if (complaint)
        return options_complain(self->name, "%s", complaint);
    code = stats_use_rule(&rule);
    if (code == COMMAND_DONE)
        code = server_use_open(&use.server);
    if (code != COMMAND_DONE)
        return code;
    const struct server_dashboard_view view = {server_use_first(&use), rule.today, options.weeks};
    enum practice_status status = server_dashboard(use.server, &view, &dashboard, &use.error);
    code = server_use_end(&use, status);
    if (code == COMMAND_DONE) {
        group_board_init(&board, &dashboard, rule.today);
        code = show(&board, &options);
    }
    server_dashboard_release(&dashboard);
    return code;
}

static const char *const examples[] = {"practice group dashboard quartet",
                                       "practice group dashboard quartet --plot week.png --theme "
                                       "dark",
                                       NULL};

const struct command command_group_dashboard = {
    .name = "group dashboard",
    .summary = "Show how the members of a group practise.",
    .operands = "[GROUP]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run_dashboard,
};
