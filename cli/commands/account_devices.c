// SPDX-License-Identifier: GPL-3.0-or-later
// `practice account devices`: where one is signed in, and ending that from afar.
#include <string.h>

#include "commands/account_verbs.h"
#include "commands/account_words.h"
#include "commands/list_show.h"
#include "commands/server_use.h"
#include "commands/session_change.h"
#include "commands/shared_forget.h"

struct device_options {
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct device_options, member)

static const struct option_spec devices_table[] = {
    OPTION_ROW_JSON(struct device_options, "one JSON object per line and device"),
    OPTION_ROW_NO_COLOR(struct device_options),
};

static void put(struct ui_json *json, const void *rows, size_t i)
{
    struct account_device device = account_device_at(rows, i);
    char when[WHEN_TEXT_SIZE];
    ui_json_string(json, "id", device.id);
    ui_json_string(json, "name", device.name);
    ui_json_string(json, "signed_in", account_time(device.signed_in_ms, when));
    ui_json_string(json, "last_used", account_time(device.last_used_ms, when));
    ui_json_string(json, "expires", account_time(device.expires_ms, when));
    ui_json_bool(json, "is_this", device.is_this);
}

// The end of an id, as people name it.
static const char *short_id(const char *id)
{
    size_t length = strlen(id);
    return length > 8 ? id + length - 8 : id;
}

static int add(struct ui_table *table, const void *rows, size_t i)
{
    struct account_device device = account_device_at(rows, i);
    char since[DATE_SIZE], used[DATE_SIZE];
    const char *const cells[] = {
        device.name, short_id(device.id), account_date(device.signed_in_ms, since),
        account_date(device.last_used_ms, used), device.is_this ? "this one" : ""};
    return ui_table_add(table, cells, UI_STYLE_PLAIN);
}

static const struct ui_column columns[] = {{.title = "DEVICE", .flexible = 1},
                                           {.title = "ID"},
                                           {.title = "SINCE"},
                                           {.title = "LAST USED"},
                                           {.title = ""}};

static const struct list_shape shape = {
    .schema = "practice.device/1",
    .none = "no device is signed in",
    LIST_COLUMNS(columns),
    .put = put,
    .add = add,
};

static enum practice_status list(const struct device_options *options, struct server *server,
                                 struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status = account_devices(server, &rows, err);
    if (status == PRACTICE_OK) {
        const struct list_rows all = {rows, server_rows_n(rows)};
        status = list_show(&shape, &all, options->json, options->no_color, err);
    }
    server_rows_free(rows);
    return status;
}

// Tells what went; when this device is among them, its token is of no use any more.
static enum practice_status forget(const struct server_rows *rows, struct practice_error *err)
{
    struct identity identity;
    enum practice_status status = identity_read(&identity, err);
    for (size_t i = 0; status == PRACTICE_OK && i < server_rows_n(rows); i++) {
        struct account_device device = account_device_at(rows, i);
        session_tell("signed out '%s' (%s)", device.name, short_id(device.id));
        if (strcmp(device.id, identity.device_id) != 0)
            continue;
        identity_sign_out(&identity);
        status = identity_write(&identity, err);
        shared_forget_all();
    }
    explicit_bzero(&identity, sizeof identity);
    if (!server_rows_n(rows))
        session_tell("there are no others");
    return status;
}

static enum practice_status end_one(struct server *server, const char *reference,
                                    struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status = account_device_revoke(server, reference, &rows, err);
    if (status == PRACTICE_OK)
        status = forget(rows, err);
    server_rows_free(rows);
    return status;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct device_options options = {.no_color = env->no_color};
    struct server_use use = {.most = 2};
    int code = server_use_read(self, argc, argv, &options, &use);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *what = use.operands.n ? use.operands.list[0] : "list";
    int revokes = strcmp(what, "revoke") == 0;
    if (!revokes && strcmp(what, "list") != 0)
        return options_complain(self->name, "takes list or revoke, not '%s'", what);
    if (revokes && use.operands.n != 2)
        return options_complain(self->name, "name one device: its id, its name, or 'others'");
    if (!revokes && use.operands.n > 1)
        return options_complain(self->name, "unexpected operand '%s'", use.operands.list[1]);
    code = server_use_open(&use.server);
    if (code != COMMAND_DONE)
        return code;
    return server_use_end(&use, revokes ? end_one(use.server, use.operands.list[1], &use.error)
                                        : list(&options, use.server, &use.error));
}

const struct command command_account_devices = {
    .name = "account devices",
    .summary = "List the devices that are signed in, or sign one out.",
    .operands = "[list|revoke DEVICE]",
    .options = devices_table,
    .n_options = sizeof devices_table / sizeof *devices_table,
    .operand_words = "list revoke",
    .run = run,
};
