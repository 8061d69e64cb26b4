// SPDX-License-Identifier: GPL-3.0-or-later
// Mistakes of a person are told apart from a journal that fails by the status alone.
#include "commands/journal_use.h"

#include "commands/analyze.h"

int journal_use_fail(const struct practice_error *error)
{
    analyze_tell_error(error);
    switch (error->status) {
    case PRACTICE_BAD_ARGUMENT:
    case PRACTICE_NOT_FOUND:
        return COMMAND_SOME_FAILED;
    default:
        return COMMAND_JOURNAL;
    }
}

int journal_use_open(enum journal_access access, struct journal **ret_journal)
{
    struct practice_error error;
    if (journal_open(NULL, access, ret_journal, &error) == PRACTICE_OK)
        return COMMAND_DONE;
    (void)journal_use_fail(&error);
    return COMMAND_JOURNAL;
}
