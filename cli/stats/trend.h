// SPDX-License-Identifier: GPL-3.0-or-later
// Play time week by week, and whether it rises. A straight line is fitted to whole weeks; its
// change from the first to the last of them, against the mean week, decides the word.
#ifndef CLI_STATS_TREND_H
#define CLI_STATS_TREND_H

#include "stats/day.h"

#define STATS_TREND_LEAST_WEEKS 8   // a shorter period is seen together with what came before
#define STATS_TREND_MOST_WEEKS  520 // ten years
#define STATS_TREND_SHARE       0.1 // of the mean week: a smaller change is "steady"
#define STATS_TREND_KNOWN_WEEKS 3   // fewer whole weeks have no trend

enum stats_direction {
    STATS_UNKNOWN,
    STATS_DOWN,
    STATS_STEADY,
    STATS_UP,
};

// "unknown", "down", "steady", "up".
const char *stats_direction_name(enum stats_direction direction);

struct stats_trend {
    int64_t weeks_ms[STATS_TREND_MOST_WEEKS + 1]; // oldest first
    size_t n_weeks;                               // the last may still go on
    size_t n_whole;                               // those that are over: what the line is fitted to
    int32_t first;                                // the first day of the first week
    double slope_ms;                              // change from week to week
    enum stats_direction direction;
};

struct stats_trend_rule {
    int32_t today;
    int week_start;
};

// The trend of the weeks that the period reaches into, up to today, at least
// STATS_TREND_LEAST_WEEKS but none before the first day with a session.
void stats_trend_of(const struct stats_days *days, const struct period *period,
                    const struct stats_trend_rule *rule, struct stats_trend *ret_trend);

#endif
