// SPDX-License-Identifier: GPL-3.0-or-later
// Filling in the caller's practice_error. The message is set once, where the cause is known.
#ifndef ENGINE_BASE_FAIL_H
#define ENGINE_BASE_FAIL_H

#include <practice/error.h>

// Writes status and message (printf format) into *err, clears its hint, and returns status, so
// that a failing function can `return base_fail(...)`. err may be NULL: the words are then lost.
// Control characters in the result are replaced by '?', so data cannot drive a terminal.
enum practice_status base_fail(struct practice_error *err, enum practice_status status,
                               const char *format, ...) __attribute__((format(printf, 3, 4)));

// Adds the hint to an error just set by base_fail(). err may be NULL.
void base_hint(struct practice_error *err, const char *hint);

// base_fail() for a failed allocation.
enum practice_status base_no_memory(struct practice_error *err);

// Replaces bytes below 0x20, 0x7f and the C1 controls of UTF-8 in text by '?'; in place.
void base_make_printable(char *text);

#endif
