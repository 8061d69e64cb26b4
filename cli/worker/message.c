// SPDX-License-Identifier: GPL-3.0-or-later
// Compared whole instead of parsed: what we write has one form only.
#include "worker/message.h"

#include <stdio.h>
#include <string.h>

const char *message_body(const char *job, char buffer[MESSAGE_SIZE])
{
    (void)snprintf(buffer, MESSAGE_SIZE, "{\"job\":\"%.36s\"}", job);
    return buffer;
}

const char *message_job(const struct sqs_message *message, char ret_job[UUID_SIZE])
{
    static const char opening[] = "{\"job\":\"";
    char expected[MESSAGE_SIZE];
    ret_job[0] = '\0';
    if (message->is_damaged || strlen(message->body) < sizeof opening + UUID_SIZE)
        return ret_job;
    (void)snprintf(ret_job, UUID_SIZE, "%.36s", message->body + sizeof opening - 1);
    if (!uuid_is_valid(ret_job) || strcmp(message->body, message_body(ret_job, expected)) != 0)
        ret_job[0] = '\0';
    return ret_job;
}
