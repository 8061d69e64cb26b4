// SPDX-License-Identifier: GPL-3.0-or-later
// What the loop around a recording and its end share.
#ifndef CLI_COMMANDS_RECORD_LOOP_H
#define CLI_COMMANDS_RECORD_LOOP_H

#include <stdio.h>

#include "commands/record.h"
#include "ui/live.h"

#define RECORD_TICK_MS    100
#define RECORD_MAX_ASKERS 4

struct record_loop {
    const struct record_plan *plan;
    struct recorder *recorder;
    struct ui_live *live; // NULL in the background
    FILE *screen;         // what is stderr else: see device_hush()
    int hushed;
    int has_keys, is_quiet;
    int signals, control;
    int askers[RECORD_MAX_ASKERS]; // who waits for the end
    size_t n_askers;
    enum recorder_end end;
    int is_cancelled, is_interrupted;
};

// A line above the live one; nothing with --quiet or in the background.
void record_loop_say(struct record_loop *loop, enum ui_style style, const char *text);

// Draws the live line.
void record_loop_show(struct record_loop *loop, enum ui_live_phase phase);

// The device is closed, and stderr may be used by everybody again.
void record_loop_give_back(struct record_loop *loop);

// Ends the recording, saves it or throws it away, and answers everybody who waits for that. Returns
// the exit code.
int record_loop_finish(struct record_loop *loop);

#endif
