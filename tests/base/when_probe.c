// SPDX-License-Identifier: GPL-3.0-or-later
// Asks base/when what a text means: `when ZONE NOW-UTC-S TEXT`, `when --length TEXT`.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/when.h"

static int tell_error(const struct practice_error *err)
{
    (void)printf("%s\n", err->message);
    if (err->hint[0])
        (void)printf("hint: %s\n", err->hint);
    return 1;
}

static int tell_length(const char *text)
{
    struct practice_error err;
    int64_t ms = 0;
    if (when_parse_duration(text, &ms, &err) != PRACTICE_OK)
        return tell_error(&err);
    (void)printf("%lld\n", (long long)ms);
    return 0;
}

static int tell_time(const struct zone *zone, int64_t now_ms, const char *text)
{
    struct practice_error err;
    struct when when;
    const struct when_base base = {zone, now_ms, zone_local_at(zone, now_ms).day};
    if (when_parse(text, &base, &when, &err) != PRACTICE_OK)
        return tell_error(&err);
    struct zone_local local = zone_local_at(zone, when.utc_ms);
    char date[DATE_SIZE], offset[7];
    (void)printf("%s %02d:%02d:%02d.%03d %s%s%s%s\n", date_text(local.day, date),
                 local.ms_of_day / 3600000, local.ms_of_day / 60000 % 60,
                 local.ms_of_day / 1000 % 60, local.ms_of_day % 1000,
                 zone_offset_text(when.offset_s, offset), when.has_day ? "" : " clock",
                 when.has_time ? "" : " day", when.has_offset ? " offset" : "");
    return 0;
}

int main(int argc, char **argv)
{
    struct practice_error err;
    struct zone *zone = NULL;
    if (argc == 3 && strcmp(argv[1], "--length") == 0)
        return tell_length(argv[2]);
    if (argc != 4 || zone_open(argv[1], &zone, &err) != PRACTICE_OK)
        return 2;
    int code = tell_time(zone, strtoll(argv[2], NULL, 10) * 1000, argv[3]);
    zone_free(zone);
    return code;
}
