// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice session`, each one const struct in its own file or beside its like.
#ifndef CLI_COMMANDS_SESSION_VERBS_H
#define CLI_COMMANDS_SESSION_VERBS_H

#include "commands/command.h"

extern const struct command command_session_list;
extern const struct command command_session_show;
extern const struct command command_session_add;
extern const struct command command_session_edit;
extern const struct command command_session_tag;
extern const struct command command_session_annotate;
extern const struct command command_session_split;
extern const struct command command_session_join;
extern const struct command command_session_delete;
extern const struct command command_session_export;
extern const struct command command_session_import;
extern const struct command command_session_share;
extern const struct command command_session_undo;
extern const struct command command_session_redo;
extern const struct command command_session_history;

#endif
