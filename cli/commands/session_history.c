// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session undo`, `redo` and `history`: nothing asks whether one is sure, because
// everything can be taken back.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/when.h"
#include "commands/options.h"
#include "commands/session_change.h"
#include "commands/session_verbs.h"
#include "ui/json.h"
#include "ui/table.h"

#define DEFAULT_LIMIT 20

static int move(const struct command *self, int argc, char **argv, int is_undo)
{
    struct operands operands;
    struct journal *journal = NULL;
    struct journal_change change;
    struct practice_error err;
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = journal_use_open(JOURNAL_WRITE, &journal);
    if (code != COMMAND_DONE)
        return code;
    if ((is_undo ? journal_undo : journal_redo)(journal, &change, &err) != PRACTICE_OK)
        code = journal_use_fail(&err);
    else
        session_tell("%s: %s; 'practice session %s' %s", is_undo ? "undone" : "done again",
                     change.label, is_undo ? "redo" : "undo",
                     is_undo ? "does it again" : "takes it back");
    journal_close(journal);
    return code;
}

static int run_undo(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    return move(self, argc, argv, 1);
}

static int run_redo(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    return move(self, argc, argv, 0);
}

static const char *const undo_examples[] = {"practice session undo", NULL};

const struct command command_session_undo = {
    .name = "session undo",
    .summary = "Take back the newest change of the journal.",
    .operands = "",
    .examples = undo_examples,
    .run = run_undo,
};

static const char *const redo_examples[] = {"practice session redo", NULL};

const struct command command_session_redo = {
    .name = "session redo",
    .summary = "Do again what was undone last.",
    .operands = "",
    .examples = redo_examples,
    .run = run_redo,
};

struct history_options {
    unsigned limit;
    int json, no_color;
};

static const struct option_spec history_table[] = {
    {.name = "limit",
     .letter = 'n',
     .argument = "N",
     .group = "Answer",
     .help = "the newest N changes (20)",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = JOURNAL_KEPT_CHANGES,
     .offset = offsetof(struct history_options, limit)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and change",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct history_options, json)},
};

static void put_change(const struct journal_change *change, const struct zone *zone)
{
    struct ui_json json;
    char at[WHEN_TEXT_SIZE];
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.change/1");
    ui_json_integer(&json, "change", change->id);
    ui_json_string(&json, "at", when_text(change->at_ms, zone, at));
    ui_json_string(&json, "label", change->label);
    ui_json_integer(&json, "n_rows", (int64_t)change->n_rows);
    ui_json_bool(&json, "is_undone", change->is_undone);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static int add_change(struct ui_table *table, const struct journal_change *change,
                      const struct zone *zone)
{
    char at[32], date[DATE_SIZE];
    struct zone_local local = zone_local_at(zone, change->at_ms);
    (void)snprintf(at, sizeof at, "%s %02d:%02d", date_text(local.day, date),
                   local.ms_of_day / 3600000 % 24, local.ms_of_day / 60000 % 60);
    const char *cells[] = {at, change->is_undone ? "undone" : "", change->label};
    return ui_table_add(table, cells, change->is_undone ? UI_STYLE_DIM : UI_STYLE_PLAIN);
}

static enum practice_status print_history(const struct journal_change *changes, size_t n,
                                          const struct history_options *options,
                                          const struct zone *zone, struct practice_error *err)
{
    static const struct ui_column columns[] = {
        {.title = "WHEN"}, {.title = ""}, {.title = "CHANGE", .flexible = 1}};
    struct ui_term term;
    if (options->json) {
        for (size_t i = 0; i < n; i++)
            put_change(&changes[i], zone);
        return PRACTICE_OK;
    }
    struct ui_table *table = ui_table_new(columns, 3);
    int result = table ? 0 : -1;
    for (size_t i = 0; result == 0 && i < n; i++)
        result = add_change(table, &changes[i], zone);
    ui_term_init(&term, STDOUT_FILENO, options->no_color);
    if (result == 0)
        ui_table_print(table, &term, stdout);
    ui_table_free(table);
    return result == 0 ? PRACTICE_OK : fail_no_memory(err);
}

static enum practice_status history(struct journal *journal, const struct history_options *options,
                                    struct practice_error *err)
{
    char here[ZONE_NAME_SIZE];
    struct zone *zone = NULL;
    struct journal_change *changes = NULL;
    size_t n = 0;
    enum practice_status status = zone_open(zone_system_name(here), &zone, err);
    if (status == PRACTICE_OK)
        status = journal_history(journal, options->limit, &changes, &n, err);
    if (status == PRACTICE_OK && n)
        status = print_history(changes, n, options, zone, err);
    else if (status == PRACTICE_OK && !options->json)
        session_tell("nothing was changed yet");
    free(changes);
    zone_free(zone);
    return status;
}

static int run_history(const struct command *self, const struct command_env *env, int argc,
                       char **argv)
{
    struct history_options options = {.limit = DEFAULT_LIMIT, .no_color = env->no_color};
    struct operands operands;
    struct journal *journal = NULL;
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (history(journal, &options, &err) != PRACTICE_OK)
        code = journal_use_fail(&err);
    journal_close(journal);
    return code;
}

static const char *const history_examples[] = {"practice session history --limit 5", NULL};

const struct command command_session_history = {
    .name = "session history",
    .summary = "List the newest changes of the journal.",
    .operands = "",
    .examples = history_examples,
    .options = history_table,
    .n_options = sizeof history_table / sizeof *history_table,
    .run = run_history,
};
