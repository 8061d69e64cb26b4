// SPDX-License-Identifier: GPL-3.0-or-later
// Sparse days laid out for the eye: calendars and pictures want every day of a range, played or
// not.
#include "commands/stats_view.h"

#include <stdlib.h>

#include "base/fail.h"
#include "stats/goal.h"

#define MOST_DAYS (21 * 365) // what ui/days.h can show by weeks

struct period stats_clipped(const struct stats_view *view)
{
    struct period clipped = view->period;
    int32_t today = view->use.rule.today, oldest = today, newest = today;
    if (view->days.n) {
        oldest = view->days.list[0].day;
        newest = view->days.list[view->days.n - 1].day;
        newest = newest > today ? newest : today;
    }
    if (clipped.last > newest)
        clipped.last = newest > clipped.first ? newest : clipped.first;
    if (clipped.first < oldest)
        clipped.first = oldest < clipped.last ? oldest : clipped.last;
    if (clipped.last - clipped.first >= MOST_DAYS)
        clipped.first = clipped.last - MOST_DAYS + 1;
    return clipped;
}

int64_t stats_target(const struct stats_view *view, enum journal_goal_period period)
{
    const struct journal_goals *goals = &view->use.goals;
    int32_t today = view->use.rule.today;
    for (size_t i = 0; !view->is_filtered && i < goals->n; i++) {
        const struct journal_goal *goal = &goals->list[i];
        if (goal->period == period && !goal->instrument && goal->from_day <= today &&
            today <= goal->until_day)
            return goal->target_ms;
    }
    return 0;
}

// 1 where the goal's day was not met, over `n` days from `first`; 2 where it was.
static enum practice_status mark_goal(const struct stats_view *view,
                                      const struct journal_goal *goal, struct stats_dense *dense,
                                      struct practice_error *err)
{
    struct stats_goal_progress progress;
    enum practice_status status =
        stats_goal_progress_of(goal, &view->use.sessions, &view->use.rule, &progress, err);
    if (status != PRACTICE_OK)
        return status;
    for (size_t i = 0; i < progress.n_steps; i++) {
        int64_t at = (int64_t)progress.steps[i].first - dense->days.first;
        if (at < 0 || at >= (int64_t)dense->days.n)
            continue;
        uint8_t *mark = &dense->goal_met[at];
        *mark = !progress.steps[i].is_met || *mark == 1 ? 1 : 2;
    }
    stats_goal_progress_release(&progress);
    return PRACTICE_OK;
}

static enum practice_status mark_goals(const struct stats_view *view, struct stats_dense *dense,
                                       struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    for (size_t i = 0; status == PRACTICE_OK && !view->is_filtered && i < view->use.goals.n; i++) {
        if (view->use.goals.list[i].period == JOURNAL_GOAL_DAY) {
            status = mark_goal(view, &view->use.goals.list[i], dense, err);
            dense->days.goal_met = dense->goal_met;
        }
    }
    for (size_t i = 0; i < dense->days.n; i++)
        dense->goal_met[i] = dense->goal_met[i] == 2;
    return status;
}

enum practice_status stats_dense_of(const struct stats_view *view, int32_t first, int32_t last,
                                    struct stats_dense *ret_dense, struct practice_error *err)
{
    size_t n = (size_t)(last - first + 1);
    struct stats_dense dense = {.play_ms = calloc(n, sizeof *dense.play_ms),
                                .goal_met = calloc(n, sizeof *dense.goal_met)};
    if (!dense.play_ms || !dense.goal_met) {
        stats_dense_release(&dense);
        return fail_no_memory(err);
    }
    for (size_t i = stats_days_from(&view->days, first);
         i < view->days.n && view->days.list[i].day <= last; i++)
        dense.play_ms[view->days.list[i].day - first] = view->days.list[i].measured_ms;
    dense.days = (struct ui_days){.first = first,
                                  .n = n,
                                  .play_ms = dense.play_ms,
                                  .today = view->use.rule.today,
                                  .week_start = view->use.rule.week_start};
    enum practice_status status = mark_goals(view, &dense, err);
    if (status == PRACTICE_OK)
        *ret_dense = dense;
    else
        stats_dense_release(&dense);
    return status;
}

void stats_dense_release(struct stats_dense *dense)
{
    free(dense->play_ms);
    free(dense->goal_met);
    *dense = (struct stats_dense){0};
}
