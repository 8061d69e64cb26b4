// SPDX-License-Identifier: GPL-3.0-or-later
// `practice server status`: what is in the studio, how far others lag behind, and whether the walls
// stand that keep people's rows apart.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/server_verbs.h"
#include "server/migrate.h"
#include "ui/json.h"
#include "ui/table.h"

struct status_options {
    int json, no_color;
};

static const struct option_spec options_table[] = {
    OPTION_ROW_JSON(struct status_options, "one JSON object"),
    OPTION_ROW_NO_COLOR(struct status_options),
};

static size_t n_rows(const struct server_rows *rows)
{
    return rows ? server_rows_n(rows) : 0;
}

static void print_json_rows(struct ui_json *json, const struct ops_status *status)
{
    ui_json_array_begin(json, "tables");
    for (size_t i = 0; i < n_rows(status->tables); i++) {
        ui_json_object_begin(json, NULL);
        ui_json_string(json, "name", server_text(status->tables, i, "name"));
        ui_json_integer(json, "rows", server_number(status->tables, i, "n_rows"));
        ui_json_bool(json, "is_estimate", server_yes(status->tables, i, "is_estimate"));
        ui_json_integer(json, "bytes", server_number(status->tables, i, "n_bytes"));
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
    ui_json_array_begin(json, "standbys");
    for (size_t i = 0; i < n_rows(status->standbys); i++) {
        const char *lag_s = server_text(status->standbys, i, "lag_s");
        ui_json_object_begin(json, NULL);
        ui_json_string(json, "name", server_text(status->standbys, i, "name"));
        ui_json_string(json, "state", server_text(status->standbys, i, "state"));
        ui_json_number(json, "lag_s", lag_s ? strtod(lag_s, NULL) : 0, 3);
        ui_json_integer(json, "lag_bytes", server_number(status->standbys, i, "lag_bytes"));
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
    ui_json_array_begin(json, "findings");
    for (size_t i = 0; i < n_rows(status->findings); i++) {
        ui_json_object_begin(json, NULL);
        ui_json_string(json, "subject", server_text(status->findings, i, "subject"));
        ui_json_string(json, "finding", server_text(status->findings, i, "finding"));
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
}

static void print_json_devices(struct ui_json *json, const struct server_rows *devices)
{
    if (!n_rows(devices)) {
        ui_json_null(json, "devices");
        return;
    }
    ui_json_object_begin(json, "devices");
    ui_json_integer(json, "count", server_number(devices, 0, "n_devices"));
    ui_json_integer(json, "synced_this_week", server_number(devices, 0, "n_week"));
    ui_json_integer(json, "behind", server_number(devices, 0, "n_behind"));
    ui_json_integer(json, "changes_waiting", server_number(devices, 0, "n_waiting"));
    ui_json_integer(json, "longest_behind_s", server_number(devices, 0, "oldest_s"));
    ui_json_object_end(json);
}

static void print_json(const struct ops_status *status)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.server-status/1");
    ui_json_string(&json, "database", status->database);
    ui_json_integer(&json, "version", status->version);
    ui_json_integer(&json, "newest_version", server_newest_version());
    ui_json_string(&json, "server", status->server);
    ui_json_string(&json, "started", status->started);
    ui_json_bool(&json, "is_standby", status->is_standby);
    ui_json_integer(&json, "bytes", status->n_bytes);
    ui_json_integer(&json, "sessions", status->n_sessions);
    ui_json_integer(&json, "oldest_transaction_s", status->oldest_s);
    if (status->login_is_kept < 0)
        ui_json_null(&json, "client_login_is_kept");
    else
        ui_json_bool(&json, "client_login_is_kept", status->login_is_kept);
    print_json_devices(&json, status->devices);
    print_json_rows(&json, status);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static void print_line(const struct ui_term *term, enum ui_style style, const char *title,
                       const char *words)
{
    (void)printf("%-12s ", title);
    ui_term_write(term, style, words, stdout);
    (void)putchar('\n');
}

// How far what people have on their devices is ahead of the studio.
static void print_devices(const struct server_rows *devices, const struct ui_term *term)
{
    char words[160], behind[96] = "";
    if (!n_rows(devices))
        return;
    if (server_number(devices, 0, "n_behind"))
        (void)snprintf(behind, sizeof behind, "; %lld changes wait on %lld",
                       (long long)server_number(devices, 0, "n_waiting"),
                       (long long)server_number(devices, 0, "n_behind"));
    (void)snprintf(words, sizeof words, "%lld known, %lld synced in the last 7 days%s",
                   (long long)server_number(devices, 0, "n_devices"),
                   (long long)server_number(devices, 0, "n_week"), behind);
    print_line(term, UI_STYLE_PLAIN, "devices", words);
}

static void print_about(const struct ops_status *status, const struct ui_term *term)
{
    char words[256];
    int newest = server_newest_version(), is_old = status->version != newest;
    print_line(term, UI_STYLE_BOLD, "database", status->database);
    (void)snprintf(words, sizeof words,
                   status->version > newest ? "%d, newer than this program's %d"
                   : is_old                 ? "%d, this program's is %d: practice server migrate"
                                            : "%d",
                   status->version, newest);
    print_line(term, is_old ? UI_STYLE_WARNING : UI_STYLE_PLAIN, "version", words);
    (void)snprintf(words, sizeof words, "%.100s%s, up since %.40s", status->server,
                   status->is_standby ? ", a standby" : "", status->started);
    print_line(term, UI_STYLE_PLAIN, "PostgreSQL", words);
    (void)snprintf(words, sizeof words, "%.1f MB, %lld connections of members and workers",
                   (double)status->n_bytes / 1e6, (long long)status->n_sessions);
    print_line(term, UI_STYLE_PLAIN, "in use", words);
    (void)snprintf(words, sizeof words, "%lld s old, the oldest that writes",
                   (long long)status->oldest_s);
    print_line(term, status->oldest_s > 60 ? UI_STYLE_WARNING : UI_STYLE_PLAIN, "transaction",
               status->oldest_s ? words : "none is held open");
    for (size_t i = 0; i < n_rows(status->standbys); i++) {
        const char *lag_s = server_text(status->standbys, i, "lag_s");
        (void)snprintf(words, sizeof words, "%.60s, %.30s, %.1f s and %lld bytes behind",
                       server_text(status->standbys, i, "name"),
                       server_text(status->standbys, i, "state"), lag_s ? strtod(lag_s, NULL) : 0,
                       (long long)server_number(status->standbys, i, "lag_bytes"));
        print_line(term, UI_STYLE_PLAIN, "standby", words);
    }
}

static enum practice_status print_tables(const struct ops_status *status,
                                         const struct ui_term *term, struct practice_error *err)
{
    static const struct ui_column columns[] = {{.title = "TABLE"},
                                               {.title = "ROWS", .align = UI_RIGHT},
                                               {.title = "kB", .align = UI_RIGHT}};
    struct ui_table *table = ui_table_new(columns, sizeof columns / sizeof *columns);
    int failed = !table;
    for (size_t i = 0; !failed && i < n_rows(status->tables); i++) {
        char rows[32], size[32];
        (void)snprintf(rows, sizeof rows, "%s%lld",
                       server_yes(status->tables, i, "is_estimate") ? "~" : "",
                       (long long)server_number(status->tables, i, "n_rows"));
        (void)snprintf(size, sizeof size, "%lld",
                       (long long)server_number(status->tables, i, "n_bytes") / 1024);
        const char *const cells[] = {server_text(status->tables, i, "name"), rows, size};
        failed = ui_table_add(table, cells, UI_STYLE_PLAIN) != 0;
    }
    if (!failed && n_rows(status->tables)) {
        (void)putchar('\n');
        ui_table_print(table, term, stdout);
        (void)putchar('\n');
    }
    ui_table_free(table);
    return failed ? fail_no_memory(err) : PRACTICE_OK;
}

static void print_findings(const struct ops_status *status, const struct ui_term *term)
{
    size_t n = n_rows(status->findings);
    char words[64];
    (void)snprintf(words, sizeof words, n == 1 ? "%zu does not hold" : "%zu do not hold", n);
    print_line(term, n ? UI_STYLE_ERROR : UI_STYLE_PLAIN, "rules", n ? words : "all hold");
    for (size_t i = 0; i < n; i++) {
        (void)fputs("  ", stdout);
        ui_term_write(term, UI_STYLE_BOLD, server_text(status->findings, i, "subject"), stdout);
        (void)fputs(": ", stdout);
        ui_term_write(term, UI_STYLE_PLAIN, server_text(status->findings, i, "finding"), stdout);
        (void)putchar('\n');
    }
    if (status->login_is_kept >= 0)
        print_line(term, status->login_is_kept ? UI_STYLE_PLAIN : UI_STYLE_ERROR, "client",
                   status->login_is_kept
                       ? "its password is the one in the members' address"
                       : "somebody changed its password: practice server migrate");
}

// 1 when nothing is wrong.
static int is_well(const struct ops_status *status)
{
    return status->version == server_newest_version() && !n_rows(status->findings) &&
           status->login_is_kept != 0;
}

static int show(const struct ops_status *status, const struct status_options *options)
{
    struct ui_term term;
    struct practice_error err;
    ui_term_init(&term, STDOUT_FILENO, options->no_color);
    if (options->json) {
        print_json(status);
    } else if (!status->version) {
        print_line(&term, UI_STYLE_BOLD, "database", status->database);
        print_line(&term, UI_STYLE_WARNING, "version", "none: practice server init makes a studio");
    } else {
        print_about(status, &term);
        print_devices(status->devices, &term);
        if (print_tables(status, &term, &err) != PRACTICE_OK)
            return server_ops_fail(&err);
        print_findings(status, &term);
    }
    return is_well(status) ? COMMAND_DONE : COMMAND_SOME_FAILED;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct status_options options = {.no_color = env->no_color};
    struct operands operands;
    struct server_ops ops;
    struct ops_status status;
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    code = server_ops_open_operand(self, &operands, &ops);
    if (code != COMMAND_DONE)
        return code;
    if (ops_status_read(ops.server, &status, &err) == PRACTICE_OK) {
        code = show(&status, &options);
        ops_status_release(&status);
    } else {
        code = server_ops_fail(&err);
    }
    server_close(ops.server);
    return code;
}

static const char *const examples[] = {"practice server status", "practice server status --json",
                                       NULL};

const struct command command_server_status = {
    .name = "server status",
    .summary = "Show what is in a studio, and whether everything is well.",
    .operands = "[URL]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
