// SPDX-License-Identifier: GPL-3.0-or-later
// Lets a shell test call one function of cli/base at a time: probe WHAT ARGUMENTS.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/period.h"
#include "base/zone.h"

static int refused(const struct practice_error *err)
{
    (void)printf("%s\n", err->message);
    if (*err->hint)
        (void)printf("hint: %s\n", err->hint);
    return 1;
}

// date TEXT
static int probe_date(char **args)
{
    struct practice_error err;
    int32_t day = 0;
    char title[DATE_TITLE_SIZE];
    if (date_parse(args[0], &day, &err) != PRACTICE_OK)
        return refused(&err);
    struct date_week week = date_iso_week(day);
    (void)printf("%" PRId32 " %s %d-W%02d\n", day, date_title(day, title), week.year, week.week);
    return 0;
}

// months TEXT N
static int probe_months(char **args)
{
    int32_t day = 0;
    char text[DATE_SIZE];
    if (date_parse(args[0], &day, NULL) != PRACTICE_OK)
        return 1;
    (void)puts(date_text(date_add_months(day, atoi(args[1])), text));
    return 0;
}

static void print_period(const struct period *period)
{
    char from[DATE_SIZE];
    char to[DATE_SIZE];
    char title[PERIOD_TITLE_SIZE];
    (void)printf("%s %s | %s\n", period->first == DATE_FIRST ? "-" : date_text(period->first, from),
                 period->last == DATE_LAST ? "-" : date_text(period->last, to),
                 period_title(period, title));
}

// period TODAY WEEK_START TEXT, before TODAY WEEK_START TEXT
static int read_period(char **args, struct period *ret_period)
{
    struct practice_error err;
    struct period_now now = {.week_start = atoi(args[1])};
    if (date_parse(args[0], &now.today, &err) != PRACTICE_OK ||
        period_parse(args[2], &now, ret_period, &err) != PRACTICE_OK)
        return refused(&err);
    return 0;
}

static int probe_period(char **args)
{
    struct period period;
    if (read_period(args, &period) != 0)
        return 1;
    print_period(&period);
    return 0;
}

static int probe_before(char **args)
{
    struct period period;
    struct period before;
    if (read_period(args, &period) != 0)
        return 1;
    if (period_before(&period, &before) == 0)
        print_period(&before);
    else
        (void)puts("none");
    return 0;
}

static int probe_system(char **args)
{
    (void)args;
    char name[ZONE_NAME_SIZE];
    (void)puts(zone_system_name(name));
    return 0;
}

static void print_local(struct zone_local local)
{
    char day[DATE_SIZE];
    char offset[7];
    int s = local.ms_of_day / 1000;
    (void)printf("%s %02d:%02d:%02d.%03d %s\n", date_text(local.day, day), s / 3600, s / 60 % 60,
                 s % 60, local.ms_of_day % 1000, zone_offset_text(local.offset_s, offset));
}

// local ZONE UTC_MS...
static int probe_local(char **args)
{
    struct practice_error err;
    struct zone *zone = NULL;
    if (zone_open(args[0], &zone, &err) != PRACTICE_OK)
        return refused(&err);
    for (char **ms = args + 1; *ms; ms++)
        print_local(zone_local_at(zone, strtoll(*ms, NULL, 10)));
    zone_free(zone);
    return 0;
}

// utc ZONE DATE MINUTE_OF_DAY
static int probe_utc(char **args)
{
    static const char *const matches[] = {"once", "never", "twice"};
    struct practice_error err;
    struct zone *zone = NULL;
    int32_t day = 0;
    int64_t utc_ms = 0;
    if (date_parse(args[1], &day, &err) != PRACTICE_OK ||
        zone_open(args[0], &zone, &err) != PRACTICE_OK)
        return refused(&err);
    enum zone_match match = zone_utc_of(zone, day, atoi(args[2]) * INT64_C(60000), &utc_ms);
    (void)printf("%" PRId64 " %s, day starts %" PRId64 "\n", utc_ms, matches[match],
                 zone_day_start(zone, day));
    zone_free(zone);
    return 0;
}

// offsets ZONE: reads instants in seconds, a line each, and answers the offset at each; then the
// same back: the instant of the wall clock, where it is shown once.
static int probe_offsets(char **args)
{
    struct practice_error err;
    struct zone *zone = NULL;
    long long at = 0;
    if (zone_open(args[0], &zone, &err) != PRACTICE_OK)
        return refused(&err);
    while (scanf("%lld", &at) == 1) {
        struct zone_local local = zone_local_at(zone, at * 1000);
        int64_t back_ms = 0;
        enum zone_match match = zone_utc_of(zone, local.day, local.ms_of_day, &back_ms);
        (void)printf("%" PRId32 " %d %" PRId64 "\n", local.offset_s, (int)match, back_ms / 1000);
    }
    zone_free(zone);
    return 0;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int least;
        int (*run)(char **args);
    } probes[] = {
        {"date", 1, probe_date},     {"months", 2, probe_months},   {"period", 3, probe_period},
        {"before", 3, probe_before}, {"system", 0, probe_system},   {"local", 1, probe_local},
        {"utc", 3, probe_utc},       {"offsets", 1, probe_offsets},
    };
    for (size_t i = 0; argc > 1 && i < sizeof probes / sizeof *probes; i++)
        if (strcmp(argv[1], probes[i].name) == 0 && argc - 2 >= probes[i].least)
            return probes[i].run(argv + 2);
    (void)fputs("usage: probe WHAT ARGUMENTS\n", stderr);
    return 2;
}
