// SPDX-License-Identifier: GPL-3.0-or-later
// Several documents in one archive that every system can open: a gzipped tar, written by
// libarchive to a stream that the caller owns.
#ifndef CLI_EXCHANGE_BUNDLE_H
#define CLI_EXCHANGE_BUNDLE_H

#include <stdint.h>
#include <stdio.h>

#include <practice/error.h>

struct bundle; // opaque

// Starts an archive on `out`. Everything in it will be in `folder`, private to its owner, and of
// the time now_s (seconds since 1970). Fails with NO_MEMORY or UNREADABLE.
enum practice_status bundle_open(FILE *out, const char *folder, int64_t now_s,
                                 struct bundle **ret_bundle,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Adds a file of a name without slashes. Fails with UNREADABLE (cannot be written) or NO_MEMORY.
enum practice_status bundle_add(struct bundle *bundle, const char *name, const char *bytes,
                                size_t n_bytes, struct practice_error *err) PRACTICE_CHECKED;

// Ends the archive and frees the bundle; the stream is flushed by its owner. Fails with UNREADABLE.
enum practice_status bundle_close(struct bundle *bundle,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Frees it without an end. NULL is allowed.
void bundle_abort(struct bundle *bundle);

#endif
