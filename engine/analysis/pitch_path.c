// SPDX-License-Identifier: GPL-3.0-or-later
// The Viterbi search over candidates that Boersma (1993) describes, with a fixed delay. Costs are
// per frame of 20 ms.
#include "analysis/pitch_path.h"

#include <math.h>
#include <string.h>

#define LEAP_COST     0.15f // per octave
#define VOICING_COST  0.07f
#define SILENCE_SCORE 0.42f // of having no pitch; a candidate weaker than that loses

void pitch_path_clear(struct pitch_path *path)
{
    memset(path, 0, sizeof *path);
}

static float step_cost(float from, float to)
{
    if (from == 0 && to == 0)
        return 0;
    if (from == 0 || to == 0)
        return VOICING_COST;
    return LEAP_COST * fabsf(from - to);
}

static size_t best_state(const struct pitch_path *path)
{
    size_t best = 0;
    for (size_t s = 1; s < path->n_states; s++)
        if (path->score[s] > path->score[best])
            best = s;
    return best;
}

size_t pitch_path_trace(const struct pitch_path *path, float ret_octaves[PITCH_PATH_DELAY])
{
    size_t state = best_state(path), row = path->newest;
    for (size_t i = path->n_frames; i-- > 0;) {
        ret_octaves[i] = path->octaves[row][state];
        state = path->from[row][state];
        row = (row + PITCH_PATH_DELAY - 1) % PITCH_PATH_DELAY;
    }
    return path->n_frames;
}

float pitch_path_newest(const struct pitch_path *path)
{
    return path->n_frames ? path->octaves[path->newest][best_state(path)] : 0;
}

// The best way into a state: its score, and where it comes from.
static float best_way(const struct pitch_path *path, float octaves, unsigned char *ret_from)
{
    float best = 0;
    *ret_from = 0;
    for (size_t s = 0; s < path->n_states; s++) {
        float score = path->score[s] - step_cost(path->octaves[path->newest][s], octaves);
        if (s == 0 || score > best) {
            best = score;
            *ret_from = (unsigned char)s;
        }
    }
    return best;
}

int pitch_path_add(struct pitch_path *path, const struct pitch_candidate *candidates, size_t n,
                   float *ret_octaves)
{
    int full = path->n_frames == PITCH_PATH_DELAY;
    if (full) {
        float all[PITCH_PATH_DELAY];
        pitch_path_trace(path, all);
        *ret_octaves = all[0];
    } else {
        path->n_frames++;
    }
    size_t row = (path->newest + 1) % PITCH_PATH_DELAY;
    float score[PITCH_PATH_STATES], newest[PITCH_PATH_STATES] = {0}, highest = 0;
    for (size_t s = 0; s <= n; s++) {
        newest[s] = s ? candidates[s - 1].octaves : 0;
        float own = s ? candidates[s - 1].strength : SILENCE_SCORE;
        score[s] = own + best_way(path, newest[s], &path->from[row][s]);
        highest = s == 0 || score[s] > highest ? score[s] : highest;
    }
    memcpy(path->octaves[row], newest, sizeof newest);
    for (size_t s = 0; s <= n; s++)
        path->score[s] = score[s] - highest; // stays near 0 however long the stream
    path->n_states = n + 1;
    path->newest = row;
    return full;
}
