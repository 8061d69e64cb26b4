// SPDX-License-Identifier: GPL-3.0-or-later
// Days on the screen: a month with its minutes in each day, and a year as a heat map. A level is
// told by the density of its glyph first and by its colour besides, so that the picture is the same
// in colour, in one colour and in ASCII, on dark ground and on light.
#ifndef CLI_UI_CALENDAR_H
#define CLI_UI_CALENDAR_H

#include <stdio.h>

#include "ui/days.h"
#include "ui/term.h"

// Prints the month (1 … 12): each day's minutes under its number, the weeks' totals at the right,
// today in brackets, met goals with a tick. 72 columns wide, 38 below that.
void ui_calendar_month(const struct ui_days *days, int year, int month, const struct ui_term *term,
                       FILE *out);

// Prints all the days, one cell each, a week a column, by calendar years where they fit the
// terminal (58 columns, cells of double width from 112 on), by quarters where they do not; none
// that are all to come; then the legend.
void ui_calendar_year(const struct ui_days *days, const struct ui_term *term, FILE *out);

// The glyph of a level, one column wide, and the escape sequence of its colour ("" without).
// Static storage.
const char *ui_level_glyph(const struct ui_term *term, int level);
const char *ui_level_style(const struct ui_term *term, int level);

#endif
