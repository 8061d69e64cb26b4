// SPDX-License-Identifier: GPL-3.0-or-later
// `practice account export`: everything that the studio holds of a person, one JSON document a
// table in one archive, and the file appears whole.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/outfile.h"
#include "commands/account_verbs.h"
#include "commands/account_words.h"
#include "commands/analyze.h"
#include "commands/options.h"
#include "commands/server_use.h"
#include "exchange/bundle.h"
#include "ui/json.h"

struct export_options {
    int force;
};

static const struct option_spec export_table[] = {
    {.name = "force",
     .letter = 'f',
     .group = "Options",
     .help = "replace FILE when it is there already",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct export_options, force)},
};

// The rows from `first` on that are of the same part.
static size_t end_of_part(const struct server_rows *rows, size_t first)
{
    const char *part = server_text(rows, first, "part");
    size_t end = first + 1;
    while (end < server_rows_n(rows) && strcmp(server_text(rows, end, "part"), part) == 0)
        end++;
    return end;
}

// "practice_sessions.json": what the studio calls a table, and nothing that could be a path.
static void name_file(const char *part, char name[128])
{
    size_t n = 0;
    for (const char *p = part; *p && n < 100; p++)
        name[n++] = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') ? *p : '_';
    (void)snprintf(name + n, 128 - n, ".json");
}

static enum practice_status add_text(struct bundle *bundle, const char *name, FILE *out,
                                     char *const *text, const size_t *length,
                                     struct practice_error *err)
{
    if (fclose(out) != 0 || !*text)
        return fail_no_memory(err);
    return bundle_add(bundle, name, *text, *length, err);
}

// A part as an array with one row a line.
static enum practice_status add_part(struct bundle *bundle, const struct server_rows *rows,
                                     size_t first, size_t end, struct practice_error *err)
{
    char name[128], *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (!out)
        return fail_no_memory(err);
    for (size_t i = first; i < end; i++) {
        const char *document = server_text(rows, i, "document");
        (void)fprintf(out, "%s%s", i == first ? "[\n" : ",\n", document ? document : "null");
    }
    (void)fputs("\n]\n", out);
    name_file(server_text(rows, first, "part"), name);
    enum practice_status status = add_text(bundle, name, out, &text, &length, err);
    free(text);
    return status;
}

// What is in the archive: "manifest.json".
static enum practice_status add_manifest(struct bundle *bundle, const struct server_rows *rows,
                                         struct practice_error *err)
{
    char name[128], when[WHEN_TEXT_SIZE], *text = NULL;
    size_t length = 0;
    struct ui_json json;
    FILE *out = open_memstream(&text, &length);
    if (!out)
        return fail_no_memory(err);
    ui_json_init(&json, out);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.account-export/1");
    ui_json_string(&json, "made", account_time(zone_now_ms(), when));
    ui_json_array_begin(&json, "files");
    for (size_t i = 0, end; i < server_rows_n(rows); i = end) {
        end = end_of_part(rows, i);
        name_file(server_text(rows, i, "part"), name);
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "name", name);
        ui_json_integer(&json, "rows", (int64_t)(end - i));
        ui_json_object_end(&json);
    }
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
    enum practice_status status = add_text(bundle, "manifest.json", out, &text, &length, err);
    free(text);
    return status;
}

static enum practice_status fill(FILE *out, const struct server_rows *rows,
                                 struct practice_error *err)
{
    struct bundle *bundle = NULL;
    enum practice_status status =
        bundle_open(out, "practice-account", zone_now_ms() / 1000, &bundle, err);
    if (status != PRACTICE_OK)
        return status;
    status = add_manifest(bundle, rows, err);
    for (size_t i = 0, end; status == PRACTICE_OK && i < server_rows_n(rows); i = end) {
        end = end_of_part(rows, i);
        status = add_part(bundle, rows, i, end, err);
    }
    if (status == PRACTICE_OK)
        return bundle_close(bundle, err);
    bundle_abort(bundle);
    return status;
}

static enum practice_status write_archive(const char *path, const struct server_rows *rows,
                                          struct practice_error *err)
{
    struct outfile *file = NULL;
    enum practice_status status = outfile_open(path, &file, err);
    if (status != PRACTICE_OK)
        return status;
    if (outfile_temporary_path(file))
        (void)fchmod(fileno(outfile_stream(file)), 0600);
    status = fill(outfile_stream(file), rows, err);
    if (status == PRACTICE_OK)
        return outfile_commit(file, err);
    outfile_abort(file);
    return status;
}

// What cannot be written is no fault of the studio's.
static int save(const char *path, const struct server_rows *rows)
{
    struct practice_error error;
    if (write_archive(path, rows, &error) == PRACTICE_OK) {
        (void)puts(path);
        return COMMAND_DONE;
    }
    analyze_tell_error(&error);
    return COMMAND_SOME_FAILED;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct export_options options = {.force = 0};
    struct operands operands;
    struct server *server = NULL;
    struct server_rows *rows = NULL;
    struct practice_error error;
    char name[64], date[DATE_SIZE];
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n > 1)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[1]);
    (void)snprintf(name, sizeof name, "practice-account-%s.tar.gz",
                   account_date(zone_now_ms(), date));
    const char *path = operands.n ? operands.list[0] : name;
    if (!options.force && access(path, F_OK) == 0)
        return options_complain(self->name, "'%s' is there already; --force replaces it", path);
    code = server_use_open(&server);
    if (code == COMMAND_DONE && account_export(server, &rows, &error) != PRACTICE_OK)
        code = server_use_fail(&error);
    if (code == COMMAND_DONE)
        code = save(path, rows);
    server_rows_free(rows);
    server_close(server);
    return code;
}

const struct command command_account_export = {
    .name = "account export",
    .summary = "Save everything that the studio holds of you in one archive.",
    .operands = "[FILE]",
    .options = export_table,
    .n_options = sizeof export_table / sizeof *export_table,
    .operand_completion = COMPLETE_FILES,
    .run = run,
};
