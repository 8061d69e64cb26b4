// SPDX-License-Identifier: GPL-3.0-or-later
// The live line of a recording: what goes on, how long, how much of it was played, what sounds. It
// is drawn in place, follows the terminal's width, leaves out what does not fit, least important
// first, and lets other lines be printed above it.
#ifndef CLI_UI_LIVE_H
#define CLI_UI_LIVE_H

#include <stdio.h>

#include <practice/result.h>

#include "ui/term.h"

enum ui_live_phase {
    UI_LIVE_RECORDING,
    UI_LIVE_PAUSED,
    UI_LIVE_SAVING,
};

struct ui_live_state {
    enum ui_live_phase phase;
    double clock_s;
    int is_measured; // 0: the time alone is counted, and the rest below means nothing
    double play_time_s;
    enum practice_kind kind;
    double level_dbfs;
    double f0_hz;   // 0: no pitch
    int is_clipped; // a sample reached full scale lately
};

struct ui_live; // opaque

// Draws on `out`, whose terminal `term` is; the latter is copied. Where a line cannot be redrawn (a
// pipe, a dumb terminal) only ui_live_say() does anything. NULL: no memory.
struct ui_live *ui_live_new(const struct ui_term *term, FILE *out);

// Draws the line anew.
void ui_live_show(struct ui_live *live, const struct ui_live_state *state);

// Prints a line of its own above it, made harmless; the next show draws the live line below.
void ui_live_say(struct ui_live *live, enum ui_style style, const char *text);

// Takes the line away.
void ui_live_clear(struct ui_live *live);

// Takes the line away and frees. NULL is allowed.
void ui_live_free(struct ui_live *live);

#endif
