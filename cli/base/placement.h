// SPDX-License-Identifier: GPL-3.0-or-later
// Putting a finished file where nothing may be overwritten: it is made under a temporary name in
// the same folder, and then takes its place only if that is free.
#ifndef CLI_BASE_PLACEMENT_H
#define CLI_BASE_PLACEMENT_H

#include <practice/error.h>

// Creates an empty temporary file beside `target`. *ret_temporary is the caller's, to be freed,
// and to be ended by placement_keep() or unlink(2). Fails with UNREADABLE or NO_MEMORY.
enum practice_status placement_begin(const char *target, char **ret_temporary,
                                     struct practice_error *err) PRACTICE_CHECKED;

// Moves the temporary file to `target`. A file that is there already stays: with the same bytes
// all is well (a run was repeated), with others it fails with UNREADABLE and a hint. Afterwards
// the temporary file is gone in any case.
enum practice_status placement_keep(const char *temporary, const char *target,
                                    struct practice_error *err) PRACTICE_CHECKED;

#endif
