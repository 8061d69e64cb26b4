// SPDX-License-Identifier: GPL-3.0-or-later
// The level over time for drawing: a point every 0.1 s, thinned by halves when a recording grows
// so long that nobody could see them, so the list is bounded.
#ifndef ENGINE_ANALYSIS_TRACK_H
#define ENGINE_ANALYSIS_TRACK_H

#include <practice/error.h>
#include <practice/result.h>

#include "base/list.h"

#define TRACK_MAX_POINTS 36000

struct track {
    double frame_s;
    double sum;              // power of the point under way
    size_t n_frames;         // gathered for it
    size_t n_per_point;      // frames a point stands for
    struct base_list points; // float: mean power
};

// Prepares *track (caller's storage) for frames of frame_s seconds.
void track_init(struct track *track, double frame_s);
void track_release(struct track *track);

// Takes the mean square of the next frame. Fails only when the list cannot grow.
enum practice_status track_feed(struct track *track, float power, struct practice_error *err);

// Writes track, n_track and track_step_s of *result, without pitch. Fails only with NO_MEMORY.
enum practice_status track_finish(struct track *track, struct practice_result *result,
                                  struct practice_error *err);

#endif
