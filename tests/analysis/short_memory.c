// SPDX-License-Identifier: GPL-3.0-or-later
// Analyses a made-up session with the n-th allocation of this program failing, for n = 0, 1, 2, …
// until none fails; every failure must be told as such and leave nothing behind. Also counts the
// allocations of the feeding path. Linked with --wrap for malloc, calloc and realloc.
#include <string.h>

#include "../starve.h"
#include "stream.h"

#define RATE_HZ  22050
#define N_FRAMES (RATE_HZ * 30)

static long in_feed, growths_in_feed;

static enum practice_status analyse(const float *session, struct practice_error *err)
{
    struct practice_analyzer_options options;
    practice_analyzer_options_init(&options);
    options.rate_hz = RATE_HZ;
    struct practice_analyzer *analyzer;
    struct practice_result *result;
    enum practice_status status = practice_analyzer_new(&options, &analyzer, err);
    if (status)
        return status;
    long before = starving.n_allocations, growths_before = starving.n_growths;
    for (size_t done = 0; done < N_FRAMES && !status; done += RATE_HZ / 2)
        status = practice_analyzer_feed(analyzer, session + done, RATE_HZ / 2, err);
    in_feed = starving.n_allocations - before;
    growths_in_feed = starving.n_growths - growths_before;
    if (!status)
        status = practice_analyzer_finish(analyzer, &result, err);
    if (!status)
        practice_result_free(result);
    practice_analyzer_free(analyzer);
    return status;
}

int main(void)
{
    float *session = make_session(N_FRAMES, 1, RATE_HZ);
    struct practice_error err;
    if (!session || analyse(session, &err))
        return 1;
    printf("feeding allocates %ld times but for lists\n", in_feed - growths_in_feed);
    long told = 0, total = starving.n_allocations;
    for (long n = 0; n < total; n++) {
        starving.n_allocations = 0;
        starving.left = n;
        err = (struct practice_error){.status = PRACTICE_OK};
        enum practice_status status = analyse(session, &err);
        if (status == PRACTICE_OK && starving.n_allocations <= n)
            break;
        // Libraries below us may survive a failure of theirs; we must never call it anything else.
        if (status != PRACTICE_OK && (status != PRACTICE_NO_MEMORY || err.status != status))
            printf("allocation %ld: status %d\n", n, (int)status);
        told += status == PRACTICE_NO_MEMORY;
    }
    starving.left = -1;
    printf("%s\n", told > 10 ? "every failure was told" : "too few failures were told");
    free(session);
    return 0;
}
