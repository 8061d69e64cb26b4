// SPDX-License-Identifier: GPL-3.0-or-later
// Charts of characters: bars that lie, columns that stand, and a spark of a line. All are made of
// eighths of a cell in UTF-8 and of whole ones in ASCII; a value above nothing is never drawn as
// nothing. Values are lengths of time in milliseconds unless a text says otherwise.
#ifndef CLI_UI_CHART_H
#define CLI_UI_CHART_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "ui/term.h"

struct ui_bar {
    const char *label; // from outside, cut to a third of the width, at most 28 columns
    int64_t value;     // 0 and up; below is drawn as 0
    const char *text;  // what stands behind the bar; NULL: the value as "2 h 05 min"
};

// Prints bars [n], a line each; the longest fills what labels and texts leave of the width, at most
// 60 columns.
void ui_chart_bars(const struct ui_bar *bars, size_t n, const struct ui_term *term, FILE *out);

struct ui_columns {
    const int64_t *values_ms;  // [n], oldest first; when there is no room, the last are drawn
    const char *const *labels; // [n], short, under every so many columns. NULL: none
    size_t n;
    int64_t goal_ms; // a dashed line at this height; 0: none
    int rows;        // height, 2 … 20
};

// Prints columns with an axis of hours or minutes at the left and labels below; a column is 1 to 5
// cells wide, 4 of them filled.
void ui_chart_columns(const struct ui_columns *columns, const struct ui_term *term, FILE *out);

// Prints values [n], oldest first, as one line of at most `width` columns without a line end; more
// values than columns are shown by their means.
void ui_chart_spark(const int64_t *values, size_t n, size_t width, const struct ui_term *term,
                    FILE *out);

#endif
