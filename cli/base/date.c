// SPDX-License-Identifier: GPL-3.0-or-later
// Calendar arithmetic on day numbers, after Howard Hinnant's "chrono-compatible low-level date
// algorithms": years that start in March have their leap day last, and no table is needed.
#include "base/date.h"

#include <ctype.h>
#include <stdio.h>

#include "base/fail.h"

#define DAYS_PER_ERA     146097 // 400 years
#define EPOCH_FROM_MARCH 719468 // days from 0000-03-01 to 1970-01-01

static int floor_div(int a, int b)
{
    return a / b - (a % b < 0);
}

int32_t date_number(struct date date)
{
    int months = date.year * 12 + date.month - 1;
    int month = months - floor_div(months, 12) * 12; // 0: January
    int year = floor_div(months, 12) - (month < 2);
    int era = floor_div(year, 400);
    int year_of_era = year - era * 400;
    int day_of_year = (153 * ((month + 10) % 12) + 2) / 5;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - EPOCH_FROM_MARCH + date.day - 1;
}

struct date date_split(int32_t day)
{
    int32_t shifted = day + EPOCH_FROM_MARCH;
    int era = floor_div(shifted, DAYS_PER_ERA);
    int day_of_era = shifted - era * DAYS_PER_ERA;
    int year = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    int month = march_month < 10 ? march_month + 3 : march_month - 9;
    return (struct date){.year = year + era * 400 + (month <= 2),
                         .month = month,
                         .day = day_of_year - (153 * march_month + 2) / 5 + 1};
}

int date_weekday(int32_t day)
{
    int from_monday = (day + 3) % 7; // 1970-01-01 was a Thursday
    return from_monday < 0 ? from_monday + 7 : from_monday;
}

int32_t date_week_first(int32_t day, int week_start)
{
    return day - (date_weekday(day) - week_start + 7) % 7;
}

struct date_week date_iso_week(int32_t day)
{
    int32_t thursday = date_week_first(day, 0) + 3;
    int year = date_split(thursday).year;
    int32_t first = date_number((struct date){year, 1, 1});
    return (struct date_week){.year = year, .week = (thursday - first) / 7 + 1};
}

int32_t date_of_iso_week(struct date_week week)
{
    int32_t in_first_week = date_number((struct date){week.year, 1, 4});
    return date_week_first(in_first_week, 0) + 7 * (week.week - 1);
}

int date_weeks_in_year(int year)
{
    int32_t in_last_week = date_number((struct date){year, 12, 28});
    return date_iso_week(in_last_week).week;
}

int date_days_in_month(int year, int month)
{
    return date_number((struct date){year, month + 1, 1}) -
           date_number((struct date){year, month, 1});
}

int32_t date_add_months(int32_t day, int n_months)
{
    struct date date = date_split(day);
    struct date first = date_split(date_number((struct date){date.year, date.month + n_months, 1}));
    int length = date_days_in_month(first.year, first.month);
    first.day = date.day < length ? date.day : length;
    return date_number(first);
}

// Reads n digits; the number, or -1.
static int digits(const char *text, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (!isdigit((unsigned char)text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static int has_form(const char *text)
{
    static const char form[] = "dddd-dd-dd";
    for (int i = 0; i < 10; i++)
        if (form[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
            return 0;
    return text[10] == '\0';
}

enum practice_status date_parse(const char *text, int32_t *ret_day, struct practice_error *err)
{
    if (!has_form(text))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "write it as 2026-03-05", "'%s' is no date",
                         text);
    struct date date = {digits(text, 4), digits(text + 5, 2), digits(text + 8, 2)};
    if (date.year < 1)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "'%s' is no date: years start at 1",
                         text);
    if (date.month < 1 || date.month > 12)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "write it as year-month-day: 2026-03-05",
                         "'%s' is no date: there is no month %d", text, date.month);
    int length = date_days_in_month(date.year, date.month);
    if (date.day < 1 || date.day > length)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "'%s' is no date: %s %d has %d days",
                         text, date_month_name(date.month), date.year, length);
    *ret_day = date_number(date);
    return PRACTICE_OK;
}

static void put_digits(char *text, int number, int n)
{
    for (; n > 0; number /= 10)
        text[--n] = (char)('0' + number % 10);
}

const char *date_text(int32_t day, char buffer[DATE_SIZE])
{
    struct date date = date_split(day < DATE_FIRST  ? DATE_FIRST
                                  : day > DATE_LAST ? DATE_LAST
                                                    : day);
    put_digits(buffer, date.year, 4); // by hand: lists of sessions write 50,000 of them
    buffer[4] = '-';
    put_digits(buffer + 5, date.month, 2);
    buffer[7] = '-';
    put_digits(buffer + 8, date.day, 2);
    buffer[10] = '\0';
    return buffer;
}

const char *date_title(int32_t day, char buffer[DATE_TITLE_SIZE])
{
    struct date date = date_split(day);
    (void)snprintf(buffer, DATE_TITLE_SIZE, "%s %d %s %d", date_weekday_name(date_weekday(day)),
                   date.day, date_month_name(date.month), date.year);
    return buffer;
}

const char *date_month_name(int month)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    return month < 1 || month > 12 ? "?" : names[month - 1];
}

const char *date_weekday_name(int weekday)
{
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    return weekday < 0 || weekday > 6 ? "?" : names[weekday];
}
