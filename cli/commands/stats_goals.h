// SPDX-License-Identifier: GPL-3.0-or-later
// Goals in words: a line for each, as `stats`, `goal list` and a saved session tell it.
#ifndef CLI_COMMANDS_STATS_GOALS_H
#define CLI_COMMANDS_STATS_GOALS_H

#include <stdio.h>

#include "stats/goal.h"
#include "ui/json.h"
#include "ui/term.h"

#define STATS_GOAL_TITLE_SIZE (JOURNAL_MAX_NAME + 48)

// "45 min of violin a day". Returns buffer.
const char *stats_goal_title(const struct journal_goal *goal, char buffer[STATS_GOAL_TITLE_SIZE]);

// Prints a goal with a bar and what is left of it today or this week, in two lines.
void stats_goal_print(const struct stats_goal_progress *progress, const struct ui_term *term,
                      FILE *out);

// A goal and its progress as an object; with_steps: its days or weeks as well.
void stats_goal_json(struct ui_json *json, const struct stats_goal_progress *progress,
                     int with_steps);

// "12 days in a row", "1 week in a row" of a streak of the goal; "" for none. Returns buffer.
const char *stats_goal_streak(const struct stats_goal_progress *progress,
                              const struct stats_streak *streak, char buffer[48]);

#endif
