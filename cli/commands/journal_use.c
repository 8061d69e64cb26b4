// SPDX-License-Identifier: GPL-3.0-or-later
// Mistakes of a person are told apart from a journal that fails by the status alone.
#include "commands/journal_use.h"

#include <stdlib.h>

#include "commands/analyze.h"
#include "commands/settings.h"

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
    struct config *config = NULL;
    const char *given = getenv("PRACTICE_JOURNAL");
    int code = settings_open(&config);
    if (code != COMMAND_DONE)
        return code;
    const char *path = given && *given ? given : config_text(config, CONFIG_JOURNAL_PATH);
    if (journal_open(path, access, ret_journal, &error) != PRACTICE_OK) {
        (void)journal_use_fail(&error);
        code = COMMAND_JOURNAL;
    }
    config_free(config);
    return code;
}
