// SPDX-License-Identifier: GPL-3.0-or-later
// The beginning and the end of every verb of `practice group`, and the words that several share.
#include "commands/group_verbs.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/when.h"
#include "base/zone.h"
#include "commands/journal_use.h"
#include "commands/session_change.h"
#include "journal/sync.h"

int group_use_read(const struct command *self, int argc, char **argv, void *options,
                   struct group_use *use)
{
    int code = options_parse(self, argc, argv, options, &use->operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (use->operands.n < use->least)
        return options_complain(self->name, "%s", use->ask);
    if (use->operands.n > use->most)
        return options_complain(self->name, "unexpected operand '%s'",
                                use->operands.list[use->most]);
    return OPTIONS_GO_ON;
}

int group_use_begin(const struct command *self, int argc, char **argv, void *options,
                    struct group_use *use)
{
    int code = group_use_read(self, argc, argv, options, use);
    if (code != OPTIONS_GO_ON)
        return code;
    code = server_use_open(&use->server);
    return code == COMMAND_DONE ? OPTIONS_GO_ON : code;
}

int group_use_end(struct group_use *use, enum practice_status status)
{
    server_close(use->server);
    use->server = NULL;
    return status == PRACTICE_OK ? COMMAND_DONE : server_use_fail(&use->error);
}

const char *group_use_group(const struct group_use *use)
{
    return use->operands.n ? use->operands.list[0] : NULL;
}

void group_use_forget(const char *group_id)
{
    struct practice_error err;
    struct journal *journal = NULL;
    char path[PATH_MAX];
    if (journal_use_path(path, sizeof path) != COMMAND_DONE || access(path, F_OK) != 0)
        return;
    enum practice_status status = journal_open(path, JOURNAL_WRITE, &journal, &err);
    if (status == PRACTICE_OK) {
        status = journal_sync_forget(journal, group_id, &err);
        journal_close(journal);
    }
    if (status != PRACTICE_OK)
        session_tell("what this device keeps of it goes with the next sync: %s", err.message);
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
