// SPDX-License-Identifier: GPL-3.0-or-later
// Small readers over a text that ends with 0; they look no further than they must.
#include "exchange/klog_times.h"

#include <string.h>
#include <strings.h>

#include "base/date.h"

#define MINUTE_MS INT64_C(60000)

// 1 to `most` digits.
static int read_number(const char **at, size_t most, int *ret)
{
    size_t n = strspn(*at, "0123456789");
    if (n == 0 || n > most)
        return -1;
    *ret = 0;
    for (; n; n--)
        *ret = *ret * 10 + (*(*at)++ - '0');
    return 0;
}

int klog_read_date(const char **at, int32_t *ret_day)
{
    char text[DATE_SIZE];
    if (strnlen(*at, DATE_SIZE - 1) < DATE_SIZE - 1)
        return -1;
    memcpy(text, *at, DATE_SIZE - 1);
    text[DATE_SIZE - 1] = '\0';
    if (text[4] == '/' && text[7] == '/')
        text[4] = text[7] = '-';
    if (date_parse(text, ret_day, NULL) != PRACTICE_OK)
        return -1;
    *at += DATE_SIZE - 1;
    return 0;
}

// "am" or "pm" behind an hour of 1 … 12. Returns the hour of the day, or -1.
static int read_half(const char **at, int hour)
{
    int pm = strncasecmp(*at, "pm", 2) == 0;
    if (!pm && strncasecmp(*at, "am", 2) != 0)
        return hour;
    *at += 2;
    if (hour < 1 || hour > 12)
        return -1;
    return hour % 12 + (pm ? 12 : 0);
}

int klog_read_time(const char **at, int64_t *ret_ms)
{
    const char *p = *at;
    int hour, minute, days = 0;
    if (*p == '<')
        days = -1, p++;
    if (read_number(&p, 2, &hour) != 0 || *p++ != ':' || strspn(p, "0123456789") != 2 ||
        read_number(&p, 2, &minute) != 0)
        return -1;
    hour = read_half(&p, hour);
    if (*p == '>' && days == 0)
        days = 1, p++;
    if (hour < 0 || hour > 24 || minute > 59 || (hour == 24 && minute))
        return -1;
    *ret_ms = days * DATE_MS_PER_DAY + (hour * 60 + minute) * MINUTE_MS;
    *at = p;
    return 0;
}

int klog_read_length(const char **at, int64_t *ret_ms)
{
    const char *p = *at;
    int sign = *p == '-' ? -1 : 1, number, hours = 0, minutes = 0;
    p += *p == '-' || *p == '+';
    if (read_number(&p, 4, &number) != 0)
        return -1;
    if (*p == 'h') {
        hours = number;
        p++;
        if (*p && strchr("0123456789", *p)) {
            if (read_number(&p, 4, &minutes) != 0 || *p++ != 'm')
                return -1;
        }
    } else if (*p == 'm') {
        minutes = number;
        p++;
    } else {
        return -1;
    }
    *ret_ms = sign * (hours * INT64_C(60) + minutes) * MINUTE_MS;
    *at = p;
    return 0;
}
