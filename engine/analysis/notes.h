// SPDX-License-Identifier: GPL-3.0-or-later
// From pitch per frame and rises of the spectrum to notes and onsets. Works on the whole recording
// at once, as arrays of four bytes per 20 ms, since a border is best judged with what follows it.
#ifndef ENGINE_ANALYSIS_NOTES_H
#define ENGINE_ANALYSIS_NOTES_H

#include <stddef.h>
#include <stdint.h>

#include <practice/result.h>

#include "base/list.h"

// One hop. Twelve hours of these are 9 MB.
struct notes_frame {
    uint16_t pitch; // notes_pitch(), 0: none
    int16_t level;  // RMS of the last 50 ms in 0.01 dBFS, at least -12000
};

// A place where the spectrum rises. Hours of fast playing have half a million: no padding.
struct __attribute__((packed, aligned(4))) notes_rise {
    double time_s;
    float strength; // 0.05 … about 2
};

struct notes_input {
    struct base_list *list;           // of the frames, used up: none can be read afterwards
    const struct notes_frame *frames; // [n_frames] of that list
    size_t n_frames;
    double hop_s;                   // from frame to frame
    double pitch_s;                 // the middle of frame 0's pitch window; may be negative
    double end_s;                   // of the recording; no note lasts longer
    const struct notes_rise *rises; // [n_rises], ascending
    size_t n_rises;
};

// log2 of Hz in the unit of notes_frame.pitch: 0.2 cents from 16 Hz up. 0 gives 0.
uint16_t notes_pitch(float octaves);

// The frequency of a notes_frame.pitch, or 0.
double notes_hz(uint16_t pitch);

// Appends struct practice_note to ret_notes and double seconds to ret_onsets, both ascending.
// Fails with NO_MEMORY; the lists are then to be thrown away.
enum practice_status notes_find(const struct notes_input *input, struct base_list *ret_notes,
                                struct base_list *ret_onsets, struct practice_error *err);

#endif
