// SPDX-License-Identifier: GPL-3.0-or-later
// The month, and how levels look. A week is two lines, numbers above and minutes below, each made
// of seven cells of one width: only the width differs between wide and narrow terminals.
#include "ui/calendar.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "ui/text.h"

#define WIDE       72 // columns that the wide form takes
#define CELL_WIDE  8
#define CELL_SMALL 4
#define WEEK_WIDE  12
#define WEEK_SMALL 8

struct month {
    const struct ui_days *days;
    struct ui_scale scale;
    const struct ui_term *term;
    FILE *out;
    int cell;      // columns of a day
    int week;      // columns of a week's total
    int32_t first; // day of the month
    int32_t last;
};

const char *ui_level_glyph(const struct ui_term *term, int level)
{
    static const char *const shades[UI_LEVELS] = {"·", "░", "▒", "▓", "█"};
    static const char *const ascii[UI_LEVELS] = {".", "-", "+", "*", "#"};
    return term->utf8 ? shades[level] : ascii[level];
}

// Greens of middling brightness: nobody tells a program whether the ground is dark or light.
const char *ui_level_style(const struct ui_term *term, int level)
{
    static const char *const styles[UI_LEVELS][4] = {
        {"", "\033[2m", "\033[38;5;243m", "\033[38;2;118;118;118m"},
        {"", "\033[32m", "\033[38;5;29m", "\033[38;2;0;142;104m"},
        {"", "\033[32m", "\033[38;5;36m", "\033[38;2;0;158;115m"},
        {"", "\033[32m", "\033[38;5;36m", "\033[38;2;0;170;123m"},
        {"", "\033[1;32m", "\033[38;5;42m", "\033[38;2;14;196;138m"},
    };
    return styles[level][term->colour];
}

// Text of known width at the right end of a cell.
static void print_right(const struct month *month, int columns, const char *text, const char *style)
{
    int width = (int)ui_text_width(text);
    const char *end = *style ? ui_term_style(month->term, UI_STYLE_PLAIN) : "";
    (void)fprintf(month->out, "%*s%s%s%s", width < columns ? columns - width : 0, "", style, text,
                  end);
}

static void print_title(const struct month *month, int year, int number)
{
    char total[UI_DAYS_WORDS_SIZE];
    char words[UI_DAYS_WORDS_SIZE + 32];
    char title[32];
    struct ui_days_sum sum = ui_days_sum(month->days, month->first, month->last);
    (void)snprintf(title, sizeof title, "%s %d", date_month_name(number), year);
    (void)snprintf(words, sizeof words, "%s on %" PRId32 " day%s",
                   ui_days_words(sum.play_ms, total), sum.n_played, sum.n_played == 1 ? "" : "s");
    (void)fprintf(month->out, "%s%s%s", ui_term_style(month->term, UI_STYLE_BOLD), title,
                  ui_term_style(month->term, UI_STYLE_PLAIN));
    int left = 7 * month->cell + month->week - (int)strlen(title);
    if (left <= (int)strlen(words)) { // no room beside: below
        (void)fputc('\n', month->out);
        left = 7 * month->cell + month->week;
    }
    print_right(month, left, words, "");
    (void)fputs("\n\n", month->out);
}

static void print_weekdays(const struct month *month)
{
    char name[4];
    const char *dim = ui_term_style(month->term, UI_STYLE_DIM);
    for (int i = 0; i < 7; i++) {
        int weekday = (month->days->week_start + i) % 7;
        (void)snprintf(name, sizeof name, "%.3s", date_weekday_name(weekday));
        print_right(month, month->cell, name, dim);
    }
    print_right(month, month->week, "week", dim);
    (void)fputc('\n', month->out);
}

static int is_shown(const struct month *month, int32_t day)
{
    return day >= month->first && day <= month->last;
}

// "14", and today's "[14]", its bracket in the next cell's first column.
static void print_numbers(const struct month *month, int32_t week)
{
    char text[24];
    int lent = 0; // 1 when the cell before has taken a column of this one
    for (int32_t day = week; day < week + 7 && day <= month->last; day++) {
        int is_today = day == month->days->today;
        int number = date_split(day).day;
        text[0] = '\0';
        if (is_shown(month, day))
            (void)snprintf(text, sizeof text, is_today ? "[%d]" : "%d", number);
        print_right(month, month->cell - lent + is_today, text,
                    ui_term_style(month->term, is_today ? UI_STYLE_BOLD : UI_STYLE_DIM));
        lent = is_today;
    }
    (void)fputc('\n', month->out);
}

static const char *tick(const struct month *month)
{
    return month->term->utf8 ? "✓" : "*";
}

// Whole minutes, rounded; anything played is at least "<1".
static void print_minutes(const struct month *month, int32_t day, int *lent)
{
    char text[40] = "";
    int64_t play_ms = ui_days_play_ms(month->days, day);
    int64_t minutes = (play_ms + UI_DAYS_MS_PER_MINUTE / 2) / UI_DAYS_MS_PER_MINUTE;
    int is_met = ui_days_goal_met(month->days, day);
    if (!is_shown(month, day) || day > month->days->today)
        text[0] = '\0';
    else if (play_ms <= 0)
        (void)snprintf(text, sizeof text, "%s", ui_level_glyph(month->term, 0));
    else if (minutes == 0)
        (void)snprintf(text, sizeof text, "<1");
    else
        (void)snprintf(text, sizeof text, "%" PRId64, minutes);
    if (is_met && *text)
        (void)strcat(text, tick(month));
    is_met = is_met && *text;
    print_right(month, month->cell - *lent + is_met, text,
                ui_level_style(month->term, ui_scale_level(&month->scale, play_ms)));
    *lent = is_met;
}

// Hours and minutes, "5:20".
static void print_week_total(const struct month *month, int32_t week, int columns)
{
    char text[32];
    int32_t from = week < month->first ? month->first : week;
    int32_t to = week + 6 > month->last ? month->last : week + 6;
    int64_t play_ms = ui_days_sum(month->days, from, to).play_ms;
    int64_t minutes = (play_ms + UI_DAYS_MS_PER_MINUTE / 2) / UI_DAYS_MS_PER_MINUTE;
    (void)snprintf(text, sizeof text, "%" PRId64 ":%02" PRId64, minutes / 60, minutes % 60);
    print_right(month, columns, text, ui_term_style(month->term, UI_STYLE_BOLD));
}

// The minutes of a week and their sum; nothing of a week that has not begun.
static void print_play(const struct month *month, int32_t week)
{
    int lent = 0;
    int32_t first = week < month->first ? month->first : week;
    if (first <= month->days->today) {
        for (int32_t day = week; day < week + 7; day++)
            print_minutes(month, day, &lent);
        print_week_total(month, week, month->week - lent);
    }
    (void)fputc('\n', month->out);
}

void ui_calendar_month(const struct ui_days *days, int year, int month_number,
                       const struct ui_term *term, FILE *out)
{
    int is_wide = term->width >= WIDE;
    struct month month = {
        .days = days,
        .scale = ui_scale_of(days),
        .term = term,
        .out = out,
        .cell = is_wide ? CELL_WIDE : CELL_SMALL,
        .week = is_wide ? WEEK_WIDE : WEEK_SMALL,
        .first = date_number((struct date){year, month_number, 1}),
        .last = date_number((struct date){year, month_number + 1, 0}),
    };
    print_title(&month, year, month_number);
    print_weekdays(&month);
    int32_t week = date_week_first(month.first, days->week_start);
    for (int is_next = 0; week <= month.last; week += 7, is_next = 1) {
        if (is_next)
            (void)fputc('\n', out);
        print_numbers(&month, week);
        print_play(&month, week);
    }
}
