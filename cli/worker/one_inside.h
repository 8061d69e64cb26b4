// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of one job share.
#ifndef CLI_WORKER_ONE_INSIDE_H
#define CLI_WORKER_ONE_INSIDE_H

#include "cloud/s3.h"
#include "server/work.h"
#include "worker/one.h"

#define ONE_LOOK_S       0.25 // between looks at the child
#define ONE_PROGRESS_S   2.0  // between beats that tell progress
#define ONE_MOST_DELAY_S 900.0

enum one_step {
    ONE_GOOD,
    ONE_LOST,      // the attempt does not count any more: let go of everything
    ONE_HAND_BACK, // a stop: others may have it at once
    ONE_FAULT,     // a passing one: try again later
    ONE_POISON,    // never again
    ONE_AGAIN,     // the recording or this machine: poison when it happens again and again
};

struct one {
    struct slot *slot;
    const struct sqs_message *message;
    struct work_claim claim;
    const char *stage;
    double began_s, stage_began_s, progress_s; // of the last beat
    double kept_s;                             // when the message was last kept from others
    int progress;
    int is_lost;
    int fd; // of the recording, unlinked
    enum metrics_reason by;
    char reason[PRACTICE_MESSAGE_SIZE];
};

// Tells the studio and the queue that the job is alive, when it is time to, or is_now. A beat that
// fails is only counted; one that tells that the job is lost sets is_lost.
void one_beat(struct one *one, int is_now);

// Begins a stage: "fetch", "analyse", "store". The one before went well.
void one_stage(struct one *one, const char *stage);

// The same without telling the studio: when it knows, or need not. NULL: there is none any more.
void one_stage_quietly(struct one *one, const char *stage);

// Brings the recording here, into one->fd.
enum one_step one_fetch(struct one *one);

// Measures it. GOOD: *ret_document is the caller's to free.
enum one_step one_measure(struct one *one, char **ret_document);

// Deletes a recording that nobody needs any more; later again when that fails.
void one_delete_recording(struct slot *slot, const char *key);

#endif
