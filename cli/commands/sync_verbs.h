// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of `practice sync` share.
#ifndef CLI_COMMANDS_SYNC_VERBS_H
#define CLI_COMMANDS_SYNC_VERBS_H

#include "commands/command.h"
#include "sync/sync.h"

extern const struct command command_sync_run;
extern const struct command command_sync_status;
extern const struct command command_sync_drop;
extern const struct command command_sync_retry;

struct sync_run_options {
    int dry_run, verify, repair, watch, adopt, quiet, json;
    double timeout_s;
};

// The exit code of a sync that failed, the error told unless it is to be quiet.
int sync_fail(const struct sync_report *report, const struct practice_error *error, int quiet);

// Syncs whenever something changed here or there, until a signal ends it. Returns the exit code.
int sync_watch_loop(struct journal *journal, const struct sync_run_options *options);

// Tells what a sync did, in one line on stderr; nothing when nothing happened and `only_news` is 1.
void sync_tell(const struct sync_report *report, int only_news);

#endif
