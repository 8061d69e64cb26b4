// SPDX-License-Identifier: GPL-3.0-or-later
// A journal that is not there yet has nothing to forget, and is not made for it.
#include "commands/shared_forget.h"

#include <limits.h>
#include <unistd.h>

#include "commands/inbox_unread.h"
#include "commands/journal_use.h"
#include "commands/session_change.h"
#include "journal/sync.h"

// NULL: of everybody.
static void forget(const char *group_id)
{
    struct practice_error err;
    struct journal *journal = NULL;
    char path[PATH_MAX];
    if (journal_use_path(path, sizeof path) != COMMAND_DONE || access(path, F_OK) != 0)
        return;
    enum practice_status status = journal_open(path, JOURNAL_WRITE, &journal, &err);
    if (status == PRACTICE_OK) {
        status = group_id ? journal_sync_forget(journal, group_id, &err)
                          : journal_sync_forget_others(journal, &err);
        journal_close(journal);
    }
    if (status != PRACTICE_OK)
        session_tell("what this device keeps of others goes with the next sync: %s", err.message);
}

void shared_forget_group(const char *group_id)
{
    forget(group_id);
}

void shared_forget_all(void)
{
    forget(NULL);
    inbox_unread_forget();
}
