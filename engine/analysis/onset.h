// SPDX-License-Identifier: GPL-3.0-or-later
// Where something begins: rises of the spectrum that are not just vibrato. Every rise that stands
// out is reported with its strength; whether a faint one is a note's beginning is for notes.h to
// decide, which knows the pitch before and after.
#ifndef ENGINE_ANALYSIS_ONSET_H
#define ENGINE_ANALYSIS_ONSET_H

#include <stddef.h>

#include <practice/error.h>

#include "analysis/kernels.h"

struct onset;

// Frames of n_window samples (a power of two, about 50 ms) at rate_hz, to come every 10 ms.
enum practice_status onset_new(double rate_hz, size_t n_window, const struct kernels *kernels,
                               struct onset **ret_onset, struct practice_error *err);
void onset_free(struct onset *onset);

// Forgets the frames before, as after a gap.
void onset_clear(struct onset *onset);

// samples [n_window] -> the strength (> 0, about 1 for a clear beginning) of a rise just found, or
// 0. *ret_frames_ago is then how many frames before this one it began.
float onset_do(struct onset *onset, const float *samples, float *ret_frames_ago);

#endif
