// SPDX-License-Identifier: GPL-3.0-or-later
// One input from its bytes to a finished take: hash, look up, decode, analyse, draw, cut, record.
// Everything here runs in a worker thread and shares nothing but the meter and the resume file.
#ifndef CLI_BATCH_ANALYSE_H
#define CLI_BATCH_ANALYSE_H

#include <stdatomic.h>

#include "batch/inputs.h"
#include "batch/resume.h"
#include "batch/take.h"

#define ANALYSE_FINGERPRINT_SIZE 128

struct analyse_options {
    double max_rest_s, min_play_s; // as practice_analyzer_options
    int play_time_only;
    int want_sha256;
    const char *plot;           // picture to draw, or NULL
    int many;                   // several inputs: the plot's name gets each input's label
    const char *extract;        // folder for the played spans, or NULL
    struct resume *resume;      // or NULL
    char model[TAKE_NAME_SIZE]; // analyse_prepare() fills it in
    char fingerprint[ANALYSE_FINGERPRINT_SIZE]; // and this
};

// What the screen wants to know while workers are busy.
struct analyse_meter {
    atomic_ullong audio_ms;   // heard so far
    atomic_ullong work_bytes; // of the inputs' sizes
};

// Fills in the model's name and the fingerprint: the options that change a result, as one line
// such as "max-rest=2 min-play=0.4 parts=all". Fails with BAD_ARGUMENT or NO_MEMORY.
enum practice_status analyse_prepare(struct analyse_options *options,
                                     struct practice_error *err) PRACTICE_CHECKED;

// Does all that was asked with one input. Never NULL; what went wrong is in the take, which the
// caller owns. After stop_requested() it returns soon, with an error that nobody should print.
struct take *analyse_input(const struct analyse_options *options, const struct input *input,
                           struct analyse_meter *meter);

#endif
