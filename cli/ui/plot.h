// SPDX-License-Identifier: GPL-3.0-or-later
// A session as a picture: waveform coloured by kind, the spans, pitch, loudness over one time
// axis. PNG is 1600 x 900 pixels, SVG and PDF are vectors of the same layout. The file appears
// whole or not at all: it is written beside its place and renamed.
#ifndef CLI_UI_PLOT_H
#define CLI_UI_PLOT_H

#include <practice/error.h>
#include <practice/result.h>

#include "ui/envelope.h"

struct ui_plot {
    const char *title;                    // usually the file's name, from outside
    const struct practice_result *result; // read only
    const struct ui_envelope *envelope;   // of the same recording; NULL leaves the waveform out
};

// 1 when the name ends in .png, .svg or .pdf (any case): to be asked before the work starts.
int ui_plot_knows(const char *path);

// Draws the picture and replaces the file at `path`. Fails with BAD_ARGUMENT (another ending),
// NO_MEMORY, UNREADABLE/NOT_FOUND (cannot write there), INTERNAL (cairo).
enum practice_status ui_plot_write(const struct ui_plot *plot, const char *path,
                                   struct practice_error *err) PRACTICE_CHECKED;

#endif
