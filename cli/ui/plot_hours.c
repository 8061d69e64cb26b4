// SPDX-License-Identifier: GPL-3.0-or-later
// The hours of the week: a weekday a row, an hour a column, darker or brighter the more was played.
// Here the shades are shares of the busiest hour: it is the pattern that counts.
#include <math.h>

#include "base/date.h"
#include "ui/plot_stats_panels.h"

#define NAMES  52.0
#define FILLED 3.0 // pixels between cells

static int64_t busiest(const struct ui_stats_plot *plot, int *ret_weekday, int *ret_hour)
{
    int64_t most_ms = 0;
    for (int weekday = 0; weekday < 7; weekday++) {
        for (int hour = 0; hour < 24; hour++) {
            if (plot->hour_ms[weekday][hour] <= most_ms)
                continue;
            most_ms = plot->hour_ms[weekday][hour];
            *ret_weekday = weekday;
            *ret_hour = hour;
        }
    }
    return most_ms;
}

static uint32_t mix(uint32_t from, uint32_t to, double share)
{
    uint32_t rgb = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8) {
        double a = (double)(from >> shift & 255);
        double b = (double)(to >> shift & 255);
        rgb |= (uint32_t)lround(a + (b - a) * share) << shift;
    }
    return rgb;
}

// Through the levels' colours from 1 on; nothing at all keeps its own.
static uint32_t shade_of(const struct ui_palette *palette, int64_t play_ms, int64_t most_ms)
{
    if (play_ms <= 0 || most_ms <= 0)
        return palette->levels[0];
    double at = 1 + (double)play_ms / (double)most_ms * (UI_LEVELS - 2);
    int below = (int)fmin(at, UI_LEVELS - 2);
    return mix(palette->levels[below], palette->levels[below + 1], at - below);
}

static void draw_axis(struct ui_canvas *canvas, const struct ui_stats_page *page,
                      const struct ui_box *cells)
{
    char text[16];
    for (int hour = 0; hour <= 24; hour += 3) {
        (void)snprintf(text, sizeof text, "%d:00", hour);
        ui_stats_label(canvas, page, text, UI_ANCHOR_CENTRE, cells->x + cells->width * hour / 24,
                       cells->y + cells->height + 20);
    }
}

static void draw_busiest(struct ui_canvas *canvas, const struct ui_stats_page *page,
                         const struct ui_box *box)
{
    char text[96];
    char words[UI_DAYS_WORDS_SIZE];
    int weekday = 0;
    int hour = 0;
    int64_t most_ms = busiest(page->plot, &weekday, &hour);
    if (most_ms > 0)
        (void)snprintf(text, sizeof text, "most on %ss from %d:00, %s", date_weekday_name(weekday),
                       hour, ui_days_words(most_ms, words));
    else
        (void)snprintf(text, sizeof text, "nothing played yet");
    ui_stats_label(canvas, page, text, UI_ANCHOR_RIGHT, box->x + box->width, box->y - 27);
}

void ui_panel_hours(struct ui_canvas *canvas, const struct ui_stats_page *page,
                    const struct ui_box *box)
{
    int unused = 0;
    int64_t most_ms = busiest(page->plot, &unused, &unused);
    struct ui_box cells = {box->x + NAMES, box->y, box->width - NAMES - 20, box->height};
    double width = cells.width / 24;
    double height = cells.height / 7;
    for (int row = 0; row < 7; row++) {
        char name[4];
        int weekday = (page->plot->days.week_start + row) % 7;
        (void)snprintf(name, sizeof name, "%.3s", date_weekday_name(weekday));
        ui_stats_label(canvas, page, name, UI_ANCHOR_LEFT, box->x, box->y + (row + 0.5) * height);
        for (int hour = 0; hour < 24; hour++) {
            struct ui_box cell = {cells.x + hour * width, cells.y + row * height, width - FILLED,
                                  height - FILLED};
            int64_t play_ms = page->plot->hour_ms[weekday][hour];
            ui_stats_cell(canvas, &cell, shade_of(page->palette, play_ms, most_ms));
        }
    }
    draw_axis(canvas, page, &cells);
    draw_busiest(canvas, page, box);
}
