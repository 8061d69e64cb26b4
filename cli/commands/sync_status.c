// SPDX-License-Identifier: GPL-3.0-or-later
// `practice sync status`: from the journal alone, so it also answers without a network.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/when.h"
#include "commands/journal_use.h"
#include "commands/options.h"
#include "commands/sync_verbs.h"
#include "server/identity.h"
#include "ui/json.h"
#include "ui/table.h"

#define SCHEMA "practice.sync-status/1"

struct status_options {
    int json, no_color;
};

#define AT(member) .offset = offsetof(struct status_options, member)

static const struct option_spec status_table[] = {
    OPTION_ROW_JSON(struct status_options, "one JSON object"),
    OPTION_ROW_NO_COLOR(struct status_options),
};

struct status {
    struct identity identity; // nickname "" when nobody signed in
    struct journal_sync_state state;
    struct journal_device *devices;
    size_t n_devices;
    struct journal_operations refused;
    struct zone *zone;
};

static const char *time_text(const struct status *status, int64_t at_ms, char text[WHEN_TEXT_SIZE])
{
    if (!at_ms)
        return NULL;
    return when_text(at_ms, status->zone, text);
}

static void print_json_lists(struct ui_json *json, const struct status *status)
{
    ui_json_array_begin(json, "devices");
    for (size_t i = 0; i < status->n_devices; i++) {
        const struct journal_device *device = &status->devices[i];
        ui_json_object_begin(json, NULL);
        ui_json_string(json, "mark", device->mark);
        ui_json_string(json, "name", device->name);
        ui_json_bool(json, "this", device->is_this);
        ui_json_integer(json, "applied", device->n_applied);
        ui_json_integer(json, "refused", device->n_refused);
        ui_json_string(json, "synced", device->synced);
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
    ui_json_array_begin(json, "refused");
    for (size_t i = 0; i < status->refused.n; i++) {
        const struct journal_operation *one = &status->refused.list[i];
        ui_json_object_begin(json, NULL);
        ui_json_string(json, "id", one->id);
        ui_json_string(json, "kind", one->kind);
        ui_json_string(json, "entity", one->entity);
        ui_json_string(json, "row", one->row_id);
        ui_json_string(json, "reason", one->reason);
        ui_json_string(json, "hint", one->hint);
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
}

static void print_json(const struct status *status)
{
    char text[WHEN_TEXT_SIZE];
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", SCHEMA);
    ui_json_string(&json, "nickname",
                   status->identity.nickname[0] ? status->identity.nickname : NULL);
    ui_json_bool(&json, "signed_in", identity_is_signed_in(&status->identity));
    ui_json_string(&json, "mark", status->state.device);
    ui_json_integer(&json, "unsent", (int64_t)status->state.n_waiting);
    ui_json_string(&json, "tried", time_text(status, status->state.tried_ms, text));
    ui_json_string(&json, "synced", time_text(status, status->state.synced_ms, text));
    ui_json_string(&json, "error", status->state.error);
    print_json_lists(&json, status);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static void print_line(const struct ui_term *term, const char *title, const char *text)
{
    (void)printf("%s%-10s%s", ui_term_style(term, UI_STYLE_DIM), title,
                 ui_term_style(term, UI_STYLE_PLAIN));
    ui_term_write(term, UI_STYLE_PLAIN, text, stdout);
    (void)putchar('\n');
}

// "2026-03-05 18:30"
static const char *short_time(const struct status *status, int64_t at_ms, char text[WHEN_TEXT_SIZE])
{
    if (!time_text(status, at_ms, text))
        return "never";
    text[10] = ' ';
    text[16] = '\0';
    return text;
}

static void print_devices(const struct status *status, const struct ui_term *term)
{
    static const struct ui_column columns[] = {{.title = "device", .flexible = 1},
                                               {.title = "changes sent", .align = UI_RIGHT},
                                               {.title = "refused", .align = UI_RIGHT},
                                               {.title = "last here (UTC)"}};
    struct ui_table *table = ui_table_new(columns, 4);
    for (size_t i = 0; table && i < status->n_devices; i++) {
        const struct journal_device *device = &status->devices[i];
        char name[sizeof device->name + 16], counts[2][24], at[17];
        (void)snprintf(name, sizeof name, "%s%s", device->name, device->is_this ? " (this)" : "");
        (void)snprintf(counts[0], sizeof counts[0], "%lld", (long long)device->n_applied);
        (void)snprintf(counts[1], sizeof counts[1], "%lld", (long long)device->n_refused);
        (void)snprintf(at, sizeof at, "%.16s", device->synced);
        char *between = strchr(at, 'T');
        if (between)
            *between = ' ';
        const char *const cells[] = {name, counts[0], counts[1], at};
        if (ui_table_add(table, cells, device->is_this ? UI_STYLE_BOLD : UI_STYLE_PLAIN) != 0)
            break;
    }
    if (table && status->n_devices) {
        (void)putchar('\n');
        ui_table_print(table, term, stdout);
    }
    ui_table_free(table);
}

static void print_refused(const struct status *status, const struct ui_term *term)
{
    for (size_t i = 0; i < status->refused.n; i++) {
        const struct journal_operation *one = &status->refused.list[i];
        char id[JOURNAL_SHORT_ID_SIZE], row[JOURNAL_SHORT_ID_SIZE], title[96];
        (void)snprintf(title, sizeof title, "\n%s  %s %s %s: ", journal_short_id(one->id, id),
                       one->kind, one->entity, journal_short_id(one->row_id, row));
        (void)fputs(title, stdout);
        ui_term_write(term, UI_STYLE_WARNING, one->reason ? one->reason : "refused", stdout);
        if (one->hint) {
            (void)fputs("\n          ", stdout);
            ui_term_write(term, UI_STYLE_DIM, one->hint, stdout);
        }
    }
    if (status->refused.n)
        (void)puts(
            "\n\nChange the row and sync, or: practice sync retry ID, practice sync drop ID");
}

static void print(const struct status *status, int no_color)
{
    struct ui_term term;
    char text[WHEN_TEXT_SIZE], count[64];
    ui_term_init(&term, STDOUT_FILENO, no_color);
    if (identity_is_signed_in(&status->identity))
        print_line(&term, "account", status->identity.nickname);
    else
        print_line(&term, "account", "nobody is signed in: practice account sign-in");
    print_line(&term, "synced", short_time(status, status->state.synced_ms, text));
    if (status->state.error) {
        print_line(&term, "failed", short_time(status, status->state.tried_ms, text));
        print_line(&term, "", status->state.error);
    }
    (void)snprintf(count, sizeof count, "%zu change%s", status->state.n_waiting,
                   status->state.n_waiting == 1 ? "" : "s");
    print_line(&term, "unsent", count);
    (void)snprintf(count, sizeof count, "%zu", status->state.n_refused);
    print_line(&term, "refused", count);
    print_devices(status, &term);
    print_refused(status, &term);
}

static enum practice_status load(struct journal *journal, struct status *status,
                                 struct practice_error *err)
{
    char name[ZONE_NAME_SIZE];
    struct practice_error ignored;
    if (identity_read(&status->identity, &ignored) != PRACTICE_OK)
        status->identity = (struct identity){0};
    enum practice_status done = journal_sync_state(journal, &status->state, err);
    if (done == PRACTICE_OK)
        done = journal_sync_devices(journal, &status->devices, &status->n_devices, err);
    if (done == PRACTICE_OK)
        done = journal_outbox_list(journal, 1, &status->refused, err);
    return done == PRACTICE_OK ? zone_open(zone_system_name(name), &status->zone, err) : done;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct status_options options = {.no_color = env->no_color};
    struct operands operands;
    struct journal *journal = NULL;
    struct status status = {0};
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (load(journal, &status, &err) != PRACTICE_OK)
        code = journal_use_fail(&err);
    else if (options.json)
        print_json(&status);
    else
        print(&status, options.no_color);
    explicit_bzero(&status.identity, sizeof status.identity);
    journal_sync_state_release(&status.state);
    journal_operations_release(&status.refused);
    free(status.devices);
    zone_free(status.zone);
    journal_close(journal);
    return code;
}

static const char *const examples[] = {"practice sync status", "practice sync status --json", NULL};

const struct command command_sync_status = {
    .name = "sync status",
    .summary = "Show what is unsent, what was refused, and how the last sync went.",
    .operands = "",
    .examples = examples,
    .options = status_table,
    .n_options = sizeof status_table / sizeof *status_table,
    .run = run,
};
