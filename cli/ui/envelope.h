// SPDX-License-Identifier: GPL-3.0-or-later
// The outline of a recording of unknown length in constant memory: lowest and highest sample per
// bin. When the bins are full, neighbours are merged and each bin stands for twice the time, so
// between half and all of the bins are in use, whatever the length.
#ifndef CLI_UI_ENVELOPE_H
#define CLI_UI_ENVELOPE_H

#include <stddef.h>
#include <stdint.h>

#define UI_ENVELOPE_BINS 4096

struct ui_envelope { // 33 kB; put it on the heap or in a struct that is
    uint32_t n_channels;
    uint64_t bin_frames; // frames per bin
    uint64_t n_frames;   // fed so far
    size_t n_bins;       // begun so far, the last one perhaps not full
    float lowest[UI_ENVELOPE_BINS];
    float highest[UI_ENVELOPE_BINS];
};

// Starts empty for interleaved frames of n_channels >= 1.
void ui_envelope_init(struct ui_envelope *ret_envelope, uint32_t n_channels);

// Takes samples [n_frames * n_channels], interleaved. All channels go into one outline; NaN and
// infinities count as 0.
void ui_envelope_feed(struct ui_envelope *envelope, const float *samples, size_t n_frames);

// The outline between two shares of the recording's length, 0 <= from < to <= 1. Both are 0 when
// nothing was fed.
void ui_envelope_range(const struct ui_envelope *envelope, double from, double to,
                       float *ret_lowest, float *ret_highest);

#endif
