// SPDX-License-Identifier: GPL-3.0-or-later
// The running count of live.h.
#include "analysis/live.h"

#define HEARD 0.5f

void live_init(struct live *live, double step_s, double max_rest_s)
{
    *live = (struct live){
        .step_s = step_s, .max_rest_s = max_rest_s, .last_step = -1, .last_sounding = -1};
}

static enum practice_kind kind_of(const struct activity_step *opinion)
{
    if (opinion->play >= HEARD)
        return PRACTICE_PLAY;
    if (opinion->speech >= HEARD && opinion->speech >= opinion->other)
        return PRACTICE_SPEECH;
    return opinion->other >= HEARD ? PRACTICE_OTHER : PRACTICE_SILENCE;
}

void live_feed(struct live *live, long long step, const struct activity_step *opinion)
{
    if (step <= live->last_step)
        return;
    live->last_step = step;
    live->kind = kind_of(opinion);
    if (live->kind != PRACTICE_PLAY)
        return;
    double rest_s = (double)(step - live->last_sounding - 1) * live->step_s;
    if (live->last_sounding >= 0 && rest_s <= live->max_rest_s)
        live->play_time_s += rest_s;
    live->play_time_s += live->step_s;
    live->last_sounding = step;
}
