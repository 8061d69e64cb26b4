// SPDX-License-Identifier: GPL-3.0-or-later
// Transactions and statements for the sync files. A rehearsal is one transaction around everything
// that a sync does, so what usually commits is a savepoint in it.
#include "journal/sync_inside.h"

#include <string.h>

#include "journal_sql.h"

enum practice_status work_begin(struct journal *journal, int *ret_is_part,
                                struct practice_error *err)
{
    *ret_is_part = !sqlite3_get_autocommit(journal->handle);
    return journal_run(journal, *ret_is_part ? sql_savepoint : sql_begin, err);
}

enum practice_status work_end(struct journal *journal, int is_part, enum practice_status status,
                              struct practice_error *err)
{
    if (status == PRACTICE_OK)
        status = journal_run(journal, is_part ? sql_savepoint_release : sql_commit, err);
    if (status == PRACTICE_OK || sqlite3_get_autocommit(journal->handle))
        return status;
    struct practice_error ignored;
    enum practice_status undone =
        journal_run(journal, is_part ? sql_savepoint_rollback : sql_rollback, &ignored);
    if (undone == PRACTICE_OK && is_part)
        undone = journal_run(journal, sql_savepoint_release, &ignored);
    (void)undone; // the caller learns why the work failed, not why it could not be undone
    return status;
}

enum practice_status work_run(struct journal *journal, const char *sql, size_t n,
                              const struct work_value *values, struct practice_error *err)
{
    struct statement statement = statement_of(journal, sql);
    for (size_t i = 0; i < n; i++)
        statement_bind_text(&statement, values[i].name, values[i].text);
    return statement_run(&statement, err);
}

enum practice_status work_run_all(struct journal *journal, size_t n, const char *const *sql,
                                  struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    for (size_t i = 0; status == PRACTICE_OK && i < n; i++)
        status = journal_run(journal, sql[i], err);
    return status;
}

enum practice_status work_steps(struct journal *journal, size_t n, const struct work_step *steps,
                                const struct work_value *values, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    int is_part;
    enum practice_status status = work_begin(journal, &is_part, err);
    if (status != PRACTICE_OK)
        return status;
    for (size_t i = 0; status == PRACTICE_OK && i < n; i++)
        status = work_run(journal, steps[i].sql, steps[i].n, values + steps[i].first, err);
    return work_end(journal, is_part, status, err);
}

void work_copy(char *place, size_t size, const struct statement *statement, int column)
{
    const char *text = statement_text(statement, column);
    size_t length = text ? strnlen(text, size - 1) : 0;
    if (length)
        memcpy(place, text, length);
    place[length] = '\0';
}
