// SPDX-License-Identifier: GPL-3.0-or-later
// Goals in and out of their table. Whether they were met is for who knows the days.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "journal/statement.h"
#include "journal_sql.h"

static const char *const periods[] = {[JOURNAL_GOAL_DAY] = "day", [JOURNAL_GOAL_WEEK] = "week"};

static enum practice_status check_goal(const struct journal *journal,
                                       const struct journal_goal *goal, struct practice_error *err)
{
    int64_t most_ms = DATE_MS_PER_DAY * (goal->period == JOURNAL_GOAL_DAY ? 1 : 7);
    if (goal->target_ms <= 0 || goal->target_ms > most_ms)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "a goal a %s is from 1 minute to %s",
                         periods[goal->period], goal->period ? "168 hours" : "24 hours");
    if (goal->until_day < goal->from_day)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the goal ends before it starts");
    if (goal->instrument && strlen(goal->instrument) > JOURNAL_MAX_NAME)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the instrument is longer than %d bytes",
                         JOURNAL_MAX_NAME);
    return journal_needs_command(journal, err);
}

static enum practice_status write_goal(struct journal *journal, const char *sql,
                                       const struct journal_goal *goal, struct practice_error *err)
{
    char from[DATE_SIZE], until[DATE_SIZE];
    struct statement statement = statement_of(journal, sql);
    statement_bind_text(&statement, ":goal_id", goal->id);
    statement_bind_text(&statement, ":period", periods[goal->period]);
    statement_bind_integer(&statement, ":target_ms", goal->target_ms);
    statement_bind_text(&statement, ":instrument", goal->instrument);
    statement_bind_text(&statement, ":from_date", date_text(goal->from_day, from));
    statement_bind_text(&statement, ":until_date",
                        goal->until_day == DATE_LAST ? NULL : date_text(goal->until_day, until));
    if (sql == sql_goal_insert)
        statement_bind_integer(&statement, ":now_ms", zone_now_ms());
    return statement_run(&statement, err);
}

enum practice_status journal_goal_add(struct journal *journal, struct journal_goal *goal,
                                      struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    if (!goal->id[0] && !uuid_new(zone_now_ms(), goal->id))
        return fail_with(err, PRACTICE_INTERNAL, NULL, "the system gives no random bytes");
    enum practice_status status = check_goal(journal, goal, err);
    return status == PRACTICE_OK ? write_goal(journal, sql_goal_insert, goal, err) : status;
}

static enum practice_status must_be_there(struct journal *journal, struct practice_error *err)
{
    return sqlite3_changes(journal->handle)
               ? PRACTICE_OK
               : fail_with(err, PRACTICE_NOT_FOUND, NULL, "there is no such goal");
}

enum practice_status journal_goal_update(struct journal *journal, const struct journal_goal *goal,
                                         struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    enum practice_status status = check_goal(journal, goal, err);
    if (status == PRACTICE_OK)
        status = write_goal(journal, sql_goal_update, goal, err);
    return status == PRACTICE_OK ? must_be_there(journal, err) : status;
}

enum practice_status journal_goal_delete(struct journal *journal, const char *id,
                                         struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    enum practice_status status = journal_needs_command(journal, err);
    if (status != PRACTICE_OK)
        return status;
    struct statement statement = statement_of(journal, sql_goal_delete);
    statement_bind_text(&statement, ":goal_id", id);
    status = statement_run(&statement, err);
    return status == PRACTICE_OK ? must_be_there(journal, err) : status;
}

void journal_goals_release(struct journal_goals *goals)
{
    for (size_t i = 0; i < goals->n; i++)
        free(goals->list[i].instrument);
    free(goals->list);
    *goals = (struct journal_goals){0};
}

static enum practice_status read_goal(struct statement *statement, struct journal_goal *ret_goal,
                                      struct practice_error *err)
{
    struct journal_goal goal = {.until_day = DATE_LAST};
    const char *until = statement_text(statement, statement_column(statement, "until_date"));
    (void)snprintf(goal.id, sizeof goal.id, "%s",
                   statement_text(statement, statement_column(statement, "goal_id")));
    goal.period = strcmp(statement_text(statement, statement_column(statement, "period")), "week")
                      ? JOURNAL_GOAL_DAY
                      : JOURNAL_GOAL_WEEK;
    goal.target_ms = statement_integer(statement, statement_column(statement, "target_ms"));
    enum practice_status status = date_parse(
        statement_text(statement, statement_column(statement, "from_date")), &goal.from_day, err);
    if (status == PRACTICE_OK && until)
        status = date_parse(until, &goal.until_day, err);
    if (status != PRACTICE_OK)
        return status;
    goal.instrument = statement_copy(statement, statement_column(statement, "instrument"));
    *ret_goal = goal;
    return PRACTICE_OK;
}

enum practice_status journal_goal_list(struct journal *journal, struct journal_goals *ret_goals,
                                       struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_goals goals = {0};
    enum practice_status status = PRACTICE_OK;
    int more = 0;
    struct statement statement = statement_of(journal, sql_goal_list);
    while (status == PRACTICE_OK && (more = statement_step(&statement, err)) > 0) {
        struct journal_goal *list = realloc(goals.list, (goals.n + 1) * sizeof *list);
        if (!list) {
            status = fail_no_memory(err);
            break;
        }
        goals.list = list;
        status = read_goal(&statement, &goals.list[goals.n], err);
        goals.n += status == PRACTICE_OK;
    }
    statement_finish(&statement);
    if (status == PRACTICE_OK && more < 0)
        status = err->status;
    if (status == PRACTICE_OK)
        *ret_goals = goals;
    else
        journal_goals_release(&goals);
    return status;
}
