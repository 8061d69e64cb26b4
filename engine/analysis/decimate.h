// SPDX-License-Identifier: GPL-3.0-or-later
// Brings any rate down to the analysis rate by halving: 44.1 kHz becomes 22.05 kHz, 192 kHz
// becomes 24 kHz. Features are defined in hertz, so no fractional resampling is ever needed,
// which would cost more than everything else together.
#ifndef ENGINE_ANALYSIS_DECIMATE_H
#define ENGINE_ANALYSIS_DECIMATE_H

#include <stddef.h>

#include "analysis/kernels.h"

// Rates of 32 kHz and more are halved until they lie below; lower ones pass unchanged.
#define DECIMATE_LIMIT_HZ   32000.0
#define DECIMATE_MAX_STAGES 3
#define DECIMATE_BLOCK      2048 // most samples one call takes

#define HALF_BAND_TAPS 12 // on each side, so 47 with the zeros and the centre; stop band -72 dB

struct half_band {
    float taps[HALF_BAND_TAPS];
    float even[DECIMATE_BLOCK / 2 + 2 * HALF_BAND_TAPS];
    float odd[DECIMATE_BLOCK / 2 + 3 * HALF_BAND_TAPS];
    size_t n_even, n_odd;
    int next_is_odd;
};

struct decimate {
    const struct kernels *kernels;
    size_t n_stages;
    struct half_band stages[DECIMATE_MAX_STAGES];
};

// Prepares *decimate (caller's storage) for rate_hz 8000 … 192000; returns the analysis rate.
double decimate_init(struct decimate *decimate, double rate_hz, const struct kernels *kernels);

// Takes n <= DECIMATE_BLOCK samples and writes the decimated ones to ret [n + 1]; returns how
// many. Output m lies exactly at input m * 2^n_stages: the filters' delay is compensated.
size_t decimate_feed(struct decimate *decimate, const float *samples, size_t n, float *ret);

// How many input samples of silence bring out the last output after the end of a stream.
size_t decimate_tail(const struct decimate *decimate);

#endif
