// SPDX-License-Identifier: GPL-3.0-or-later
// The year as a heat map: a week a column, a weekday a row, a calendar year a block. A range of no
// more than 54 weeks is one block whatever its years, so that "the last year" stays whole.
#include <math.h>

#include "base/date.h"
#include "ui/plot_stats_panels.h"

#define YEAR_WEEKS  54
#define MOST_BLOCKS 10
#define NAMES       52.0 // width of the weekdays' names
#define MONTHS      26.0 // height of the months' names
#define LEGEND      46.0
#define BETWEEN     22.0 // blocks
#define SHARE       0.84 // of a cell's pitch that is filled
#define WIDEST      28.0

struct block {
    int32_t first;
    int32_t last;
    int32_t week;
};

static double pitch_of(double width)
{
    return fmin(WIDEST, floor((width - NAMES) / YEAR_WEEKS * 2) / 2);
}

static int weeks_between(const struct ui_days *days, int32_t first, int32_t last)
{
    return (last - date_week_first(first, days->week_start)) / 7 + 1;
}

// Fills in the blocks, by years, the last MOST_BLOCKS of them; returns their number.
static size_t find_blocks(const struct ui_days *days, struct block blocks[MOST_BLOCKS])
{
    int32_t first = days->first;
    int32_t last = ui_days_last(days);
    if (days->n == 0)
        return 0;
    int is_one = weeks_between(days, first, last) <= YEAR_WEEKS;
    int years = date_split(last).year - date_split(first).year + 1;
    if (years > MOST_BLOCKS)
        first = date_number((struct date){date_split(last).year - MOST_BLOCKS + 1, 1, 1});
    size_t n = 0;
    while (first <= last && n < MOST_BLOCKS) {
        int32_t end = is_one ? last : date_number((struct date){date_split(first).year, 12, 31});
        blocks[n].first = first;
        blocks[n].last = end < last ? end : last;
        int32_t origin = is_one ? first : date_number((struct date){date_split(first).year, 1, 1});
        blocks[n].week = date_week_first(origin, days->week_start);
        first = blocks[n++].last + 1;
    }
    return n;
}

double ui_panel_year_height(const struct ui_stats_plot *plot, double width)
{
    struct block blocks[MOST_BLOCKS];
    size_t n = find_blocks(&plot->days, blocks);
    double block = MONTHS + 7 * pitch_of(width);
    return n > 0 ? (double)n * (block + BETWEEN) - BETWEEN + LEGEND : LEGEND;
}

static int column_of(const struct block *block, int32_t day)
{
    return (day - block->week) / 7;
}

// The first name of a block and each January's have their year. A first month of a week or two
// gives its place to the next.
static void draw_months(struct ui_canvas *canvas, const struct ui_stats_page *page,
                        const struct block *block, const struct ui_box *box)
{
    char text[32];
    double pitch = pitch_of(box->width);
    int is_first = 1;
    for (int32_t day = block->first; day <= block->last;) {
        struct date date = date_split(day);
        int32_t next = date_number((struct date){date.year, date.month + 1, 1});
        int columns = column_of(block, next) - column_of(block, day);
        double x = box->x + NAMES + column_of(block, day) * pitch;
        if (columns >= 4 || next > block->last) {
            (void)snprintf(text, sizeof text, is_first || date.month == 1 ? "%.3s %d" : "%.3s",
                           date_month_name(date.month), date.year);
            ui_stats_label(canvas, page, text, UI_ANCHOR_LEFT, x, box->y + 8);
            is_first = 0;
        }
        day = next;
    }
}

// A ring around today, a point in the days whose goal was met.
static void draw_marks(struct ui_canvas *canvas, const struct ui_stats_page *page, int32_t day,
                       const struct ui_box *cell)
{
    cairo_t *cairo = ui_canvas_cairo(canvas);
    if (ui_days_goal_met(&page->plot->days, day)) {
        cairo_arc(cairo, cell->x + cell->width / 2, cell->y + cell->height / 2, cell->width * 0.11,
                  0, 2 * M_PI);
        ui_canvas_set_rgb(canvas, page->palette->ground, 0.85);
        cairo_fill(cairo);
    }
    if (day == page->plot->days.today) {
        cairo_rectangle(cairo, cell->x - 1, cell->y - 1, cell->width + 2, cell->height + 2);
        ui_canvas_set_rgb(canvas, page->palette->ink, 1);
        cairo_set_line_width(cairo, 2);
        cairo_stroke(cairo);
    }
}

static void draw_block(struct ui_canvas *canvas, const struct ui_stats_page *page,
                       const struct block *block, const struct ui_box *box)
{
    const struct ui_days *days = &page->plot->days;
    struct ui_scale scale = ui_scale_of(days);
    double pitch = pitch_of(box->width);
    draw_months(canvas, page, block, box);
    for (int row = 0; row < 7; row += 2) {
        char name[4];
        (void)snprintf(name, sizeof name, "%.3s", date_weekday_name((days->week_start + row) % 7));
        ui_stats_label(canvas, page, name, UI_ANCHOR_LEFT, box->x,
                       box->y + MONTHS + (row + SHARE / 2) * pitch);
    }
    int32_t last = block->last < days->today ? block->last : days->today;
    for (int32_t day = block->first; day <= last; day++) {
        int32_t at = day - block->week;
        struct ui_box cell = {box->x + NAMES + at / 7 * pitch, box->y + MONTHS + at % 7 * pitch,
                              pitch * SHARE, pitch * SHARE};
        int level = ui_scale_level(&scale, ui_days_play_ms(days, day));
        ui_stats_cell(canvas, &cell, page->palette->levels[level]);
        draw_marks(canvas, page, day, &cell);
    }
}

static void draw_legend(struct ui_canvas *canvas, const struct ui_stats_page *page, double x,
                        double y)
{
    char name[16];
    struct ui_scale scale = ui_scale_of(&page->plot->days);
    for (int level = 0; level < UI_LEVELS; level++) {
        struct ui_box cell = {x, y - 10, 20, 20};
        ui_stats_cell(canvas, &cell, page->palette->levels[level]);
        struct ui_label label = {
            .text = ui_scale_name(&scale, level, name), .size_px = 15, .rgb = page->palette->faint};
        x += 28 + ui_canvas_label(canvas, &label, x + 28, y) + 20;
    }
    ui_stats_label(canvas, page, page->plot->days.goal_met ? "minutes, • goal met" : "minutes",
                   UI_ANCHOR_LEFT, x - 8, y);
}

void ui_panel_year(struct ui_canvas *canvas, const struct ui_stats_page *page,
                   const struct ui_box *box)
{
    struct block blocks[MOST_BLOCKS];
    size_t n = find_blocks(&page->plot->days, blocks);
    struct ui_box at = *box;
    for (size_t i = 0; i < n; i++) {
        draw_block(canvas, page, &blocks[i], &at);
        at.y += MONTHS + 7 * pitch_of(box->width) + BETWEEN;
    }
    draw_legend(canvas, page, box->x + NAMES, box->y + box->height - 10);
}
