// SPDX-License-Identifier: GPL-3.0-or-later
// A take as bytes: the body of a record in the resume file. Doubles keep every bit, so output
// made from a record equals output made from the recording.
#ifndef CLI_BATCH_RECORD_H
#define CLI_BATCH_RECORD_H

#include "batch/bytes.h"
#include "batch/take.h"

// Changes whenever the bytes change their meaning; it is part of the file's first line.
#define RECORD_VERSION 2

// Writes everything but the file's name and the pitch track (which only pictures need).
void record_write(struct bytes_writer *writer, const struct take *take);

// Fills an empty take. Returns 0, or -1 (take untouched) when the bytes make no sense or memory
// is short.
int record_read(struct bytes_reader *reader, struct take *take);

#endif
