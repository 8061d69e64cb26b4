// SPDX-License-Identifier: GPL-3.0-or-later
// The outline of a recording in constant memory.
#include "ui/envelope.h"

#include <math.h>

void ui_envelope_init(struct ui_envelope *ret_envelope, uint32_t n_channels)
{
    ret_envelope->n_channels = n_channels;
    ret_envelope->bin_frames = 1;
    ret_envelope->n_frames = 0;
    ret_envelope->n_bins = 0;
}

static void merge_bins(struct ui_envelope *envelope)
{
    envelope->n_bins /= 2;
    envelope->bin_frames *= 2;
    for (size_t i = 0; i < envelope->n_bins; i++) {
        envelope->lowest[i] = fminf(envelope->lowest[2 * i], envelope->lowest[2 * i + 1]);
        envelope->highest[i] = fmaxf(envelope->highest[2 * i], envelope->highest[2 * i + 1]);
    }
}

// Widens the bin by samples [n]. Comparisons, not fminf(), so that the compiler can vectorise.
static void widen(struct ui_envelope *envelope, size_t bin, const float *samples, size_t n)
{
    float lowest = envelope->lowest[bin];
    float highest = envelope->highest[bin];
    for (size_t i = 0; i < n; i++) {
        float sample = fabsf(samples[i]) <= 1e30f ? samples[i] : 0;
        lowest = sample < lowest ? sample : lowest;
        highest = sample > highest ? sample : highest;
    }
    envelope->lowest[bin] = lowest;
    envelope->highest[bin] = highest;
}

// The newest bin's first frame sets its range, so that an offset (DC) shows as one.
static void begin_bin(struct ui_envelope *envelope, float sample)
{
    if (envelope->n_bins == UI_ENVELOPE_BINS)
        merge_bins(envelope);
    sample = fabsf(sample) <= 1e30f ? sample : 0;
    envelope->lowest[envelope->n_bins] = sample;
    envelope->highest[envelope->n_bins] = sample;
    envelope->n_bins++;
}

void ui_envelope_feed(struct ui_envelope *envelope, const float *samples, size_t n_frames)
{
    while (n_frames > 0) {
        if (envelope->n_frames == envelope->n_bins * envelope->bin_frames)
            begin_bin(envelope, samples[0]);
        uint64_t room = envelope->n_bins * envelope->bin_frames - envelope->n_frames;
        size_t n = room < n_frames ? (size_t)room : n_frames;
        widen(envelope, envelope->n_bins - 1, samples, n * envelope->n_channels);
        samples += n * envelope->n_channels;
        envelope->n_frames += n;
        n_frames -= n;
    }
}

void ui_envelope_range(const struct ui_envelope *envelope, double from, double to,
                       float *ret_lowest, float *ret_highest)
{
    *ret_lowest = 0;
    *ret_highest = 0;
    if (envelope->n_bins == 0)
        return;
    double scale = (double)envelope->n_frames / (double)envelope->bin_frames;
    size_t last = envelope->n_bins - 1;
    size_t first = (size_t)(from * scale);
    size_t end = (size_t)ceil(to * scale);
    first = first > last ? last : first;
    end = end > last + 1 ? last + 1 : end;
    *ret_lowest = envelope->lowest[first];
    *ret_highest = envelope->highest[first];
    for (size_t i = first + 1; i < end; i++) {
        *ret_lowest = fminf(*ret_lowest, envelope->lowest[i]);
        *ret_highest = fmaxf(*ret_highest, envelope->highest[i]);
    }
}
