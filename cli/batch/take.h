// SPDX-License-Identifier: GPL-3.0-or-later
// One recording's answer, or why there is none: what the workers hand over and the reports print.
// It owns all it points to, so a report needs neither the file nor the library's objects.
#ifndef CLI_BATCH_TAKE_H
#define CLI_BATCH_TAKE_H

#include <stddef.h>

#include <practice/decoder.h>
#include <practice/result.h>

#include "batch/digest.h"

#define TAKE_MAX_WARNINGS 24
#define TAKE_WARNING_SIZE 160
#define TAKE_NAME_SIZE    48

struct take {
    char *file;                  // as the user knows it
    enum practice_status status; // OK: everything below is there; else only `error`
    struct practice_error error;
    int is_skipped;               // found in a folder, but no recording: nothing to tell
    int is_restored;              // from the resume file, not analysed now
    int is_unkept;                // the error is that the resume file takes no more
    char sha256[DIGEST_HEX_SIZE]; // "" when nobody asked
    char engine[TAKE_NAME_SIZE];
    char model[TAKE_NAME_SIZE];
    struct practice_format format;
    struct practice_result *result;
    char warnings[TAKE_MAX_WARNINGS][TAKE_WARNING_SIZE]; // the decoder's, then the analyser's
    size_t n_warnings;
};

// An empty take of that file name, which is copied. Never NULL: without memory it is one shared
// take with the status NO_MEMORY, which nobody may write to.
struct take *take_new(const char *file);

// Adds a warning, cut to its size; those past the last place are dropped.
void take_warn(struct take *take, const char *warning);

// NULL and the shared take are allowed.
void take_free(struct take *take);

#endif
