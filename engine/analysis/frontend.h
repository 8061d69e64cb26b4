// SPDX-License-Identifier: GPL-3.0-or-later
// From mono samples to frames: one spectrum every 20 ms, shared by all that follows, as log-mel
// bands for the activity model, levels for the borders, and weighted power for the loudness.
#ifndef ENGINE_ANALYSIS_FRONTEND_H
#define ENGINE_ANALYSIS_FRONTEND_H

#include <stddef.h>

#include <practice/error.h>

#include "analysis/kernels.h"

#define FRONTEND_BANDS    48
#define FRONTEND_BLOCK    2048 // most samples one frontend_feed() takes
#define FRONTEND_QUARTERS 4    // levels per hop: every 5 ms

struct frontend;

// Frame number k covers the hops k and k + 1 (a Hann window of 40 ms at steps of 20 ms).
struct frontend_frame {
    float bands[FRONTEND_BANDS]; // ln(mean-square power in the band + 1e-10); full-scale sine -0.7
    float loudness_power;        // mean square, K-weighted (ITU-R BS.1770)
    float quarter_power[FRONTEND_QUARTERS]; // mean square without DC of each 5 ms of hop k
    float peak;                             // largest magnitude in hop k
    const float *hop_samples; // [hop] of hop k at the analysis rate; until the next call
};

// rate_hz: 8000 … 192000.
enum practice_status frontend_new(double rate_hz, const struct kernels *kernels,
                                  struct frontend **ret_frontend, struct practice_error *err);
void frontend_free(struct frontend *frontend);

double frontend_rate_hz(const struct frontend *frontend); // the analysis rate, 8000 … 32000
size_t frontend_hop(const struct frontend *frontend);     // in samples at that rate

// Takes n <= FRONTEND_BLOCK mono samples; every frame they complete must then be fetched with
// frontend_next() before more is fed.
void frontend_feed(struct frontend *frontend, const float *mono, size_t n);

// Says that the stream has ended: the frames still under way come out, padded with silence,
// until every sample fed lies in the first hop of a frame.
void frontend_end(struct frontend *frontend);

// Fetches the next frame; 0 when none is complete.
int frontend_next(struct frontend *frontend, struct frontend_frame *ret_frame);

#endif
