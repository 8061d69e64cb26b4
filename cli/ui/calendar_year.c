// SPDX-License-Identifier: GPL-3.0-or-later
// The year as a heat map. The days are cut into parts that fit the terminal, whole years or
// quarters; a part is drawn row by row, a weekday a row, a week a column.
#include "ui/calendar.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"

#define LABEL         4  // columns of the weekdays' names
#define YEAR_WEEKS    54 // a leap year that begins on a week's last day
#define QUARTER_WEEKS 14
#define MOST_COLUMNS  (YEAR_WEEKS * 2 + 4)

struct part {
    const struct ui_days *days;
    struct ui_scale scale;
    const struct ui_term *term;
    FILE *out;
    int cell;      // columns of a day, 1 or 2
    int32_t first; // day
    int32_t last;
    int32_t week; // the first week's first day
};

static int column_of(const struct part *part, int32_t day)
{
    return (day - part->week) / 7 * part->cell;
}

// A month's name stands above the week of its first day; one that would run into the next gives
// way, which only happens to the cut first month of a part.
static void print_months(const struct part *part)
{
    char line[MOST_COLUMNS + 1];
    int end = column_of(part, part->last) + part->cell;
    memset(line, ' ', sizeof line);
    int32_t day = part->first;
    while (day <= part->last) {
        struct date date = date_split(day);
        int32_t next = date_number((struct date){date.year, date.month + 1, 1});
        int column = column_of(part, day);
        int room = next <= part->last ? column_of(part, next) - column : end + 1 - column;
        if (room >= 4 && column + 3 <= MOST_COLUMNS)
            memcpy(line + column, date_month_name(date.month), 3);
        day = next;
    }
    int length = MOST_COLUMNS;
    while (length > 0 && line[length - 1] == ' ')
        length--;
    (void)fprintf(part->out, "%*s%s%.*s%s\n", LABEL, "", ui_term_style(part->term, UI_STYLE_DIM),
                  length, line, ui_term_style(part->term, UI_STYLE_PLAIN));
}

// The style is only told where it changes: a year has 366 cells.
static void print_row(const struct part *part, int row)
{
    int level = -1;
    int32_t end = part->last < part->days->today ? part->last : part->days->today;
    const char *dim = ui_term_style(part->term, UI_STYLE_DIM);
    const char *plain = ui_term_style(part->term, UI_STYLE_PLAIN);
    int is_named = row % 2 == 0;
    if (is_named)
        (void)fprintf(part->out, "%s%.3s%s ", dim,
                      date_weekday_name((part->days->week_start + row) % 7), plain);
    else
        (void)fprintf(part->out, "%*s", LABEL, "");
    int blank = 0; // columns left out so far: none are printed at a line's end
    for (int32_t day = part->week + row; day <= end; day += 7) {
        if (day < part->first) {
            blank += part->cell;
            continue;
        }
        int here = ui_scale_level(&part->scale, ui_days_play_ms(part->days, day));
        (void)fprintf(part->out, "%*s", blank, "");
        if (here != level)
            (void)fprintf(part->out, "%s%s", level < 0 ? "" : plain,
                          ui_level_style(part->term, here));
        level = here;
        const char *glyph = ui_level_glyph(part->term, here);
        (void)fputs(glyph, part->out);
        blank = here == 0 ? part->cell - 1 : 0; // nothing played is one point, not two
        if (here > 0 && part->cell == 2)
            (void)fputs(glyph, part->out);
    }
    (void)fprintf(part->out, "%s\n", level < 0 ? "" : plain);
}

// "2026", or "Jan to Mar 2026" of less than a year, and what was played in it.
static void print_title(const struct part *part)
{
    char total[UI_DAYS_WORDS_SIZE];
    char months[24] = "";
    struct ui_days_sum sum = ui_days_sum(part->days, part->first, part->last);
    struct date from = date_split(part->first);
    struct date to = date_split(part->last);
    if (from.month != to.month && to.month - from.month < 11)
        (void)snprintf(months, sizeof months, "%.3s to %.3s ", date_month_name(from.month),
                       date_month_name(to.month));
    else if (from.month == to.month)
        (void)snprintf(months, sizeof months, "%s ", date_month_name(from.month));
    (void)fprintf(part->out, "%s%s%d%s  %s on %" PRId32 " day%s\n",
                  ui_term_style(part->term, UI_STYLE_BOLD), months, from.year,
                  ui_term_style(part->term, UI_STYLE_PLAIN), ui_days_words(sum.play_ms, total),
                  sum.n_played, sum.n_played == 1 ? "" : "s");
}

static void print_part(const struct part *part)
{
    print_title(part);
    print_months(part);
    for (int row = 0; row < 7; row++)
        print_row(part, row);
    (void)fputc('\n', part->out);
}

static void print_legend(const struct part *part)
{
    char name[16];
    (void)fprintf(part->out, "%*s", LABEL, "");
    for (int level = 0; level < UI_LEVELS; level++)
        (void)fprintf(part->out, "%s%s%s %s  ", ui_level_style(part->term, level),
                      ui_level_glyph(part->term, level), ui_term_style(part->term, UI_STYLE_PLAIN),
                      ui_scale_name(&part->scale, level, name));
    (void)fputs("min\n", part->out);
}

// The last day of the year or quarter that a day is in.
static int32_t end_of_part(int32_t day, int months)
{
    struct date date = date_split(day);
    int month = (date.month - 1) / months * months + months;
    return date_number((struct date){date.year, month + 1, 0});
}

void ui_calendar_year(const struct ui_days *days, const struct ui_term *term, FILE *out)
{
    int months = term->width >= LABEL + YEAR_WEEKS ? 12 : 3;
    size_t weeks = months == 12 ? YEAR_WEEKS : QUARTER_WEEKS;
    struct part part = {.days = days, .scale = ui_scale_of(days), .term = term, .out = out};
    part.cell = term->width >= LABEL + 2 * weeks ? 2 : 1;
    for (part.first = days->first; part.first <= ui_days_last(days); part.first = part.last + 1) {
        part.last = end_of_part(part.first, months);
        if (part.last > ui_days_last(days))
            part.last = ui_days_last(days);
        if (part.first > days->today)
            break;
        part.week = date_week_first(part.first, days->week_start);
        print_part(&part);
    }
    print_legend(&part);
}
