// SPDX-License-Identifier: GPL-3.0-or-later
// What pitches one window may have: the peaks of its compressed autocorrelation. Which of them is
// the note is decided over time, by pitch_path.h; a single window cannot tell an octave.
#ifndef ENGINE_ANALYSIS_PITCH_H
#define ENGINE_ANALYSIS_PITCH_H

#include <stddef.h>

#include <practice/error.h>

#include "analysis/kernels.h"

#define PITCH_LOWEST_HZ  26.0
#define PITCH_HIGHEST_HZ 4450.0
#define PITCH_CANDIDATES 6

struct pitch_candidate {
    float octaves;  // log2 of the frequency in Hz
    float strength; // about 0 (noise) … 1 (periodic), lower for longer periods by a small cost
};

struct pitch;

// Windows of n_window samples (a power of two) at rate_hz.
enum practice_status pitch_new(double rate_hz, size_t n_window, const struct kernels *kernels,
                               struct pitch **ret_pitch, struct practice_error *err);
void pitch_free(struct pitch *pitch);

// samples [n_window] -> up to PITCH_CANDIDATES candidates in ret_candidates, and their number.
size_t pitch_do(struct pitch *pitch, const float *samples,
                struct pitch_candidate ret_candidates[PITCH_CANDIDATES]);

#endif
