// SPDX-License-Identifier: GPL-3.0-or-later
// `practice stats --by`, --chart and --calendar: groups as bars, columns and calendars.
#include "commands/stats_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "commands/wrapped.h"
#include "stats/group.h"
#include "ui/calendar.h"
#include "ui/chart.h"
#include "ui/duration.h"

#define MOST_MONTHS    3  // as calendars, before a heat map says it better
#define DAYS_AS_DAYS   62 // longer periods are charted by weeks
#define DAYS_AS_WEEKS  740
#define CHART_ROWS     8
#define TEXT_SIZE      (2 * UI_DAYS_WORDS_SIZE + 32)
#define NARROW_COLUMNS 64

enum stats_by stats_by_of(const char *word)
{
    enum stats_by by = STATS_BY_INSTRUMENT;
    while (by < STATS_BY_MONTH && strcmp(stats_by_name(by), word) != 0)
        by++;
    return by;
}

static void print_heading(const struct stats_view *view, const char *what)
{
    char title[PERIOD_TITLE_SIZE], heading[PERIOD_TITLE_SIZE + 64];
    (void)snprintf(heading, sizeof heading, "%s%s", what, period_title(&view->period, title));
    wrapped_print(&view->term, 0, UI_STYLE_BOLD, heading, stdout);
}

// "2 h 05 min of 3 h 10 min, 4 sessions": played of claimed.
static void bar_text(const struct stats_group *group, const struct ui_term *term,
                     char text[TEXT_SIZE])
{
    char played[UI_DAYS_WORDS_SIZE], claimed[UI_DAYS_WORDS_SIZE];
    (void)snprintf(played, sizeof played, "%s", "-");
    if (group->n_measured || group->measured_ms > 0 || !group->n_sessions)
        (void)ui_days_words(group->measured_ms, played);
    if (term->is_terminal && term->width < NARROW_COLUMNS)
        (void)snprintf(text, TEXT_SIZE, "%s", played);
    else if (!group->claimed_ms && !group->n_sessions)
        (void)snprintf(text, TEXT_SIZE, "%s", "");
    else
        (void)snprintf(text, TEXT_SIZE, "%s of %s", played,
                       ui_days_words(group->claimed_ms, claimed));
}

static enum practice_status print_bars(const struct stats_view *view,
                                       const struct stats_grouping *grouping,
                                       const struct stats_groups *groups,
                                       struct practice_error *err)
{
    struct ui_bar *bars = calloc(groups->n + 1, sizeof *bars);
    char(*titles)[STATS_GROUP_TITLE_SIZE] = calloc(groups->n + 1, sizeof *titles);
    char(*texts)[TEXT_SIZE] = calloc(groups->n + 1, sizeof *texts);
    int failed = !bars || !titles || !texts;
    for (size_t i = 0; !failed && i < groups->n; i++) {
        const char *title = stats_group_title(&groups->list[i], grouping, titles[i]);
        bar_text(&groups->list[i], &view->term, texts[i]);
        bars[i] = (struct ui_bar){title ? title : "-", groups->list[i].measured_ms, texts[i]};
    }
    if (!failed)
        ui_chart_bars(bars, groups->n, &view->term, stdout);
    free(bars);
    free(titles);
    free(texts);
    return failed ? fail_no_memory(err) : PRACTICE_OK;
}

enum practice_status stats_print_groups(const struct stats_view *view, struct practice_error *err)
{
    const struct stats_grouping grouping = {stats_by_of(view->options->by), view->period,
                                            view->use.rule.week_start};
    struct stats_groups groups;
    char heading[64];
    enum practice_status status = stats_groups_of(&view->use.sessions, &grouping, &groups, err);
    if (status != PRACTICE_OK)
        return status;
    (void)snprintf(heading, sizeof heading, "Played%s by %s, ",
                   view->term.is_terminal && view->term.width < NARROW_COLUMNS ? ""
                                                                               : " of claimed time",
                   view->options->by);
    print_heading(view, heading);
    if (groups.n)
        status = print_bars(view, &grouping, &groups, err);
    else
        (void)puts("no sessions");
    stats_groups_release(&groups);
    return status;
}

// The numbers of one chart: by days, weeks or months.
static struct stats_grouping chart_grouping(const struct stats_view *view)
{
    struct stats_grouping grouping = {STATS_BY_MONTH, stats_clipped(view),
                                      view->use.rule.week_start};
    int32_t n_days = period_n_days(&grouping.period);
    if (n_days <= DAYS_AS_DAYS)
        grouping.by = STATS_BY_DAY;
    else if (n_days <= DAYS_AS_WEEKS)
        grouping.by = STATS_BY_WEEK;
    return grouping;
}

// "5", "W12" and "Mar" under the columns.
static void column_label(const struct stats_group *group, enum stats_by by, char label[8])
{
    struct date date = date_split(group->first);
    if (by == STATS_BY_DAY)
        (void)snprintf(label, 8, "%d", date.day);
    else if (by == STATS_BY_WEEK)
        (void)snprintf(label, 8, "W%02d", date_iso_week(group->first + 3).week);
    else
        (void)snprintf(label, 8, "%.3s", date_month_name(date.month));
}

static enum practice_status print_columns(const struct stats_view *view,
                                          const struct stats_groups *groups, enum stats_by by,
                                          struct practice_error *err)
{
    int64_t *values_ms = calloc(groups->n + 1, sizeof *values_ms);
    char(*labels)[8] = calloc(groups->n + 1, sizeof *labels);
    const char **list = calloc(groups->n + 1, sizeof *list);
    int failed = !values_ms || !labels || !list;
    for (size_t i = 0; !failed && i < groups->n; i++) {
        values_ms[i] = groups->list[i].measured_ms;
        column_label(&groups->list[i], by, labels[i]);
        list[i] = labels[i];
    }
    int64_t goal_ms = by == STATS_BY_DAY    ? stats_target(view, JOURNAL_GOAL_DAY)
                      : by == STATS_BY_WEEK ? stats_target(view, JOURNAL_GOAL_WEEK)
                                            : 0;
    const struct ui_columns columns = {values_ms, list, groups->n, goal_ms, CHART_ROWS};
    if (!failed)
        ui_chart_columns(&columns, &view->term, stdout);
    free(values_ms);
    free(labels);
    free(list);
    return failed ? fail_no_memory(err) : PRACTICE_OK;
}

enum practice_status stats_print_chart(const struct stats_view *view, struct practice_error *err)
{
    static const char *const headings[] = {[STATS_BY_DAY] = "Played each day, ",
                                           [STATS_BY_WEEK] = "Played each week, ",
                                           [STATS_BY_MONTH] = "Played each month, "};
    struct stats_groups groups;
    const struct stats_grouping grouping = chart_grouping(view);
    enum practice_status status = stats_groups_of(&view->use.sessions, &grouping, &groups, err);
    if (status != PRACTICE_OK)
        return status;
    print_heading(view, headings[grouping.by]);
    if (groups.n)
        status = print_columns(view, &groups, grouping.by, err);
    else
        (void)puts("no sessions");
    stats_groups_release(&groups);
    return status;
}

static void print_months(const struct stats_view *view, const struct stats_dense *dense,
                         struct period period)
{
    struct date date = date_split(period.first);
    for (int32_t first = period.first; first <= period.last;) {
        if (first != period.first)
            (void)fputc('\n', stdout);
        ui_calendar_month(&dense->days, date.year, date.month, &view->term, stdout);
        date = date_split(date_number((struct date){date.year, date.month + 1, 1}));
        first = date_number(date);
    }
}

enum practice_status stats_print_calendar(const struct stats_view *view, struct practice_error *err)
{
    struct stats_dense dense;
    struct period period = view->period;
    int is_year = period_n_days(&period) > MOST_MONTHS * 31;
    if (is_year) {
        period = stats_clipped(view);
        struct date first = date_split(period.first);
        period.first = date_number((struct date){first.year, 1, 1});
        if (view->period.first > period.first)
            period.first = view->period.first;
    } else {
        struct date first = date_split(period.first), last = date_split(period.last);
        period.first = date_number((struct date){first.year, first.month, 1});
        period.last = date_number((struct date){last.year, last.month + 1, 0});
    }
    enum practice_status status = stats_dense_of(view, period.first, period.last, &dense, err);
    if (status != PRACTICE_OK)
        return status;
    if (is_year)
        ui_calendar_year(&dense.days, &view->term, stdout);
    else
        print_months(view, &dense, period);
    stats_dense_release(&dense);
    return PRACTICE_OK;
}
