// SPDX-License-Identifier: GPL-3.0-or-later
// The recording's clock against clocks that we turn: a laptop that sleeps while recording and while
// paused, and a pause. clock_gettime() is ours here.
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "recorder/watch.h"

static double awake_s = 1000, asleep_s;

int __wrap_clock_gettime(clockid_t clock, struct timespec *ret_time);

int __wrap_clock_gettime(clockid_t clock, struct timespec *ret_time)
{
    double now = clock == CLOCK_BOOTTIME ? awake_s + asleep_s : awake_s;
    ret_time->tv_sec = (time_t)now;
    ret_time->tv_nsec = (long)((now - floor(now)) * 1e9);
    return 0;
}

static int is_near(double a, double b)
{
    return fabs(a - b) < 1e-6;
}

int main(void)
{
    struct watch watch;
    watch_start(&watch);
    awake_s += 10;
    assert(is_near(watch_clock_s(&watch), 10) && is_near(watch_passed_s(&watch), 10));
    assert(is_near(watch_slept_s(&watch), 0));
    asleep_s += 3600; // the lid is closed for an hour
    assert(is_near(watch_slept_s(&watch), 3600) && is_near(watch_slept_s(&watch), 0));
    assert(is_near(watch_clock_s(&watch), 10) && is_near(watch_passed_s(&watch), 3610));
    watch_pause(&watch);
    awake_s += 60;
    asleep_s += 600; // asleep while paused: a pause of 11 minutes, and no sleep of the recording
    assert(is_near(watch_slept_s(&watch), 0) && is_near(watch_clock_s(&watch), 10));
    assert(is_near(watch_end_s(&watch), 3610) && is_near(watch_passed_s(&watch), 4270));
    assert(is_near(watch_resume(&watch), 660) && is_near(watch_end_s(&watch), 4270));
    assert(is_near(watch_slept_s(&watch), 0));
    awake_s += 5;
    assert(is_near(watch_clock_s(&watch), 15) && is_near(watch_passed_s(&watch), 4275));
    (void)puts("ok");
    return 0;
}
