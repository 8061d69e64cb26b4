// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice goal` that change something. Each is one change of the journal, so that
// `practice session undo` takes it back; what was done is told on stderr, the id on stdout.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/when.h"
#include "commands/analyze.h"
#include "commands/goal_verbs.h"
#include "commands/journal_use.h"
#include "commands/session_change.h"
#include "commands/stats_goals.h"
#include "commands/stats_use.h"

#define LABEL_SIZE (STATS_GOAL_TITLE_SIZE + 32)

struct goal_options {
    const char *daily, *weekly, *instrument, *from, *until;
    int ends; // until yesterday, unless the goal began later or `until` says something else
};

#define AT(member) .offset = offsetof(struct goal_options, member)

static const struct option_spec fields_table[] = {
    {.name = "daily",
     .letter = 'd',
     .argument = "TIME",
     .group = "Goal",
     .help = "to play so long a day: 45m, 1h30m",
     .kind = OPTION_TEXT,
     AT(daily)},
    {.name = "weekly",
     .letter = 'w',
     .argument = "TIME",
     .group = "Goal",
     .help = "to play so long a week",
     .kind = OPTION_TEXT,
     AT(weekly)},
    {.name = "instrument",
     .letter = 'i',
     .argument = "NAME",
     .group = "Goal",
     .help = "of this instrument only; '' for all",
     .kind = OPTION_TEXT,
     .may_be_empty = 1,
     AT(instrument)},
    {.name = "from",
     .argument = "DATE",
     .group = "Goal",
     .help = "first day (today, when it is new)",
     .kind = OPTION_TEXT,
     AT(from)},
    {.name = "until",
     .argument = "DATE",
     .group = "Goal",
     .help = "last day",
     .kind = OPTION_TEXT,
     AT(until)},
};

// A day as "2026-03-05", or any period of one day: today, yesterday.
static enum practice_status read_day(const char *text, const struct stats_streak_rule *rule,
                                     int32_t *ret_day, struct practice_error *err)
{
    const struct period_now now = {rule->today, rule->week_start};
    struct period period;
    enum practice_status status = period_parse(text, &now, &period, err);
    if (status != PRACTICE_OK)
        return status;
    if (period.first != period.last)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "for example today or 2026-03-05",
                         "'%.60s' is not one day", text);
    *ret_day = period.first;
    return PRACTICE_OK;
}

static enum practice_status read_target(const struct goal_options *options,
                                        struct journal_goal *goal, struct practice_error *err)
{
    const char *text = options->daily ? options->daily : options->weekly;
    if (!text)
        return PRACTICE_OK;
    goal->period = options->daily ? JOURNAL_GOAL_DAY : JOURNAL_GOAL_WEEK;
    return when_parse_duration(text, &goal->target_ms, err);
}

// Puts what was said into the goal. Fails with BAD_ARGUMENT or NO_MEMORY.
static enum practice_status apply(const struct goal_options *options,
                                  const struct stats_streak_rule *rule, struct journal_goal *goal,
                                  struct practice_error *err)
{
    enum practice_status status = read_target(options, goal, err);
    if (status == PRACTICE_OK && options->from)
        status = read_day(options->from, rule, &goal->from_day, err);
    if (options->ends)
        goal->until_day = goal->from_day < rule->today ? rule->today - 1 : goal->from_day;
    if (status == PRACTICE_OK && options->until)
        status = read_day(options->until, rule, &goal->until_day, err);
    if (status != PRACTICE_OK || !options->instrument)
        return status;
    char *instrument = *options->instrument ? strdup(options->instrument) : NULL;
    if (*options->instrument && !instrument)
        return fail_no_memory(err);
    free(goal->instrument);
    goal->instrument = instrument;
    return PRACTICE_OK;
}

static const char *contradiction(const struct goal_options *options, int must_have_target)
{
    if (options->daily && options->weekly)
        return "choose one of --daily and --weekly";
    if (must_have_target && !options->daily && !options->weekly)
        return "say how much: --daily 45m or --weekly 5h";
    return NULL;
}

// What a change does with a goal, inside of the journal's change.
typedef enum practice_status change_function(struct journal *journal, struct journal_goal *goal,
                                             struct practice_error *err);

static enum practice_status write_new(struct journal *journal, struct journal_goal *goal,
                                      struct practice_error *err)
{
    return journal_goal_add(journal, goal, err);
}

static enum practice_status write_changed(struct journal *journal, struct journal_goal *goal,
                                          struct practice_error *err)
{
    return journal_goal_update(journal, goal, err);
}

static enum practice_status remove_goal(struct journal *journal, struct journal_goal *goal,
                                        struct practice_error *err)
{
    return journal_goal_delete(journal, goal->id, err);
}

// Makes a change and tells it: "added the goal of 45 min a day".
static int commit(struct journal *journal, struct journal_goal *goal, const char *done,
                  change_function *change)
{
    struct practice_error err;
    char title[STATS_GOAL_TITLE_SIZE], label[LABEL_SIZE], id[JOURNAL_SHORT_ID_SIZE];
    (void)snprintf(label, sizeof label, "%s the goal of %s", done, stats_goal_title(goal, title));
    enum practice_status status = journal_begin(journal, label, &err);
    if (status == PRACTICE_OK)
        status = change(journal, goal, &err);
    if (status == PRACTICE_OK)
        status = journal_commit(journal, &err);
    if (status != PRACTICE_OK) {
        journal_rollback(journal);
        return journal_use_fail(&err);
    }
    (void)puts(journal_short_id(goal->id, id));
    session_tell("%s; 'practice session undo' takes it back", label);
    return COMMAND_DONE;
}

// Finds the goal that is meant, lets `options` alter it, and makes the change.
static int change_goal(const struct goal_options *options, const struct operands *operands,
                       const char *done, change_function *change)
{
    struct stats_streak_rule rule;
    struct journal *journal = NULL;
    struct journal_goals goals = {0};
    struct journal_goal *goal = NULL;
    struct practice_error err;
    int code = stats_use_rule(&rule);
    if (code == COMMAND_DONE)
        code = journal_use_open(JOURNAL_WRITE, &journal);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = journal_goal_list(journal, &goals, &err);
    if (status == PRACTICE_OK)
        status = goal_find(&goals, operands->n ? operands->list[0] : NULL, rule.today, &goal, &err);
    if (status != PRACTICE_OK) {
        code = journal_use_fail(&err);
    } else if (apply(options, &rule, goal, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        code = COMMAND_USAGE;
    } else {
        code = commit(journal, goal, done, change);
    }
    journal_goals_release(&goals);
    journal_close(journal);
    return code;
}

static int run_add(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct goal_options options = {0};
    struct operands operands;
    struct stats_streak_rule rule;
    struct journal *journal = NULL;
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *complaint = contradiction(&options, 1);
    if (complaint)
        return options_complain(self->name, "%s", complaint);
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = stats_use_rule(&rule);
    if (code != COMMAND_DONE)
        return code;
    struct journal_goal goal = {.from_day = rule.today, .until_day = DATE_LAST};
    if (apply(&options, &rule, &goal, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_USAGE;
    }
    code = journal_use_open(JOURNAL_WRITE, &journal);
    if (code == COMMAND_DONE)
        code = commit(journal, &goal, "added", write_new);
    free(goal.instrument);
    journal_close(journal);
    return code;
}

static int run_edit(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    struct goal_options options = {0};
    struct operands operands;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *complaint = contradiction(&options, 0);
    if (complaint)
        return options_complain(self->name, "%s", complaint);
    if (operands.n > 1)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[1]);
    if (!options.daily && !options.weekly && !options.instrument && !options.from && !options.until)
        return options_complain(self->name, "say what to change: --daily, --weekly, …");
    return change_goal(&options, &operands, "edited", write_changed);
}

static const struct option_spec end_table[] = {
    {.name = "on",
     .argument = "DATE",
     .group = "Goal",
     .help = "the last day of the goal (yesterday)",
     .kind = OPTION_TEXT,
     AT(until)},
};

static int run_end(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct goal_options options = {.ends = 1};
    struct operands operands;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n > 1)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[1]);
    return change_goal(&options, &operands, "ended", write_changed);
}

static int run_delete(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    (void)env;
    const struct goal_options options = {0};
    struct operands operands;
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n != 1)
        return options_complain(self->name, "name one goal: its id, daily or weekly");
    return change_goal(&options, &operands, "deleted", remove_goal);
}

static const char *const add_examples[] = {
    "practice goal add --daily 45m",
    "practice goal add --weekly 5h --instrument cello",
    NULL,
};

const struct command command_goal_add = {
    .name = "goal add",
    .summary = "Set a goal of play time a day or a week.",
    .operands = "",
    .examples = add_examples,
    .options = fields_table,
    .n_options = sizeof fields_table / sizeof *fields_table,
    .run = run_add,
};

static const char *const edit_examples[] = {"practice goal edit daily --daily 1h", NULL};

const struct command command_goal_edit = {
    .name = "goal edit",
    .summary = "Correct a goal, its past included.",
    .operands = "[ID]",
    .examples = edit_examples,
    .options = fields_table,
    .n_options = sizeof fields_table / sizeof *fields_table,
    .run = run_edit,
};

static const char *const end_examples[] = {"practice goal end weekly", NULL};

const struct command command_goal_end = {
    .name = "goal end",
    .summary = "End a goal; its history stays.",
    .operands = "[ID]",
    .examples = end_examples,
    .options = end_table,
    .n_options = sizeof end_table / sizeof *end_table,
    .run = run_end,
};

static const char *const delete_examples[] = {"practice goal delete daily", NULL};

const struct command command_goal_delete = {
    .name = "goal delete",
    .summary = "Delete a goal and its history.",
    .operands = "ID",
    .examples = delete_examples,
    .run = run_delete,
};
