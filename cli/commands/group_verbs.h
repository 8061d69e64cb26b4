// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice group`, and what all of them do: read the command line, connect, tell.
#ifndef CLI_COMMANDS_GROUP_VERBS_H
#define CLI_COMMANDS_GROUP_VERBS_H

#include "commands/options.h"
#include "commands/server_use.h"
#include "server/group.h"
#include "ui/json.h"

extern const struct command command_group_list;
extern const struct command command_group_find;
extern const struct command command_group_show;
extern const struct command command_group_create;
extern const struct command command_group_edit;
extern const struct command command_group_delete;
extern const struct command command_group_join;
extern const struct command command_group_leave;
extern const struct command command_group_invite;
extern const struct command command_group_invitations;
extern const struct command command_group_accept;
extern const struct command command_group_decline;
extern const struct command command_group_revoke;
extern const struct command command_group_kick;
extern const struct command command_group_role;
extern const struct command command_group_share;
extern const struct command command_group_sessions;
extern const struct command command_group_dashboard;
extern const struct command command_group_leaderboard;

struct group_use {
    size_t least, most; // operands that are wanted; set before
    const char *ask;    // the complaint when there are fewer: "name a group"
    struct operands operands;
    struct server *server;
    struct practice_error error;
};

// Reads the command line into `options` (NULL when there are none) and the operands. Returns
// OPTIONS_GO_ON or an exit code.
int group_use_read(const struct command *self, int argc, char **argv, void *options,
                   struct group_use *use);

// The same, and connects as the one who is signed in. After OPTIONS_GO_ON comes group_use_end().
int group_use_begin(const struct command *self, int argc, char **argv, void *options,
                    struct group_use *use);

// Disconnects; tells use->error unless the status is PRACTICE_OK. Returns the exit code.
int group_use_end(struct group_use *use, enum practice_status status);

// The first operand, or NULL: the only group.
const char *group_use_group(const struct group_use *use);

// Forgets on this device what the journal has of a group that is none of ours any more. Where that
// cannot be done now, the next sync does it.
void group_use_forget(const char *group_id);

// "7 of 50": places taken.
#define GROUP_PLACES_SIZE 48
const char *group_places(const struct server_group *group, char buffer[GROUP_PLACES_SIZE]);

// An instant as JSON tells it: in UTC, or null when memory is short.
void group_json_time(struct ui_json *json, const char *key, int64_t utc_ms);

// The day it was here, "2026-03-05".
#define GROUP_DAY_SIZE 11
const char *group_day(int64_t utc_ms, char buffer[GROUP_DAY_SIZE]);

// A group's members of a JSON object that has begun: id, name, description, places, role …
void group_json_members(struct ui_json *json, const struct server_group *group);

// What is shared, as members of a JSON object that has begun; and in words: "totals, titles",
// "nothing". Static storage is never used.
#define GROUP_SHARED_SIZE 64
void group_json_sharing(struct ui_json *json, const struct server_group_sharing *sharing);
const char *group_shared(const struct server_group_sharing *sharing,
                         char buffer[GROUP_SHARED_SIZE]);

#endif
