// SPDX-License-Identifier: GPL-3.0-or-later
// What the kinds of report share among themselves; nobody else includes this.
#ifndef CLI_REPORT_REPORT_INSIDE_H
#define CLI_REPORT_REPORT_INSIDE_H

#include "report/report.h"
#include "ui/table.h"

struct report {
    const struct report_kind *kind;
    const struct report_options *options;
    struct ui_table *table; // text of many takes: its rows so far
    size_t n_good, n_failed;
    double duration_s, play_time_s; // of the good ones
};

// "C4", "F#3" of a MIDI note number.
const char *report_note_name(int midi, char buffer[8]);

// The twelve classes from C: "C", "C#", …
const char *report_class_name(size_t note_class);

// Lists in text for one take (report_lists.c).
void report_print_spans(const struct report_options *options, const struct take *take);
void report_print_notes(const struct report_options *options, const struct take *take);

// The page about one take (report_page.c).
void report_print_page(const struct report_options *options, const struct take *take);

#endif
