// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of one input, which may be read twice (hashed, analysed, cut): a file by its name, or
// standard input, kept in an unlinked temporary file when it is a pipe.
#ifndef CLI_BATCH_SOURCE_H
#define CLI_BATCH_SOURCE_H

#include <practice/decoder.h>

#include "batch/digest.h"
#include "batch/inputs.h"

#define SOURCE_MAX_SPOOL (16LL * 1024 * 1024 * 1024) // bytes taken from a pipe

struct source {
    const char *path; // NULL: standard input
    int fd;           // of standard input or its copy; else -1
    int is_copy;      // fd is to be closed
    long long start;  // where the recording begins in fd
};

// Gets ready to read an input. Fails with UNREADABLE, OVER_LIMIT or, after stop_requested(),
// INTERNAL while copying a pipe; files are opened later.
enum practice_status source_open(const struct input *input, struct source *ret_source,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Hashes the bytes. A file that the decoder would refuse (a device, say) gives all zeros, because
// the decoder's words about it are better.
enum practice_status source_digest(const struct source *source, uint8_t ret_digest[DIGEST_SIZE],
                                   struct practice_error *err) PRACTICE_CHECKED;

// A decoder at the recording's beginning; any number of times, one at a time.
enum practice_status source_decoder(const struct source *source,
                                    struct practice_decoder **ret_decoder,
                                    struct practice_error *err) PRACTICE_CHECKED;

void source_release(struct source *source);

#endif
