// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of `practice group dashboard`: the sums that all ways to look at it share, and one file
// for each way.
#ifndef CLI_COMMANDS_GROUP_BOARD_H
#define CLI_COMMANDS_GROUP_BOARD_H

#include "server/dashboard.h"
#include "stats/trend.h"
#include "ui/term.h"

#define GROUP_MS_PER_S 1000

struct group_board {
    const struct server_dashboard *data;
    int32_t today;
    int64_t weeks_s[SERVER_DASHBOARD_MOST_WEEKS]; // of all who share, oldest first
    int64_t days_s[7];                            // of this week
    size_t n_sharing, n_playing;                  // who share totals; who of them played this week
    struct stats_trend trend;                     // of the weeks, as `practice stats` tells it
};

// Sums up a dashboard, which must outlive the board.
void group_board_init(struct group_board *ret_board, const struct server_dashboard *data,
                      int32_t today);

// What was played this week and in the one before.
int64_t group_board_this_week_s(const struct group_board *board);
int64_t group_board_last_week_s(const struct group_board *board);

// Prints a table, and what no table says. Fails with NO_MEMORY.
enum practice_status group_board_print(const struct group_board *board, const struct ui_term *term,
                                       struct practice_error *err) PRACTICE_CHECKED;

// Prints one JSON object of schema practice.group-dashboard/1.
void group_board_json(const struct group_board *board);

struct group_picture {
    const char *path; // ends in .png, .svg or .pdf
    int is_dark;
};

// Writes the picture. Fails with UNREADABLE when the file cannot be written, or NO_MEMORY.
enum practice_status group_board_plot(const struct group_board *board,
                                      const struct group_picture *picture,
                                      struct practice_error *err) PRACTICE_CHECKED;

#endif
