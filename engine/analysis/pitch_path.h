// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses one pitch, or none, for every frame out of its candidates, so that the whole makes
// sense: a leap costs, and so does falling silent. Answers some frames late, when the choice no
// longer depends on what follows; memory is constant.
#ifndef ENGINE_ANALYSIS_PITCH_PATH_H
#define ENGINE_ANALYSIS_PITCH_PATH_H

#include "analysis/pitch.h"

#define PITCH_PATH_DELAY  16 // frames
#define PITCH_PATH_STATES (PITCH_CANDIDATES + 1)

struct pitch_path {
    float octaves[PITCH_PATH_DELAY][PITCH_PATH_STATES]; // 0 in state 0: no pitch
    unsigned char from[PITCH_PATH_DELAY][PITCH_PATH_STATES];
    float score[PITCH_PATH_STATES]; // of the newest frame's states
    size_t n_states;                // of the newest frame
    size_t n_frames;                // under way, at most PITCH_PATH_DELAY
    size_t newest;                  // its row
};

// Forgets all frames.
void pitch_path_clear(struct pitch_path *path);

// Adds a frame. Returns 1 and the oldest frame's pitch (log2 of Hz, or 0 for none) once
// PITCH_PATH_DELAY frames were under way, otherwise 0.
int pitch_path_add(struct pitch_path *path, const struct pitch_candidate *candidates, size_t n,
                   float *ret_octaves);

// The pitches of all frames under way, oldest first, and their number; they stay under way.
size_t pitch_path_trace(const struct pitch_path *path, float ret_octaves[PITCH_PATH_DELAY]);

// The newest frame's pitch as it looks now, log2 of Hz, or 0.
float pitch_path_newest(const struct pitch_path *path);

#endif
