// SPDX-License-Identifier: GPL-3.0-or-later
// Goals against what was played: how far today's day or week is, and which ones before were met.
// Measured time alone counts, by practice dates.
#ifndef CLI_STATS_GOAL_H
#define CLI_STATS_GOAL_H

#include "stats/day.h"
#include "stats/streak.h"

// One day or week of a goal.
struct stats_goal_step {
    int32_t first, last;
    int64_t done_ms;
    int is_met;
    int32_t met_day; // the day on which the target was reached; DATE_FIRST: not reached
};

struct stats_goal_progress {
    const struct journal_goal *goal;
    struct stats_goal_step *steps; // oldest first, the last is today's unless the goal has ended
    size_t n_steps;
    size_t n_met;
    int is_over;                 // its last day is past
    int64_t done_ms, left_ms;    // in today's day or week; 0 and 0 when it is over
    struct stats_streak current; // steps met in a row; first and last are their first days
    struct stats_streak longest;
};

#define STATS_GOAL_MOST_STEPS 40000 // a century of days; older ones are left out

// The goal's days, or weeks, from its first day to today (or its end). A week counts whole, also
// the one in which the goal began. Daily goals allow the rule's rest days; a missed week breaks the
// streak of a weekly one. Fails with NO_MEMORY. `goal` must outlive the progress.
enum practice_status stats_goal_progress_of(const struct journal_goal *goal,
                                            const struct journal_sessions *sessions,
                                            const struct stats_streak_rule *rule,
                                            struct stats_goal_progress *ret_progress,
                                            struct practice_error *err) PRACTICE_CHECKED;
void stats_goal_progress_release(struct stats_goal_progress *progress);

#endif
