// SPDX-License-Identifier: GPL-3.0-or-later
// A session as a picture: waveform coloured by kind, the spans, pitch, loudness over one time
// axis. PNG is 1600 x 900 pixels, SVG and PDF are vectors of the same layout. The picture goes to
// a stream, because replacing a file safely is the business of base/outfile.h.
#ifndef CLI_UI_PLOT_H
#define CLI_UI_PLOT_H

#include <stdio.h>

#include <practice/error.h>
#include <practice/result.h>

#include "ui/envelope.h"
#include "ui/page.h"

struct ui_plot {
    const char *title;                    // usually the file's name, from outside
    const struct practice_result *result; // read only
    const struct ui_envelope *envelope;   // of the same recording; NULL leaves the waveform out
};

// Draws the picture onto `out`, which stays the caller's. Fails with NO_MEMORY, UNREADABLE (the
// stream takes no more) or INTERNAL (cairo). Safe in several threads at once.
enum practice_status ui_plot_write(const struct ui_plot *plot, enum ui_plot_format format,
                                   FILE *out, struct practice_error *err) PRACTICE_CHECKED;

#endif
