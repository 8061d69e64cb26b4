// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice group` by which people come, go and get roles.
#include <stdio.h>
#include <string.h>

#include "commands/group_verbs.h"
#include "commands/session_change.h"
#include "server/invitation.h"

// A verb that answers an invitation.
static int do_with_group(const struct command *self, int argc, char **argv,
                         enum server_group_act act, void (*tell)(const char *name))
{
    struct group_use use = {.least = 1, .most = 1, .ask = "name a group"};
    struct server_group_done done;
    int code = group_use_begin(self, argc, argv, NULL, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status =
        server_group_act(use.server, act, use.operands.list[0], &done, &use.error);
    if (status == PRACTICE_OK) {
        (void)puts(done.id);
        tell(done.group);
    }
    return group_use_end(&use, status);
}

static void tell_joined(const char *name)
{
    session_tell(
        "you are in '%s' now; it sees your totals, and 'practice group share' changes that", name);
}

static void tell_declined(const char *name)
{
    session_tell("declined to join '%s'", name);
}

// What looks like a code may be a name all the same.
static enum practice_status join(struct group_use *use, struct server_group_done *ret_done)
{
    const char *text = use->operands.list[0];
    struct practice_error err;
    if (!server_looks_like_code(text))
        return server_group_act(use->server, SERVER_GROUP_JOIN, text, ret_done, &use->error);
    enum practice_status status =
        server_group_act(use->server, SERVER_GROUP_JOIN_CODE, text, ret_done, &use->error);
    if (status != PRACTICE_NOT_FOUND)
        return status;
    enum practice_status by_name =
        server_group_act(use->server, SERVER_GROUP_JOIN, text, ret_done, &err);
    if (by_name != PRACTICE_NOT_FOUND)
        use->error = err;
    return by_name == PRACTICE_NOT_FOUND ? status : by_name;
}

static int run_join(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    struct group_use use = {
        .least = 1, .most = 1, .ask = "name a public group, or give an invitation code"};
    struct server_group_done done;
    int code = group_use_begin(self, argc, argv, NULL, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status = join(&use, &done);
    if (status == PRACTICE_OK) {
        (void)puts(done.id);
        tell_joined(done.group);
    }
    return group_use_end(&use, status);
}

static int run_accept(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    (void)env;
    return do_with_group(self, argc, argv, SERVER_GROUP_ACCEPT, tell_joined);
}

static int run_decline(const struct command *self, const struct command_env *env, int argc,
                       char **argv)
{
    (void)env;
    return do_with_group(self, argc, argv, SERVER_GROUP_DECLINE, tell_declined);
}

static int run_leave(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    (void)env;
    struct group_use use = {.least = 1, .most = 1, .ask = "name a group"};
    struct server_group_done done;
    int code = group_use_begin(self, argc, argv, NULL, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status =
        server_group_act(use.server, SERVER_GROUP_LEAVE, use.operands.list[0], &done, &use.error);
    if (status == PRACTICE_OK) {
        (void)puts(done.id);
        session_tell("left '%s'; it sees nothing of yours any more", done.group);
        group_use_forget(done.id);
    }
    return group_use_end(&use, status);
}

static int run_kick(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    struct group_use use = {.least = 2, .most = 2, .ask = "name a group and one of its members"};
    struct server_group_done done;
    int code = group_use_begin(self, argc, argv, NULL, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    char **names = use.operands.list;
    enum practice_status status =
        server_group_kick(use.server, names[0], names[1], &done, &use.error);
    if (status == PRACTICE_OK)
        session_tell("removed '%s' from '%s'; only an invitation of their own brings them back",
                     done.person, done.group);
    return group_use_end(&use, status);
}

static int is_role(const char *word)
{
    return strcmp(word, "owner") == 0 || strcmp(word, "admin") == 0 || strcmp(word, "member") == 0;
}

static int run_role(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    struct group_use use = {.least = 3, .most = 3, .ask = "name a group, a member and a role"};
    struct server_group_done done;
    int code = group_use_read(self, argc, argv, NULL, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    char **words = use.operands.list;
    if (!is_role(words[2]))
        return options_complain(self->name, "'%s' is no role; say owner, admin or member",
                                words[2]);
    code = server_use_open(&use.server);
    if (code != COMMAND_DONE)
        return code;
    const struct server_group_role role = {words[0], words[1], words[2]};
    enum practice_status status = server_group_role(use.server, &role, &done, &use.error);
    if (status == PRACTICE_OK)
        session_tell("'%s' is %s of '%s' now%s", done.person, role.role, done.group,
                     strcmp(role.role, "owner") == 0 ? ", and you are an admin" : "");
    return group_use_end(&use, status);
}

static const char *const join_examples[] = {"practice group join 'String quartet'",
                                            "practice group join K7QF-2MXD-9TPA-WB3E", NULL};

const struct command command_group_join = {
    .name = "group join",
    .summary = "Go into a public group, or by an invitation.",
    .operands = "GROUP|CODE",
    .examples = join_examples,
    .run = run_join,
};

static const char *const accept_examples[] = {"practice group accept quartet", NULL};

const struct command command_group_accept = {
    .name = "group accept",
    .summary = "Accept an invitation.",
    .operands = "GROUP",
    .examples = accept_examples,
    .run = run_accept,
};

static const char *const decline_examples[] = {"practice group decline quartet", NULL};

const struct command command_group_decline = {
    .name = "group decline",
    .summary = "Decline an invitation.",
    .operands = "GROUP",
    .examples = decline_examples,
    .run = run_decline,
};

static const char *const leave_examples[] = {"practice group leave quartet", NULL};

const struct command command_group_leave = {
    .name = "group leave",
    .summary = "Leave a group; it sees nothing of yours any more.",
    .operands = "GROUP",
    .examples = leave_examples,
    .run = run_leave,
};

static const char *const kick_examples[] = {"practice group kick quartet mia", NULL};

const struct command command_group_kick = {
    .name = "group kick",
    .summary = "Send a member away.",
    .operands = "GROUP PERSON",
    .examples = kick_examples,
    .run = run_kick,
};

static const char *const role_examples[] = {"practice group role quartet mia admin",
                                            "practice group role quartet mia owner", NULL};

const struct command command_group_role = {
    .name = "group role",
    .summary = "Make a member an admin, or hand the group over.",
    .operands = "GROUP PERSON ROLE",
    .examples = role_examples,
    .operand_words = "owner admin member",
    .run = run_role,
};
