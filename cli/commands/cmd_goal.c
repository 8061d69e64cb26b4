// SPDX-License-Identifier: GPL-3.0-or-later
// `practice goal`: the noun, and the verbs that only look.
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/all.h"
#include "commands/goal_verbs.h"
#include "commands/journal_use.h"
#include "commands/stats_goals.h"
#include "commands/stats_use.h"
#include "commands/wrapped.h"
#include "ui/days.h"
#include "ui/table.h"

#define LEAST_SUFFIX 4
#define STEPS_SHOWN  28 // of a history, unless --all
#define ID_HINT      "practice goal list --all shows the ids"

static int ends_with(const char *id, const char *suffix)
{
    size_t length = strlen(id), suffix_length = strlen(suffix);
    return suffix_length >= LEAST_SUFFIX && suffix_length <= length &&
           strcasecmp(id + length - suffix_length, suffix) == 0;
}

// "daily" and "weekly" are goals that hold; no reference is any that holds.
static int is_meant(const struct journal_goal *goal, const char *reference, int32_t today)
{
    if (reference && strcmp(reference, "daily") != 0 && strcmp(reference, "weekly") != 0)
        return ends_with(goal->id, reference);
    if (goal->until_day < today)
        return 0;
    return !reference || (reference[0] == 'w') == (goal->period == JOURNAL_GOAL_WEEK);
}

enum practice_status goal_find(const struct journal_goals *goals, const char *reference,
                               int32_t today, struct journal_goal **ret_goal,
                               struct practice_error *err)
{
    struct journal_goal *found = NULL;
    for (size_t i = 0; i < goals->n; i++) {
        if (!is_meant(&goals->list[i], reference, today))
            continue;
        if (found)
            return fail_with(err, PRACTICE_BAD_ARGUMENT, ID_HINT,
                             "more than one goal may be meant: name it by its id");
        found = &goals->list[i];
    }
    if (!found && reference)
        return fail_with(err, PRACTICE_NOT_FOUND, ID_HINT, "there is no goal '%.40s'", reference);
    if (!found)
        return fail_with(err, PRACTICE_NOT_FOUND, ID_HINT, "there is no goal that holds");
    *ret_goal = found;
    return PRACTICE_OK;
}

struct look_options {
    int all, json, no_color;
};

#define AT(member) .offset = offsetof(struct look_options, member)

static const struct option_spec list_table[] = {
    {.name = "all",
     .letter = 'a',
     .group = "Answer",
     .help = "those that have ended, too",
     .kind = OPTION_FLAG,
     AT(all)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and goal",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "no-color",
     .group = "Answer",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static const struct option_spec history_table[] = {
    {.name = "all",
     .letter = 'a',
     .group = "Answer",
     .help = "from its beginning, not the last 28 days or weeks",
     .kind = OPTION_FLAG,
     AT(all)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object with every day or week",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "no-color",
     .group = "Answer",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static void print_json(const struct stats_goal_progress *progress, int with_steps)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    stats_goal_json(&json, progress, with_steps);
    ui_json_line_end(&json);
}

static void print_listed(const struct stats_goal_progress *progress, const struct ui_term *term)
{
    char id[JOURNAL_SHORT_ID_SIZE], date[DATE_SIZE], text[128];
    size_t at = (size_t)snprintf(text, sizeof text, "%s, since %s",
                                 journal_short_id(progress->goal->id, id),
                                 date_text(progress->goal->from_day, date));
    if (progress->n_steps)
        (void)snprintf(text + at, sizeof text - at, ", met %zu of %zu", progress->n_met,
                       progress->n_steps);
    stats_goal_print(progress, term, stdout);
    (void)fputs("  ", stdout);
    wrapped_print(term, 2, UI_STYLE_DIM, text, stdout);
}

static enum practice_status list_goals(const struct look_options *options,
                                       const struct stats_use *use, const struct ui_term *term,
                                       struct practice_error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < use->goals.n; i++) {
        struct stats_goal_progress progress = {0};
        if (!options->all && use->goals.list[i].until_day < use->rule.today)
            continue;
        enum practice_status status =
            stats_goal_progress_of(&use->goals.list[i], &use->sessions, &use->rule, &progress, err);
        if (status != PRACTICE_OK)
            return status;
        if (options->json)
            print_json(&progress, 0);
        else
            print_listed(&progress, term);
        stats_goal_progress_release(&progress);
        n++;
    }
    if (!n && !options->json)
        (void)puts("no goals; set one with: practice goal add --daily 30m");
    return PRACTICE_OK;
}

static int run_list(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct look_options options = {.no_color = env->no_color};
    struct operands operands;
    struct stats_use use;
    struct ui_term term;
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = stats_use_open(NULL, &use);
    if (code != COMMAND_DONE)
        return code;
    ui_term_init(&term, STDOUT_FILENO, options.no_color);
    if (list_goals(&options, &use, &term, &err) != PRACTICE_OK)
        code = journal_use_fail(&err);
    stats_use_release(&use);
    return code;
}

// "Thu 2026-03-05" or "2026-W10".
static void step_title(const struct stats_goal_progress *progress, size_t i, char text[24])
{
    char date[DATE_SIZE];
    int32_t first = progress->steps[i].first;
    struct date_week week = date_iso_week(first + 3);
    if (progress->goal->period == JOURNAL_GOAL_WEEK)
        (void)snprintf(text, 24, "%04d-W%02d", week.year, week.week);
    else
        (void)snprintf(text, 24, "%.3s %s", date_weekday_name(date_weekday(first)),
                       date_text(first, date));
}

static int print_history(const struct stats_goal_progress *progress, int all,
                         const struct ui_term *term)
{
    static const struct ui_column columns[] = {
        {.title = ""}, {.title = "played", .align = UI_RIGHT}, {.title = ""}};
    size_t n = progress->n_steps;
    size_t from = all || n <= STEPS_SHOWN ? 0 : n - STEPS_SHOWN;
    struct ui_table *table = ui_table_new(columns, sizeof columns / sizeof *columns);
    int failed = !table;
    for (size_t i = from; !failed && i < n; i++) {
        char title[24], played[UI_DAYS_WORDS_SIZE];
        const struct stats_goal_step *step = &progress->steps[i];
        int goes_on = i + 1 == n && !progress->is_over;
        step_title(progress, i, title);
        const char *const cells[] = {title, ui_days_words(step->done_ms, played),
                                     step->is_met ? "met"
                                     : goes_on    ? "goes on"
                                                  : "missed"};
        failed = ui_table_add(table, cells, step->is_met ? UI_STYLE_PLAY : UI_STYLE_PLAIN) != 0;
    }
    if (!failed)
        ui_table_print(table, term, stdout);
    ui_table_free(table);
    return failed ? -1 : 0;
}

static enum practice_status show_history(const struct look_options *options, const char *reference,
                                         const struct stats_use *use, const struct ui_term *term,
                                         struct practice_error *err)
{
    struct journal_goal *goal = NULL;
    struct stats_goal_progress progress = {0};
    char longest[48];
    enum practice_status status = goal_find(&use->goals, reference, use->rule.today, &goal, err);
    if (status == PRACTICE_OK)
        status = stats_goal_progress_of(goal, &use->sessions, &use->rule, &progress, err);
    if (status != PRACTICE_OK)
        return status;
    if (options->json) {
        print_json(&progress, 1);
    } else {
        print_listed(&progress, term);
        if (stats_goal_streak(&progress, &progress.longest, longest)[0])
            (void)printf("  longest: %s\n", longest);
        (void)fputc('\n', stdout);
        if (progress.n_steps && print_history(&progress, options->all, term) != 0)
            status = fail_no_memory(err);
    }
    stats_goal_progress_release(&progress);
    return status;
}

static int run_history(const struct command *self, const struct command_env *env, int argc,
                       char **argv)
{
    struct look_options options = {.no_color = env->no_color};
    struct operands operands;
    struct stats_use use;
    struct ui_term term;
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n > 1)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[1]);
    code = stats_use_open(NULL, &use);
    if (code != COMMAND_DONE)
        return code;
    ui_term_init(&term, STDOUT_FILENO, options.no_color);
    if (show_history(&options, operands.n ? operands.list[0] : NULL, &use, &term, &err) !=
        PRACTICE_OK)
        code = journal_use_fail(&err);
    stats_use_release(&use);
    return code;
}

static const char *const list_examples[] = {"practice goal", "practice goal list --all --json",
                                            NULL};

const struct command command_goal_list = {
    .name = "goal list",
    .summary = "Show goals and what is left of them.",
    .operands = "",
    .examples = list_examples,
    .options = list_table,
    .n_options = sizeof list_table / sizeof *list_table,
    .run = run_list,
};

static const char *const history_examples[] = {"practice goal history daily", NULL};

const struct command command_goal_history = {
    .name = "goal history",
    .summary = "Show on which days or in which weeks a goal was met.",
    .operands = "[ID]",
    .examples = history_examples,
    .options = history_table,
    .n_options = sizeof history_table / sizeof *history_table,
    .run = run_history,
};

static const struct command *const verbs[] = {
    &command_goal_list,    &command_goal_add, &command_goal_edit,
    &command_goal_history, &command_goal_end, &command_goal_delete,
};

const struct command command_goal = {
    .name = "goal",
    .summary = "Set goals a day or a week, and see how far they are.",
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .shows_recording = 1,
    .run = command_run_verb,
};
