// SPDX-License-Identifier: GPL-3.0-or-later
// Loudness and dynamics of what was played, after EBU R 128: K-weighted power in blocks of 0.4 s,
// gated, over the play spans only, so that talk and silence do not pull the figure down.
#ifndef ENGINE_ANALYSIS_LOUDNESS_H
#define ENGINE_ANALYSIS_LOUDNESS_H

#include <practice/error.h>
#include <practice/result.h>

#include "base/list.h"

#define LOUDNESS_FRAMES 20 // frames of 20 ms in a block

struct loudness {
    double block_s;
    double sum; // of the block under way
    int n_frames;
    struct base_list blocks; // float: mean power of each block
};

// Prepares *loudness (caller's storage) for frames of frame_s seconds.
void loudness_init(struct loudness *loudness, double frame_s);
void loudness_release(struct loudness *loudness);

// Takes the K-weighted mean square of the next frame. Fails only when the list cannot grow.
enum practice_status loudness_feed(struct loudness *loudness, float power,
                                   struct practice_error *err);

// Writes loudness_db and loudness_range_db of *result, from its play segments.
// Fails only with NO_MEMORY.
enum practice_status loudness_finish(struct loudness *loudness, struct practice_result *result,
                                     struct practice_error *err);

#endif
