// SPDX-License-Identifier: GPL-3.0-or-later
// The panels that pictures of statistics are put together from. Each draws within its box; only
// plot_stats.c decides where the boxes are.
#ifndef CLI_UI_PLOT_STATS_PANELS_H
#define CLI_UI_PLOT_STATS_PANELS_H

#include "ui/canvas.h"
#include "ui/plot_stats.h"

// All colours of a theme, 0xRRGGBB.
struct ui_palette {
    uint32_t ground;
    uint32_t ink;
    uint32_t faint; // axes' texts
    uint32_t grid;
    uint32_t levels[UI_LEVELS];
    uint32_t bar;
    uint32_t part; // a bar that is not complete
    uint32_t mean; // lines over bars
    uint32_t goal;
};

// The colours of a theme; static storage.
const struct ui_palette *ui_stats_palette(enum ui_theme theme);

struct ui_stats_page {
    const struct ui_stats_plot *plot;
    const struct ui_palette *palette;
};

// Text in the theme's faint colour, anchored at x, its middle at height y.
void ui_stats_label(struct ui_canvas *canvas, const struct ui_stats_page *page, const char *text,
                    enum ui_anchor anchor, double x, double y);

// A square with round corners.
void ui_stats_cell(struct ui_canvas *canvas, const struct ui_box *box, uint32_t rgb);

// Height of the heat map for the width it is given.
double ui_panel_year_height(const struct ui_stats_plot *plot, double width);
void ui_panel_year(struct ui_canvas *canvas, const struct ui_stats_page *page,
                   const struct ui_box *box);

void ui_panel_weeks(struct ui_canvas *canvas, const struct ui_stats_page *page,
                    const struct ui_box *box);

void ui_panel_hours(struct ui_canvas *canvas, const struct ui_stats_page *page,
                    const struct ui_box *box);

#endif
