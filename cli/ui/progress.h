// SPDX-License-Identifier: GPL-3.0-or-later
// One line on stderr that says how far a long run is: files, audio time, speed, time left. It
// redraws at most ten times a second, takes itself away, and never draws on a pipe unless asked
// ("always": then a plain line every ten seconds and at the end, for logs). Safe in any thread.
#ifndef CLI_UI_PROGRESS_H
#define CLI_UI_PROGRESS_H

#include <stdio.h>

#include "ui/term.h"

enum ui_when {
    UI_AUTO, // on a terminal only
    UI_ALWAYS,
    UI_NEVER,
};

// Reads "auto", "always" or "never". Returns 0, or -1 for any other word.
int ui_when_parse(const char *word, enum ui_when *ret_when) __attribute__((warn_unused_result));

struct ui_progress; // opaque

// What is done by now. Work is in any unit that grows with the time needed (bytes do well): the
// time left follows from it. Unknown totals are 0: the line then leaves the part out.
struct ui_progress_state {
    size_t n_done, n_total; // files
    size_t n_failed;        // of n_done
    double audio_s;         // audio time heard so far, also of unfinished files
    double work_done, work_total;
    const char *name; // what is being worked on, from outside, or NULL; read during the call only
};

// The clock starts here. The term is that of `out` (stderr) and is copied. NULL: no memory; all
// the calls below take NULL and then do nothing.
struct ui_progress *ui_progress_new(enum ui_when when, const struct ui_term *term, FILE *out);

// Draws when a redraw is due; otherwise costs two clock readings.
void ui_progress_show(struct ui_progress *progress, const struct ui_progress_state *state);

// Takes the line away, so that other lines can be printed to the terminal; the next show redraws.
void ui_progress_clear(struct ui_progress *progress);

// Clears and frees.
void ui_progress_free(struct ui_progress *progress);

#endif
