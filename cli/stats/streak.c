// SPDX-License-Identifier: GPL-3.0-or-later
// A window slides over the days: its start moves on as little as the rule asks. Going greedily from
// a broken streak's end instead would lose stretches that begin in the week that broke it.
#include "stats/streak.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/fail.h"

struct window {
    const int32_t *days;
    size_t start, end; // of the days in it: start … end - 1
    const struct stats_streak_rule *rule;
};

// The days of a calendar week from the window's first day to `until` that are not in the window.
static int32_t missed_in_week(const struct window *window, int32_t week_first, int32_t until)
{
    int32_t first = window->days[window->start];
    first = first > week_first ? first : week_first;
    int32_t last = week_first + 6 < until ? week_first + 6 : until;
    int32_t missed = last - first + 1;
    for (size_t i = window->end; i > window->start && window->days[i - 1] >= first; i--)
        missed -= window->days[i - 1] <= last;
    return missed;
}

// Moves the window's start until the weeks from day `from` (in the window, or its last) to `until`
// keep the rule. The weeks before are known to.
static void keep_rule(struct window *window, int32_t from, int32_t until)
{
    int32_t week = date_week_first(from, window->rule->week_start);
    for (; week <= until && window->start < window->end; week += 7) {
        while (window->start < window->end &&
               missed_in_week(window, week, until) > window->rule->rest_days)
            window->start++;
    }
}

static struct stats_streak streak_of(const struct window *window)
{
    if (window->start == window->end)
        return (struct stats_streak){0};
    return (struct stats_streak){window->end - window->start, window->days[window->start],
                                 window->days[window->end - 1]};
}

void stats_streaks(const int32_t *days, size_t n, const struct stats_streak_rule *rule,
                   struct stats_streak *ret_current, struct stats_streak *ret_longest)
{
    struct window window = {.days = days, .rule = rule};
    *ret_current = *ret_longest = (struct stats_streak){0};
    for (size_t i = 0; i < n; i++) {
        if (i && window.start < i) // the gap first: a long one empties the window at once
            keep_rule(&window, days[i - 1], days[i] - 1);
        if (window.start > i)
            window.start = i;
        window.end = i + 1;
        struct stats_streak streak = streak_of(&window);
        if (streak.n_days > ret_longest->n_days)
            *ret_longest = streak;
    }
    if (n && days[n - 1] < rule->today)
        keep_rule(&window, days[n - 1], rule->today - 1);
    *ret_current = streak_of(&window);
}

enum practice_status stats_days_streaks(const struct stats_days *days,
                                        const struct stats_streak_rule *rule,
                                        struct stats_streak *ret_current,
                                        struct stats_streak *ret_longest,
                                        struct practice_error *err)
{
    int32_t *played = calloc(days->n + 1, sizeof *played);
    size_t n = 0;
    if (!played)
        return fail_no_memory(err);
    for (size_t i = 0; i < days->n; i++)
        if (days->list[i].measured_ms > 0)
            played[n++] = days->list[i].day;
    stats_streaks(played, n, rule, ret_current, ret_longest);
    free(played);
    return PRACTICE_OK;
}
