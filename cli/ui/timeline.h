// SPDX-License-Identifier: GPL-3.0-or-later
// A session as one line: a bar of its spans with minute marks and a legend below. Each kind has
// its own glyph as well as its colour, so the bar reads without colour and in ASCII. Where playing
// meets silence a cell is divided into eighths, and a lone short span is shown whatever its length.
#ifndef CLI_UI_TIMELINE_H
#define CLI_UI_TIMELINE_H

#include <stdio.h>

#include <practice/result.h>

#include "ui/term.h"

struct ui_timeline {
    const struct practice_segment *segments; // [n_segments], touching, in order
    size_t n_segments;
    double duration_s;
};

// Prints three lines: the bar, the time marks, the legend (kinds that occur, with their times),
// at most term->width columns wide, indented by two. Nothing for a duration of 0.
void ui_timeline_print(const struct ui_timeline *timeline, const struct ui_term *term, FILE *out);

// Only the bar, without a line end, exactly `columns` wide: for a row of a list.
void ui_timeline_bar(const struct ui_timeline *timeline, size_t columns, const struct ui_term *term,
                     FILE *out);

#endif
