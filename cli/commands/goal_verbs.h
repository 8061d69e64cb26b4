// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice goal`, and how a person names a goal.
#ifndef CLI_COMMANDS_GOAL_VERBS_H
#define CLI_COMMANDS_GOAL_VERBS_H

#include "commands/command.h"
#include "journal/journal.h"

extern const struct command command_goal_list;
extern const struct command command_goal_add;
extern const struct command command_goal_edit;
extern const struct command command_goal_end;
extern const struct command command_goal_delete;
extern const struct command command_goal_history;

// The goal that a person means: the end of its id with at least 4 letters, or the only one that has
// not ended before `today`: of all with NULL, of its kind with "daily" or "weekly". It belongs to
// `goals`. Fails with NOT_FOUND, or BAD_ARGUMENT when it may be more than one.
enum practice_status goal_find(const struct journal_goals *goals, const char *reference,
                               int32_t today, struct journal_goal **ret_goal,
                               struct practice_error *err) PRACTICE_CHECKED;

#endif
