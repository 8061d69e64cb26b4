// SPDX-License-Identifier: GPL-3.0-or-later
// A program that runs for hours need not keep in memory what only its start needed. Linking a
// hundred shared libraries touches most pages of their tables; hardly one of them is used again.
#ifndef PRACTICE_MEMORY_H
#define PRACTICE_MEMORY_H

#include <practice/error.h>

#ifdef __cplusplus
extern "C" {
#endif

// Gives back the memory of all code and constants that this process has loaded: of the program and
// of every shared library, the parts that can only be read. A page that is used again comes back
// from its file, at the cost of a page fault; nothing else changes. Any thread may call it at any
// time, best once, before long work begins. Objects with text relocations are left alone.
// Changes that were made in memory to code that cannot be written are lost: a debugger's
// breakpoints, patches, code moved to huge pages. A process with such must not call this.
PRACTICE_API void practice_memory_trim(void);

#ifdef __cplusplus
}
#endif
#endif
