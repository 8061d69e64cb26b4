// SPDX-License-Identifier: GPL-3.0-or-later
// The resume file: finished takes, one checksummed record each, appended and synced before
// anything else happens with them. After kill -9 at any moment it holds whole records and at most
// one torn tail, which is cut off; a finished recording is never analysed again.
#ifndef CLI_BATCH_RESUME_H
#define CLI_BATCH_RESUME_H

#include <stdint.h>

#include "batch/take.h"

struct resume; // opaque; lookup and append may be called by any thread

enum resume_answer {
    RESUME_OK,
    RESUME_BUSY,   // another process is using the file
    RESUME_FAILED, // unreadable, not writable, or no resume file at all
};

// Opens or creates the file at `path` and locks it for this process. *ret_cut is the number of
// bytes of a torn tail that were cut off. *ret is the caller's, to be freed by resume_close().
enum resume_answer resume_open(const char *path, struct resume **ret, long long *ret_cut,
                               struct practice_error *err) PRACTICE_CHECKED;

// The number of records found when it was opened.
size_t resume_n_records(const struct resume *resume);

// Fills *take from the record of that key and returns 1; 0 when there is none that can be used.
int resume_lookup(struct resume *resume, const uint8_t key[DIGEST_SIZE], struct take *take);

// Appends a finished take and syncs it to the disk. On failure the file is as it was before.
// Fails with UNREADABLE or NO_MEMORY.
enum practice_status resume_append(struct resume *resume, const uint8_t key[DIGEST_SIZE],
                                   const struct take *take,
                                   struct practice_error *err) PRACTICE_CHECKED;

// NULL is allowed.
void resume_close(struct resume *resume);

#endif
