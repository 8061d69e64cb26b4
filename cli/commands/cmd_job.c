// SPDX-License-Identifier: GPL-3.0-or-later
// `practice job`: the noun of what became of recordings that were handed in. Its verbs are job_*.c.
#include "commands/all.h"
#include "commands/job_verbs.h"

static const struct command *const verbs[] = {
    &command_job_list,  &command_job_show,   &command_job_watch,
    &command_job_retry, &command_job_cancel, &command_job_redrive,
};

const struct command command_job = {
    .name = "job",
    .summary = "Follow recordings that were handed in; cancel, try again.",
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .run = command_run_verb,
};
