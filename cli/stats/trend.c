// SPDX-License-Identifier: GPL-3.0-or-later
// Least squares over the week numbers 0 … n - 1, whose sums are known in advance.
#include "stats/trend.h"

const char *stats_direction_name(enum stats_direction direction)
{
    static const char *const names[] = {"unknown", "down", "steady", "up"};
    return names[direction];
}

static void fit(struct stats_trend *trend)
{
    double n = (double)trend->n_whole, middle = (n - 1) / 2, sum = 0, product = 0;
    trend->slope_ms = 0;
    trend->direction = STATS_UNKNOWN;
    for (size_t i = 0; i < trend->n_whole; i++) {
        sum += (double)trend->weeks_ms[i];
        product += ((double)i - middle) * (double)trend->weeks_ms[i];
    }
    if (trend->n_whole < STATS_TREND_KNOWN_WEEKS || sum <= 0)
        return;
    trend->slope_ms = product / (n * (n * n - 1) / 12);
    double change = trend->slope_ms * (n - 1) / (sum / n);
    trend->direction = change >= STATS_TREND_SHARE    ? STATS_UP
                       : change <= -STATS_TREND_SHARE ? STATS_DOWN
                                                      : STATS_STEADY;
}

void stats_trend_of(const struct stats_days *days, const struct period *period,
                    const struct stats_trend_rule *rule, struct stats_trend *ret_trend)
{
    struct stats_trend trend = {.first = rule->today};
    int32_t last = period->last < rule->today ? period->last : rule->today;
    if (days->n && days->list[0].day <= last) {
        int32_t oldest = date_week_first(days->list[0].day, rule->week_start);
        int32_t last_week = date_week_first(last, rule->week_start);
        int32_t first = date_week_first(period->first, rule->week_start);
        int32_t least = last_week - 7 * STATS_TREND_LEAST_WEEKS;
        int32_t most = last_week - 7 * STATS_TREND_MOST_WEEKS;
        first = first < least ? first : least;
        first = first > oldest ? first : oldest;
        trend.first = first > most ? first : most;
        for (int32_t week = trend.first; week <= last_week; week += 7)
            trend.weeks_ms[trend.n_weeks++] = stats_days_measured(days, week, week + 6);
        trend.n_whole = trend.n_weeks - (last_week + 6 >= rule->today);
    }
    fit(&trend);
    *ret_trend = trend;
}
