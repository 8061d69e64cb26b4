// SPDX-License-Identifier: GPL-3.0-or-later
// The product's own front end as one call, so that training hears exactly what the product hears.
#include <math.h>

#include "analysis/frontend.h"

long train_frontend(const float *mono, long n, double rate_hz, float *ret_bands,
                    float *ret_level_db, long max_frames);

static long fetch(struct frontend *frontend, float *ret_bands, float *ret_level_db, long n_frames,
                  long max_frames)
{
    struct frontend_frame frame;
    while (frontend_next(frontend, &frame)) {
        if (n_frames >= max_frames)
            continue;
        float power = 0;
        for (int q = 0; q < FRONTEND_QUARTERS; q++)
            power += frame.quarter_power[q] / FRONTEND_QUARTERS;
        for (int b = 0; b < FRONTEND_BANDS; b++)
            ret_bands[n_frames * FRONTEND_BANDS + b] = frame.bands[b];
        ret_level_db[n_frames++] = 10 * log10f(power + 1e-12f);
    }
    return n_frames;
}

// mono [n] at rate_hz -> ret_bands [max_frames][48], ret_level_db [max_frames].
// Returns the number of frames, or -1 when memory is short or the rate unknown.
__attribute__((visibility("default"))) long train_frontend(const float *mono, long n,
                                                           double rate_hz, float *ret_bands,
                                                           float *ret_level_db, long max_frames)
{
    struct frontend *frontend;
    if (frontend_new(rate_hz, kernels_best(), &frontend, NULL))
        return -1;
    long n_frames = 0;
    for (long done = 0; done < n; done += FRONTEND_BLOCK) {
        long block = n - done < FRONTEND_BLOCK ? n - done : FRONTEND_BLOCK;
        frontend_feed(frontend, mono + done, (size_t)block);
        n_frames = fetch(frontend, ret_bands, ret_level_db, n_frames, max_frames);
    }
    frontend_end(frontend);
    n_frames = fetch(frontend, ret_bands, ret_level_db, n_frames, max_frames);
    frontend_free(frontend);
    return n_frames;
}
