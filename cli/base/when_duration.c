// SPDX-License-Identifier: GPL-3.0-or-later
// Reading lengths of time: numbers with units from long to short, or hours:minutes:seconds.
#include <ctype.h>
#include <string.h>

#include "base/fail.h"
#include "base/when.h"

static const char hint[] = "write 1h30m, 45m, 90s or 1:30:00; a bare number is minutes";

static const struct {
    const char *name;
    double ms;
} units[] = {
    {"hours", 3600e3}, {"hour", 3600e3}, {"hrs", 3600e3}, {"hr", 3600e3}, {"h", 3600e3},
    {"minutes", 60e3}, {"minute", 60e3}, {"mins", 60e3},  {"min", 60e3},  {"m", 60e3},
    {"seconds", 1e3},  {"second", 1e3},  {"secs", 1e3},   {"sec", 1e3},   {"s", 1e3},
};

static const char *skip_blanks(const char *at)
{
    while (isspace((unsigned char)*at))
        at++;
    return at;
}

// "1.5" without sign or exponent, of at most 9 digits before the point. Returns 0, or -1: none.
static int read_number(const char **at, double *ret)
{
    double value = 0, place = 1;
    const char *p = *at;
    size_t n = 0;
    for (; isdigit((unsigned char)*p) && n < 10; p++, n++)
        value = value * 10 + (*p - '0');
    if (n == 0 || n == 10)
        return -1;
    if (*p == '.') {
        p++;
        for (; isdigit((unsigned char)*p); p++)
            value += (*p - '0') * (place /= 10);
    }
    *at = p;
    *ret = value;
    return 0;
}

// The unit at *at in milliseconds, or 0.
static double read_unit(const char **at)
{
    size_t length = 0;
    while (isalpha((unsigned char)(*at)[length]))
        length++;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strlen(units[i].name) == length && strncasecmp(*at, units[i].name, length) == 0) {
            *at += length;
            return units[i].ms;
        }
    return 0;
}

// "1h 30m": every unit shorter than the one before. Returns 0, or -1.
static int read_units(const char *at, double *ret_ms)
{
    double total = 0, before = 0, value;
    while (*at) {
        if (read_number(&at, &value) != 0)
            return -1;
        at = skip_blanks(at);
        double unit = *at || before > 0 ? read_unit(&at) : 60e3;
        if (unit <= 0 || (before > 0 && unit >= before))
            return -1;
        total += value * unit;
        before = unit;
        at = skip_blanks(at);
    }
    *ret_ms = total;
    return before > 0 ? 0 : -1;
}

// "1:30:00", with decimals of the seconds. Returns 0, or -1.
static int read_colons(const char *at, double *ret_ms)
{
    double part[3];
    for (size_t i = 0; i < 3; i++) {
        if (i && *at++ != ':')
            return -1;
        const char *from = at;
        if (read_number(&at, &part[i]) != 0 || (i && part[i] >= 60) ||
            (i < 2 && memchr(from, '.', (size_t)(at - from))))
            return -1;
    }
    *ret_ms = ((part[0] * 60 + part[1]) * 60 + part[2]) * 1e3;
    return *skip_blanks(at) ? -1 : 0;
}

enum practice_status when_parse_duration(const char *text, int64_t *ret_ms,
                                         struct practice_error *err)
{
    double ms = 0;
    const char *at = skip_blanks(text), *colon = strchr(at, ':');
    if (colon && !strchr(colon + 1, ':'))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "write 1h30m or 1m30s, or 1:30:00",
                         "'%.60s' may mean hours or minutes", text);
    if ((colon ? read_colons(at, &ms) : read_units(at, &ms)) != 0)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, hint, "'%.60s' is no length of time", text);
    if (ms > (double)WHEN_MAX_DURATION_MS)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, hint, "'%.60s' is too long", text);
    *ret_ms = (int64_t)(ms + 0.5);
    return PRACTICE_OK;
}
