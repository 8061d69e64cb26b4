// SPDX-License-Identifier: GPL-3.0-or-later
// What a saved session changed: how far today's goals are, and which achievements it earned.
// `record` and `analyze --save` print it when their work is safe.
#ifndef CLI_COMMANDS_STATS_AFTER_H
#define CLI_COMMANDS_STATS_AFTER_H

#include <stdio.h>

#include "journal/journal.h"
#include "ui/term.h"

// Prints the goals that count the session, when it is of today or this week, and the achievements
// that would not be there without it. Prints nothing when there is nothing to tell. Whatever goes
// wrong is no failure of the saved session: it is told on stderr.
void stats_after_session(struct journal *journal, const char *session_id,
                         const struct ui_term *term, FILE *out);

#endif
