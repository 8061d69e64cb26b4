// SPDX-License-Identifier: GPL-3.0-or-later
// Streaks: days in a row on which something held, with rest days that do not break them. One rule
// serves practice and daily goals alike.
#ifndef CLI_STATS_STREAK_H
#define CLI_STATS_STREAK_H

#include "stats/day.h"

#define STATS_MOST_REST_DAYS 6 // a week without any day always ends a streak

struct stats_streak {
    size_t n_days;       // that held; rest days are not counted. 0: none
    int32_t first, last; // of those
};

struct stats_streak_rule {
    int32_t today;
    int rest_days;  // 0 … STATS_MOST_REST_DAYS allowed in each calendar week
    int week_start; // 0: Monday … 6: Sunday
};

// The streaks in `days` [n], rising and each once, on which the thing held. A streak is a longest
// stretch from one of these days to another in which no calendar week lacks more than rest_days
// days. The longest is the earliest of equals. The current one still lives: today not yet
// counted as missed, its weeks still keep the rule.
void stats_streaks(const int32_t *days, size_t n, const struct stats_streak_rule *rule,
                   struct stats_streak *ret_current, struct stats_streak *ret_longest);

// The streaks of the days with play time. Fails with NO_MEMORY.
enum practice_status stats_days_streaks(const struct stats_days *days,
                                        const struct stats_streak_rule *rule,
                                        struct stats_streak *ret_current,
                                        struct stats_streak *ret_longest,
                                        struct practice_error *err) PRACTICE_CHECKED;

#endif
