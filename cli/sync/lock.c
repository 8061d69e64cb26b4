// SPDX-License-Identifier: GPL-3.0-or-later
// A lock file beside the journal, held by flock(2), which ends with the process. Two syncs of one
// journal at once would do no harm but show old rows for a moment.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"
#include "sync/sync.h"

#define RETRY_MS 50

enum practice_status sync_lock(const char *journal_path, double wait_s, int *ret_lock,
                               struct practice_error *err)
{
    const struct timespec pause = {.tv_nsec = RETRY_MS * 1000000L};
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s-sync", journal_path) >= (int)sizeof path)
        return fail_with(err, PRACTICE_OVER_LIMIT, NULL, "the journal's path is too long");
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot open '%s': %s", path,
                         strerror(errno));
    for (double waited_s = 0; flock(lock, LOCK_EX | LOCK_NB) != 0; waited_s += RETRY_MS / 1e3) {
        if (waited_s >= wait_s) {
            (void)close(lock);
            return fail_with(err, PRACTICE_OVER_LIMIT, NULL,
                             "another program is syncing this journal");
        }
        (void)nanosleep(&pause, NULL);
    }
    *ret_lock = lock;
    return PRACTICE_OK;
}

void sync_unlock(int lock)
{
    (void)close(lock);
}
