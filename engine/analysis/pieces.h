// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of frames with one pitch, vibrato included: what notes are made of. Apart from notes.h so
// that how pitch is followed and how beginnings are judged can change independently.
#ifndef ENGINE_ANALYSIS_PIECES_H
#define ENGINE_ANALYSIS_PIECES_H

#include "analysis/notes.h"

struct piece {
    uint32_t first, last; // frames, inclusive
    double start_s;       // where the pitch begins; a rise nearby knows it better
};

// Appends the pieces to ret_pieces (struct piece), ascending. Fails with NO_MEMORY.
enum practice_status pieces_find(const struct notes_input *input, struct base_list *ret_pieces);

// The median pitch of the frames first … last that have one, or 0.
uint16_t pieces_median(const struct notes_input *input, size_t first, size_t last);

// The middle of the frame's pitch window, in seconds.
double pieces_time(const struct notes_input *input, size_t frame);

#endif
