// SPDX-License-Identifier: GPL-3.0-or-later
// Walks through every day of 1900 to 2200 with a calendar of its own, which only counts, and holds
// cli/base/date.h against it and against the C library's timegm() and strftime().
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"

static void expect(int right, const char *what, int32_t day)
{
    if (!right) {
        (void)printf("day %d: %s\n", day, what);
        exit(1);
    }
}

static int length_of(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && leap);
}

static void check_with_libc(int32_t day, const struct date *date)
{
    struct tm tm = {.tm_year = date->year - 1900, .tm_mon = date->month - 1, .tm_mday = date->day};
    char text[96];
    char expected[96];
    time_t at = timegm(&tm);
    expect(at == (time_t)day * 86400, "timegm differs", day);
    expect(strftime(expected, sizeof expected, "%Y-%m-%d %u %G %V", &tm) > 0, "strftime", day);
    struct date_week week = date_iso_week(day);
    (void)snprintf(text, sizeof text, "%04d-%02d-%02d %d %d %02d", date->year, date->month,
                   date->day, date_weekday(day) + 1, week.year, week.week);
    expect(strcmp(text, expected) == 0, "strftime differs", day);
}

static void check_day(int32_t day, const struct date *expected)
{
    struct date date = date_split(day);
    char text[DATE_SIZE];
    int32_t back = 0;
    expect(date.year == expected->year && date.month == expected->month &&
               date.day == expected->day,
           "split", day);
    expect(date_number(date) == day, "number", day);
    expect(date_days_in_month(date.year, date.month) == length_of(date.year, date.month), "length",
           day);
    expect(date_parse(date_text(day, text), &back, NULL) == PRACTICE_OK && back == day, "text",
           day);
    struct date_week week = date_iso_week(day);
    expect(date_of_iso_week(week) == day - date_weekday(day), "week", day);
    expect(week.week <= date_weeks_in_year(week.year), "weeks in year", day);
    for (int start = 0; start < 7; start++) {
        int32_t first = date_week_first(day, start);
        expect(date_weekday(first) == start && first <= day && first > day - 7, "week start", day);
    }
    expect(date_add_months(date_add_months(day, 12 * 400), -12 * 400) == day, "months", day);
    check_with_libc(day, &date);
}

int main(void)
{
    struct date date = {1900, 1, 1};
    int32_t day = -25567;
    for (; date.year <= 2200; day++) {
        check_day(day, &date);
        if (++date.day > length_of(date.year, date.month)) {
            date.day = 1;
            date.month = date.month % 12 + 1;
            date.year += date.month == 1;
        }
    }
    expect(date_split(DATE_FIRST).year == 1 && date_split(DATE_FIRST - 1).year == 0, "first",
           DATE_FIRST);
    expect(date_split(DATE_LAST).year == 9999 && date_split(DATE_LAST + 1).year == 10000, "last",
           DATE_LAST);
    (void)printf("%d days\n", day + 25567);
    return 0;
}
