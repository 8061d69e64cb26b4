// SPDX-License-Identifier: GPL-3.0-or-later
// A take on disk becomes a result: after a crash, and when a session is cut at its last note.
#ifndef CLI_RECORDER_ANALYSE_TAKE_H
#define CLI_RECORDER_ANALYSE_TAKE_H

#include <practice/result.h>

// Analyses the first most_s seconds (0: all) of the take `name` in the folder, as `practice
// analyze` would. Fails with NOT_FOUND, UNREADABLE, EMPTY, NOT_AUDIO or NO_MEMORY.
enum practice_status analyse_take(int folder, const char *name, double most_s,
                                  struct practice_result **ret_result,
                                  struct practice_error *err) PRACTICE_CHECKED;

// Shortens the take to its first length_s seconds. Never fails: a longer take is still a good one.
void shorten_take(int folder, const char *name, double length_s);

#endif
