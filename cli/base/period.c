// SPDX-License-Identifier: GPL-3.0-or-later
// Each form of a period is a small reader that either takes the text, refuses it with words, or
// passes it on to the next; the order of the readers is the grammar.
#include "base/period.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/nearest.h"

#define WORD_SIZE  40
#define MAX_COUNT  100000 // of "7d": more is a slip
#define SOME_FORMS "for example today, last-month, 2026-03, 2026-W12, 7d or 2026-01..2026-03"

// What a reader says about a text.
enum reading {
    NOT_MINE,
    TAKEN,
    REFUSED, // err is filled in
};

struct reader {
    const struct period_now *now;
    const char *original; // as the person wrote it, for messages
    struct practice_error *err;
};

static const char *const words[] = {"today",     "yesterday",  "this-week",
                                    "last-week", "this-month", "last-month",
                                    "this-year", "last-year",  "all"};
#define N_WORDS (sizeof words / sizeof *words)

static struct period month_of(int year, int month)
{
    return (struct period){PERIOD_MONTH, date_number((struct date){year, month, 1}),
                           date_number((struct date){year, month + 1, 0})};
}

static struct period year_of(int year)
{
    return (struct period){PERIOD_YEAR, date_number((struct date){year, 1, 1}),
                           date_number((struct date){year, 12, 31})};
}

static struct period week_from(int32_t first)
{
    return (struct period){PERIOD_WEEK, first, first + 6};
}

static struct period day_of(int32_t day)
{
    return (struct period){PERIOD_DAY, day, day};
}

static enum reading read_word(const struct reader *self, const char *text, struct period *ret)
{
    int32_t today = self->now->today;
    struct date date = date_split(today);
    int32_t week = date_week_first(today, self->now->week_start);
    struct date before = date_split(date_number((struct date){date.year, date.month, 0}));
    const struct period meanings[N_WORDS] = {
        day_of(today),
        day_of(today - 1),
        week_from(week),
        week_from(week - 7),
        month_of(date.year, date.month),
        month_of(before.year, before.month),
        year_of(date.year),
        year_of(date.year - 1),
        {PERIOD_ALL, DATE_FIRST, DATE_LAST},
    };
    for (size_t i = 0; i < N_WORDS; i++) {
        if (strcmp(text, words[i]) == 0) {
            *ret = meanings[i];
            return TAKEN;
        }
    }
    return NOT_MINE;
}

// The digits at text, of which there are at most four.
static int number_at(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

// 1 when text has exactly the form: 'd' a digit, anything else itself.
static int has_form(const char *text, const char *form)
{
    if (strlen(text) != strlen(form))
        return 0;
    for (; *form; text++, form++)
        if (*form == 'd' ? !isdigit((unsigned char)*text) : *text != *form)
            return 0;
    return 1;
}

static enum reading refuse(const struct reader *self, const char *why)
{
    (void)fail_with(self->err, PRACTICE_BAD_ARGUMENT, SOME_FORMS, "'%s' is no period: %s",
                    self->original, why);
    return REFUSED;
}

static enum reading read_week(const struct reader *self, const char *text, struct period *ret)
{
    char why[64];
    struct date_week week = {.year = number_at(text), .week = number_at(text + 6)};
    if (week.week < 1 || week.week > date_weeks_in_year(week.year)) {
        (void)snprintf(why, sizeof why, "%d has weeks 1 to %d", week.year,
                       date_weeks_in_year(week.year));
        return refuse(self, why);
    }
    *ret = week_from(date_of_iso_week(week));
    return TAKEN;
}

static enum reading read_date(const struct reader *self, const char *text, struct period *ret)
{
    int32_t day = 0;
    if (date_parse(text, &day, self->err) != PRACTICE_OK)
        return REFUSED;
    *ret = day_of(day);
    return TAKEN;
}

// 2026, 2026-03, 2026-w12, 2026-03-05
static enum reading read_calendar(const struct reader *self, const char *text, struct period *ret)
{
    int is_year = has_form(text, "dddd");
    int is_month = has_form(text, "dddd-dd");
    int is_week = has_form(text, "dddd-wdd") || has_form(text, "dddd-wd");
    int is_day = has_form(text, "dddd-dd-dd");
    int year = is_year || is_month || is_week || is_day ? number_at(text) : -1;
    if (year < 0)
        return NOT_MINE;
    if (year < 1900 || year > 2200)
        return refuse(self, "years go from 1900 to 2200");
    if (is_week)
        return read_week(self, text, ret);
    if (is_day)
        return read_date(self, text, ret);
    if (is_month && (number_at(text + 5) < 1 || number_at(text + 5) > 12))
        return refuse(self, "months go from 01 to 12");
    *ret = is_month ? month_of(year, number_at(text + 5)) : year_of(year);
    return TAKEN;
}

// 7d, 4w, 3m, 1y
static enum reading read_last_n(const struct reader *self, const char *text, struct period *ret)
{
    char *end = NULL;
    if (!isdigit((unsigned char)*text))
        return NOT_MINE;
    long count = strtol(text, &end, 10);
    if (strlen(end) != 1 || !strchr("dwmy", *end))
        return NOT_MINE;
    if (count < 1 || count > MAX_COUNT)
        return refuse(self, "the number must be from 1 to 100000");
    int n = (int)count;
    int32_t today = self->now->today;
    int32_t first = *end == 'd'   ? today - n + 1
                    : *end == 'w' ? today - 7 * n + 1
                                  : 1 + date_add_months(today, *end == 'm' ? -n : -12 * n);
    if (first < date_number((struct date){1900, 1, 1}))
        return refuse(self, "years go from 1900 to 2200");
    *ret = (struct period){first == today ? PERIOD_DAY : PERIOD_RANGE, first, today};
    return TAKEN;
}

static enum reading refuse_word(const struct reader *self, const char *text)
{
    char hint[WORD_SIZE + 20];
    const char *near = nearest_word(text, words, N_WORDS);
    if (near)
        (void)snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    (void)fail_with(self->err, PRACTICE_BAD_ARGUMENT, near ? hint : SOME_FORMS, "'%s' is no period",
                    self->original);
    return REFUSED;
}

static enum reading read_simple(const struct reader *self, const char *text, struct period *ret)
{
    static enum reading (*const readers[])(const struct reader *, const char *, struct period *) = {
        read_word, read_calendar, read_last_n};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        enum reading reading = readers[i](self, text, ret);
        if (reading != NOT_MINE)
            return reading;
    }
    return refuse_word(self, text);
}

// A range of whole days that happens to be one thing keeps its name: 2026-03-05..2026-03-05.
static enum period_kind kind_between(const struct period *from, const struct period *to)
{
    if (from->first == DATE_FIRST && to->last == DATE_LAST)
        return PERIOD_ALL;
    if (from->first == to->first && from->last == to->last)
        return from->kind;
    return from->first == to->last ? PERIOD_DAY : PERIOD_RANGE;
}

static enum reading read_range(const struct reader *self, char *text, struct period *ret)
{
    char *dots = strstr(text, "..");
    if (!dots)
        return NOT_MINE;
    *dots = '\0';
    struct period from = {PERIOD_ALL, DATE_FIRST, DATE_LAST};
    struct period to = from;
    if (*text && read_simple(self, text, &from) == REFUSED)
        return REFUSED;
    if (dots[2] && read_simple(self, dots + 2, &to) == REFUSED)
        return REFUSED;
    if (to.last < from.first)
        return refuse(self, "it ends before it starts");
    *ret = (struct period){kind_between(&from, &to), from.first, to.last};
    return TAKEN;
}

// Small letters, and '-' for what may stand between words. 0, or -1 when too long to be a period.
static int normalise(const char *text, char *ret_text, size_t size)
{
    size_t length = strlen(text);
    if (length >= size)
        return -1;
    for (size_t i = 0; i <= length; i++) {
        char c = text[i];
        ret_text[i] = (char)(c == ' ' || c == '_' ? '-' : c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return 0;
}

enum practice_status period_parse(const char *text, const struct period_now *now,
                                  struct period *ret_period, struct practice_error *err)
{
    struct practice_error unheard;
    struct reader self = {.now = now, .original = text, .err = err ? err : &unheard};
    char plain[2 * WORD_SIZE];
    struct period period = {PERIOD_ALL, DATE_FIRST, DATE_LAST};
    if (normalise(text, plain, sizeof plain) != 0)
        return fail_with(self.err, PRACTICE_BAD_ARGUMENT, SOME_FORMS, "'%.40s...' is no period",
                         text);
    enum reading reading = read_range(&self, plain, &period);
    if (reading == NOT_MINE)
        reading = read_simple(&self, plain, &period);
    if (reading != TAKEN)
        return self.err->status;
    *ret_period = period;
    return PRACTICE_OK;
}

int32_t period_n_days(const struct period *period)
{
    return period->last - period->first + 1;
}

int period_before(const struct period *period, struct period *ret_before)
{
    if (period->first == DATE_FIRST || period->last == DATE_LAST)
        return -1;
    struct date before = date_split(period->first - 1);
    if (period->kind == PERIOD_MONTH)
        *ret_before = month_of(before.year, before.month);
    else if (period->kind == PERIOD_YEAR)
        *ret_before = year_of(before.year);
    else
        *ret_before =
            (struct period){period->kind, period->first - period_n_days(period), period->first - 1};
    return 0;
}

// "16 to 22 March 2026": what both ends share is said once.
static void title_range(const struct period *period, char *buffer)
{
    char from[24] = "";
    struct date a = date_split(period->first);
    struct date b = date_split(period->last);
    if (a.year != b.year)
        (void)snprintf(from, sizeof from, " %s %d", date_month_name(a.month), a.year);
    else if (a.month != b.month)
        (void)snprintf(from, sizeof from, " %s", date_month_name(a.month));
    (void)snprintf(buffer, PERIOD_TITLE_SIZE, "%d%s to %d %s %d", a.day, from, b.day,
                   date_month_name(b.month), b.year);
}

static void title_open(const struct period *period, char *buffer)
{
    int since = period->last == DATE_LAST;
    struct date date = date_split(since ? period->first : period->last);
    (void)snprintf(buffer, PERIOD_TITLE_SIZE, "%s %d %s %d", since ? "since" : "until", date.day,
                   date_month_name(date.month), date.year);
}

const char *period_title(const struct period *period, char buffer[PERIOD_TITLE_SIZE])
{
    struct date date = date_split(period->first);
    char day[DATE_TITLE_SIZE];
    if (period->kind == PERIOD_ALL)
        (void)snprintf(buffer, PERIOD_TITLE_SIZE, "all time");
    else if (period->first == DATE_FIRST || period->last == DATE_LAST)
        title_open(period, buffer);
    else if (period->kind == PERIOD_MONTH)
        (void)snprintf(buffer, PERIOD_TITLE_SIZE, "%s %d", date_month_name(date.month), date.year);
    else if (period->kind == PERIOD_YEAR)
        (void)snprintf(buffer, PERIOD_TITLE_SIZE, "%d", date.year);
    else if (period->kind == PERIOD_DAY)
        (void)snprintf(buffer, PERIOD_TITLE_SIZE, "%s", date_title(period->first, day));
    else
        title_range(period, buffer);
    return buffer;
}
