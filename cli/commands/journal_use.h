// SPDX-License-Identifier: GPL-3.0-or-later
// What every command does around the journal: open it, tell what went wrong, and turn that into
// an exit code.
#ifndef CLI_COMMANDS_JOURNAL_USE_H
#define CLI_COMMANDS_JOURNAL_USE_H

#include "commands/command.h"
#include "journal/journal.h"

// Prints an error and its hint on stderr and returns the exit code: 1 when the answer is no (there
// is no such session, a time is taken), 4 when the journal cannot be used.
int journal_use_fail(const struct practice_error *error);

// Where the user's journal is: PRACTICE_JOURNAL, else the setting journal.path, else the usual
// place. Returns COMMAND_DONE, or an exit code with the error told.
int journal_use_path(char *buffer, size_t size);

// Opens the user's journal into *ret_journal. Returns COMMAND_DONE, or an exit code with the error
// told.
int journal_use_open(enum journal_access access, struct journal **ret_journal);

#endif
