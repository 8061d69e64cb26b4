// SPDX-License-Identifier: GPL-3.0-or-later
// Mistakes of a person are told apart from a journal that fails by the status alone.
#include "commands/journal_use.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "base/folders.h"
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

int journal_use_path(char *buffer, size_t size)
{
    struct practice_error error;
    struct config *config = NULL;
    const char *given = getenv("PRACTICE_JOURNAL");
    enum practice_status status = PRACTICE_OK;
    int code = settings_open(&config);
    if (code != COMMAND_DONE)
        return code;
    const char *path = given && *given ? given : config_text(config, CONFIG_JOURNAL_PATH);
    if (!path)
        status = folder_path(FOLDER_DATA, "journal.db", buffer, size, &error);
    else if (snprintf(buffer, size, "%s", path) >= (int)size)
        status = fail_with(&error, PRACTICE_OVER_LIMIT, NULL, "the journal's path is too long");
    config_free(config);
    if (status == PRACTICE_OK)
        return COMMAND_DONE;
    (void)journal_use_fail(&error);
    return COMMAND_JOURNAL;
}

int journal_use_open(enum journal_access access, struct journal **ret_journal)
{
    struct practice_error error;
    char path[PATH_MAX];
    int code = journal_use_path(path, sizeof path);
    if (code != COMMAND_DONE)
        return code;
    if (journal_open(path, access, ret_journal, &error) == PRACTICE_OK)
        return COMMAND_DONE;
    (void)journal_use_fail(&error);
    return COMMAND_JOURNAL;
}
