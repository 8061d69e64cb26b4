// SPDX-License-Identifier: GPL-3.0-or-later
// The musician's own programs, run after sessions were saved. They are told, never asked: what they
// do or fail to do changes nothing about the session or the exit code. practice-hooks(5) is their
// contract.
#ifndef CLI_COMMANDS_HOOKS_H
#define CLI_COMMANDS_HOOKS_H

#include "journal/journal.h"

#define HOOKS_MOST    64 // programs in post-save.d
#define HOOKS_LIMIT_S 30 // for each, unless the settings say otherwise

// Runs post-save and what is in post-save.d with these sessions, committed already, on its standard
// input: a line of practice.session/1 each. Does nothing without hooks, and inside of one.
void hooks_after_save(const struct journal_session *const *sessions, size_t n_sessions);

// The same with the session of that id, read from the journal; NULL: the user's, opened for it.
void hooks_after_save_id(struct journal *journal, const char *id);

// Where hooks are looked for. Returns 0, or -1: there is no home folder, or the settings are bad.
int hooks_folder(char *buffer, size_t size);

// Why the program at path will not be run: "others may write it", or NULL when it will. *ret_there
// is 0 when there is none.
const char *hooks_refusal(const char *path, int *ret_there);

#endif
