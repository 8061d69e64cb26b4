// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the studio into the journal. A page is one transaction with its cursor, and SQL over the
// page's JSON: a first pull of 100,000 rows would otherwise be parsed, copied and bound one by one.
// The triggers of the outbox are off meanwhile; undo does not see it either.
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "journal/sync_inside.h"
#include "journal_sql.h"

static enum practice_status read_parts(struct journal *journal, const char *page,
                                       struct journal_pulled *pulled, struct practice_error *err)
{
    struct statement parts = statement_of(journal, sql_sync_page_parts);
    statement_bind_text(&parts, ":page", page);
    int more = statement_step(&parts, err);
    if (more > 0) {
        pulled->is_restart = (int)statement_integer(&parts, 0);
        pulled->has_more = (int)statement_integer(&parts, 1);
        work_copy(pulled->cursor, sizeof pulled->cursor, &parts, 3);
        pulled->n_rows = (size_t)statement_integer(&parts, 4);
    }
    statement_finish(&parts);
    return more < 0 ? err->status : PRACTICE_OK;
}

// No clock of ours may be behind one that was seen.
static enum practice_status advance_clock(struct journal *journal, struct practice_error *err)
{
    char latest[17] = "";
    struct statement row = statement_of(journal, sql_sync_page_clock);
    int more = statement_step(&row, err);
    if (more > 0)
        work_copy(latest, sizeof latest, &row, 0);
    statement_finish(&row);
    if (more < 0)
        return err->status;
    struct statement advance = statement_of(journal, sql_sync_advance);
    statement_bind_integer(&advance, ":clock",
                           (int64_t)(strtoull(latest, NULL, 16) & (unsigned long long)INT64_MAX));
    return statement_run(&advance, err);
}

// Runs a statement and adds the rows it changed.
static enum practice_status run_counting(struct journal *journal, const char *sql, size_t *n,
                                         struct practice_error *err)
{
    enum practice_status status = journal_run(journal, sql, err);
    if (status == PRACTICE_OK)
        *n += (size_t)sqlite3_changes(journal->handle);
    return status;
}

static enum practice_status apply_own(struct journal *journal, struct journal_pulled *pulled,
                                      struct practice_error *err)
{
    enum practice_status status =
        run_counting(journal, sql_sync_remove_session, &pulled->n_removed, err);
    if (status == PRACTICE_OK)
        status = run_counting(journal, sql_sync_apply_session, &pulled->n_changed, err);
    if (status == PRACTICE_OK)
        status = run_counting(journal, sql_sync_remove_goal, &pulled->n_removed, err);
    if (status == PRACTICE_OK)
        status = run_counting(journal, sql_sync_apply_goal, &pulled->n_changed, err);
    if (status == PRACTICE_OK)
        status = journal_run(journal, sql_sync_apply_rows, err);
    return status == PRACTICE_OK ? advance_clock(journal, err) : status;
}

static enum practice_status apply_cached(struct journal *journal, const char *scope, int is_me,
                                         struct journal_pulled *pulled, struct practice_error *err)
{
    struct statement apply = statement_of(journal, sql_sync_apply_cache);
    statement_bind_text(&apply, ":scope", scope);
    statement_bind_integer(&apply, ":is_me", is_me);
    enum practice_status status = statement_run(&apply, err);
    if (status != PRACTICE_OK)
        return status;
    pulled->n_changed += (size_t)sqlite3_changes(journal->handle);
    status =
        work_run(journal, sql_sync_remove_cache, 1, (struct work_value[]){{":scope", scope}}, err);
    if (status == PRACTICE_OK)
        pulled->n_removed += (size_t)sqlite3_changes(journal->handle);
    if (status != PRACTICE_OK || pulled->has_more)
        return status;
    status =
        work_run(journal, sql_sync_sweep_cache, 1, (struct work_value[]){{":scope", scope}}, err);
    if (status == PRACTICE_OK)
        pulled->n_removed += (size_t)sqlite3_changes(journal->handle);
    return status;
}

// The cursor is "epoch:xid:…": what was applied before that xid has been seen in the rows.
static enum practice_status forget_applied(struct journal *journal, const char *cursor,
                                           struct practice_error *err)
{
    const char *colon = strchr(cursor, ':');
    struct statement forget = statement_of(journal, sql_sync_forget_applied);
    statement_bind_integer(&forget, ":xid", colon ? strtoll(colon + 1, NULL, 10) : 0);
    return statement_run(&forget, err);
}

static enum practice_status move_on(struct journal *journal, const char *scope, const char *page,
                                    struct practice_error *err)
{
    const struct work_value values[] = {{":page", page}, {":scope", scope}};
    enum practice_status status = work_run(journal, sql_sync_move_cursor, 2, values, err);
    return status == PRACTICE_OK ? work_run(journal, sql_sync_move_server, 1, values, err) : status;
}

static enum practice_status apply(struct journal *journal, const struct journal_scope *scope,
                                  const char *page, struct journal_pulled *pulled,
                                  struct practice_error *err)
{
    static const char *const prepare[] = {sql_sync_off, sql_sync_page_make, sql_sync_page_clear};
    static const char *const done[] = {sql_sync_page_clear, sql_sync_on};
    int is_me = strcmp(scope->kind, "me") == 0;
    enum practice_status status =
        work_run_all(journal, sizeof prepare / sizeof *prepare, prepare, err);
    if (status == PRACTICE_OK)
        status =
            work_run(journal, sql_sync_page_fill, 1, (struct work_value[]){{":page", page}}, err);
    if (status == PRACTICE_OK && is_me)
        status = apply_own(journal, pulled, err);
    if (status == PRACTICE_OK)
        status = apply_cached(journal, scope->id, is_me, pulled, err);
    if (status == PRACTICE_OK)
        status = move_on(journal, scope->id, page, err);
    if (status == PRACTICE_OK && is_me)
        status = forget_applied(journal, pulled->cursor, err);
    return status == PRACTICE_OK ? work_run_all(journal, sizeof done / sizeof *done, done, err)
                                 : status;
}

enum practice_status journal_sync_apply(struct journal *journal, const struct journal_scope *scope,
                                        const char *page, struct journal_pulled *ret_pulled,
                                        struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_pulled pulled = {0};
    int is_part;
    enum practice_status status = work_begin(journal, &is_part, err);
    if (status != PRACTICE_OK)
        return status;
    status = read_parts(journal, page, &pulled, err);
    if (status == PRACTICE_OK && pulled.is_restart)
        status = journal_sync_restart(journal, scope->id, err);
    else if (status == PRACTICE_OK)
        status = apply(journal, scope, page, &pulled, err);
    status = work_end(journal, is_part, status, err);
    if (status == PRACTICE_OK)
        *ret_pulled = pulled;
    return status;
}

enum practice_status journal_sync_restart(struct journal *journal, const char *scope,
                                          struct practice_error *err)
{
    static const struct work_step steps[] = {{sql_sync_restart_rows, 0, 1},
                                             {sql_sync_restart_scope, 0, 1},
                                             {sql_sync_restart_cache, 0, 1}};
    const struct work_value value = {":scope", scope};
    return work_steps(journal, sizeof steps / sizeof *steps, steps, &value, err);
}

enum practice_status journal_sync_stale(struct journal *journal, const char *entity,
                                        char (**ret_ids)[UUID_SIZE], size_t *ret_n,
                                        struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    char(*ids)[UUID_SIZE] = calloc(1000, sizeof *ids);
    if (!ids)
        return fail_no_memory(err);
    struct statement row = statement_of(journal, sql_sync_stale_rows);
    statement_bind_text(&row, ":entity", entity);
    size_t n = 0;
    int more = 0;
    while (n < 1000 && (more = statement_step(&row, err)) > 0)
        work_copy(ids[n++], UUID_SIZE, &row, 0);
    statement_finish(&row);
    if (more < 0) {
        free(ids);
        return err->status;
    }
    *ret_ids = ids;
    *ret_n = n;
    return PRACTICE_OK;
}

static enum practice_status settle(struct journal *journal, const char *entity, const char *id,
                                   int is_gone, struct practice_error *err)
{
    const struct work_value values[] = {{":row_id", id}, {":entity", entity}};
    if (!is_gone)
        return work_run(journal, sql_sync_row_fresh, 2, values, err);
    int is_session = strcmp(entity, "session") == 0;
    enum practice_status status = journal_run(journal, sql_sync_off, err);
    if (status == PRACTICE_OK)
        status = work_run(journal, is_session ? sql_sync_absent_session : sql_sync_absent_goal, 1,
                          values, err);
    if (status == PRACTICE_OK)
        status = work_run(journal, sql_sync_forget_row, 2, values, err);
    return status == PRACTICE_OK ? journal_run(journal, sql_sync_on, err) : status;
}

enum practice_status journal_sync_settle(struct journal *journal, const char *entity,
                                         const char *id, int is_gone, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    int is_part;
    enum practice_status status = work_begin(journal, &is_part, err);
    if (status != PRACTICE_OK)
        return status;
    return work_end(journal, is_part, settle(journal, entity, id, is_gone, err), err);
}

enum practice_status journal_sync_lines(struct journal *journal, const struct journal_scope *scope,
                                        const char *entity,
                                        void (*take)(void *context, const char *line),
                                        void *context, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    int is_own = strcmp(scope->kind, "me") == 0;
    const char *sql = is_own && strcmp(entity, "session") == 0 ? sql_sync_lines_session
                      : is_own && strcmp(entity, "goal") == 0  ? sql_sync_lines_goal
                                                               : sql_sync_lines_cache;
    struct statement row = statement_of(journal, sql);
    if (sql == sql_sync_lines_cache) {
        statement_bind_text(&row, ":scope", scope->id);
        statement_bind_text(&row, ":entity", entity);
    }
    int more;
    while ((more = statement_step(&row, err)) > 0)
        take(context, statement_text(&row, 0));
    statement_finish(&row);
    return more < 0 ? err->status : PRACTICE_OK;
}
