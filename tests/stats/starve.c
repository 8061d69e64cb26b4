// SPDX-License-Identifier: GPL-3.0-or-later
// Lets the allocations of cli/stats fail one by one, by the linker's --wrap: each call must say so
// with NO_MEMORY, leave its output alone and nothing behind, and work again afterwards. Prints how
// many failures were met.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/achievement.h"
#include "stats/goal.h"
#include "stats/group.h"
#include "stats/hours.h"
#include "../starve.h"

static struct journal_session list[100];
static struct journal_sessions sessions = {.list = list, .n = 100};
static struct journal_goal goal = {
    .period = JOURNAL_GOAL_DAY, .target_ms = 60000, .from_day = 20000, .until_day = DATE_LAST};
static const struct stats_streak_rule rule = {.today = 20060};
static enum stats_by by;

static void make_sessions(void)
{
    for (size_t i = 0; i < sessions.n; i++) // not in order, so that sorting is needed
        list[i] = (struct journal_session){.start_ms = (int64_t)(i * 37 % 100) * 3600000,
                                           .end_ms = (int64_t)(i * 37 % 100 + 1) * 3600000,
                                           .zone = "UTC",
                                           .day = 20000 + (int32_t)(i * 37 % 100) / 2,
                                           .claimed_ms = 3600000,
                                           .measured_ms = 60000,
                                           .instrument = i % 2 ? "violin" : NULL};
}

static enum practice_status try_days(struct practice_error *err)
{
    struct stats_days days = {0};
    struct stats_streak current, longest;
    enum practice_status status = stats_days_of(&sessions, &days, err);
    if (status == PRACTICE_OK)
        status = stats_days_streaks(&days, &rule, &current, &longest, err);
    stats_days_release(&days);
    return status;
}

static enum practice_status try_groups(struct practice_error *err)
{
    struct stats_groups groups = {0};
    const struct stats_grouping grouping = {by, {PERIOD_ALL, DATE_FIRST, DATE_LAST}, 0};
    enum practice_status status = stats_groups_of(&sessions, &grouping, &groups, err);
    stats_groups_release(&groups);
    return status;
}

static enum practice_status try_goal(struct practice_error *err)
{
    struct stats_goal_progress progress = {0};
    enum practice_status status = stats_goal_progress_of(&goal, &sessions, &rule, &progress, err);
    stats_goal_progress_release(&progress);
    return status;
}

static enum practice_status try_achievements(struct practice_error *err)
{
    const struct journal_goals goals = {&goal, 1};
    const struct stats_achievement_input input = {&sessions, &goals, rule.today};
    struct stats_achievements achievements = {0};
    enum practice_status status = stats_achievements_of(&input, &achievements, err);
    stats_achievements_release(&achievements);
    return status;
}

// Fails the first, the second … allocation until all is well. Returns how many failures there were.
static int starve(const char *name, enum practice_status (*attempt)(struct practice_error *err))
{
    for (int n = 0; n < 1000; n++) {
        struct practice_error err = {0};
        starving.left = n;
        enum practice_status status = attempt(&err);
        int met = starving.left < 0;
        starving.left = -1;
        if (!met)
            return status == PRACTICE_OK ? n : -1;
        if (status != PRACTICE_NO_MEMORY || err.status != status || !err.message[0]) {
            (void)fprintf(stderr, "%s: allocation %d failed and was not told\n", name, n);
            exit(1);
        }
    }
    return -1;
}

int main(void)
{
    make_sessions();
    int n_days = starve("days", try_days), n_goal = starve("goal", try_goal);
    int n_achievements = starve("achievements", try_achievements), n_groups = 0, failed = 0;
    for (by = STATS_BY_INSTRUMENT; by <= STATS_BY_MONTH; by++) {
        if (by == STATS_BY_HOUR)
            continue; // a zone that cannot be opened is shown in UTC
        int n = starve(stats_by_name(by), try_groups);
        failed |= n < 1;
        n_groups += n;
    }
    (void)printf("%d %d %d %d\n", n_days, n_goal, n_achievements, n_groups);
    return failed || n_days < 1 || n_goal < 1 || n_achievements < 1;
}
