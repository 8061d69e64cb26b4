// SPDX-License-Identifier: GPL-3.0-or-later
// Time that only goes forward, whatever happens to the clock on the wall.
#ifndef CLI_WORKER_CLOCK_H
#define CLI_WORKER_CLOCK_H

// Seconds since some moment before this process.
double clock_now_s(void);

void clock_sleep(double seconds);

// A number of 0 … most, different in every process: for waits, so that many workers do not come
// back at once.
double clock_jitter(double most);

#endif
