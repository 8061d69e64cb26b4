// SPDX-License-Identifier: GPL-3.0-or-later
// The program and the shared libraries that this process has loaded, in the order of loading, and
// the memory that they hold although nobody needs it at the moment.
#ifndef ENGINE_BASE_OBJECTS_H
#define ENGINE_BASE_OBJECTS_H

#include <stddef.h>

// How many there are.
size_t base_objects_count(void);

// What practice_memory_trim() does, but only with those after the first n_older.
void base_objects_trim(size_t n_older);

#endif
