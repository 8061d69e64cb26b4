// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice group`, and the words they share.
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

// A verb that does one thing with a group: its operands, the call, and what is told of it.
struct group_deed {
    size_t n_operands;
    const char *ask;   // the complaint when there are fewer
    const char *roles; // words that the last operand must be one of; NULL: any
    enum practice_status (*act)(struct server_use *use, struct server_group_done *ret_done);
    void (*tell)(const struct server_use *use, const struct server_group_done *done);
};

// The `run` of such a verb.
int group_deed_run(const struct command *self, int argc, char **argv,
                   const struct group_deed *deed);

#define GROUP_RUN(word, deed)                                                                      \
    static int run_##word(const struct command *self, const struct command_env *env, int argc,     \
                          char **argv)                                                             \
    {                                                                                              \
        (void)env;                                                                                 \
        return group_deed_run(self, argc, argv, &(deed));                                          \
    }

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
