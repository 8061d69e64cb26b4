// SPDX-License-Identifier: GPL-3.0-or-later
// Dead letters: messages of jobs that were tried as often as the queue allows. For those who run a
// studio, with the credentials of a worker.
#ifndef CLI_WORKER_REDRIVE_H
#define CLI_WORKER_REDRIVE_H

#include <stddef.h>

#include "cloud/fault.h"
#include "worker/settings.h"

#define REDRIVE_MOST 10000 // letters in one run

struct redrive_letter {
    const char *job;  // its id, or "" for a message that makes no sense
    const char *body; // as it is: from outside
    int n_receives;
};

// Tells each dead letter. Returns not 0 to end.
typedef int redrive_tell(void *context, const struct redrive_letter *letter);

// Shows the dead letters of the settings' queue.
enum cloud_status redrive_list(const struct settings *settings, redrive_tell *tell, void *context,
                               struct practice_error *err) PRACTICE_CHECKED;

// Brings back those for which `tell` returns 1 (NULL: all), their jobs QUEUED again. *ret_n counts
// them. Messages that make no sense stay.
enum cloud_status redrive_move(const struct settings *settings, redrive_tell *tell, void *context,
                               size_t *ret_n, struct practice_error *err) PRACTICE_CHECKED;

#endif
