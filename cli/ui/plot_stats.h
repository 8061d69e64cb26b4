// SPDX-License-Identifier: GPL-3.0-or-later
// Statistics as a picture: the year as a heat map, the weeks as bars with their moving mean, the
// week by hours, each on a page of its own or all on one. On light or dark ground. 1600 pixels
// wide; as high as what is on it.
#ifndef CLI_UI_PLOT_STATS_H
#define CLI_UI_PLOT_STATS_H

#include <stdint.h>
#include <stdio.h>

#include <practice/error.h>

#include "ui/days.h"
#include "ui/page.h"

enum ui_theme {
    UI_THEME_LIGHT,
    UI_THEME_DARK,
};

enum ui_stats_picture {
    UI_STATS_ALL,
    UI_STATS_YEAR,
    UI_STATS_WEEKS,
    UI_STATS_HOURS,
};

struct ui_stats_plot {
    const char *title;            // "Practice in 2026", from outside
    const char *subtitle;         // a line of facts, from outside; NULL: none
    struct ui_days days;          // of more than ten calendar years the last ten are drawn
    const int64_t (*hour_ms)[24]; // [7][24], played by weekday (0: Monday) and hour of the wall
                                  // clock; NULL leaves the hours out
    int64_t week_goal_ms;         // 0: none
    enum ui_theme theme;
    enum ui_stats_picture picture;
};

// Draws the picture onto `out`, which stays the caller's. Fails with NO_MEMORY, UNREADABLE (the
// stream takes no more) or INTERNAL (cairo). Safe in several threads at once.
enum practice_status ui_stats_plot_write(const struct ui_stats_plot *plot,
                                         enum ui_plot_format format, FILE *out,
                                         struct practice_error *err) PRACTICE_CHECKED;

#endif
