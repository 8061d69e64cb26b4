// SPDX-License-Identifier: GPL-3.0-or-later
// Turns takes into words, tables, JSON, CSV or Audacity labels. A report gets the takes one by
// one in input order and keeps nothing of them, except for the rows of a table of text.
#ifndef CLI_REPORT_REPORT_H
#define CLI_REPORT_REPORT_H

#include <stdio.h>

#include "batch/take.h"
#include "ui/term.h"

struct report_options {
    int notes;                  // tell every note
    int explain;                // tell every span with its reason
    int quiet;                  // text: no warnings
    int play_time_only;         // what was not looked for is not told
    int many;                   // several inputs: a table instead of a page
    const char *fingerprint;    // of the options that change results
    const struct ui_term *term; // of `out`
    FILE *out;
};

struct report; // opaque

// One way to tell. Functions return 0, or -1 when memory is short; errors of the stream are found
// by the caller with ferror(3).
struct report_kind {
    const char *name;
    int (*begin)(struct report *report);
    int (*take)(struct report *report, const struct take *take);
    int (*end)(struct report *report);
};

extern const struct report_kind report_text, report_json, report_csv, report_labels;

// Starts a report; the options and what they point to must outlive it. NULL: no memory.
struct report *report_new(const struct report_kind *kind, const struct report_options *options);

// Tells one take, good or failed; skipped takes are left out.
int report_take(struct report *report, const struct take *take) __attribute__((warn_unused_result));

// Tells totals and what was kept back.
int report_end(struct report *report) __attribute__((warn_unused_result));

// NULL is allowed.
void report_free(struct report *report);

// Failures are told in the data by some kinds; by others the caller tells them on stderr.
int report_tells_failures(const struct report_kind *kind);

#endif
