// SPDX-License-Identifier: GPL-3.0-or-later
// Haste for tests, in the program with the trap doors (crash.c): PRACTICE_DICE is what the dice of
// all random waits show, 0 … 1, and PRACTICE_STALL after how many seconds of silence a transfer is
// given up. Nothing happens that could not happen by chance, or with a faster clock.
#include <stdlib.h>

#include "cloud/http.h"
#include "worker/clock.h"

double __real_clock_jitter(double most);
enum cloud_status __real_http_open(const struct http_options *options, struct http **ret_http,
                                   struct practice_error *err);

double __wrap_clock_jitter(double most);
enum cloud_status __wrap_http_open(const struct http_options *options, struct http **ret_http,
                                   struct practice_error *err);

double __wrap_clock_jitter(double most)
{
    const char *dice = getenv("PRACTICE_DICE");
    return dice ? most * strtod(dice, NULL) : __real_clock_jitter(most);
}

enum cloud_status __wrap_http_open(const struct http_options *options, struct http **ret_http,
                                   struct practice_error *err)
{
    const char *stall = getenv("PRACTICE_STALL");
    struct http_options hurried = *options;
    if (stall)
        hurried.stall_s = strtod(stall, NULL);
    return __real_http_open(&hurried, ret_http, err);
}
