// SPDX-License-Identifier: GPL-3.0-or-later
// What the files about SQS share: one action, JSON in and out.
#ifndef CLI_CLOUD_SQS_INSIDE_H
#define CLI_CLOUD_SQS_INSIDE_H

#include <jansson.h>

#include "cloud/cloud_inside.h"
#include "cloud/sqs.h"

// Does "AmazonSQS.<action>". `input` is taken; NULL means that memory was short, so texts that may
// be no UTF-8 are to be checked before. wait_s is how long the queue itself may wait. *ret_output
// (NULL: not wanted) is the caller's.
enum cloud_status sqs_act(struct cloud *cloud, const char *action, json_t *input, int wait_s,
                          json_t **ret_output, struct practice_error *err) PRACTICE_CHECKED;

// 1 when `md5` (hexadecimal; NULL: not told) is that of the text.
int sqs_is_intact(const char *text, const char *md5);

#endif
