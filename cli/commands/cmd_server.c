// SPDX-License-Identifier: GPL-3.0-or-later
// `practice server`: the noun, for those who run a studio. Its verbs are server_*.c.
#include "commands/all.h"
#include "commands/server_verbs.h"

static const struct command *const verbs[] = {
    &command_server_status, &command_server_init, &command_server_migrate,
    &command_server_invite, &command_server_user, &command_server_local,
};

const struct command command_server = {
    .name = "server",
    .summary = "Run a studio: make it, look after it, let people in.",
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .run = command_run_verb,
};
