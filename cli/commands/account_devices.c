// SPDX-License-Identifier: GPL-3.0-or-later
// `practice account devices`: where one is signed in, and ending that from afar.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/account_verbs.h"
#include "commands/account_words.h"
#include "commands/options.h"
#include "commands/server_use.h"
#include "commands/session_change.h"
#include "ui/json.h"
#include "ui/table.h"

struct device_options {
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct device_options, member)

static const struct option_spec devices_table[] = {
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and device",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "no-color",
     .group = "Answer",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static void print_json(const struct server_rows *rows)
{
    struct ui_json json;
    char when[WHEN_TEXT_SIZE];
    ui_json_init(&json, stdout);
    for (size_t i = 0; i < server_rows_n(rows); i++) {
        struct account_device device = account_device_at(rows, i);
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "schema", "practice.device/1");
        ui_json_string(&json, "id", device.id);
        ui_json_string(&json, "name", device.name);
        ui_json_string(&json, "signed_in", account_time(device.signed_in_ms, when));
        ui_json_string(&json, "last_used", account_time(device.last_used_ms, when));
        ui_json_string(&json, "expires", account_time(device.expires_ms, when));
        ui_json_bool(&json, "is_this", device.is_this);
        ui_json_object_end(&json);
        ui_json_line_end(&json);
    }
}

// The end of an id, as people name it.
static const char *short_id(const char *id)
{
    size_t length = strlen(id);
    return length > 8 ? id + length - 8 : id;
}

static enum practice_status print_table(const struct server_rows *rows, int no_color,
                                        struct practice_error *err)
{
    static const struct ui_column columns[] = {{.title = "DEVICE", .flexible = 1},
                                               {.title = "ID"},
                                               {.title = "SINCE"},
                                               {.title = "LAST USED"},
                                               {.title = ""}};
    struct ui_term term;
    struct ui_table *table = ui_table_new(columns, sizeof columns / sizeof *columns);
    int is_short = !table;
    for (size_t i = 0; !is_short && i < server_rows_n(rows); i++) {
        struct account_device device = account_device_at(rows, i);
        char since[DATE_SIZE], used[DATE_SIZE];
        const char *cells[] = {
            device.name, short_id(device.id), account_date(device.signed_in_ms, since),
            account_date(device.last_used_ms, used), device.is_this ? "this one" : ""};
        is_short = ui_table_add(table, cells, UI_STYLE_PLAIN) != 0;
    }
    ui_term_init(&term, STDOUT_FILENO, no_color);
    if (!is_short)
        ui_table_print(table, &term, stdout);
    ui_table_free(table);
    return is_short ? fail_no_memory(err) : PRACTICE_OK;
}

static enum practice_status list(const struct device_options *options, struct server *server,
                                 struct practice_error *err)
{
    struct server_rows *rows = NULL;
    enum practice_status status = account_devices(server, &rows, err);
    if (status == PRACTICE_OK && options->json)
        print_json(rows);
    else if (status == PRACTICE_OK)
        status = print_table(rows, options->no_color, err);
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
        explicit_bzero(identity.token, sizeof identity.token);
        status = identity_write(&identity, err);
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
    struct operands operands;
    struct server *server = NULL;
    struct practice_error error;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *what = operands.n ? operands.list[0] : "list";
    int revokes = strcmp(what, "revoke") == 0;
    if (!revokes && strcmp(what, "list") != 0)
        return options_complain(self->name, "takes list or revoke, not '%s'", what);
    if (revokes && operands.n != 2)
        return options_complain(self->name, "name one device: its id, its name, or 'others'");
    if (!revokes && operands.n > 1)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[1]);
    code = server_use_open(&server);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status =
        revokes ? end_one(server, operands.list[1], &error) : list(&options, server, &error);
    server_close(server);
    return status == PRACTICE_OK ? COMMAND_DONE : server_use_fail(&error);
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
