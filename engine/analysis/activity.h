// SPDX-License-Identifier: GPL-3.0-or-later
// The learned judgement: what sounds in each 40 ms step, from log-mel bands. Two convolutions see
// the shape of partials, a forward recurrent unit remembers, and a backward one that runs over
// blocks with twelve seconds of hindsight makes the final answer surer than any live one could be.
#ifndef ENGINE_ANALYSIS_ACTIVITY_H
#define ENGINE_ANALYSIS_ACTIVITY_H

#include <practice/error.h>

#include "analysis/activity_model.h"
#include "analysis/kernels.h"

#define ACTIVITY_BLOCK   600 // steps judged at once
#define ACTIVITY_CONTEXT 300 // steps of hindsight beyond them

struct activity;

// Probabilities, independent of each other: playing and talking may overlap.
struct activity_step {
    float play, speech, other;
};

enum practice_status activity_new(const struct activity_model *model, const struct kernels *kernels,
                                  struct activity **ret_activity, struct practice_error *err);
void activity_free(struct activity *activity);

// Takes the bands [MODEL_BANDS] of the next frame (20 ms). The steps this completes must be
// fetched with activity_next() before the next frame.
void activity_feed(struct activity *activity, const float *bands);

// Says that the stream has ended, so that the last steps come out.
void activity_end(struct activity *activity);

// Fetches the next step judged, in order: step s stands for the frames 2 s and 2 s + 1, and an odd
// last frame has a step of its own. 0 when none is ready.
int activity_next(struct activity *activity, struct activity_step *ret_step);

// The forward unit's opinion, and the number of the step it is about, 0.4 s behind the last frame
// fed; -1 while there is none.
long long activity_live(const struct activity *activity, struct activity_step *ret_step);

#endif
