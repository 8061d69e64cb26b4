// SPDX-License-Identifier: GPL-3.0-or-later
// Buffers decimated samples and cuts them into overlapping frames.
#include "analysis/frontend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/decimate.h"
#include "analysis/spectrum.h"
#include "base/fail.h"

#define HOPS_PER_S    50.0
#define OFFSET_RATE   0.02f // per hop, so that the offset follows within about a second
#define BUFFER_FRAMES (4 * FRONTEND_BLOCK)

_Static_assert(FRONTEND_BLOCK <= DECIMATE_BLOCK, "a block goes through the decimator whole");

struct frontend {
    const struct kernels *kernels;
    struct decimate decimate;
    struct spectrum *spectrum;
    double rate_hz;
    size_t hop;
    float offset;                // the recorder's constant offset, followed slowly
    float buffer[BUFFER_FRAMES]; // decimated samples from the next frame's first on
    size_t n_buffered;
    size_t n_consumed;                  // to be dropped from the buffer's front at the next feed
    unsigned long long n_fed, n_frames; // input samples; frames given out
    unsigned long long n_last_frames;   // frames due in all, once the end is known
};

enum practice_status frontend_new(double rate_hz, const struct kernels *kernels,
                                  struct frontend **ret_frontend, struct practice_error *err)
{
    struct frontend *f = calloc(1, sizeof *f);
    if (!f)
        return base_no_memory(err);
    f->kernels = kernels;
    f->rate_hz = decimate_init(&f->decimate, rate_hz, kernels);
    f->hop = (size_t)lround(f->rate_hz / HOPS_PER_S);
    f->n_last_frames = ~0ULL;
    enum practice_status status =
        spectrum_new(f->rate_hz, 2 * f->hop, FRONTEND_BANDS, kernels, &f->spectrum, err);
    if (status) {
        free(f);
        return status;
    }
    *ret_frontend = f;
    return PRACTICE_OK;
}

void frontend_free(struct frontend *f)
{
    if (!f)
        return;
    spectrum_free(f->spectrum);
    free(f);
}

double frontend_rate_hz(const struct frontend *f)
{
    return f->rate_hz;
}

size_t frontend_hop(const struct frontend *f)
{
    return f->hop;
}

static void drop_consumed(struct frontend *f)
{
    f->n_buffered -= f->n_consumed;
    memmove(f->buffer, f->buffer + f->n_consumed, f->n_buffered * sizeof *f->buffer);
    f->n_consumed = 0;
}

void frontend_feed(struct frontend *f, const float *mono, size_t n)
{
    drop_consumed(f);
    f->n_fed += n;
    f->n_buffered += decimate_feed(&f->decimate, mono, n, f->buffer + f->n_buffered);
}

void frontend_end(struct frontend *f)
{
    static const float silence[FRONTEND_BLOCK];
    drop_consumed(f);
    unsigned long long factor = 1ULL << f->decimate.n_stages;
    unsigned long long n_decimated = (f->n_fed + factor - 1) / factor;
    f->n_last_frames = (n_decimated + f->hop - 1) / f->hop;
    f->n_buffered += decimate_feed(&f->decimate, silence, decimate_tail(&f->decimate),
                                   f->buffer + f->n_buffered);
    size_t pad = 2 * f->hop + (factor > 1 ? 0 : 1);
    memset(f->buffer + f->n_buffered, 0, pad * sizeof *f->buffer);
    f->n_buffered += pad;
}

static void measure_levels(struct frontend *f, const float *samples, struct frontend_frame *frame)
{
    float mean = 0;
    for (size_t q = 0; q < FRONTEND_QUARTERS; q++) {
        size_t start = q * f->hop / FRONTEND_QUARTERS, end = (q + 1) * f->hop / FRONTEND_QUARTERS;
        float n = (float)(end - start), sum, square;
        f->kernels->moments(samples + start, end - start, &sum, &square);
        float power = square / n - (sum / n) * (sum / n);
        frame->quarter_power[q] = power > 0 ? power : 0;
        mean += sum;
    }
    mean /= (float)f->hop;
    f->offset += (f->n_frames == 0 ? 1 : OFFSET_RATE) * (mean - f->offset);
    float peak = 0;
    for (size_t i = 0; i < f->hop; i++)
        peak = fabsf(samples[i]) > peak ? fabsf(samples[i]) : peak;
    frame->peak = peak;
}

int frontend_next(struct frontend *f, struct frontend_frame *ret_frame)
{
    if (f->n_frames >= f->n_last_frames || f->n_buffered - f->n_consumed < 2 * f->hop)
        return 0;
    const float *samples = f->buffer + f->n_consumed;
    ret_frame->hop_samples = samples;
    measure_levels(f, samples, ret_frame);
    ret_frame->loudness_power = spectrum_do(f->spectrum, samples, f->offset, ret_frame->bands);
    f->n_consumed += f->hop;
    f->n_frames++;
    return 1;
}
