// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice job`.
#ifndef CLI_COMMANDS_JOB_VERBS_H
#define CLI_COMMANDS_JOB_VERBS_H

#include "commands/command.h"

extern const struct command command_job_list;
extern const struct command command_job_show;
extern const struct command command_job_watch;
extern const struct command command_job_retry;
extern const struct command command_job_cancel;
extern const struct command command_job_redrive;

#endif
