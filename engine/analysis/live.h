// SPDX-License-Identifier: GPL-3.0-or-later
// What a display shows while the music goes on: the forward unit's opinion, and a play time kept
// by the same rules as the result's, without hindsight.
#ifndef ENGINE_ANALYSIS_LIVE_H
#define ENGINE_ANALYSIS_LIVE_H

#include <practice/result.h>

#include "analysis/activity.h"

struct live {
    double step_s, max_rest_s;
    long long last_step;     // the last step taken, -1 before the first
    long long last_sounding; // the last step that sounded, -1 before the first
    double play_time_s;
    enum practice_kind kind;
};

// Prepares *live (caller's storage).
void live_init(struct live *live, double step_s, double max_rest_s);

// Takes the opinion about the given step; a step already taken is ignored.
void live_feed(struct live *live, long long step, const struct activity_step *opinion);

#endif
