// SPDX-License-Identifier: GPL-3.0-or-later
// `practice backup`: a copy of the journal, made while it may be in use and checked before it
// appears.
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/when.h"
#include "commands/all.h"
#include "commands/analyze.h"
#include "commands/backups.h"
#include "commands/journal_use.h"
#include "commands/options.h"
#include "ui/json.h"
#include "ui/table.h"

struct backup_options {
    int list, json, force, no_color;
};

static const struct option_spec options_table[] = {
    {.name = "list",
     .letter = 'l',
     .group = "What is done",
     .help = "list the backups that there are, newest first",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct backup_options, list)},
    {.name = "force",
     .letter = 'f',
     .group = "What is done",
     .help = "replace FILE when it is there already",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct backup_options, force)},
    {.name = "json",
     .group = "Answer",
     .help = "list as one JSON object per line and backup",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct backup_options, json)},
};

static void print_json(const struct backups *backups, const struct zone *zone)
{
    struct ui_json json;
    char made[WHEN_TEXT_SIZE];
    ui_json_init(&json, stdout);
    for (size_t i = 0; i < backups->n; i++) {
        ui_json_object_begin(&json, NULL);
        ui_json_string(&json, "schema", "practice.backup/1");
        ui_json_string(&json, "file", backups->list[i].path);
        ui_json_string(&json, "made", when_text(backups->list[i].made_ms, zone, made));
        ui_json_integer(&json, "bytes", backups->list[i].n_bytes);
        ui_json_object_end(&json);
        ui_json_line_end(&json);
    }
}

static int add_row(struct ui_table *table, const struct backup *backup, const struct zone *zone)
{
    char made[40], size[32], date[DATE_SIZE];
    struct zone_local local = zone_local_at(zone, backup->made_ms);
    (void)snprintf(made, sizeof made, "%s %02d:%02d", date_text(local.day, date),
                   local.ms_of_day / 3600000 % 24, local.ms_of_day / 60000 % 60);
    (void)snprintf(size, sizeof size, "%.1f MB", (double)backup->n_bytes / 1e6);
    const char *cells[] = {made, size, backup->path};
    return ui_table_add(table, cells, UI_STYLE_PLAIN);
}

static enum practice_status print_table(const struct backups *backups, const struct zone *zone,
                                        int no_color, struct practice_error *err)
{
    static const struct ui_column columns[] = {
        {.title = "MADE"},
        {.title = "SIZE", .align = UI_RIGHT},
        {.title = "FILE", .flexible = 1, .cut = UI_CUT_START}};
    struct ui_term term;
    struct ui_table *table = ui_table_new(columns, sizeof columns / sizeof *columns);
    int result = table ? 0 : -1;
    for (size_t i = 0; result == 0 && i < backups->n; i++)
        result = add_row(table, &backups->list[i], zone);
    ui_term_init(&term, STDOUT_FILENO, no_color);
    if (result == 0)
        ui_table_print(table, &term, stdout);
    ui_table_free(table);
    return result == 0 ? PRACTICE_OK : fail_no_memory(err);
}

static int list(const struct backup_options *options)
{
    struct backups backups = {0};
    struct practice_error err;
    struct zone *zone = NULL;
    char here[ZONE_NAME_SIZE];
    enum practice_status status = zone_open(zone_system_name(here), &zone, &err);
    if (status == PRACTICE_OK)
        status = backups_list(&backups, &err);
    if (status == PRACTICE_OK && options->json)
        print_json(&backups, zone);
    else if (status == PRACTICE_OK && backups.n)
        status = print_table(&backups, zone, options->no_color, &err);
    else if (status == PRACTICE_OK)
        (void)fputs("practice: no backups yet; 'practice backup' makes one\n", stderr);
    backups_release(&backups);
    zone_free(zone);
    if (status == PRACTICE_OK)
        return COMMAND_DONE;
    analyze_tell_error(&err);
    return COMMAND_SOME_FAILED;
}

static int back_up(const char *target, int force)
{
    char name[PATH_MAX];
    struct journal *journal;
    struct practice_error err;
    enum practice_status status = PRACTICE_OK;
    int code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (access(journal_path(journal), F_OK) != 0)
        status = fail_with(&err, PRACTICE_NOT_FOUND, NULL, "there is no journal yet: '%s'",
                           journal_path(journal));
    else if (!target)
        status = backups_new_name("", name, sizeof name, &err);
    else if (!force && access(target, F_OK) == 0)
        status = fail_with(&err, PRACTICE_BAD_ARGUMENT, "--force replaces it",
                           "'%s' is there already", target);
    target = target ? target : name;
    if (status == PRACTICE_OK)
        status = journal_backup(journal, target, &err);
    if (status == PRACTICE_OK) {
        (void)puts(target);
    } else {
        analyze_tell_error(&err);
        code = COMMAND_SOME_FAILED;
    }
    journal_close(journal);
    return code;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct backup_options options = {.no_color = env->no_color};
    struct operands operands;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n > (options.list ? 0 : 1))
        return options_complain(self->name, "unexpected operand '%s'",
                                operands.list[operands.n - 1]);
    if (options.json && !options.list)
        return options_complain(self->name, "--json goes with --list");
    if (options.list)
        return list(&options);
    return back_up(operands.n ? operands.list[0] : NULL, options.force);
}

static const char *const examples[] = {"practice backup --list", NULL};

const struct command command_backup = {
    .name = "backup",
    .summary = "Copy the journal to a safe place.",
    .operands = "[FILE]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_completion = COMPLETE_FILES,
    .run = run,
};
