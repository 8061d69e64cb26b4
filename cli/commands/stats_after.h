// SPDX-License-Identifier: GPL-3.0-or-later
// What saved sessions changed: how far the goals of today and this week are, and which achievements
// were earned. `record` and `analyze --save` look before and after:
//     struct stats_after *after = stats_after_begin(journal);
//     … sessions are added and committed …
//     stats_after_end(after, journal, &term, stderr);
#ifndef CLI_COMMANDS_STATS_AFTER_H
#define CLI_COMMANDS_STATS_AFTER_H

#include <stdio.h>

#include "journal/journal.h"
#include "ui/term.h"

struct stats_after; // opaque

// Remembers how things are. NULL when that is not to be had: the saving matters more, and nothing
// is told then.
struct stats_after *stats_after_begin(struct journal *journal);

// The same for one session that was saved already: how things would be without it.
struct stats_after *stats_after_without(struct journal *journal, const char *session_id);

// Prints the goals that came nearer and the achievements that were not there before, nothing when
// nothing changed, and frees `after`. NULL is allowed for both: nothing was saved then.
void stats_after_end(struct stats_after *after, struct journal *journal, const struct ui_term *term,
                     FILE *out);

#endif
