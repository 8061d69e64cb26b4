// SPDX-License-Identifier: GPL-3.0-or-later
// One message from its receipt to its end: claim, fetch, measure, store, clean up, with a heartbeat
// all the way. Whatever goes wrong, the message is deleted only when the job is over.
#ifndef CLI_WORKER_ONE_H
#define CLI_WORKER_ONE_H

#include "worker/slot.h"

enum one_end {
    ONE_DONE,   // the message is dealt with
    ONE_PASSED, // something is down: the message comes back; *err says what it was
    ONE_STORE,  // the same of the store, or of this one object in it
};

// Does all that the message asks for.
enum one_end one_run(struct slot *slot, const struct sqs_message *message,
                     struct practice_error *err);

#endif
