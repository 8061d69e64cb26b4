// SPDX-License-Identifier: GPL-3.0-or-later
// A group's dashboard on a screen: a row a member in the order of names, for it is no ranking, the
// days of this week beside the week, the streak and the weeks before. Narrow screens lose the days
// first: the week says the same.
#include "commands/group_board.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/fail.h"
#include "commands/wrapped.h"
#include "ui/chart.h"
#include "ui/days.h"
#include "ui/table.h"

#define WEEK          7
#define SPARK_WIDTH   12
#define MOST_COLUMNS  12
#define WIDTH_OF_DAYS 76
#define CELL_SIZE     48
#define LINE_SIZE     256
#define LABEL_WIDTH   10

// The cells of one row; those of days stay out on narrow screens.
struct row {
    const char *name;
    const int64_t *days_s, *weeks_s; // NULL: not shared
    int64_t streak_days;             // below 0: none is told
};

struct grid {
    const struct group_board *board;
    const struct ui_term *term;
    struct ui_table *table;
    int has_days;
};

static int32_t days_until_today(const struct grid *grid)
{
    return grid->board->today - grid->board->data->monday;
}

// Minutes of a day: "45", "·" for none, nothing for days to come.
static const char *day_text(const struct grid *grid, const struct row *row, int32_t day,
                            char text[CELL_SIZE])
{
    int64_t play_s = row->days_s[day];
    int64_t minutes = (play_s + 30) / 60;
    if (play_s > 0)
        (void)snprintf(text, CELL_SIZE, minutes ? "%lld" : "<1", (long long)minutes);
    else
        (void)snprintf(text, CELL_SIZE, "%s",
                       day > days_until_today(grid) ? ""
                       : grid->term->utf8_text      ? "·"
                                                    : ".");
    return text;
}

// The weeks as a spark without colours, which a cell could not have; to be freed.
static char *spark_text(const struct grid *grid, const int64_t *weeks_s)
{
    char *text = NULL;
    size_t size = 0;
    struct ui_term plain = *grid->term;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    plain.colour = UI_COLOUR_NONE;
    ui_chart_spark(weeks_s, grid->board->data->n_weeks, SPARK_WIDTH, &plain, out);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

static int add_row(const struct grid *grid, const struct row *row, enum ui_style style)
{
    const char *cells[MOST_COLUMNS] = {row->name};
    char days[WEEK][CELL_SIZE], week[UI_DAYS_WORDS_SIZE], streak[CELL_SIZE] = "";
    size_t n = 1, n_weeks = grid->board->data->n_weeks;
    char *spark = row->weeks_s ? spark_text(grid, row->weeks_s) : NULL;
    if (row->weeks_s && !spark)
        return -1;
    for (int32_t d = 0; grid->has_days && d < WEEK; d++)
        cells[n++] = row->days_s ? day_text(grid, row, d, days[d]) : "";
    if (row->weeks_s && row->streak_days >= 0)
        (void)snprintf(streak, sizeof streak, "%lld d", (long long)row->streak_days);
    cells[n++] =
        row->weeks_s ? ui_days_words(row->weeks_s[n_weeks - 1] * GROUP_MS_PER_S, week) : "-";
    cells[n++] = streak;
    cells[n++] = spark;
    int failed = ui_table_add(grid->table, cells, style);
    free(spark);
    return failed;
}

static int add_members(const struct grid *grid)
{
    const struct server_dashboard *data = grid->board->data;
    int failed = 0;
    for (size_t i = 0; !failed && i < data->n; i++) {
        const struct server_dashboard_member *member = &data->list[i];
        const struct row row = {member->nickname ? member->nickname : "(disabled)",
                                member->has_totals ? member->days_s : NULL,
                                member->has_totals ? member->weeks_s : NULL, member->streak_days};
        failed = add_row(grid, &row, member->is_me ? UI_STYLE_BOLD : UI_STYLE_PLAIN);
    }
    const struct row all = {"together", grid->board->days_s, grid->board->weeks_s, -1};
    if (!failed && grid->board->n_sharing > 1) {
        ui_table_rule(grid->table);
        failed = add_row(grid, &all, UI_STYLE_PLAIN);
    }
    return failed;
}

static int print_table(const struct group_board *board, const struct ui_term *term)
{
    struct grid grid = {.board = board,
                        .term = term,
                        .has_days = !term->is_terminal || term->width >= WIDTH_OF_DAYS};
    struct ui_column columns[MOST_COLUMNS] = {{.title = "Member", .flexible = 1}};
    char titles[WEEK][4], weeks[CELL_SIZE];
    size_t n = 1;
    for (int d = 0; grid.has_days && d < WEEK; d++) {
        (void)snprintf(titles[d], sizeof titles[d], "%.2s", date_weekday_name(d));
        columns[n++] = (struct ui_column){.title = titles[d], .align = UI_RIGHT};
    }
    (void)snprintf(weeks, sizeof weeks, "%zu weeks", board->data->n_weeks);
    columns[n++] = (struct ui_column){.title = "Week", .align = UI_RIGHT};
    columns[n++] = (struct ui_column){.title = "Streak", .align = UI_RIGHT};
    columns[n++] = (struct ui_column){.title = weeks};
    grid.table = ui_table_new(columns, n);
    int failed = !grid.table || add_members(&grid) != 0;
    if (!failed)
        ui_table_print(grid.table, term, stdout);
    ui_table_free(grid.table);
    return failed ? -1 : 0;
}

static void print_line(const struct ui_term *term, const char *label, const char *text)
{
    (void)printf("%s%-*s%s", ui_term_style(term, UI_STYLE_DIM), LABEL_WIDTH, label,
                 ui_term_style(term, UI_STYLE_PLAIN));
    wrapped_print(term, LABEL_WIDTH, UI_STYLE_PLAIN, text, stdout);
}

static void print_trend(const struct group_board *board, const struct ui_term *term)
{
    char words[UI_DAYS_WORDS_SIZE], slope[LINE_SIZE] = "", text[2 * LINE_SIZE];
    const struct stats_trend *trend = &board->trend;
    if (trend->direction == STATS_UNKNOWN)
        return;
    if (trend->direction != STATS_STEADY)
        (void)snprintf(slope, sizeof slope, " by %s a week",
                       ui_days_words(llabs((long long)trend->slope_ms), words));
    (void)snprintf(text, sizeof text, "%s%s over %zu weeks", stats_direction_name(trend->direction),
                   slope, trend->n_whole);
    print_line(term, "Trend", text);
}

static void print_sums(const struct group_board *board, const struct ui_term *term)
{
    char now[UI_DAYS_WORDS_SIZE], before[UI_DAYS_WORDS_SIZE], text[LINE_SIZE];
    (void)snprintf(text, sizeof text, "%s this week, %s the week before",
                   ui_days_words(group_board_this_week_s(board) * GROUP_MS_PER_S, now),
                   ui_days_words(group_board_last_week_s(board) * GROUP_MS_PER_S, before));
    print_line(term, "Played", text);
    (void)snprintf(text, sizeof text, "%zu of %zu played this week", board->n_playing,
                   board->n_sharing);
    print_line(term, "Members", text);
    print_trend(board, term);
    size_t n_silent = board->data->n - board->n_sharing;
    if (!n_silent)
        return;
    (void)snprintf(text, sizeof text, "%zu member%s no totals here", n_silent,
                   n_silent == 1 ? " shares" : "s share");
    wrapped_print(term, 0, UI_STYLE_DIM, text, stdout);
}

enum practice_status group_board_print(const struct group_board *board, const struct ui_term *term,
                                       struct practice_error *err)
{
    char title[PERIOD_TITLE_SIZE], line[2 * LINE_SIZE];
    const struct period week = {PERIOD_RANGE, board->data->monday, board->data->monday + WEEK - 1};
    wrapped_print(term, 0, UI_STYLE_BOLD, board->data->group, stdout);
    (void)snprintf(line, sizeof line, "%s, minutes played", period_title(&week, title));
    wrapped_print(term, 0, UI_STYLE_DIM, line, stdout);
    (void)fputc('\n', stdout);
    if (print_table(board, term) != 0)
        return fail_no_memory(err);
    (void)fputc('\n', stdout);
    print_sums(board, term);
    return PRACTICE_OK;
}
