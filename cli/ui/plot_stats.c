// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of statistics: header, themes, and which panel stands where.
#include "ui/plot_stats.h"

#include <math.h>
#include <string.h>

#include "ui/plot_stats_panels.h"
#include "ui/text.h"

#define PAGE_WIDTH  1600.0
#define LEFT        56.0
#define RIGHT       1544.0
#define HEADER      132.0 // where the first panel begins
#define CAPTION     42.0  // above a panel
#define GAP         52.0  // between panels
#define BOTTOM      64.0  // below the last, for its axis
#define LOW_HEIGHT  320.0 // weeks and hours side by side
#define LONE_HEIGHT 480.0 // either alone
#define WEEKS_SHARE 0.56
#define TITLE_BYTES 2048

// The greens go from the ground away, so that more is more on both; blue green and orange are told
// apart by all eyes (after Okabe and Ito).
static const struct ui_palette palettes[] = {
    [UI_THEME_LIGHT] = {.ground = 0xffffff,
                        .ink = 0x1d2321,
                        .faint = 0x66706c,
                        .grid = 0xe2e6e4,
                        .levels = {0xebefed, 0xbfe8d9, 0x74cbad, 0x17a279, 0x005e45},
                        .bar = 0x2fae87,
                        .part = 0xa8dcca,
                        .mean = 0xc25200,
                        .goal = 0x8a6d00},
    [UI_THEME_DARK] = {.ground = 0x111516,
                       .ink = 0xe9eeec,
                       .faint = 0x97a39e,
                       .grid = 0x2a3133,
                       .levels = {0x1f2628, 0x10483a, 0x0f7a5d, 0x14b386, 0x7df3cb},
                       .bar = 0x119a73,
                       .part = 0x0d5947,
                       .mean = 0xffb347,
                       .goal = 0xd7c35a},
};

const struct ui_palette *ui_stats_palette(enum ui_theme theme)
{
    return &palettes[theme];
}

void ui_stats_label(struct ui_canvas *canvas, const struct ui_stats_page *page, const char *text,
                    enum ui_anchor anchor, double x, double y)
{
    struct ui_label label = {
        .text = text, .size_px = 15, .rgb = page->palette->faint, .anchor = anchor};
    (void)ui_canvas_label(canvas, &label, x, y);
}

void ui_stats_cell(struct ui_canvas *canvas, const struct ui_box *box, uint32_t rgb)
{
    cairo_t *cairo = ui_canvas_cairo(canvas);
    double radius = fmin(box->width, box->height) * 0.16;
    double right = box->x + box->width - radius;
    double bottom = box->y + box->height - radius;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, right, box->y + radius, radius, -M_PI / 2, 0);
    cairo_arc(cairo, right, bottom, radius, 0, M_PI / 2);
    cairo_arc(cairo, box->x + radius, bottom, radius, M_PI / 2, M_PI);
    cairo_arc(cairo, box->x + radius, box->y + radius, radius, M_PI, 3 * M_PI / 2);
    cairo_close_path(cairo);
    ui_canvas_set_rgb(canvas, rgb, 1);
    cairo_fill(cairo);
}

static void draw_header(struct ui_canvas *canvas, const struct ui_stats_page *page)
{
    char text[TITLE_BYTES];
    char total[UI_DAYS_WORDS_SIZE];
    const struct ui_days *days = &page->plot->days;
    struct ui_days_sum sum = ui_days_sum(days, days->first, ui_days_last(days));
    struct ui_label played = {.text = ui_days_words(sum.play_ms, total),
                              .size_px = 34,
                              .bold = 1,
                              .rgb = page->palette->levels[3],
                              .anchor = UI_ANCHOR_RIGHT};
    double taken = ui_canvas_label(canvas, &played, RIGHT, 44);
    struct ui_label title = {.text = ui_text_clean(text, sizeof text, page->plot->title, 1),
                             .size_px = 30,
                             .bold = 1,
                             .rgb = page->palette->ink,
                             .max_width = RIGHT - LEFT - taken - 40};
    (void)ui_canvas_label(canvas, &title, LEFT, 44);
    if (!page->plot->subtitle)
        return;
    struct ui_label facts = {.text = ui_text_clean(text, sizeof text, page->plot->subtitle, 1),
                             .size_px = 18,
                             .rgb = page->palette->faint,
                             .max_width = RIGHT - LEFT};
    (void)ui_canvas_label(canvas, &facts, LEFT, 86);
}

static void caption(struct ui_canvas *canvas, const struct ui_stats_page *page, const char *text,
                    const struct ui_box *box)
{
    struct ui_label label = {.text = text, .size_px = 17, .bold = 1, .rgb = page->palette->ink};
    (void)ui_canvas_label(canvas, &label, box->x, box->y - CAPTION / 2 - 6);
}

static void draw_weeks(struct ui_canvas *canvas, const struct ui_stats_page *page,
                       const struct ui_box *box)
{
    caption(canvas, page, "Weeks", box);
    ui_panel_weeks(canvas, page, box);
}

static void draw_hours(struct ui_canvas *canvas, const struct ui_stats_page *page,
                       const struct ui_box *box)
{
    caption(canvas, page, "Hours of the week", box);
    ui_panel_hours(canvas, page, box);
}

static int shows_year(const struct ui_stats_plot *plot)
{
    return plot->picture == UI_STATS_ALL || plot->picture == UI_STATS_YEAR;
}

static double page_height(const struct ui_stats_plot *plot)
{
    double year = CAPTION + ui_panel_year_height(plot, RIGHT - LEFT);
    if (plot->picture == UI_STATS_YEAR)
        return ceil(HEADER + year + BOTTOM / 2);
    if (plot->picture == UI_STATS_ALL)
        return ceil(HEADER + year + GAP + CAPTION + LOW_HEIGHT + BOTTOM);
    return HEADER + CAPTION + LONE_HEIGHT + BOTTOM;
}

// Below the year, side by side; the weeks alone when there are no hours.
static void draw_low(struct ui_canvas *canvas, const struct ui_stats_page *page, double y)
{
    double width = RIGHT - LEFT;
    struct ui_box weeks = {LEFT, y, width, LOW_HEIGHT};
    if (page->plot->hour_ms) {
        weeks.width = floor(width * WEEKS_SHARE);
        double x = weeks.x + weeks.width + GAP;
        struct ui_box hours = {x, y, RIGHT - x, LOW_HEIGHT};
        draw_hours(canvas, page, &hours);
    }
    draw_weeks(canvas, page, &weeks);
}

static void draw_page(struct ui_canvas *canvas, const void *data)
{
    const struct ui_stats_plot *plot = data;
    struct ui_stats_page page = {plot, ui_stats_palette(plot->theme)};
    double y = HEADER + CAPTION;
    ui_canvas_fill(canvas, &(struct ui_box){0, 0, PAGE_WIDTH, page_height(plot)},
                   page.palette->ground);
    draw_header(canvas, &page);
    if (shows_year(plot)) {
        struct ui_box year = {LEFT, y, RIGHT - LEFT, ui_panel_year_height(plot, RIGHT - LEFT)};
        caption(canvas, &page, "Days", &year);
        ui_panel_year(canvas, &page, &year);
        y += year.height + GAP + CAPTION;
    }
    struct ui_box lone = {LEFT, y, RIGHT - LEFT, LONE_HEIGHT};
    if (plot->picture == UI_STATS_ALL)
        draw_low(canvas, &page, y);
    else if (plot->picture == UI_STATS_WEEKS)
        draw_weeks(canvas, &page, &lone);
    else if (plot->picture == UI_STATS_HOURS && plot->hour_ms)
        draw_hours(canvas, &page, &lone);
}

enum practice_status ui_stats_plot_write(const struct ui_stats_plot *plot,
                                         enum ui_plot_format format, FILE *out,
                                         struct practice_error *err)
{
    struct ui_page page = {PAGE_WIDTH, page_height(plot), draw_page, plot};
    return ui_page_write(&page, format, out, err);
}
