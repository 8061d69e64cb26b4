// SPDX-License-Identifier: GPL-3.0-or-later
// What a musician says about a session in words: the same options in `session add`, `session edit`
// and `analyze --save`.
#ifndef CLI_COMMANDS_SESSION_WORDS_H
#define CLI_COMMANDS_SESSION_WORDS_H

#include "commands/command.h"
#include "journal/journal.h"

// NULL and no tags: not said. An empty text, or one empty tag: to be cleared.
struct session_words {
    const char *title, *instrument, *piece, *note;
    struct option_texts tags; // each may be several with commas between
};

// 1 when anything was said.
int session_words_given(const struct session_words *words);

// Puts what was said into the session; the rest stays. Fails with BAD_ARGUMENT (no UTF-8, too many
// tags) or NO_MEMORY; the session may then have some of it.
enum practice_status session_words_apply(const struct session_words *words,
                                         struct journal_session *session,
                                         struct practice_error *err) PRACTICE_CHECKED;

// The instrument of the settings when none was said (`said` is NULL), to be freed by the caller, or
// NULL. Returns COMMAND_DONE, or an exit code with the mistake in the settings told.
int session_default_instrument(const char *said, char **ret_instrument);

// Replaces a text of a session by a copy without blanks around; nothing left gives NULL. `what` is
// its name in messages. Fails with BAD_ARGUMENT (no UTF-8) or NO_MEMORY.
enum practice_status session_text_set(char **text, const char *value, const char *what,
                                      struct practice_error *err) PRACTICE_CHECKED;

// Adds tags that are not there yet, whatever their case, from a list with commas; a '+' before one
// is let go. Fails with BAD_ARGUMENT or NO_MEMORY.
enum practice_status session_tags_add(struct journal_session *session, const char *list,
                                      struct practice_error *err) PRACTICE_CHECKED;

// Takes tags away; those that are not there are no mistake. Returns how many there were.
size_t session_tags_remove(struct journal_session *session, const char *list);

void session_tags_clear(struct journal_session *session);

#endif
