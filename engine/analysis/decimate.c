// SPDX-License-Identifier: GPL-3.0-or-later
// The half-band cascade of decimate.h. The even samples meet only the centre tap and the odd ones
// only the others, so the two phases are kept apart and each output costs twelve multiplications.
#include "analysis/decimate.h"

#include <math.h>
#include <string.h>

#define KAISER_BETA 6.9 // about 72 dB

// Modified Bessel function of the first kind, order 0, by its power series.
static double bessel_i0(double x)
{
    double sum = 1, term = 1;
    for (int k = 1; k < 40; k++) {
        term *= (x / (2 * k)) * (x / (2 * k));
        sum += term;
    }
    return sum;
}

// Kaiser-windowed ideal half-band low pass: taps at odd distances 1, 3, 5, … from the centre,
// normalised so that a constant passes with gain 1.
static void half_band_init(struct half_band *stage)
{
    memset(stage, 0, sizeof *stage);
    double taps[HALF_BAND_TAPS], sum = 0;
    for (int j = 0; j < HALF_BAND_TAPS; j++) {
        double distance = 2 * j + 1, x = distance / (2 * HALF_BAND_TAPS);
        double window = bessel_i0(KAISER_BETA * sqrt(1 - x * x)) / bessel_i0(KAISER_BETA);
        taps[j] = (j % 2 ? -1 : 1) / (M_PI * distance) * window;
        sum += taps[j];
    }
    for (int j = 0; j < HALF_BAND_TAPS; j++)
        stage->taps[j] = (float)(taps[j] * 0.25 / sum);
    stage->n_odd = HALF_BAND_TAPS; // silence before the first sample
}

double decimate_init(struct decimate *decimate, double rate_hz, const struct kernels *kernels)
{
    decimate->kernels = kernels;
    decimate->n_stages = 0;
    for (; rate_hz >= DECIMATE_LIMIT_HZ && decimate->n_stages < DECIMATE_MAX_STAGES; rate_hz /= 2)
        half_band_init(&decimate->stages[decimate->n_stages++]);
    return rate_hz;
}

// Deals n > 0 samples to the two phases.
static void split(struct half_band *stage, const float *samples, size_t n)
{
    size_t i = 0;
    if (stage->next_is_odd)
        stage->odd[stage->n_odd++] = samples[i++];
    for (; i + 1 < n; i += 2) {
        stage->even[stage->n_even++] = samples[i];
        stage->odd[stage->n_odd++] = samples[i + 1];
    }
    stage->next_is_odd = i < n;
    if (i < n)
        stage->even[stage->n_even++] = samples[i];
}

// Output i needs even[i] and, counted from the oldest kept, odd[i] … odd[i + 2 * TAPS - 1].
static size_t half_band_feed(const struct kernels *kernels, struct half_band *stage,
                             const float *samples, size_t n, float *ret)
{
    if (n > 0)
        split(stage, samples, n);
    size_t kept = 2 * HALF_BAND_TAPS - 1;
    size_t n_out = stage->n_odd > kept ? stage->n_odd - kept : 0;
    if (n_out > stage->n_even)
        n_out = stage->n_even;
    if (n_out == 0)
        return 0;
    kernels->half_band(stage->even, stage->odd + HALF_BAND_TAPS, stage->taps, HALF_BAND_TAPS, ret,
                       n_out);
    stage->n_even -= n_out;
    stage->n_odd -= n_out;
    memmove(stage->even, stage->even + n_out, stage->n_even * sizeof *stage->even);
    memmove(stage->odd, stage->odd + n_out, stage->n_odd * sizeof *stage->odd);
    return n_out;
}

size_t decimate_feed(struct decimate *decimate, const float *samples, size_t n, float *ret)
{
    if (decimate->n_stages == 0)
        memcpy(ret, samples, n * sizeof *ret);
    for (size_t s = 0; s < decimate->n_stages; s++) {
        n = half_band_feed(decimate->kernels, &decimate->stages[s], samples, n, ret);
        samples = ret;
    }
    return n;
}

size_t decimate_tail(const struct decimate *decimate)
{
    size_t n = 0;
    for (size_t s = 0; s < decimate->n_stages; s++)
        n = 2 * n + 2 * HALF_BAND_TAPS;
    return n;
}
