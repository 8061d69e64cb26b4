// SPDX-License-Identifier: GPL-3.0-or-later
// The user's settings for commands: opened, judged, and mistakes in them told.
#ifndef CLI_COMMANDS_SETTINGS_H
#define CLI_COMMANDS_SETTINGS_H

#include "commands/command.h"
#include "config/config.h"

// Opens the settings into *ret_config, to be freed with config_free(). Returns COMMAND_DONE, or
// COMMAND_USAGE with the mistake told: a setting that says something else than was meant is like
// an option that does.
int settings_open(struct config **ret_config);

// Opens them without judging the values: for the commands that repair them.
int settings_open_unchecked(struct config **ret_config);

// 1 when the settings want no colours. Settings that cannot be read have no say here: the command
// that needs them complains.
int settings_refuse_color(void);

// Complains about a name that is no setting, with the nearest one. Returns COMMAND_USAGE.
int settings_unknown(const char *command, const char *name);

// Warns on stderr of every name in the file that is no setting, with the nearest one.
void settings_tell_unknown(const struct config *config);

// Prints every setting and its value: a table, or JSON of schema practice.config/1. Returns
// COMMAND_DONE, or COMMAND_SOME_FAILED when a value is bad.
int settings_print(const struct config *config, int json, const struct command_env *env);

#endif
