// SPDX-License-Identifier: GPL-3.0-or-later
// What several verbs of `practice group` share: the way of one that does one thing with a group,
// and the words for places, days, and what is seen of a person.
#include "commands/group_verbs.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/when.h"
#include "base/zone.h"

int group_deed_run(const struct command *self, int argc, char **argv, const struct group_deed *deed)
{
    struct server_use use = {.least = deed->n_operands, .most = deed->n_operands, .ask = deed->ask};
    struct server_group_done done;
    int code = server_use_read(self, argc, argv, NULL, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *role = use.operands.list[use.operands.n - 1];
    if (deed->roles && !options_has_word(deed->roles, role))
        return options_complain(self->name, "'%s' is no role; say owner, admin or member", role);
    code = server_use_open(&use.server);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = deed->act(&use, &done);
    if (status == PRACTICE_OK)
        deed->tell(&use, &done);
    return server_use_end(&use, status);
}

const char *group_places(const struct server_group *group, char buffer[GROUP_PLACES_SIZE])
{
    (void)snprintf(buffer, GROUP_PLACES_SIZE, "%lld of %lld", (long long)group->n_members,
                   (long long)group->max_members);
    return buffer;
}

void group_json_time(struct ui_json *json, const char *key, int64_t utc_ms)
{
    struct zone *utc = NULL;
    char text[WHEN_TEXT_SIZE];
    int is_known = zone_open("UTC", &utc, NULL) == PRACTICE_OK;
    ui_json_string(json, key, is_known ? when_text(utc_ms, utc, text) : NULL);
    zone_free(utc);
}

const char *group_day(int64_t utc_ms, char buffer[GROUP_DAY_SIZE])
{
    struct zone *here = NULL;
    char name[ZONE_NAME_SIZE];
    int32_t day = (int32_t)(utc_ms / DATE_MS_PER_DAY);
    if (zone_open(zone_system_name(name), &here, NULL) == PRACTICE_OK)
        day = zone_local_at(here, utc_ms).day;
    zone_free(here);
    return date_text(day, buffer);
}

void group_json_members(struct ui_json *json, const struct server_group *group)
{
    ui_json_string(json, "group_id", group->id);
    ui_json_string(json, "name", group->name);
    ui_json_string(json, "description", group->description);
    ui_json_string(json, "owner", group->owner);
    ui_json_string(json, "role", group->role);
    ui_json_bool(json, "is_public", group->is_public);
    ui_json_integer(json, "n_members", group->n_members);
    ui_json_integer(json, "max_members", group->max_members);
    group_json_time(json, "created_at", group->created_ms);
}

void group_json_sharing(struct ui_json *json, const struct server_group_sharing *sharing)
{
    ui_json_bool(json, "shares_totals", sharing->totals);
    ui_json_bool(json, "shares_sessions", sharing->sessions);
    ui_json_bool(json, "shares_titles", sharing->titles);
    ui_json_bool(json, "on_leaderboard", sharing->leaderboard);
}

const char *group_shared(const struct server_group_sharing *sharing, char buffer[GROUP_SHARED_SIZE])
{
    (void)snprintf(buffer, GROUP_SHARED_SIZE, "%s%s%s", sharing->totals ? ", totals" : "",
                   sharing->sessions ? ", sessions" : "", sharing->titles ? ", titles" : "");
    if (!buffer[0])
        return "nothing";
    memmove(buffer, buffer + 2, strlen(buffer) - 1);
    return buffer;
}
