// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of `practice group` by which people come, go and get roles.
#include <stdio.h>
#include <string.h>

#include "commands/group_verbs.h"
#include "commands/session_change.h"
#include "commands/shared_forget.h"
#include "server/invitation.h"

static void tell_joined(const struct server_use *use, const struct server_group_done *done)
{
    (void)use;
    (void)puts(done->id);
    session_tell(
        "you are in '%s' now; it sees your totals, and 'practice group share' changes that",
        done->group);
}

static void tell_declined(const struct server_use *use, const struct server_group_done *done)
{
    (void)use;
    (void)puts(done->id);
    session_tell("declined to join '%s'", done->group);
}

static void tell_left(const struct server_use *use, const struct server_group_done *done)
{
    (void)use;
    (void)puts(done->id);
    session_tell("left '%s'; it sees nothing of yours any more", done->group);
    shared_forget_group(done->id);
}

static void tell_kicked(const struct server_use *use, const struct server_group_done *done)
{
    (void)use;
    session_tell("removed '%s' from '%s'; only an invitation of their own brings them back",
                 done->person, done->group);
}

static void tell_role(const struct server_use *use, const struct server_group_done *done)
{
    const char *role = use->operands.list[2];
    session_tell("'%s' is %s of '%s' now%s", done->person, role, done->group,
                 strcmp(role, "owner") == 0 ? ", and you are an admin" : "");
}

static enum practice_status act(struct server_use *use, enum server_group_act what,
                                struct server_group_done *ret_done)
{
    return server_group_act(use->server, what, use->operands.list[0], ret_done, &use->error);
}

// What looks like a code may be a name all the same.
static enum practice_status join(struct server_use *use, struct server_group_done *ret_done)
{
    if (!server_looks_like_code(use->operands.list[0]))
        return act(use, SERVER_GROUP_JOIN, ret_done);
    enum practice_status by_code = act(use, SERVER_GROUP_JOIN_CODE, ret_done);
    if (by_code != PRACTICE_NOT_FOUND)
        return by_code;
    struct practice_error no_such_code = use->error;
    enum practice_status by_name = act(use, SERVER_GROUP_JOIN, ret_done);
    if (by_name == PRACTICE_NOT_FOUND)
        use->error = no_such_code;
    return by_name;
}

static enum practice_status accept_it(struct server_use *use, struct server_group_done *ret_done)
{
    return act(use, SERVER_GROUP_ACCEPT, ret_done);
}

static enum practice_status decline(struct server_use *use, struct server_group_done *ret_done)
{
    return act(use, SERVER_GROUP_DECLINE, ret_done);
}

static enum practice_status leave(struct server_use *use, struct server_group_done *ret_done)
{
    return act(use, SERVER_GROUP_LEAVE, ret_done);
}

static enum practice_status kick(struct server_use *use, struct server_group_done *ret_done)
{
    char **names = use->operands.list;
    return server_group_kick(use->server, names[0], names[1], ret_done, &use->error);
}

static enum practice_status give_role(struct server_use *use, struct server_group_done *ret_done)
{
    char **words = use->operands.list;
    const struct server_group_role role = {words[0], words[1], words[2]};
    return server_group_role(use->server, &role, ret_done, &use->error);
}

static const struct group_deed joining = {1, "name a public group, or give an invitation code",
                                          NULL, join, tell_joined};
static const struct group_deed accepting = {1, "name a group", NULL, accept_it, tell_joined};
static const struct group_deed declining = {1, "name a group", NULL, decline, tell_declined};
static const struct group_deed leaving = {1, "name a group", NULL, leave, tell_left};
static const struct group_deed kicking = {2, "name a group and one of its members", NULL, kick,
                                          tell_kicked};
static const struct group_deed promoting = {3, "name a group, a member and a role",
                                            "owner admin member", give_role, tell_role};

GROUP_RUN(join, joining)
GROUP_RUN(accept, accepting)
GROUP_RUN(decline, declining)
GROUP_RUN(leave, leaving)
GROUP_RUN(kick, kicking)
GROUP_RUN(role, promoting)

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
