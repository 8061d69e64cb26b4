// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice post`, and what those that change something have in common.
#ifndef CLI_COMMANDS_POST_VERBS_H
#define CLI_COMMANDS_POST_VERBS_H

#include "commands/command.h"
#include "commands/server_use.h"
#include "server/post.h"

extern const struct command command_post_list;
extern const struct command command_post_show;
extern const struct command command_post_write;
extern const struct command command_post_edit;
extern const struct command command_post_comment;
extern const struct command command_post_reply;
extern const struct command command_post_like;
extern const struct command command_post_unlike;
extern const struct command command_post_delete;
extern const struct command command_post_history;
extern const struct command command_post_report;
extern const struct command command_post_hide;
extern const struct command command_post_unhide;

// Tells what became of a change: the id on stdout and "post '1a2b3c4d' <said>" on stderr, or the
// error. Returns the exit code.
int post_tell(enum practice_status status, const struct server_post_done *done, const char *said,
              const struct practice_error *err);

// Before a text is asked for: sees that somebody is signed in, and makes the id for the new row, so
// that sending it twice makes one. Returns COMMAND_DONE or an exit code with the error told.
int post_begin(char id[UUID_SIZE]);

#endif
