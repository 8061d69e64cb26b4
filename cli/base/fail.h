// SPDX-License-Identifier: GPL-3.0-or-later
// Filling in a caller-owned practice_error from the program's side of the wall, with the same
// rules as the engine's: bounded, one line, no control characters.
#ifndef CLI_BASE_FAIL_H
#define CLI_BASE_FAIL_H

#include <practice/error.h>

// Writes status, message (printf format) and hint (NULL: none) into *err and returns status, so
// that a failing function can `return fail_with(...)`. err may be NULL: the words are then lost.
enum practice_status fail_with(struct practice_error *err, enum practice_status status,
                               const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// fail_with() for a failed allocation.
enum practice_status fail_no_memory(struct practice_error *err);

#endif
