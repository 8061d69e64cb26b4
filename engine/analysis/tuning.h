// SPDX-License-Identifier: GPL-3.0-or-later
// What A the notes are tuned to, and how each note class lies to that. Pure functions of the notes.
#ifndef ENGINE_ANALYSIS_TUNING_H
#define ENGINE_ANALYSIS_TUNING_H

#include <stddef.h>

#include <practice/result.h>

// notes [n] -> A4 in Hz, within a quarter tone of 440, or 0 when the notes are fewer than eight or
// agree on none. Long notes weigh more. Allocates nothing.
double tuning_find(const struct practice_note *notes, size_t n);

// The deviation of each note class (C first) from equal temperament at tuning_hz. With a tuning of
// 0 all are empty. Fails with NO_MEMORY; ret_intonation is then untouched.
enum practice_status tuning_intonation(const struct practice_note *notes, size_t n,
                                       double tuning_hz,
                                       struct practice_intonation ret_intonation[12],
                                       struct practice_error *err);

#endif
