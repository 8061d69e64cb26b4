// SPDX-License-Identifier: GPL-3.0-or-later
// `practice webhook`: the noun of addresses that are told when jobs end. Its verbs are webhook_*.c.
#include "commands/all.h"
#include "commands/webhook_verbs.h"

static const struct command *const verbs[] = {
    &command_webhook_list,   &command_webhook_add,  &command_webhook_remove,
    &command_webhook_rotate, &command_webhook_test,
};

const struct command command_webhook = {
    .name = "webhook",
    .summary = "Have other programs told when recordings are measured.",
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .run = command_run_verb,
};
