// SPDX-License-Identifier: GPL-3.0-or-later
// The goal's sessions are summed up by days once; steps then are slices of them.
#include "stats/goal.h"

#include <stdlib.h>

#include "base/fail.h"

static struct stats_goal_step step_of(const struct journal_goal *goal,
                                      const struct stats_days *days, int32_t first, int32_t last)
{
    struct stats_goal_step step = {.first = first, .last = last, .met_day = DATE_FIRST};
    for (size_t i = stats_days_from(days, first); i < days->n && days->list[i].day <= last; i++) {
        step.done_ms += days->list[i].measured_ms;
        if (!step.is_met && step.done_ms >= goal->target_ms) {
            step.is_met = 1;
            step.met_day = days->list[i].day;
        }
    }
    return step;
}

static enum practice_status lay_out(const struct journal_goal *goal, const struct stats_days *days,
                                    const struct stats_streak_rule *rule,
                                    struct stats_goal_progress *progress,
                                    struct practice_error *err)
{
    int is_week = goal->period == JOURNAL_GOAL_WEEK, length = is_week ? 7 : 1;
    int32_t last = goal->until_day < rule->today ? goal->until_day : rule->today;
    int32_t first = is_week ? date_week_first(goal->from_day, rule->week_start) : goal->from_day;
    int32_t oldest = last - length * STATS_GOAL_MOST_STEPS;
    if (first < oldest)
        first += (oldest - first + length - 1) / length * length;
    if (first > last)
        return PRACTICE_OK;
    size_t room = (size_t)((last - first) / length + 1);
    progress->steps = calloc(room, sizeof *progress->steps);
    if (!progress->steps)
        return fail_no_memory(err);
    for (; first <= last; first += length) {
        struct stats_goal_step step = step_of(goal, days, first, first + length - 1);
        progress->steps[progress->n_steps++] = step;
        progress->n_met += (size_t)step.is_met;
    }
    return PRACTICE_OK;
}

// Met weeks are in a row when they are neighbours; the week that goes on breaks nothing.
static void week_streaks(struct stats_goal_progress *progress)
{
    struct stats_streak running = {0};
    for (size_t i = 0; i < progress->n_steps; i++) {
        const struct stats_goal_step *step = &progress->steps[i];
        if (step->is_met) {
            running.first = running.n_days ? running.first : step->first;
            running.last = step->first;
            running.n_days++;
            if (running.n_days > progress->longest.n_days)
                progress->longest = running;
        } else if (i + 1 < progress->n_steps || progress->is_over) {
            running = (struct stats_streak){0};
        }
    }
    progress->current = running;
}

static enum practice_status day_streaks(struct stats_goal_progress *progress,
                                        const struct stats_streak_rule *rule,
                                        struct practice_error *err)
{
    int32_t *met = calloc(progress->n_met + 1, sizeof *met);
    size_t n = 0;
    if (!met)
        return fail_no_memory(err);
    for (size_t i = 0; i < progress->n_steps; i++)
        if (progress->steps[i].is_met)
            met[n++] = progress->steps[i].first;
    stats_streaks(met, n, rule, &progress->current, &progress->longest);
    free(met);
    return PRACTICE_OK;
}

static void tell_today(struct stats_goal_progress *progress, int32_t today)
{
    const struct stats_goal_step *last =
        progress->n_steps ? &progress->steps[progress->n_steps - 1] : NULL;
    progress->is_over = progress->goal->until_day < today;
    if (!last || progress->is_over || last->last < today)
        return;
    progress->done_ms = last->done_ms;
    if (last->done_ms < progress->goal->target_ms)
        progress->left_ms = progress->goal->target_ms - last->done_ms;
}

enum practice_status stats_goal_progress_of(const struct journal_goal *goal,
                                            const struct journal_sessions *sessions,
                                            const struct stats_streak_rule *rule,
                                            struct stats_goal_progress *ret_progress,
                                            struct practice_error *err)
{
    struct stats_goal_progress progress = {.goal = goal};
    struct stats_days days = {0};
    enum practice_status status = stats_days_of_instrument(sessions, goal->instrument, &days, err);
    if (status == PRACTICE_OK)
        status = lay_out(goal, &days, rule, &progress, err);
    stats_days_release(&days);
    if (status == PRACTICE_OK) {
        tell_today(&progress, rule->today);
        if (goal->period == JOURNAL_GOAL_WEEK)
            week_streaks(&progress);
        else
            status = day_streaks(&progress, rule, err);
    }
    if (status == PRACTICE_OK)
        *ret_progress = progress;
    else
        stats_goal_progress_release(&progress);
    return status;
}

void stats_goal_progress_release(struct stats_goal_progress *progress)
{
    free(progress->steps);
    *progress = (struct stats_goal_progress){0};
}
