// SPDX-License-Identifier: GPL-3.0-or-later
// What the ends of a recording, regular or recovered, have in common.
#ifndef CLI_RECORDER_OUTCOME_H
#define CLI_RECORDER_OUTCOME_H

#include "recorder/recorder.h"

// Where the last play span ends; 0: nothing was played.
double outcome_last_note_s(const struct practice_result *result);

// The wall clock (UTC) at a time of the take, pauses and sleep before it included.
int64_t outcome_wall_ms(const struct state *state, double take_s);

#endif
