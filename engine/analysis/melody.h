// SPDX-License-Identifier: GPL-3.0-or-later
// Onsets, pitch and notes of what is played, out of consecutive blocks of 20 ms. Costs next to
// nothing while nobody plays; allocates nothing but the growth of its lists.
#ifndef ENGINE_ANALYSIS_MELODY_H
#define ENGINE_ANALYSIS_MELODY_H

#include <stddef.h>

#include <practice/result.h>

#include "base/list.h"

struct melody;

// rate_hz: the analysis rate, 8000 … 32000. hop: samples per block, rate_hz / 50 rounded.
// *ret is freed with melody_free(). Fails with NO_MEMORY.
enum practice_status melody_new(double rate_hz, size_t hop, struct melody **ret,
                                struct practice_error *err);
void melody_free(struct melody *melody); // NULL is allowed

// Takes the next block: samples [hop], finite, from sample 0 on without gaps. active: an
// instrument seems to sound here, from about 0.4 s before it does until 0.4 s after.
// Fails with NO_MEMORY, growing a list.
enum practice_status melody_feed(struct melody *melody, const float *samples, int active,
                                 struct practice_error *err);

// The newest pitch in Hz as it looks now, about 50 ms late, or 0.
double melody_f0_hz(const struct melody *melody);

// Ends the stream. Fails with NO_MEMORY, growing a list.
enum practice_status melody_end(struct melody *melody, struct practice_error *err);

// The pitch in Hz at time_s, to the nearest 20 ms, or 0 where there is none; valid after the end,
// until melody_find().
double melody_hz_at(const struct melody *melody, double time_s);

// Finds notes and onsets, and uses the pitches up; what follows is valid after this.
enum practice_status melody_find(struct melody *melody, struct practice_error *err);

// The onsets (double) in seconds, ascending: every note's start and the beats without pitch. The
// caller may change the list and take its items.
struct base_list *melody_onsets(struct melody *melody);

// The notes (struct practice_note) by start, not overlapping, with pitch at A4 = 440 Hz; as above.
struct base_list *melody_notes(struct melody *melody);

#endif
