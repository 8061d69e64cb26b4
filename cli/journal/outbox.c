// SPDX-License-Identifier: GPL-3.0-or-later
// Operations on their way to the studio, and its answers. Triggers make those of sessions and
// goals; what else goes out (a draft, a comment) is put in by journal_outbox_add(). The cache,
// which is the other direction for such rows, is read here too.
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "journal/sync_inside.h"
#include "journal_sql.h"

#define LEAST_SUFFIX 4

enum practice_status journal_sync_batch(struct journal *journal, char **ret_operations,
                                        size_t *ret_n, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct statement row = statement_of(journal, sql_sync_batch);
    int more = statement_step(&row, err);
    char *operations = more > 0 ? statement_copy(&row, 0) : NULL;
    size_t n = more > 0 ? (size_t)statement_integer(&row, 1) : 0;
    statement_finish(&row);
    if (more < 0)
        return err->status;
    if (!operations)
        return fail_no_memory(err);
    *ret_operations = operations;
    *ret_n = n;
    return PRACTICE_OK;
}

enum practice_status journal_sync_answered(struct journal *journal, const char *answer,
                                           struct practice_error *err)
{
    static const struct work_step steps[] = {{sql_sync_answered, 0, 1},
                                             {sql_sync_note_answer, 0, 1}};
    const struct work_value value = {":answer", answer};
    return work_steps(journal, sizeof steps / sizeof *steps, steps, &value, err);
}

enum practice_status journal_outbox_add(struct journal *journal,
                                        const struct journal_operation *operation,
                                        struct practice_error *err)
{
    static const struct work_step steps[] = {{sql_outbox_tick, 0, 0}, {sql_outbox_add, 0, 4}};
    const struct work_value values[] = {{":entity", operation->entity},
                                        {":row_id", operation->row_id},
                                        {":kind", operation->kind},
                                        {":fields", operation->fields}};
    return work_steps(journal, sizeof steps / sizeof *steps, steps, values, err);
}

void journal_operations_release(struct journal_operations *operations)
{
    for (size_t i = 0; i < operations->n; i++) {
        free(operations->list[i].reason);
        free(operations->list[i].hint);
        free(operations->list[i].fields);
    }
    free(operations->list);
    *operations = (struct journal_operations){0};
}

static void read_operation(struct statement *row, struct journal_operation *operation)
{
    work_copy(operation->id, sizeof operation->id, row, 1);
    work_copy(operation->entity, sizeof operation->entity, row, 2);
    work_copy(operation->row_id, sizeof operation->row_id, row, 3);
    work_copy(operation->kind, sizeof operation->kind, row, 4);
    operation->reason = statement_copy(row, 6);
    operation->hint = statement_copy(row, 7);
    operation->fields = statement_copy(row, 8);
}

enum practice_status journal_outbox_list(struct journal *journal, int are_refused,
                                         struct journal_operations *ret_operations,
                                         struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_operations operations = {
        .list = calloc(JOURNAL_MAX_REFUSED, sizeof *operations.list)};
    if (!operations.list)
        return fail_no_memory(err);
    struct statement row = statement_of(journal, sql_outbox_list);
    statement_bind_text(&row, ":state", are_refused ? "refused" : "waiting");
    statement_bind_integer(&row, ":limit", JOURNAL_MAX_REFUSED);
    int more = 0;
    while (operations.n < JOURNAL_MAX_REFUSED && (more = statement_step(&row, err)) > 0)
        read_operation(&row, &operations.list[operations.n++]);
    statement_finish(&row);
    if (more < 0)
        journal_operations_release(&operations);
    else
        *ret_operations = operations;
    return more < 0 ? err->status : PRACTICE_OK;
}

enum practice_status journal_outbox_find(struct journal *journal, const char *suffix,
                                         char ret_id[JOURNAL_OP_SIZE], struct practice_error *err)
{
    static const char hint[] = "practice sync status shows what was refused";
    struct practice_error own;
    err = err ? err : &own;
    size_t length = strlen(suffix), n = 0;
    if (length < LEAST_SUFFIX || strspn(suffix, "0123456789abcdef") != length)
        return fail_with(err, PRACTICE_NOT_FOUND, hint, "'%.60s' names no operation", suffix);
    struct statement row = statement_of(journal, sql_outbox_find);
    statement_bind_text(&row, ":suffix", suffix);
    int more;
    while ((more = statement_step(&row, err)) > 0 && n++ == 0)
        work_copy(ret_id, JOURNAL_OP_SIZE, &row, 0);
    statement_finish(&row);
    if (more < 0)
        return err->status;
    if (n == 0)
        return fail_with(err, PRACTICE_NOT_FOUND, hint, "there is no refused operation '%.60s'",
                         suffix);
    return n == 1 ? PRACTICE_OK
                  : fail_with(err, PRACTICE_BAD_ARGUMENT, "give more of the id",
                              "more than one operation ends with '%.60s'", suffix);
}

enum practice_status journal_outbox_drop(struct journal *journal, const char *id,
                                         struct practice_error *err)
{
    static const struct work_step steps[] = {{sql_outbox_drop, 0, 1},
                                             {sql_sync_restart_rows, 1, 1},
                                             {sql_sync_restart_scope, 1, 1},
                                             {sql_sync_restart_cache, 1, 1}};
    const struct work_value values[] = {{":op_id", id}, {":scope", NULL}};
    return work_steps(journal, sizeof steps / sizeof *steps, steps, values, err);
}

enum practice_status journal_outbox_retry(struct journal *journal, const char *id,
                                          struct practice_error *err)
{
    static const struct work_step steps[] = {
        {sql_outbox_tick, 0, 0}, {sql_outbox_retry, 0, 1}, {sql_outbox_drop, 0, 1}};
    const struct work_value value = {":op_id", id};
    return work_steps(journal, sizeof steps / sizeof *steps, steps, &value, err);
}

void journal_cached_rows_release(struct journal_cached_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        free(rows->list[i].body);
    free(rows->list);
    *rows = (struct journal_cached_rows){0};
}

static enum practice_status append(struct statement *row, struct journal_cached_rows *rows,
                                   size_t *room, struct practice_error *err)
{
    if (rows->n == *room) {
        size_t more = *room ? 2 * *room : 64;
        struct journal_cached *list = realloc(rows->list, more * sizeof *list);
        if (!list)
            return fail_no_memory(err);
        rows->list = list;
        *room = more;
    }
    struct journal_cached *cached = &rows->list[rows->n];
    work_copy(cached->scope, sizeof cached->scope, row, 0);
    work_copy(cached->id, sizeof cached->id, row, 1);
    cached->body = statement_copy(row, 2);
    if (!cached->body)
        return fail_no_memory(err);
    rows->n++;
    return PRACTICE_OK;
}

enum practice_status journal_cache_list(struct journal *journal, const char *scope,
                                        const char *entity, struct journal_cached_rows *ret_rows,
                                        struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_cached_rows rows = {0};
    size_t room = 0;
    int more = 0;
    enum practice_status status = PRACTICE_OK;
    struct statement row = statement_of(journal, sql_cache_list);
    statement_bind_text(&row, ":scope", scope);
    statement_bind_text(&row, ":entity", entity);
    while (status == PRACTICE_OK && (more = statement_step(&row, err)) > 0)
        status = append(&row, &rows, &room, err);
    statement_finish(&row);
    if (more < 0)
        status = err->status;
    if (status == PRACTICE_OK)
        *ret_rows = rows;
    else
        journal_cached_rows_release(&rows);
    return status;
}
