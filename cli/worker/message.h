// SPDX-License-Identifier: GPL-3.0-or-later
// What a message says: {"job":"<uuid>"}, and nothing else. It comes from a queue that others may
// write to, so anything else is no message of ours.
#ifndef CLI_WORKER_MESSAGE_H
#define CLI_WORKER_MESSAGE_H

#include "base/uuid.h"
#include "cloud/sqs.h"

#define MESSAGE_SIZE 64

// The body for a job. Returns buffer.
const char *message_body(const char *job, char buffer[MESSAGE_SIZE]);

// The job of a message, "" when it makes no sense. Returns ret_job.
const char *message_job(const struct sqs_message *message, char ret_job[UUID_SIZE]);

#endif
