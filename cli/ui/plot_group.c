// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a group. Its weeks are the panel of one's own weeks, its colours those of statistics,
// so that a picture of a group reads like one of oneself.
#include "ui/plot_group.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/fail.h"
#include "ui/plot_stats_panels.h"
#include "ui/text.h"

#define PAGE_WIDTH  1600.0
#define LEFT        56.0
#define RIGHT       1544.0
#define WEEKS_TOP   174.0
#define WEEKS_TALL  300.0
#define ROWS_TOP    610.0 // the first member
#define ROW         46.0
#define BOTTOM      52.0
#define DAYS_LEFT   420.0
#define DAY_PITCH   74.0
#define DAY_WIDTH   64.0
#define CELL_TALL   32.0
#define WEEK_RIGHT  1070.0
#define STREAK_END  1180.0
#define BARS_LEFT   1220.0
#define NAME_WIDTH  (DAYS_LEFT - LEFT - 24)
#define TITLE_BYTES 2048
#define WEEK        7

struct group_page {
    const struct ui_group_plot *plot;
    struct ui_stats_plot weeks; // the group's weeks as days: each on its Monday
    struct ui_stats_page stats;
    struct ui_scale scale;
    int64_t most_ms; // the longest week of any member
    size_t n_rows;   // that are drawn
};

static double page_height(const struct group_page *page)
{
    size_t n = page->n_rows + (page->plot->n > page->n_rows);
    return ROWS_TOP + ROW * (double)n + BOTTOM;
}

static void write_text(struct ui_canvas *canvas, struct ui_label label, const char *text, double x,
                       double y)
{
    char clean[TITLE_BYTES];
    label.text = ui_text_clean(clean, sizeof clean, text, 1);
    (void)ui_canvas_label(canvas, &label, x, y);
}

static void draw_header(struct ui_canvas *canvas, const struct group_page *page)
{
    char total[UI_DAYS_WORDS_SIZE], title[TITLE_BYTES];
    const struct ui_palette *palette = page->stats.palette;
    const struct ui_group_plot *plot = page->plot;
    struct ui_label played = {.text = ui_days_words(plot->weeks_ms[plot->n_weeks - 1], total),
                              .size_px = 34,
                              .bold = 1,
                              .rgb = palette->levels[3],
                              .anchor = UI_ANCHOR_RIGHT};
    double taken = ui_canvas_label(canvas, &played, RIGHT, 44);
    struct ui_label label = {.text = ui_text_clean(title, sizeof title, plot->title, 1),
                             .size_px = 30,
                             .bold = 1,
                             .rgb = palette->ink,
                             .max_width = RIGHT - LEFT - taken - 40};
    (void)ui_canvas_label(canvas, &label, LEFT, 44);
    const struct ui_label facts = {.size_px = 18, .rgb = palette->faint, .max_width = RIGHT - LEFT};
    write_text(canvas, facts, plot->subtitle, LEFT, 86);
}

static void draw_caption(struct ui_canvas *canvas, const struct group_page *page, const char *text,
                         double y)
{
    const struct ui_label label = {.size_px = 17, .bold = 1, .rgb = page->stats.palette->ink};
    write_text(canvas, label, text, LEFT, y);
}

static void draw_titles(struct ui_canvas *canvas, const struct group_page *page)
{
    char text[32];
    double y = ROWS_TOP - 32;
    for (int d = 0; d < WEEK; d++) {
        struct date date = date_split(page->plot->monday + d);
        (void)snprintf(text, sizeof text, "%.2s %d", date_weekday_name(d), date.day);
        ui_stats_label(canvas, &page->stats, text, UI_ANCHOR_CENTRE,
                       DAYS_LEFT + DAY_PITCH * d + DAY_WIDTH / 2, y);
    }
    (void)snprintf(text, sizeof text, "%zu weeks", page->plot->n_weeks);
    ui_stats_label(canvas, &page->stats, "week", UI_ANCHOR_RIGHT, WEEK_RIGHT, y);
    ui_stats_label(canvas, &page->stats, "streak", UI_ANCHOR_RIGHT, STREAK_END, y);
    ui_stats_label(canvas, &page->stats, text, UI_ANCHOR_LEFT, BARS_LEFT, y);
}

// A day's cell with its minutes; days to come are blank.
static void draw_day(struct ui_canvas *canvas, const struct group_page *page, int day,
                     const int64_t *days_ms, double y)
{
    char text[32];
    const struct ui_palette *palette = page->stats.palette;
    int level = ui_scale_level(&page->scale, days_ms[day]);
    struct ui_box cell = {DAYS_LEFT + DAY_PITCH * day, y - CELL_TALL / 2, DAY_WIDTH, CELL_TALL};
    if (days_ms[day] <= 0 && page->plot->monday + day > page->plot->today)
        return;
    ui_stats_cell(canvas, &cell, palette->levels[level]);
    if (days_ms[day] <= 0)
        return;
    int64_t minutes = (days_ms[day] + UI_DAYS_MS_PER_MINUTE / 2) / UI_DAYS_MS_PER_MINUTE;
    (void)snprintf(text, sizeof text, minutes ? "%lld" : "<1", (long long)minutes);
    const struct ui_label label = {.size_px = 16,
                                   .rgb = level <= 2 ? palette->ink : palette->ground,
                                   .anchor = UI_ANCHOR_CENTRE};
    write_text(canvas, label, text, cell.x + DAY_WIDTH / 2, y);
}

static void draw_bars(struct ui_canvas *canvas, const struct group_page *page,
                      const int64_t *weeks_ms, double y)
{
    const struct ui_palette *palette = page->stats.palette;
    size_t n = page->plot->n_weeks;
    double pitch = fmin(40, (RIGHT - BARS_LEFT) / (double)n), tall = ROW - 10;
    double width = fmax(1, floor(pitch * 0.74)), base = y + tall / 2;
    ui_canvas_line(canvas, &(struct ui_box){BARS_LEFT, base, pitch * (double)n, 0}, palette->grid);
    for (size_t i = 0; i < n; i++) {
        if (weeks_ms[i] <= 0)
            continue;
        double height = fmax(2, (double)weeks_ms[i] / (double)page->most_ms * tall);
        struct ui_box bar = {BARS_LEFT + pitch * (double)i, base - height, width, height};
        int goes_on = i + 1 == n && page->plot->today < page->plot->monday + WEEK - 1;
        ui_canvas_fill(canvas, &bar, goes_on ? palette->part : palette->bar);
    }
}

static void draw_row(struct ui_canvas *canvas, const struct group_page *page,
                     const struct ui_group_row *row, double y)
{
    char text[UI_DAYS_WORDS_SIZE];
    const struct ui_palette *palette = page->stats.palette;
    const struct ui_label name = {
        .size_px = 19, .bold = row->is_me, .rgb = palette->ink, .max_width = NAME_WIDTH};
    write_text(canvas, name, row->name, LEFT, y);
    if (!row->weeks_ms) {
        ui_stats_label(canvas, &page->stats, "shares no totals", UI_ANCHOR_LEFT, DAYS_LEFT, y);
        return;
    }
    for (int d = 0; d < WEEK; d++)
        draw_day(canvas, page, d, row->days_ms, y);
    struct ui_label value = {.size_px = 18, .rgb = palette->ink, .anchor = UI_ANCHOR_RIGHT};
    write_text(canvas, value, ui_days_words(row->weeks_ms[page->plot->n_weeks - 1], text),
               WEEK_RIGHT, y);
    (void)snprintf(text, sizeof text, "%lld day%s", (long long)row->streak_days,
                   row->streak_days == 1 ? "" : "s");
    value.rgb = row->streak_days > 0 ? palette->ink : palette->faint;
    write_text(canvas, value, text, STREAK_END, y);
    draw_bars(canvas, page, row->weeks_ms, y);
}

static void draw_page(struct ui_canvas *canvas, const void *data)
{
    const struct group_page *page = data;
    char more[64];
    double y = ROWS_TOP + ROW / 2 - 10;
    const struct ui_box weeks = {LEFT, WEEKS_TOP, RIGHT - LEFT, WEEKS_TALL};
    ui_canvas_fill(canvas, &(struct ui_box){0, 0, PAGE_WIDTH, page_height(page)},
                   page->stats.palette->ground);
    draw_header(canvas, page);
    draw_caption(canvas, page, "Together", WEEKS_TOP - 27);
    ui_panel_weeks(canvas, &page->stats, &weeks);
    draw_caption(canvas, page, "Members", ROWS_TOP - 32);
    draw_titles(canvas, page);
    for (size_t i = 0; i < page->n_rows; i++, y += ROW)
        draw_row(canvas, page, &page->plot->rows[i], y);
    if (page->plot->n == page->n_rows)
        return;
    (void)snprintf(more, sizeof more, "and %zu more", page->plot->n - page->n_rows);
    ui_stats_label(canvas, &page->stats, more, UI_ANCHOR_LEFT, LEFT, y);
}

// Steps of colour that fit the days of all members.
static enum practice_status find_scale(struct group_page *page, struct practice_error *err)
{
    const struct ui_group_plot *plot = page->plot;
    int64_t *all = calloc(page->n_rows + 1, WEEK * sizeof *all);
    if (!all)
        return fail_no_memory(err);
    for (size_t i = 0; i < page->n_rows; i++) {
        const struct ui_group_row *row = &plot->rows[i];
        for (size_t d = 0; row->days_ms && d < WEEK; d++)
            all[i * WEEK + d] = row->days_ms[d];
        for (size_t w = 0; row->weeks_ms && w < plot->n_weeks; w++)
            page->most_ms = row->weeks_ms[w] > page->most_ms ? row->weeks_ms[w] : page->most_ms;
    }
    const struct ui_days days = {.first = 0, .n = page->n_rows * WEEK, .play_ms = all};
    page->scale = ui_scale_of(&days);
    free(all);
    return PRACTICE_OK;
}

enum practice_status ui_group_plot_write(const struct ui_group_plot *plot,
                                         enum ui_plot_format format, FILE *out,
                                         struct practice_error *err)
{
    int64_t days_ms[WEEK * UI_GROUP_MOST_WEEKS] = {0};
    struct group_page page = {.plot = plot, .most_ms = 1};
    page.n_rows = plot->n < UI_GROUP_MOST_ROWS ? plot->n : UI_GROUP_MOST_ROWS;
    for (size_t i = 0; i < plot->n_weeks; i++)
        days_ms[i * WEEK] = plot->weeks_ms[i];
    page.weeks.days = (struct ui_days){.first = plot->monday - WEEK * (int32_t)(plot->n_weeks - 1),
                                       .n = plot->n_weeks * WEEK,
                                       .play_ms = days_ms,
                                       .today = plot->today};
    page.stats = (struct ui_stats_page){&page.weeks, ui_stats_palette(plot->theme)};
    enum practice_status status = find_scale(&page, err);
    if (status != PRACTICE_OK)
        return status;
    struct ui_page sheet = {PAGE_WIDTH, page_height(&page), draw_page, &page};
    return ui_page_write(&sheet, format, out, err);
}
