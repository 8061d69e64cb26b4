// SPDX-License-Identifier: GPL-3.0-or-later
// Analyses of parts and wholes: when a session is split or sessions are joined, the spans that were
// heard are cut or strung together, and a document of schema practice.analysis/1 is made of them.
// What cannot be had from spans (tempo, tuning, loudness) such a document leaves out.
#ifndef CLI_REPORT_SESSION_ANALYSIS_H
#define CLI_REPORT_SESSION_ANALYSIS_H

#include <stddef.h>
#include <stdint.h>

#include "journal/journal.h"

// Spans that touch, in order, from 0 on. Starts as {0}; the list is freed by free().
struct report_spans {
    struct practice_segment *list;
    size_t n;
};

// Where the last one ends; 0 without any.
double report_spans_end(const struct report_spans *spans);

// The part from from_s to until_s, which then begins at 0. Fails with NO_MEMORY.
enum practice_status report_spans_cut(const struct report_spans *spans, double from_s,
                                      double until_s, struct report_spans *ret_part,
                                      struct practice_error *err) PRACTICE_CHECKED;

// Puts `more` behind what is there, so that it begins at at_s or where the rest ends, whatever is
// later. A gap becomes a silent span; two spans that were one before a cut become one again.
// Fails with NO_MEMORY.
enum practice_status report_spans_append(struct report_spans *spans,
                                         const struct report_spans *more, double at_s,
                                         struct practice_error *err) PRACTICE_CHECKED;

// Time of the play spans, and of the longest of them.
int64_t report_spans_play_ms(const struct report_spans *spans);
int64_t report_spans_longest_ms(const struct report_spans *spans);

// The document, to be freed by the caller; `derived` says how it came about: "part" or "whole".
// Fails with NO_MEMORY.
enum practice_status report_spans_document(const struct report_spans *spans,
                                           const struct journal_analysis_facts *facts,
                                           const char *derived, char **ret_document,
                                           struct practice_error *err) PRACTICE_CHECKED;

#endif
