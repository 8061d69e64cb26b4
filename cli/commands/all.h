// SPDX-License-Identifier: GPL-3.0-or-later
// The commands: each is one const struct in its own cmd_<name>.c.
#ifndef CLI_COMMANDS_ALL_H
#define CLI_COMMANDS_ALL_H

#include "commands/command.h"

extern const struct command command_account;
extern const struct command command_achievements;
extern const struct command command_analyze;
extern const struct command command_backup;
extern const struct command command_completion;
extern const struct command command_config;
extern const struct command command_doctor;
extern const struct command command_goal;
extern const struct command command_group;
extern const struct command command_help;
extern const struct command command_inbox;
extern const struct command command_job;
extern const struct command command_post;
extern const struct command command_record;
extern const struct command command_restore;
extern const struct command command_server;
extern const struct command command_session;
extern const struct command command_stats;
extern const struct command command_submit;
extern const struct command command_sync;
extern const struct command command_version;
extern const struct command command_webhook;
extern const struct command command_worker;

#endif
