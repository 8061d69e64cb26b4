// SPDX-License-Identifier: GPL-3.0-or-later
// Lengths of time, rounded once and then split.
#include "ui/duration.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// Beyond it (about 114 years) a duration is no duration.
#define LONGEST_S 3.6e9

static int is_unknown(double time_s)
{
    return !isfinite(time_s) || time_s < 0 || time_s > LONGEST_S;
}

static const char *unknown(char buffer[UI_DURATION_SIZE])
{
    (void)snprintf(buffer, UI_DURATION_SIZE, "-");
    return buffer;
}

// At least n digits, with zeros before; returns their end. printf() takes six times as long, and a
// list of sessions may have 100,000 lengths.
static char *put_number(char *at, long long number, int n)
{
    char digits[24];
    size_t start = sizeof digits;
    for (; number > 0 || n > 0; number /= 10, n--)
        digits[--start] = (char)('0' + number % 10);
    memcpy(at, digits + start, sizeof digits - start);
    return at + sizeof digits - start;
}

const char *ui_duration_clock(double time_s, int decimals, char buffer[UI_DURATION_SIZE])
{
    static const long long scales[] = {1, 10, 100, 1000};
    if (is_unknown(time_s))
        return unknown(buffer);
    decimals = decimals < 0 ? 0 : decimals > 3 ? 3 : decimals;
    long long scale = scales[decimals];
    long long units = llround(time_s * (double)scale);
    long long seconds = units / scale, minutes = seconds / 60;
    char *at = buffer;
    if (minutes >= 60) {
        at = put_number(at, minutes / 60, 1);
        *at++ = ':';
    }
    at = put_number(at, minutes >= 60 ? minutes % 60 : minutes, minutes >= 60 ? 2 : 1);
    *at++ = ':';
    at = put_number(at, seconds % 60, 2);
    if (decimals > 0) {
        *at++ = '.';
        at = put_number(at, units % scale, decimals);
    }
    *at = '\0';
    return buffer;
}

const char *ui_duration_short(double time_s, char buffer[UI_DURATION_SIZE])
{
    return ui_duration_clock(time_s, time_s < 3599.95 ? 1 : 0, buffer);
}

const char *ui_duration_within(double time_s, double duration_s, char buffer[UI_DURATION_SIZE])
{
    return ui_duration_clock(time_s, duration_s < 600 ? 1 : 0, buffer);
}

const char *ui_duration_words(double time_s, char buffer[UI_DURATION_SIZE])
{
    if (is_unknown(time_s))
        return unknown(buffer);
    long long seconds = llround(time_s);
    long long minutes = llround(time_s / 60);
    if (seconds >= 3600)
        (void)snprintf(buffer, UI_DURATION_SIZE, "%lld h %02lld min", minutes / 60, minutes % 60);
    else if (seconds >= 60)
        (void)snprintf(buffer, UI_DURATION_SIZE, "%lld min %02lld s", seconds / 60, seconds % 60);
    else if (time_s > 0 && llround(time_s * 10) < 100)
        (void)snprintf(buffer, UI_DURATION_SIZE, "%.1f s", time_s);
    else
        (void)snprintf(buffer, UI_DURATION_SIZE, "%lld s", seconds);
    return buffer;
}
