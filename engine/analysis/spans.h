// SPDX-License-Identifier: GPL-3.0-or-later
// What runs of steps mean: which sounding runs join to play time, which do not count, and the
// gapless list of spans with reasons that says so.
#ifndef ENGINE_ANALYSIS_SPANS_H
#define ENGINE_ANALYSIS_SPANS_H

#include <practice/error.h>
#include <practice/result.h>

#include "analysis/segment.h"
#include "base/list.h"

// Consecutive steps of one kind; runs touch each other.
struct span_run {
    double start_s, end_s;
    double sure_steps;  // sum of the kind's probability over the steps
    double rival_steps; // the same of talk and noise together
    long n_steps;
    enum practice_kind kind;
};

// Turns runs (a list of struct span_run, which it empties) into segments, and fills in the
// times and counts of *result.
enum practice_status spans_finish(struct base_list *runs, const struct segment_options *options,
                                  struct practice_result *result, struct practice_error *err);

#endif
