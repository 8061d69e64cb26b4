// SPDX-License-Identifier: GPL-3.0-or-later
// `practice stats` in words: a table of the period beside the one before, then what no table says.
// Narrow terminals lose the column of the period before first: the change says the same.
#include "commands/stats_view.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "commands/stats_goals.h"
#include "commands/wrapped.h"
#include "stats/group.h"
#include "stats/streak.h"
#include "stats/total.h"
#include "stats/trend.h"
#include "ui/chart.h"
#include "ui/table.h"

#define WIDTH_OF_BEFORE 54 // columns that the whole table takes
#define MOST_BARS       6
#define SPARK_WIDTH     26
#define LABEL_WIDTH     10
#define LINE_SIZE       96
#define TEXT_SIZE       (UI_DAYS_WORDS_SIZE + 8)

struct summary {
    const struct stats_view *view;
    const struct ui_term *term;
    struct stats_total now, before;
    int is_compared;
    struct period before_period;
};

enum row_kind {
    ROW_TIME,
    ROW_COUNT,
    ROW_SHARE, // per cent
};

struct row {
    const char *label;
    enum row_kind kind;
    int64_t now, before; // below 0: unknown
};

static const char *value_text(enum row_kind kind, int64_t value, char text[TEXT_SIZE])
{
    char words[UI_DAYS_WORDS_SIZE];
    if (value < 0)
        return "-";
    if (kind == ROW_TIME)
        (void)snprintf(text, TEXT_SIZE, "%s", ui_days_words(value, words));
    else
        (void)snprintf(text, TEXT_SIZE, "%lld%s", (long long)value, kind == ROW_SHARE ? " %" : "");
    return text;
}

static int64_t minutes(int64_t time_ms)
{
    return (time_ms + UI_DAYS_MS_PER_MINUTE / 2) / UI_DAYS_MS_PER_MINUTE;
}

static const char *change_text(const struct row *row, char text[TEXT_SIZE])
{
    char size[TEXT_SIZE];
    int64_t change = row->now - row->before;
    if (row->now < 0 || row->before < 0)
        return "";
    if (row->kind == ROW_TIME) // of the minutes that are shown, so that the row adds up
        change = (minutes(row->now) - minutes(row->before)) * UI_DAYS_MS_PER_MINUTE;
    if (!change)
        return "same";
    (void)snprintf(text, TEXT_SIZE, "%c%.36s", change < 0 ? '-' : '+',
                   value_text(row->kind, llabs(change), size));
    return text;
}

static int64_t percent(const struct stats_total *total)
{
    double share = stats_play_share(total);
    return share < 0 ? -1 : (int64_t)(share * 100 + 0.5);
}

// What nobody measured is unknown, not nothing.
static int64_t played(const struct stats_total *total)
{
    return total->n_measured || !total->n_sessions ? total->measured_ms : JOURNAL_UNKNOWN;
}

static int print_table(const struct summary *self, const struct row *rows, size_t n)
{
    static const struct ui_column columns[] = {{.title = ""},
                                               {.title = "now", .align = UI_RIGHT},
                                               {.title = "change", .align = UI_RIGHT},
                                               {.title = "before", .align = UI_RIGHT}};
    size_t n_columns = !self->is_compared                                               ? 2
                       : self->term->is_terminal && self->term->width < WIDTH_OF_BEFORE ? 3
                                                                                        : 4;
    struct ui_table *table = ui_table_new(columns, n_columns);
    int failed = !table;
    for (size_t i = 0; !failed && i < n; i++) {
        char now[TEXT_SIZE], before[TEXT_SIZE], change[TEXT_SIZE];
        const char *const cells[] = {rows[i].label, value_text(rows[i].kind, rows[i].now, now),
                                     change_text(&rows[i], change),
                                     value_text(rows[i].kind, rows[i].before, before)};
        failed = ui_table_add(table, cells, i ? UI_STYLE_PLAIN : UI_STYLE_BOLD) != 0;
    }
    if (!failed)
        ui_table_print(table, self->term, stdout);
    ui_table_free(table);
    return failed ? -1 : 0;
}

static int print_totals(const struct summary *self)
{
    const struct stats_total *now = &self->now, *before = &self->before;
    const struct row rows[] = {
        {"Played", ROW_TIME, played(now), played(before)},
        {"Claimed", ROW_TIME, now->claimed_ms, before->claimed_ms},
        {"Play share", ROW_SHARE, percent(now), percent(before)},
        {"Sessions", ROW_COUNT, (int64_t)now->n_sessions, (int64_t)before->n_sessions},
        {"Days played", ROW_COUNT, (int64_t)now->n_played_days, (int64_t)before->n_played_days},
        {"Mean session", ROW_TIME, stats_mean_ms(now), stats_mean_ms(before)},
        {"Longest", ROW_TIME, now->longest_ms, before->longest_ms},
        {"Longest run", ROW_TIME, now->longest_run_ms, before->longest_run_ms},
    };
    return print_table(self, rows, sizeof rows / sizeof *rows);
}

static void print_title(const struct summary *self)
{
    char title[PERIOD_TITLE_SIZE], text[LINE_SIZE];
    const struct stats_view *view = self->view;
    int32_t today = view->use.rule.today;
    int goes_on = view->period.kind != PERIOD_ALL && view->period.kind != PERIOD_DAY &&
                  view->period.first <= today && today < view->period.last &&
                  view->period.last != DATE_LAST;
    (void)snprintf(text, sizeof text, "%s%s", period_title(&view->period, title),
                   goes_on ? " so far" : "");
    wrapped_print(self->term, 0, UI_STYLE_BOLD, text, stdout);
    if (self->is_compared) {
        (void)snprintf(text, sizeof text, "before: %s", period_title(&self->before_period, title));
        wrapped_print(self->term, 0, UI_STYLE_DIM, text, stdout);
    }
    size_t unknown = self->now.n_sessions - self->now.n_measured;
    if (unknown) {
        (void)snprintf(text, sizeof text, "in %zu of %zu sessions nobody measured the playing",
                       unknown, self->now.n_sessions);
        wrapped_print(self->term, 0, UI_STYLE_DIM, text, stdout);
    }
}

// "Today     35 min"
static void print_line(const struct summary *self, const char *label, const char *text)
{
    (void)printf("%s%-*s%s", ui_term_style(self->term, UI_STYLE_DIM), LABEL_WIDTH, label,
                 ui_term_style(self->term, UI_STYLE_PLAIN));
    wrapped_print(self->term, LABEL_WIDTH, UI_STYLE_PLAIN, text, stdout);
}

static enum practice_status print_streak(const struct summary *self, struct practice_error *err)
{
    const struct stats_view *view = self->view;
    struct stats_streak current, longest;
    char first[DATE_SIZE], last[DATE_SIZE], record[LINE_SIZE] = "", text[2 * LINE_SIZE];
    enum practice_status status =
        stats_days_streaks(&view->days, &view->use.rule, &current, &longest, err);
    if (status != PRACTICE_OK)
        return status;
    if (longest.n_days > current.n_days)
        (void)snprintf(record, sizeof record, ", longest %zu: %s to %s", longest.n_days,
                       date_text(longest.first, first), date_text(longest.last, last));
    else if (current.n_days > 1)
        (void)snprintf(record, sizeof record, ", the longest so far");
    (void)snprintf(
        text, sizeof text, "%zu day%s%s%s", current.n_days, current.n_days == 1 ? "" : "s", record,
        current.n_days && current.last < view->use.rule.today ? "; today is still to come" : "");
    print_line(self, "Streak", text);
    return PRACTICE_OK;
}

static enum practice_status print_trend(const struct summary *self, struct practice_error *err)
{
    const struct stats_view *view = self->view;
    const struct stats_trend_rule rule = {view->use.rule.today, view->use.rule.week_start};
    char words[UI_DAYS_WORDS_SIZE], slope[LINE_SIZE] = "", text[2 * LINE_SIZE];
    struct stats_trend *trend = malloc(sizeof *trend);
    if (!trend)
        return fail_no_memory(err);
    stats_trend_of(&view->days, &view->period, &rule, trend);
    if (trend->direction != STATS_UNKNOWN) {
        if (trend->direction != STATS_STEADY)
            (void)snprintf(slope, sizeof slope, " by %s a week",
                           ui_days_words(llabs((long long)trend->slope_ms), words));
        (void)snprintf(text, sizeof text, "%s%s over %zu weeks",
                       stats_direction_name(trend->direction), slope, trend->n_whole);
        print_line(self, "Trend", text);
        (void)printf("%*s", LABEL_WIDTH, "");
        ui_chart_spark(trend->weeks_ms, trend->n_weeks, SPARK_WIDTH, self->term, stdout);
        (void)fputc('\n', stdout);
    }
    free(trend);
    return PRACTICE_OK;
}

static void print_days(const struct summary *self)
{
    const struct stats_view *view = self->view;
    char words[UI_DAYS_WORDS_SIZE], title[DATE_TITLE_SIZE], text[LINE_SIZE];
    int32_t today = view->use.rule.today;
    if (stats_period_has(&view->period, today))
        print_line(self, "Today",
                   ui_days_words(stats_days_measured(&view->days, today, today), words));
    if (self->now.best_day != DATE_FIRST && self->now.n_played_days > 1) {
        (void)snprintf(text, sizeof text, "%s, %s", ui_days_words(self->now.best_day_ms, words),
                       date_title(self->now.best_day, title));
        print_line(self, "Best day", text);
    }
}

static enum practice_status print_goals(const struct summary *self, struct practice_error *err)
{
    const struct stats_use *use = &self->view->use;
    enum practice_status status = PRACTICE_OK;
    int n = 0;
    for (size_t i = 0; status == PRACTICE_OK && i < use->goals.n; i++) {
        struct stats_goal_progress progress = {0};
        status =
            stats_goal_progress_of(&use->goals.list[i], &use->sessions, &use->rule, &progress, err);
        if (status == PRACTICE_OK && !progress.is_over && progress.n_steps) {
            if (!n++)
                (void)printf("\n%sGoals%s\n", ui_term_style(self->term, UI_STYLE_BOLD),
                             ui_term_style(self->term, UI_STYLE_PLAIN));
            stats_goal_print(&progress, self->term, stdout);
        }
        stats_goal_progress_release(&progress);
    }
    return status;
}

// Bars of instruments or pieces, when there is one with a name.
static enum practice_status print_bars(const struct summary *self, enum stats_by by,
                                       const char *title, struct practice_error *err)
{
    const struct stats_grouping grouping = {by, self->view->period, 0};
    struct stats_groups groups;
    struct ui_bar bars[MOST_BARS];
    enum practice_status status =
        stats_groups_of(&self->view->use.sessions, &grouping, &groups, err);
    if (status != PRACTICE_OK)
        return status;
    size_t n = 0;
    for (size_t i = 0; i < groups.n && n < MOST_BARS; i++)
        if (groups.list[i].measured_ms > 0)
            bars[n++] = (struct ui_bar){.label = groups.list[i].name ? groups.list[i].name : "-",
                                        .value = groups.list[i].measured_ms};
    if (n > 1 || (n && groups.list[0].name)) {
        (void)printf("\n%s%s%s\n", ui_term_style(self->term, UI_STYLE_BOLD), title,
                     ui_term_style(self->term, UI_STYLE_PLAIN));
        ui_chart_bars(bars, n, self->term, stdout);
    }
    stats_groups_release(&groups);
    return PRACTICE_OK;
}

static enum practice_status print_rest(const struct summary *self, struct practice_error *err)
{
    (void)fputc('\n', stdout);
    print_days(self);
    enum practice_status status = print_streak(self, err);
    if (status == PRACTICE_OK)
        status = print_trend(self, err);
    if (status == PRACTICE_OK && !self->view->is_filtered)
        status = print_goals(self, err);
    if (status == PRACTICE_OK)
        status = print_bars(self, STATS_BY_INSTRUMENT, "Instruments", err);
    if (status == PRACTICE_OK)
        status = print_bars(self, STATS_BY_PIECE, "Pieces", err);
    return status;
}

enum practice_status stats_print_summary(const struct stats_view *view, struct practice_error *err)
{
    struct summary self = {.view = view, .term = &view->term};
    struct period now = view->period;
    if (!view->options->no_compare)
        self.is_compared =
            stats_compared(&view->period, view->use.rule.today, &now, &self.before_period) == 0;
    self.now = stats_total_of(&view->use.sessions, &view->days, &view->period);
    if (self.is_compared)
        self.before = stats_total_of(&view->use.sessions, &view->days, &self.before_period);
    print_title(&self);
    (void)fputc('\n', stdout);
    if (print_totals(&self) != 0)
        return fail_no_memory(err);
    return print_rest(&self, err);
}
