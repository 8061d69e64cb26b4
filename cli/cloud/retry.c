// SPDX-License-Identifier: GPL-3.0-or-later
// The wait, in slices that notice a stop flag.
#include "cloud/retry.h"

#include <stdlib.h>
#include <time.h>

#define SLICE_S 0.05

static double clock_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// Seconds that the server asks for: a number, or a date, which is read by the server's own clock.
static double asked_s(const struct http_answer *answer)
{
    int64_t seconds = http_header_number(answer, "retry-after");
    if (seconds >= 0)
        return (double)seconds;
    int64_t until = http_header_time(answer, "retry-after");
    int64_t now = http_header_time(answer, "date");
    return until > 0 && now > 0 && until > now ? (double)(until - now) : 0;
}

enum retry_verdict retry_wait(struct retry *retry, const struct http_answer *answer)
{
    unsigned max_tries = retry->max_tries ? retry->max_tries : RETRY_TRIES;
    if (++retry->n_tries >= max_tries)
        return RETRY_GIVE_UP;
    unsigned doublings = retry->n_tries - 1 < 16 ? retry->n_tries - 1 : 16;
    double most_s = RETRY_BASE_S * (double)(1U << doublings);
    most_s = most_s < RETRY_MOST_S ? most_s : RETRY_MOST_S;
    double wait_s = most_s * (double)arc4random() / (double)UINT32_MAX;
    double asked = answer ? asked_s(answer) : 0;
    if (asked > RETRY_LONG_S)
        return RETRY_GIVE_UP;
    double until_s = clock_s() + wait_s + asked;
    for (;;) {
        if ((retry->stop && atomic_load(retry->stop)) ||
            (retry->tick && retry->tick(retry->tick_context) != 0))
            return RETRY_STOPPED;
        double left_s = until_s - clock_s();
        if (left_s <= 0)
            return RETRY_AGAIN;
        double slice_s = left_s < SLICE_S ? left_s : SLICE_S;
        (void)nanosleep(&(struct timespec){.tv_nsec = (long)(slice_s * 1e9)}, NULL);
    }
}
