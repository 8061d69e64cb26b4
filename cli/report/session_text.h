// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions of the journal on a screen and as rows. Claimed and measured time always stand in
// columns of their own, and what nobody measured is a dash, never a zero.
#ifndef CLI_REPORT_SESSION_TEXT_H
#define CLI_REPORT_SESSION_TEXT_H

#include <stdio.h>

#include "base/zones.h"
#include "journal/journal.h"
#include "ui/term.h"

// Sessions in the order they are to be shown.
struct report_sessions {
    const struct journal_session *const *list; // [n]
    size_t n;
};

// A table with totals. Returns 0, or -1 when memory is short.
int report_sessions_table(const struct report_sessions *sessions, const struct ui_term *term,
                          FILE *out) __attribute__((warn_unused_result));

// Comma-separated rows with a header.
void report_sessions_csv(const struct report_sessions *sessions, struct zones *zones, FILE *out);

// The page of one session.
struct report_session_page {
    const struct journal_session *session;
    const struct zone *zone;           // the session's
    struct practice_segment *segments; // [n_segments], of its analysis
    size_t n_segments;
    int explain; // every span with its reason
};
void report_session_print_page(const struct report_session_page *page, const struct ui_term *term,
                               FILE *out);

#endif
