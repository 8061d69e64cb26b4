// SPDX-License-Identifier: GPL-3.0-or-later
// How a group practises, as a picture: its weeks as bars, and a row for each member with the days
// of this week, the streak and the weeks before, all bars of members to one scale. 1600 pixels
// wide; as high as it has members. A sum is not here: whoever shares nothing is a name.
#ifndef CLI_UI_PLOT_GROUP_H
#define CLI_UI_PLOT_GROUP_H

#include "ui/plot_stats.h"

#define UI_GROUP_MOST_ROWS  100 // more are told by their number
#define UI_GROUP_MOST_WEEKS 53

struct ui_group_row {
    const char *name;        // from outside
    const int64_t *days_ms;  // [7] of this week, Monday first; NULL: not shared
    const int64_t *weeks_ms; // [n_weeks], oldest first; NULL with the days
    int64_t streak_days;
    int is_me;
};

struct ui_group_plot {
    const char *title, *subtitle; // from outside
    const struct ui_group_row *rows;
    size_t n;
    const int64_t *weeks_ms; // [n_weeks], of all together
    size_t n_weeks;          // 1 … UI_GROUP_MOST_WEEKS
    int32_t monday;          // of the last week
    int32_t today;
    enum ui_theme theme;
};

// Draws the picture onto `out`, which stays the caller's. Fails as ui_stats_plot_write() does.
enum practice_status ui_group_plot_write(const struct ui_group_plot *plot,
                                         enum ui_plot_format format, FILE *out,
                                         struct practice_error *err) PRACTICE_CHECKED;

#endif
