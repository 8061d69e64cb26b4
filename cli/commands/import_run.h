// SPDX-License-Identifier: GPL-3.0-or-later
// What was read from a file into the journal: one change for all, told row by row where it fails.
#ifndef CLI_COMMANDS_IMPORT_RUN_H
#define CLI_COMMANDS_IMPORT_RUN_H

#include "exchange/exchange.h"

struct import_options {
    const char *format, *zone, *instrument;
    int dry_run, strict, json;
};

// Imports everything of *found; `name` is the file in messages. Returns the exit code: 1 when
// something was refused.
int import_run(struct exchange *found, const char *name, const struct import_options *options);

#endif
