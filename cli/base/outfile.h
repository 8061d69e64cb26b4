// SPDX-License-Identifier: GPL-3.0-or-later
// A file that appears whole or not at all: written beside its place under a temporary name and
// renamed when complete, so that neither kill -9 nor a full disk leaves half of one.
#ifndef CLI_BASE_OUTFILE_H
#define CLI_BASE_OUTFILE_H

#include <stdio.h>

#include <practice/error.h>

struct outfile;

// Starts a new file for `path`. An existing regular file stays as it is until the commit; a
// symbolic link keeps pointing where it does; a device, FIFO or /dev/stdout is written straight.
// *ret is the caller's, to be ended by outfile_commit() or outfile_abort().
// Fails with UNREADABLE (cannot be written there), BAD_ARGUMENT (a directory) or NO_MEMORY.
enum practice_status outfile_open(const char *path, struct outfile **ret,
                                  struct practice_error *err) PRACTICE_CHECKED;

// The stream to write to; closed by the commit or the abort, never by the caller.
FILE *outfile_stream(struct outfile *file);

// The name of the temporary file, for libraries that write by name; NULL when written straight.
const char *outfile_temporary_path(const struct outfile *file);

// Flushes, syncs, and puts the file in its place. Always frees `file`; on failure (UNREADABLE
// with the system's words, a write error seen earlier included) nothing is left behind.
enum practice_status outfile_commit(struct outfile *file,
                                    struct practice_error *err) PRACTICE_CHECKED;

// Throws the new file away and frees it. NULL is allowed.
void outfile_abort(struct outfile *file);

#endif
