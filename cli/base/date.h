// SPDX-License-Identifier: GPL-3.0-or-later
// Days of the calendar. A day is its number, an int32_t counting from 1970-01-01, everywhere in the
// program: days then compare, subtract and index arrays like any number, and a year, a month or a
// weekday is asked for only where people read it. What day an instant falls on is zone.h's
// business.
#ifndef CLI_BASE_DATE_H
#define CLI_BASE_DATE_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

// The days that can be written: 0001-01-01 and 9999-12-31 of the Gregorian calendar, which is
// taken to have held always. They also stand for "no beginning" and "no end" in a period.
#define DATE_FIRST (-719162)
#define DATE_LAST  2932896

#define DATE_MS_PER_DAY INT64_C(86400000)

// "2026-03-05" and its end; sizes of the buffers below.
#define DATE_SIZE       11
#define DATE_TITLE_SIZE 40

struct date {
    int year;  // 1 … 9999
    int month; // 1 … 12
    int day;   // 1 … 31
};

struct date_week {
    int year; // the year that owns the week: 2027-01-01 is in 2026-W53
    int week; // 1 … 53
};

// The day's number. Months outside 1 … 12 and days outside the month carry over, so that "month +
// 1" and "day 0" mean what they say.
int32_t date_number(struct date date);

struct date date_split(int32_t day);

// 0: Monday … 6: Sunday.
int date_weekday(int32_t day);

// ISO 8601: weeks start on Monday and belong to the year of their Thursday.
struct date_week date_iso_week(int32_t day);

// The Monday of a week.
int32_t date_of_iso_week(struct date_week week);

// 52 or 53.
int date_weeks_in_year(int year);

// 28 … 31.
int date_days_in_month(int year, int month);

// The first day of the week a day is in, for weeks that start on week_start (0: Monday … 6).
int32_t date_week_first(int32_t day, int week_start);

// The day n_months later, or earlier below 0. A day that the month does not have becomes its last:
// one month after 31 January is 28 or 29 February.
int32_t date_add_months(int32_t day, int n_months);

// Reads exactly "YYYY-MM-DD". Fails with BAD_ARGUMENT and says what is wrong: the form, or a day
// that the month does not have.
enum practice_status date_parse(const char *text, int32_t *ret_day,
                                struct practice_error *err) PRACTICE_CHECKED;

// "2026-03-05". Returns buffer.
const char *date_text(int32_t day, char buffer[DATE_SIZE]);

// "Thursday 5 March 2026". Returns buffer.
const char *date_title(int32_t day, char buffer[DATE_TITLE_SIZE]);

// "March"; month 1 … 12. "Thursday"; weekday 0 … 6. The first three letters are the short name.
// Static storage.
const char *date_month_name(int month);
const char *date_weekday_name(int weekday);

#endif
