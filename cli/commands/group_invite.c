// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group invite`, `invitations` and `revoke`: ways into a group, for the people who guard
// its door and for those who were asked in.
#include <stdio.h>

#include "commands/group_verbs.h"
#include "commands/list_show.h"
#include "commands/session_change.h"
#include "journal/journal.h"
#include "server/invitation.h"

#define DAYS_UNLESS_SAID 7
#define DAY_S            86400.0
#define USES_SIZE        48

struct invite_options {
    unsigned uses, days;
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct invite_options, member)

static const struct option_spec invite_table[] = {
    {.name = "uses",
     .letter = 'u',
     .argument = "N",
     .group = "Code",
     .help = "how many may come by the code (as many as want)",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = SERVER_INVITATION_USES,
     AT(uses)},
    {.name = "days",
     .argument = "N",
     .group = "Code",
     .help = "how long the invitation holds (7)",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = 366,
     AT(days)},
};

static const struct option_spec invitations_table[] = {
    OPTION_ROW_JSON(struct invite_options, "one JSON object per line and invitation"),
    OPTION_ROW_NO_COLOR(struct invite_options),
};

static enum practice_status make_code(struct server_use *use, struct server_invite *invite)
{
    char until[GROUP_DAY_SIZE], uses[USES_SIZE] = "";
    struct server_invited invited;
    enum practice_status status = server_invite(use->server, invite, &invited, &use->error);
    if (status != PRACTICE_OK)
        return status;
    if (invite->max_uses)
        (void)snprintf(uses, sizeof uses, ", for %u %s", invite->max_uses,
                       invite->max_uses == 1 ? "person" : "people");
    (void)puts(invited.code);
    session_tell("whoever has this code can join '%s' until %s%s: practice group join CODE",
                 invited.done.group, group_day(invited.expires_ms, until), uses);
    return PRACTICE_OK;
}

// Invites everybody named; those who cannot be are told and stop nobody else. Returns the exit
// code.
static int invite_people(struct server_use *use, struct server_invite *invite)
{
    char until[GROUP_DAY_SIZE];
    int code = COMMAND_DONE;
    for (size_t i = 1; i < use->operands.n && code != COMMAND_REMOTE; i++) {
        struct server_invited invited;
        invite->person = use->operands.list[i];
        if (server_invite(use->server, invite, &invited, &use->error) != PRACTICE_OK)
            code = server_use_fail(&use->error);
        else
            session_tell("invited '%s' to '%s' until %s", invited.done.person, invited.done.group,
                         group_day(invited.expires_ms, until));
    }
    return code;
}

static int run_invite(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    (void)env;
    struct invite_options options = {.days = DAYS_UNLESS_SAID};
    struct server_use use = {.most = 64};
    int code = server_use_read(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    if (options.uses && use.operands.n > 1)
        return options_complain(self->name, "--uses is for codes, not for people");
    code = server_use_open(&use.server);
    if (code != COMMAND_DONE)
        return code;
    struct server_invite invite = {
        .group = server_use_first(&use), .max_uses = options.uses, .valid_s = options.days * DAY_S};
    if (use.operands.n < 2)
        return server_use_end(&use, make_code(&use, &invite));
    code = invite_people(&use, &invite);
    (void)server_use_end(&use, PRACTICE_OK);
    return code;
}

static void put(struct ui_json *json, const void *rows, size_t i)
{
    const struct server_invitation *invitation =
        &((const struct server_invitations *)rows)->list[i];
    ui_json_string(json, "invitation_id", invitation->id);
    ui_json_string(json, "group_id", invitation->group_id);
    ui_json_string(json, "name", invitation->group);
    ui_json_string(json, "person", invitation->person);
    ui_json_string(json, "code_end", invitation->code_end);
    ui_json_string(json, "invited_by", invitation->invited_by);
    ui_json_integer(json, "n_uses", invitation->n_uses);
    if (invitation->max_uses)
        ui_json_integer(json, "max_uses", invitation->max_uses);
    else
        ui_json_null(json, "max_uses");
    group_json_time(json, "created_at", invitation->created_ms);
    group_json_time(json, "expires_at", invitation->expires_ms);
}

// "mia", or "code …WB3E, 2 of 5 used".
static const char *whom(const struct server_invitation *invitation, char text[USES_SIZE * 4])
{
    char most[24] = "";
    if (!invitation->code_end)
        return invitation->person ? invitation->person : "(disabled)";
    if (invitation->max_uses)
        (void)snprintf(most, sizeof most, " of %lld", (long long)invitation->max_uses);
    (void)snprintf(text, USES_SIZE * 4, "code -%s, %lld%s used", invitation->code_end,
                   (long long)invitation->n_uses, most);
    return text;
}

static int add(struct ui_table *table, const void *rows, size_t i)
{
    const struct server_invitation *invitation =
        &((const struct server_invitations *)rows)->list[i];
    char text[USES_SIZE * 4], until[GROUP_DAY_SIZE], id[JOURNAL_SHORT_ID_SIZE];
    const char *const cells[] = {invitation->group, whom(invitation, text),
                                 invitation->invited_by ? invitation->invited_by : "",
                                 group_day(invitation->expires_ms, until),
                                 journal_short_id(invitation->id, id)};
    return ui_table_add(table, cells, UI_STYLE_PLAIN);
}

static const struct ui_column columns[] = {{.title = "Group", .flexible = 1},
                                           {.title = "For"},
                                           {.title = "From", .flexible = 1},
                                           {.title = "Until"},
                                           {.title = "Id"}};

static const struct list_shape shape = {
    .schema = "practice.group-invitation/1",
    .none = "no invitations wait for an answer",
    LIST_COLUMNS(columns),
    .put = put,
    .add = add,
};

static int run_invitations(const struct command *self, const struct command_env *env, int argc,
                           char **argv)
{
    struct invite_options options = {.no_color = env->no_color};
    struct server_use use = {.most = 1};
    struct server_invitations list;
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status =
        server_invitations(use.server, server_use_first(&use), &list, &use.error);
    const struct list_rows rows = {&list, list.n};
    if (status == PRACTICE_OK)
        status = list_show(&shape, &rows, options.json, options.no_color, &use.error);
    server_invitations_release(&list);
    return server_use_end(&use, status);
}

static enum practice_status revoke(struct server_use *use, struct server_group_done *ret_done)
{
    char **names = use->operands.list;
    return server_invitation_revoke(use->server, names[0], names[1], ret_done, &use->error);
}

static void tell_revoked(const struct server_use *use, const struct server_group_done *done)
{
    (void)use;
    session_tell("took the invitation to '%s' back", done->group);
}

static const struct group_deed revoking = {
    .n_operands = 2,
    .ask = "name a group, and a person, a code or an invitation's id",
    .act = revoke,
    .tell = tell_revoked,
};

GROUP_RUN(revoke, revoking)

static const char *const invite_examples[] = {
    "practice group invite quartet mia", "practice group invite quartet --uses 3 --days 2", NULL};

const struct command command_group_invite = {
    .name = "group invite",
    .summary = "Invite people, or make a code for whoever has it.",
    .operands = "[GROUP [PERSON...]]",
    .examples = invite_examples,
    .options = invite_table,
    .n_options = sizeof invite_table / sizeof *invite_table,
    .run = run_invite,
};

static const char *const invitations_examples[] = {"practice group invitations",
                                                   "practice group invitations quartet", NULL};

const struct command command_group_invitations = {
    .name = "group invitations",
    .summary = "Show who invites you, or whom a group invites.",
    .operands = "[GROUP]",
    .examples = invitations_examples,
    .options = invitations_table,
    .n_options = sizeof invitations_table / sizeof *invitations_table,
    .run = run_invitations,
};

static const char *const revoke_examples[] = {"practice group revoke quartet WB3E", NULL};

const struct command command_group_revoke = {
    .name = "group revoke",
    .summary = "Take an invitation back.",
    .operands = "GROUP PERSON|CODE|ID",
    .examples = revoke_examples,
    .run = run_revoke,
};
