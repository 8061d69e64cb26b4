// SPDX-License-Identifier: GPL-3.0-or-later
// The private folder of takes: where it is, who is recording in it (one at a time, by a lock that
// the system takes back when a process dies), and which takes nobody saved.
#ifndef CLI_RECORDER_TAKES_H
#define CLI_RECORDER_TAKES_H

#include <stddef.h>

#include <practice/error.h>

#include "recorder/state.h"

#define TAKES_MOST 64

struct takes {
    int fd;
    int lock; // the lock file
};

// Opens the folder at `path` (NULL: $XDG_STATE_HOME/practice/takes or ~/.local/state/…), made with
// mode 0700 when missing. Fails with UNREADABLE, also when it belongs to somebody else.
enum practice_status takes_open(const char *path, struct takes *ret_takes,
                                struct practice_error *err) PRACTICE_CHECKED;

// The same without making anything: NOT_FOUND when there is no folder yet.
enum practice_status takes_look(const char *path, struct takes *ret_takes,
                                struct practice_error *err) PRACTICE_CHECKED;

// Becomes the one who records, as `id`, until takes_release(). Fails with UNREADABLE: somebody
// else is recording.
enum practice_status takes_lock(const struct takes *takes, const char *id,
                                struct practice_error *err) PRACTICE_CHECKED;

// The id of the recording that runs now into ret_id and 1, or 0.
int takes_running(const struct takes *takes, char ret_id[STATE_ID_SIZE]);

// The takes that nobody records and nobody saved, oldest first, ids only.
size_t takes_left_behind(const struct takes *takes, char ret_ids[TAKES_MOST][STATE_ID_SIZE]);

// "ID.au" into ret_name.
#define TAKES_NAME_SIZE (STATE_ID_SIZE + 4)
void takes_file_name(const char *id, char ret_name[TAKES_NAME_SIZE]);

// Deletes take and state of an id.
void takes_delete(const struct takes *takes, const char *id);

void takes_release(struct takes *takes);

#endif
