// SPDX-License-Identifier: GPL-3.0-or-later
// When a session was, as options: `session add` and `session edit` take the same ones.
#ifndef CLI_COMMANDS_SESSION_FIELDS_H
#define CLI_COMMANDS_SESSION_FIELDS_H

#include "commands/session_words.h"

// NULL: not said.
struct session_fields {
    const char *start, *end, *duration, *zone;
    struct session_words words;
};

#define SESSION_N_FIELD_OPTIONS 10
extern const struct option_spec session_field_options[SESSION_N_FIELD_OPTIONS];

// Puts start, end, day and claimed time of a new session together from what was said: a start or an
// end with a length, both, all three (the length is then what is claimed of it), or a length alone,
// which has just ended. Fails with BAD_ARGUMENT and says what is wrong or missing.
enum practice_status session_fields_place_new(const struct session_fields *fields,
                                              struct journal_session *session,
                                              struct practice_error *err) PRACTICE_CHECKED;

// The same for a session that is there: what was not said stays as it is, pauses too. A clock
// without a day is of the session's day. Fails also when more was measured than the time it then
// has.
enum practice_status session_fields_place(const struct session_fields *fields,
                                          struct journal_session *session,
                                          struct practice_error *err) PRACTICE_CHECKED;

#endif
