// SPDX-License-Identifier: GPL-3.0-or-later
// Containers need to seek and pipes cannot, so a pipe is first copied into a file that has no
// name: it vanishes with the process, even after kill -9.
#ifndef ENGINE_AUDIO_SPOOL_H
#define ENGINE_AUDIO_SPOOL_H

#include <stdint.h>

#include <practice/error.h>

// Copies fd up to its end into an unlinked file in $TMPDIR (or /tmp). *ret_fd is the caller's to
// close. Fails with UNREADABLE (reading or the disk fails), OVER_LIMIT (more than max_bytes) or
// NO_MEMORY.
PRACTICE_CHECKED enum practice_status audio_spool(int fd, const char *name, int64_t max_bytes,
                                                  int *ret_fd, int64_t *ret_size,
                                                  struct practice_error *err);

#endif
