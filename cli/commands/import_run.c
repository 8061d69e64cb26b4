// SPDX-License-Identifier: GPL-3.0-or-later
// The loop of an import. Sessions that the journal has already are known by their ids, which are
// looked up in one sorted list: asking the journal for each of 50,000 would take minutes.
#include "commands/import_run.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "commands/hooks.h"
#include "commands/journal_use.h"
#include "commands/session_change.h"
#include "ui/json.h"
#include "ui/text.h"

#define MOST_TOLD 20

struct import {
    const struct import_options *options;
    struct exchange *found;
    const char *name;
    struct journal *journal;
    struct journal_sessions there; // before
    const char **ids;              // [n_ids], sorted, of `there`
    size_t n_ids, n_added, n_known;
};

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum practice_status list_ids(struct import *import, struct practice_error *err)
{
    struct journal_filter filter;
    journal_filter_init(&filter);
    enum practice_status status =
        journal_session_list(import->journal, &filter, &import->there, err);
    if (status != PRACTICE_OK)
        return status;
    import->ids = malloc((import->there.n + 1) * sizeof *import->ids);
    if (!import->ids)
        return fail_no_memory(err);
    for (size_t i = 0; i < import->there.n; i++)
        import->ids[i] = import->there.list[i].id;
    import->n_ids = import->there.n;
    qsort(import->ids, import->n_ids, sizeof *import->ids, compare_ids);
    return PRACTICE_OK;
}

static int compare_rows(const void *a, const void *b)
{
    const struct exchange_row *x = *(const struct exchange_row *const *)a;
    const struct exchange_row *y = *(const struct exchange_row *const *)b;
    int order = strcmp(x->session.id, y->session.id);
    return order ? order : (x > y) - (x < y);
}

// Takes the place of rows that say the same as one before them in the file: their id is emptied.
static enum practice_status drop_doubles(struct import *import, struct practice_error *err)
{
    size_t n = import->found->n_rows;
    struct exchange_row **rows = malloc((n + 1) * sizeof *rows);
    if (!rows)
        return fail_no_memory(err);
    for (size_t i = 0; i < n; i++)
        rows[i] = &import->found->rows[i];
    qsort(rows, n, sizeof *rows, compare_rows);
    for (size_t i = n; i > 1; i--)
        if (strcmp(rows[i - 1]->session.id, rows[i - 2]->session.id) == 0)
            rows[i - 1]->session.id[0] = '\0';
    free(rows);
    return PRACTICE_OK;
}

static int is_known(const struct import *import, const char *id)
{
    return !*id || bsearch(&id, import->ids, import->n_ids, sizeof *import->ids, compare_ids);
}

static enum practice_status name_instrument(const struct import *import,
                                            struct journal_session *session,
                                            struct practice_error *err)
{
    if (session->instrument || !import->options->instrument)
        return PRACTICE_OK;
    session->instrument = strdup(import->options->instrument);
    return session->instrument ? PRACTICE_OK : fail_no_memory(err);
}

// What the journal refuses is a fault of the row; what it cannot do ends the import.
static enum practice_status add_row(struct import *import, struct exchange_row *row,
                                    struct practice_error *err)
{
    const struct journal_analysis analysis = {row->engine, row->model, row->analysis};
    if (is_known(import, row->session.id)) {
        import->n_known++;
        row->session.id[0] = '\0';
        return PRACTICE_OK;
    }
    enum practice_status status = name_instrument(import, &row->session, err);
    if (status == PRACTICE_OK)
        status = journal_session_add(import->journal, &row->session,
                                     row->analysis ? &analysis : NULL, err);
    import->n_added += status == PRACTICE_OK;
    if (status != PRACTICE_BAD_ARGUMENT)
        return status;
    exchange_refuse(import->found, row->place, err->message);
    row->session.id[0] = '\0';
    return PRACTICE_OK;
}

static enum practice_status add_all(struct import *import, struct practice_error *err)
{
    enum practice_status status = drop_doubles(import, err);
    if (status == PRACTICE_OK)
        status = list_ids(import, err);
    for (size_t i = 0; status == PRACTICE_OK && i < import->found->n_rows; i++)
        status = add_row(import, &import->found->rows[i], err);
    return status;
}

static int keeps(const struct import *import)
{
    return !import->options->dry_run && !(import->options->strict && import->found->n_faults);
}

static void tell_json(const struct import *import)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.import/1");
    ui_json_string(&json, "format", exchange_format_name(import->found->format));
    ui_json_bool(&json, "is_done", keeps(import));
    ui_json_integer(&json, "n_imported", (int64_t)import->n_added);
    ui_json_integer(&json, "n_known", (int64_t)import->n_known);
    ui_json_array_begin(&json, "refused");
    for (size_t i = 0; i < import->found->n_faults; i++) {
        ui_json_object_begin(&json, NULL);
        ui_json_integer(&json, import->found->unit, (int64_t)import->found->faults[i].place);
        ui_json_string(&json, "reason", import->found->faults[i].message);
        ui_json_object_end(&json);
    }
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static void tell_faults(const struct import *import)
{
    const struct exchange *found = import->found;
    for (size_t i = 0; i < found->n_faults && i < MOST_TOLD; i++)
        session_tell("%s: %s %zu: %s", import->name, found->unit, found->faults[i].place,
                     found->faults[i].message);
    if (found->n_faults > MOST_TOLD)
        session_tell("%s: and %zu more", import->name, found->n_faults - MOST_TOLD);
}

static void tell_outcome(const struct import *import)
{
    const char *what = "imported", *undo = "; 'practice session undo' takes it back";
    if (import->options->dry_run)
        what = "would import";
    else if (!keeps(import))
        what = "nothing done; without --strict it would import";
    if (!keeps(import) || !import->n_added)
        undo = "";
    session_tell("%s %zu session%s, %zu there already, %zu refused%s", what, import->n_added,
                 import->n_added == 1 ? "" : "s", import->n_known, import->found->n_faults, undo);
}

static int compare_faults(const void *a, const void *b)
{
    const struct exchange_fault *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

static enum practice_status run_change(struct import *import, struct practice_error *err)
{
    char label[160];
    (void)snprintf(label, sizeof label, "imported '%.80s' (%s)", import->name,
                   exchange_format_name(import->found->format));
    enum practice_status status = journal_begin(import->journal, label, err);
    if (status == PRACTICE_OK)
        status = add_all(import, err);
    if (status == PRACTICE_OK && keeps(import))
        return journal_commit(import->journal, err);
    journal_rollback(import->journal);
    return status;
}

// All that came in at once, so that a hook runs once. Those that did not have lost their ids.
static void run_hooks(const struct import *import)
{
    const struct exchange *found = import->found;
    const struct journal_session **added = malloc((found->n_rows + 1) * sizeof *added);
    size_t n = 0;
    for (size_t i = 0; added && i < found->n_rows; i++)
        if (found->rows[i].session.id[0])
            added[n++] = &found->rows[i].session;
    if (added && keeps(import))
        hooks_after_save(added, n);
    free(added);
}

int import_run(struct exchange *found, const char *name, const struct import_options *options)
{
    struct import import = {.options = options, .found = found, .name = name};
    struct practice_error err;
    int code = journal_use_open(options->dry_run ? JOURNAL_READ : JOURNAL_WRITE, &import.journal);
    if (code != COMMAND_DONE)
        return code;
    if (run_change(&import, &err) != PRACTICE_OK) {
        code = journal_use_fail(&err);
    } else {
        if (found->n_faults)
            qsort(found->faults, found->n_faults, sizeof *found->faults, compare_faults);
        tell_faults(&import);
        if (options->json)
            tell_json(&import);
        else
            tell_outcome(&import);
        run_hooks(&import);
        code = found->n_faults ? COMMAND_SOME_FAILED : COMMAND_DONE;
    }
    free(import.ids);
    journal_sessions_release(&import.there);
    journal_close(import.journal);
    return code;
}
