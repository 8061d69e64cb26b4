// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of `practice stats`: the command line (cmd_stats.c) and one file for each way to look
// at the same numbers.
#ifndef CLI_COMMANDS_STATS_VIEW_H
#define CLI_COMMANDS_STATS_VIEW_H

#include "base/period.h"
#include "commands/stats_use.h"
#include "stats/day.h"
#include "ui/days.h"
#include "ui/term.h"

// The command line as parsed.
struct stats_options {
    const char *instrument, *tag, *piece, *by, *plot, *what, *theme;
    unsigned rest_days; // above STATS_MOST_REST_DAYS: not said
    int no_compare, calendar, chart, json, csv, no_color;
};

struct stats_view {
    const struct stats_options *options;
    struct stats_use use;
    struct stats_days days; // of use.sessions
    struct period period;   // as asked for
    struct ui_term term;
    int is_filtered; // the sessions are not all there are: goals say nothing about them
};

// All of these print to stdout (or write a file) and fail with NO_MEMORY or what they say.

// Totals, streak, trend, goals, and what was played on.
enum practice_status stats_print_summary(const struct stats_view *view,
                                         struct practice_error *err) PRACTICE_CHECKED;

// Bars of a grouping.
enum practice_status stats_print_groups(const struct stats_view *view,
                                        struct practice_error *err) PRACTICE_CHECKED;

// The months of the period, or a heat map when it has more than three.
enum practice_status stats_print_calendar(const struct stats_view *view,
                                          struct practice_error *err) PRACTICE_CHECKED;

// Columns of days, weeks or months, whichever fit.
enum practice_status stats_print_chart(const struct stats_view *view,
                                       struct practice_error *err) PRACTICE_CHECKED;

// One JSON object of schema practice.stats/1; CSV rows of a grouping.
enum practice_status stats_print_json(const struct stats_view *view,
                                      struct practice_error *err) PRACTICE_CHECKED;
enum practice_status stats_print_csv(const struct stats_view *view,
                                     struct practice_error *err) PRACTICE_CHECKED;

// The picture of --plot. Fails with UNREADABLE when the file cannot be written.
enum practice_status stats_write_plot(const struct stats_view *view,
                                      struct practice_error *err) PRACTICE_CHECKED;

// Every day of a range, for calendars and pictures.
struct stats_dense {
    struct ui_days days;
    int64_t *play_ms;
    uint8_t *goal_met;
};

// The days first … last; a day's goal is met when it had daily goals and all of them were. Fails
// with NO_MEMORY.
enum practice_status stats_dense_of(const struct stats_view *view, int32_t first, int32_t last,
                                    struct stats_dense *ret_dense,
                                    struct practice_error *err) PRACTICE_CHECKED;
void stats_dense_release(struct stats_dense *dense);

// The period's days without those before the first session and after today (and the last session),
// at most the last 21 years. A journal without sessions gives the period's last day, or today.
struct period stats_clipped(const struct stats_view *view);

// The target of the first goal of that kind that holds today for all instruments; 0: none, or the
// sessions are filtered.
int64_t stats_target(const struct stats_view *view, enum journal_goal_period period);

// The grouping that --by names.
enum stats_by stats_by_of(const char *word);

#endif
