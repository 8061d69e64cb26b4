// SPDX-License-Identifier: GPL-3.0-or-later
// The monotonic clock, and chance from the kernel: workers that were started together must not
// draw the same numbers.
#include "worker/clock.h"

#include <stdint.h>
#include <sys/random.h>
#include <time.h>

double clock_now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void clock_sleep(double seconds)
{
    struct timespec wait = {.tv_sec = (time_t)seconds};
    wait.tv_nsec = (long)((seconds - (double)wait.tv_sec) * 1e9);
    (void)nanosleep(&wait, NULL); // a signal may cut it short
}

double clock_jitter(double most)
{
    uint32_t bits = 0;
    if (getrandom(&bits, sizeof bits, 0) != (ssize_t)sizeof bits)
        return most / 2;
    return most * ((double)bits / (double)UINT32_MAX);
}
