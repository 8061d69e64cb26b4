// SPDX-License-Identifier: GPL-3.0-or-later
// `practice webhook list`: where one's jobs are told, and how that goes.
#include <stdio.h>

#include "base/when.h"
#include "base/zone.h"
#include "commands/list_show.h"
#include "commands/server_use.h"
#include "commands/webhook_verbs.h"
#include "journal/journal.h"
#include "server/webhook.h"

struct list_options {
    int json, no_color;
};

static const struct option_spec options_table[] = {
    OPTION_ROW_JSON(struct list_options, "one JSON object per line and webhook"),
    OPTION_ROW_NO_COLOR(struct list_options),
};

static void put_time(struct ui_json *json, const char *key, int64_t ms)
{
    if (ms)
        ui_json_number(json, key, (double)ms / 1e3, 3);
    else
        ui_json_null(json, key);
}

static void put(struct ui_json *json, const void *rows, size_t i)
{
    struct webhook hook = webhook_at(rows, i);
    ui_json_string(json, "id", hook.id);
    ui_json_string(json, "url", hook.url);
    ui_json_bool(json, "studio", hook.is_studio);
    ui_json_integer(json, "waiting", hook.n_waiting);
    put_time(json, "created_s", hook.created_ms);
    put_time(json, "last_s", hook.last_ms);
    if (hook.last_status)
        ui_json_integer(json, "last_status", hook.last_status);
    else
        ui_json_null(json, "last_status");
    ui_json_string(json, "last_failure", hook.last_failure);
    put_time(json, "failing_since_s", hook.failing_ms);
    put_time(json, "disabled_s", hook.disabled_ms);
}

static const char *state_of(const struct webhook *hook)
{
    if (hook->disabled_ms)
        return "switched off";
    if (hook->failing_ms)
        return "failing";
    return hook->last_ms ? "delivered" : "new";
}

static int add(struct ui_table *table, const void *rows, size_t i)
{
    struct webhook hook = webhook_at(rows, i);
    char short_id[JOURNAL_SHORT_ID_SIZE], here[ZONE_NAME_SIZE], at[WHEN_TEXT_SIZE] = "";
    char waiting[24];
    struct zone *zone = NULL;
    if (hook.last_ms && zone_open(zone_system_name(here), &zone, NULL) == PRACTICE_OK)
        (void)when_text(hook.last_ms, zone, at);
    zone_free(zone);
    (void)snprintf(waiting, sizeof waiting, "%lld", (long long)hook.n_waiting);
    const char *const cells[] = {journal_short_id(hook.id, short_id),
                                 hook.url,
                                 hook.is_studio ? "the studio's" : "mine",
                                 waiting,
                                 at,
                                 state_of(&hook),
                                 hook.last_failure ? hook.last_failure : ""};
    return ui_table_add(table, cells, hook.disabled_ms ? UI_STYLE_DIM : UI_STYLE_PLAIN);
}

static const struct ui_column columns[] = {{.title = "ID"},
                                           {.title = "ADDRESS", .flexible = 1},
                                           {.title = "JOBS"},
                                           {.title = "WAITING", .align = UI_RIGHT},
                                           {.title = "LAST"},
                                           {.title = "STATE"},
                                           {.title = "FAILURE", .flexible = 1}};

static const struct list_shape shape = {
    .schema = "practice.webhook-state/1",
    .none = "no webhooks",
    LIST_COLUMNS(columns),
    .put = put,
    .add = add,
};

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct list_options options = {.no_color = env->no_color};
    struct server_use use = {0};
    struct server_rows *rows = NULL;
    int code = server_use_begin(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    enum practice_status status = webhook_list(use.server, &rows, &use.error);
    if (status == PRACTICE_OK) {
        const struct list_rows all = {rows, server_rows_n(rows)};
        status = list_show(&shape, &all, options.json, options.no_color, &use.error);
    }
    server_rows_free(rows);
    return server_use_end(&use, status);
}

static const char *const examples[] = {"practice webhook list", NULL};

const struct command command_webhook_list = {
    .name = "webhook list",
    .summary = "List your webhooks, and how they are doing.",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
