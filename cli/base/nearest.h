// SPDX-License-Identifier: GPL-3.0-or-later
// The nearest word for "did you mean".
#ifndef CLI_BASE_NEAREST_H
#define CLI_BASE_NEAREST_H

#include <stddef.h>

// The word of words [n] that a mistyped one most likely meant, or NULL when none is near.
const char *nearest_word(const char *word, const char *const *words, size_t n);

#endif
