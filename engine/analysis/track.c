// SPDX-License-Identifier: GPL-3.0-or-later
// The bounded level track of track.h.
#include "analysis/track.h"

#include <math.h>
#include <stdlib.h>

#include "base/fail.h"

#define FIRST_FRAMES 5 // 0.1 s

void track_init(struct track *track, double frame_s)
{
    *track = (struct track){.frame_s = frame_s, .n_per_point = FIRST_FRAMES};
    base_list_init(&track->points, sizeof(float));
}

void track_release(struct track *track)
{
    base_list_release(&track->points);
}

static void thin(struct track *track)
{
    float *points = track->points.items;
    track->points.n_items /= 2;
    for (size_t i = 0; i < track->points.n_items; i++)
        points[i] = 0.5f * (points[2 * i] + points[2 * i + 1]);
    track->n_per_point *= 2;
}

static enum practice_status add_point(struct track *track, struct practice_error *err)
{
    float *point = base_list_add(&track->points);
    if (!point)
        return base_no_memory(err);
    *point = (float)(track->sum / (double)track->n_frames);
    track->sum = 0;
    track->n_frames = 0;
    if (track->points.n_items == TRACK_MAX_POINTS)
        thin(track);
    return PRACTICE_OK;
}

enum practice_status track_feed(struct track *track, float power, struct practice_error *err)
{
    track->sum += power;
    if (++track->n_frames < track->n_per_point)
        return PRACTICE_OK;
    return add_point(track, err);
}

enum practice_status track_finish(struct track *track, struct practice_result *result,
                                  struct practice_error *err)
{
    if (track->n_frames > 0) {
        enum practice_status status = add_point(track, err);
        if (status)
            return status;
    }
    const float *powers = track->points.items;
    size_t n = track->points.n_items;
    result->track_step_s = track->frame_s * (double)track->n_per_point;
    result->track = calloc(n ? n : 1, sizeof *result->track);
    if (!result->track)
        return base_no_memory(err);
    result->n_track = n;
    for (size_t i = 0; i < n; i++) {
        result->track[i].time_s = (float)((double)i * result->track_step_s);
        result->track[i].level_dbfs = fmaxf(10 * log10f(powers[i] + 1e-12f), -120.0f);
    }
    return PRACTICE_OK;
}
