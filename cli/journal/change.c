// SPDX-License-Identifier: GPL-3.0-or-later
// Undo, redo and history. Triggers keep every touched row as JSON before and after; going back is
// putting the images back in reverse order, whatever command it was that made them.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "journal/statement.h"
#include "journal_sql.h"

static const struct {
    const char *name, *restore, *remove;
    int is_whole; // restored whole, not field by field
} entities[] = {
    {"session", sql_session_restore, sql_session_remove, 0},
    {"analysis", sql_analysis_restore, sql_analysis_remove, 1},
    {"goal", sql_goal_restore, sql_goal_remove, 0},
};

// Makes a row what `wanted` says, or takes away the row that `present` is of.
static enum practice_status put_back(struct journal *journal, const char *entity,
                                     const char *wanted, const char *present,
                                     struct practice_error *err)
{
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        if (strcmp(entities[i].name, entity) != 0)
            continue;
        struct statement statement =
            statement_of(journal, wanted ? entities[i].restore : entities[i].remove);
        statement_bind_text(&statement, ":image", wanted ? wanted : present);
        if (wanted && !entities[i].is_whole)
            statement_bind_text(&statement, ":present", present);
        return statement_run(&statement, err);
    }
    return fail_with(err, PRACTICE_INTERNAL, NULL, "history has rows of an unknown kind");
}

static enum practice_status put_all_back(struct journal *journal, const char *sql,
                                         struct journal_change *change, struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    int more = 0;
    struct statement rows = statement_of(journal, sql);
    statement_bind_integer(&rows, ":change_id", change->id);
    while (status == PRACTICE_OK && (more = statement_step(&rows, err)) > 0) {
        status = put_back(journal, statement_text(&rows, 0), statement_text(&rows, 1),
                          statement_text(&rows, 2), err);
        change->n_rows++;
    }
    statement_finish(&rows);
    return more < 0 ? err->status : status;
}

static enum practice_status mark(struct journal *journal, const struct journal_change *change,
                                 struct practice_error *err)
{
    struct statement statement = statement_of(journal, sql_change_mark);
    statement_bind_integer(&statement, ":change_id", change->id);
    statement_bind_integer(&statement, ":is_undone", change->is_undone);
    return statement_run(&statement, err);
}

static enum practice_status find_change(struct journal *journal, const char *sql,
                                        struct journal_change *ret_change,
                                        struct practice_error *err)
{
    struct statement statement = statement_of(journal, sql);
    int more = statement_step(&statement, err);
    if (more > 0) {
        ret_change->id = statement_integer(&statement, 0);
        (void)snprintf(ret_change->label, sizeof ret_change->label, "%s",
                       statement_text(&statement, 1));
    }
    statement_finish(&statement);
    if (more < 0)
        return err->status;
    return more ? PRACTICE_OK : PRACTICE_NOT_FOUND;
}

// Foreign keys are checked when all rows are back, at the commit.
static enum practice_status move(struct journal *journal, int is_undo,
                                 struct journal_change *ret_change, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_change change = {.is_undone = is_undo};
    enum practice_status status = journal_run(journal, sql_begin, err);
    if (status != PRACTICE_OK)
        return status;
    status = find_change(journal, is_undo ? sql_change_to_undo : sql_change_to_redo, &change, err);
    if (status == PRACTICE_NOT_FOUND)
        status = fail_with(err, PRACTICE_NOT_FOUND, "practice session history shows the changes",
                           "there is nothing to %s", is_undo ? "undo" : "redo");
    if (status == PRACTICE_OK)
        status = put_all_back(journal, is_undo ? sql_change_rows_backward : sql_change_rows_forward,
                              &change, err);
    if (status == PRACTICE_OK)
        status = mark(journal, &change, err);
    if (status == PRACTICE_OK)
        status = journal_run(journal, sql_commit, err);
    if (status != PRACTICE_OK) {
        journal_rollback(journal);
        return status;
    }
    journal_count_commit();
    *ret_change = change;
    return PRACTICE_OK;
}

enum practice_status journal_undo(struct journal *journal, struct journal_change *ret_change,
                                  struct practice_error *err)
{
    return move(journal, 1, ret_change, err);
}

enum practice_status journal_redo(struct journal *journal, struct journal_change *ret_change,
                                  struct practice_error *err)
{
    return move(journal, 0, ret_change, err);
}

enum practice_status journal_history(struct journal *journal, size_t limit,
                                     struct journal_change **ret_changes, size_t *ret_n,
                                     struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    if (limit > JOURNAL_KEPT_CHANGES)
        limit = JOURNAL_KEPT_CHANGES;
    struct journal_change *changes = calloc(limit + 1, sizeof *changes);
    if (!changes)
        return fail_no_memory(err);
    struct statement statement = statement_of(journal, sql_change_list);
    statement_bind_integer(&statement, ":limit", (int64_t)limit);
    size_t n = 0;
    int more;
    while ((more = statement_step(&statement, err)) > 0 && n < limit) {
        struct journal_change *change = &changes[n++];
        change->id = statement_integer(&statement, 0);
        change->at_ms = statement_integer(&statement, 1);
        (void)snprintf(change->label, sizeof change->label, "%s", statement_text(&statement, 2));
        change->is_undone = (int)statement_integer(&statement, 3);
        change->n_rows = (size_t)statement_integer(&statement, 4);
    }
    statement_finish(&statement);
    if (more < 0) {
        free(changes);
        return err->status;
    }
    *ret_changes = changes;
    *ret_n = n;
    return PRACTICE_OK;
}
