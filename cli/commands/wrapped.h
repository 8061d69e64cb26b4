// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences on a terminal of any width: broken at blanks, with a hanging indent.
#ifndef CLI_COMMANDS_WRAPPED_H
#define CLI_COMMANDS_WRAPPED_H

#include <stdio.h>

#include "ui/term.h"

// Prints text, made harmless, in a style, from the cursor's present column on and with a line end.
// On a terminal no line is wider than it, as long as words are not; the next lines begin at the
// same column. Elsewhere it is one line.
void wrapped_print(const struct ui_term *term, size_t column, enum ui_style style, const char *text,
                   FILE *out);

#endif
