// SPDX-License-Identifier: GPL-3.0-or-later
// The time of day in recordings' headers. Recorders whose clock was never set write their epoch or
// zeros, and a wrong time in a journal is worse than none, so little is believed.
#include <stdio.h>

#include "audio/backend.h"

#define FIRST_YEAR 1990

// `n` digits as a number, or -1.
static int read_digits(const char *text, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static int is_within(int value, int least, int most)
{
    return value >= least && value <= most;
}

void audio_keep_time(struct audio_stream *stream, const char *date, const char *time, int is_utc)
{
    int year = read_digits(date, 4), month = read_digits(date + 5, 2);
    int day = read_digits(date + 8, 2), hour = read_digits(time, 2);
    int minute = read_digits(time + 3, 2), second = read_digits(time + 6, 2);
    if (!is_within(year, FIRST_YEAR, 9999) || !is_within(month, 1, 12) || !is_within(day, 1, 31) ||
        !is_within(hour, 0, 23) || !is_within(minute, 0, 59) || !is_within(second, 0, 59))
        return;
    char text[64];
    (void)snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d%s", year, month, day, hour,
                   minute, second, is_utc ? "Z" : "");
    (void)snprintf(stream->format.recorded_at, sizeof stream->format.recorded_at, "%.23s", text);
}
