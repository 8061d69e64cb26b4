// SPDX-License-Identifier: GPL-3.0-or-later
// Two of the kernel's clocks and their difference.
#include "recorder/watch.h"

#include <time.h>

#define LEAST_SLEEP_S 0.5 // below it the two readings are merely apart

static double read_s(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void watch_start(struct watch *watch)
{
    double monotonic = read_s(CLOCK_MONOTONIC), boot = read_s(CLOCK_BOOTTIME);
    *watch = (struct watch){.begin_s = monotonic, .boot_s = boot, .ahead_s = boot - monotonic};
}

double watch_clock_s(const struct watch *watch)
{
    double until = watch->pause_s > 0 ? watch->awake_pause_s : read_s(CLOCK_MONOTONIC);
    return until - watch->begin_s - watch->paused_awake_s;
}

double watch_passed_s(const struct watch *watch)
{
    return read_s(CLOCK_BOOTTIME) - watch->boot_s;
}

double watch_end_s(const struct watch *watch)
{
    return watch->pause_s > 0 ? watch->pause_s - watch->boot_s : watch_passed_s(watch);
}

void watch_pause(struct watch *watch)
{
    watch->pause_s = read_s(CLOCK_BOOTTIME);
    watch->awake_pause_s = read_s(CLOCK_MONOTONIC);
}

double watch_resume(struct watch *watch)
{
    double boot = read_s(CLOCK_BOOTTIME), monotonic = read_s(CLOCK_MONOTONIC);
    double length = boot - watch->pause_s;
    watch->paused_awake_s += monotonic - watch->awake_pause_s;
    watch->pause_s = 0;
    watch->ahead_s = boot - monotonic;
    return length;
}

double watch_slept_s(struct watch *watch)
{
    if (watch->pause_s > 0)
        return 0;
    double ahead = read_s(CLOCK_BOOTTIME) - read_s(CLOCK_MONOTONIC);
    double slept = ahead - watch->ahead_s;
    if (slept < LEAST_SLEEP_S)
        return 0;
    watch->ahead_s = ahead;
    return slept;
}
