// SPDX-License-Identifier: GPL-3.0-or-later
// Whose journal this is at a studio, what may be followed there, and what happens when the studio
// is not what it was: a backup was restored, and all that it may have lost is told again.
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "journal/sync_inside.h"
#include "journal_sql.h"

#define LONG_AWAY_S (INT64_C(170) * 86400) // the studio may have forgotten our operations by then

void journal_sync_state_release(struct journal_sync_state *state)
{
    free(state->error);
    free(state->devices);
    *state = (struct journal_sync_state){0};
}

enum practice_status journal_sync_state(struct journal *journal,
                                        struct journal_sync_state *ret_state,
                                        struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_sync_state state = {0};
    struct statement row = statement_of(journal, sql_sync_state_get);
    int more = statement_step(&row, err);
    if (more > 0) {
        sync_copy(state.user_id, sizeof state.user_id, &row, 0);
        sync_copy(state.device, sizeof state.device, &row, 1);
        sync_copy(state.last_op, sizeof state.last_op, &row, 3);
        state.devices = statement_copy(&row, 5);
        state.tried_ms = statement_integer(&row, 6);
        state.synced_ms = statement_integer(&row, 7);
        state.error = statement_copy(&row, 8);
        state.n_waiting = (size_t)statement_integer(&row, 9);
        state.n_refused = (size_t)statement_integer(&row, 10);
        more = row.code == SQLITE_OK ? more : -1;
        if (more < 0)
            (void)journal_fail(journal, row.code, err);
    }
    statement_finish(&row);
    if (more > 0)
        *ret_state = state;
    else
        journal_sync_state_release(&state);
    return more > 0   ? PRACTICE_OK
           : more < 0 ? err->status
                      : fail_with(err, PRACTICE_INTERNAL, NULL, "the journal has no state");
}

enum practice_status journal_sync_restate(struct journal *journal, int is_all,
                                          struct practice_error *err)
{
    static const char *const told[] = {sql_sync_restate_session, sql_sync_restate_goal};
    struct practice_error own;
    err = err ? err : &own;
    int is_part;
    enum practice_status status = sync_work_begin(journal, &is_part, err);
    if (status != PRACTICE_OK)
        return status;
    for (size_t i = 0; status == PRACTICE_OK && i < sizeof told / sizeof *told; i++) {
        struct statement statement = statement_of(journal, told[i]);
        statement_bind_integer(&statement, ":is_all", is_all);
        status = statement_run(&statement, err);
    }
    if (status == PRACTICE_OK && is_all)
        status = journal_run(journal, sql_sync_restate_gone, err);
    if (status == PRACTICE_OK && is_all)
        status = journal_run(journal, sql_sync_unanswer, err);
    return sync_work_end(journal, is_part, status, err);
}

static enum practice_status bind(struct journal *journal, const char *user_id, int is_other,
                                 struct practice_error *err)
{
    static const char *const forget[] = {sql_sync_unbind_state, sql_sync_unbind_outbox,
                                         sql_sync_unbind_rows, sql_sync_unbind_scopes};
    enum practice_status status = PRACTICE_OK;
    if (is_other)
        status = sync_run_all(journal, sizeof forget / sizeof *forget, forget, err);
    if (status == PRACTICE_OK)
        status =
            sync_run(journal, sql_sync_bind, 1, (struct sync_value[]){{":user_id", user_id}}, err);
    if (status == PRACTICE_OK)
        status = journal_run(journal, sql_sync_on, err);
    return status == PRACTICE_OK ? journal_sync_restate(journal, 0, err) : status;
}

enum practice_status journal_sync_bind(struct journal *journal, const char *user_id, int adopt,
                                       struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_sync_state state;
    enum practice_status status = journal_sync_state(journal, &state, err);
    if (status != PRACTICE_OK)
        return status;
    int is_other = state.user_id[0] && strcmp(state.user_id, user_id) != 0;
    int is_bound = state.user_id[0] && !is_other;
    journal_sync_state_release(&state);
    if (is_other && !adopt)
        return fail_with(err, PRACTICE_BAD_ARGUMENT,
                         "give it to this account with: practice sync --adopt",
                         "this journal belongs to another account of a studio");
    if (is_bound)
        return PRACTICE_OK;
    int is_part;
    status = sync_work_begin(journal, &is_part, err);
    if (status != PRACTICE_OK)
        return status;
    return sync_work_end(journal, is_part, bind(journal, user_id, is_other, err), err);
}

// What the answer says of the studio's life: 1 when it is another one than before.
static enum practice_status compare_lives(struct journal *journal, const char *answer,
                                          int *ret_is_restored, struct practice_error *err)
{
    struct statement state = statement_of(journal, sql_sync_state_get);
    struct statement parts = statement_of(journal, sql_sync_answer_parts);
    statement_bind_text(&parts, ":answer", answer);
    if (statement_step(&state, err) > 0 && statement_step(&parts, err) > 0) {
        const char *was = statement_text(&state, 2), *is = statement_text(&parts, 0);
        int is_other_life = was && is && strcmp(was, is) != 0;
        int is_long_ago = statement_integer(&parts, 2) - statement_integer(&state, 4) > LONG_AWAY_S;
        *ret_is_restored = is_other_life || (!statement_integer(&parts, 1) && !is_long_ago);
    } else {
        *ret_is_restored = -1;
    }
    statement_finish(&parts);
    statement_finish(&state);
    return *ret_is_restored < 0 ? err->status : PRACTICE_OK;
}

static enum practice_status begin(struct journal *journal, const char *answer, int *ret_is_restored,
                                  struct practice_error *err)
{
    static const char *const taken[] = {sql_sync_scopes_forget, sql_sync_scopes_add,
                                        sql_sync_note_begin};
    enum practice_status status = compare_lives(journal, answer, ret_is_restored, err);
    for (size_t i = 0; status == PRACTICE_OK && i < sizeof taken / sizeof *taken; i++)
        status = sync_run(journal, taken[i], 1, (struct sync_value[]){{":answer", answer}}, err);
    if (status != PRACTICE_OK || !*ret_is_restored)
        return status;
    status =
        sync_run(journal, sql_sync_restart_scope, 1, (struct sync_value[]){{":scope", NULL}}, err);
    if (status == PRACTICE_OK)
        status = sync_run(journal, sql_sync_restart_cache, 1,
                          (struct sync_value[]){{":scope", NULL}}, err);
    if (status == PRACTICE_OK)
        status = journal_run(journal, sql_sync_forget_life, err);
    return status == PRACTICE_OK ? journal_sync_restate(journal, 1, err) : status;
}

enum practice_status journal_sync_begin(struct journal *journal, const char *answer,
                                        int *ret_is_restored, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    int is_part;
    enum practice_status status = sync_work_begin(journal, &is_part, err);
    if (status != PRACTICE_OK)
        return status;
    return sync_work_end(journal, is_part, begin(journal, answer, ret_is_restored, err), err);
}

enum practice_status journal_sync_end(struct journal *journal, const char *error,
                                      struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct statement statement = statement_of(journal, sql_sync_note_end);
    statement_bind_integer(&statement, ":now_ms", zone_now_ms());
    statement_bind_text(&statement, ":error", error);
    return statement_run(&statement, err);
}

enum practice_status journal_sync_scopes(struct journal *journal, struct journal_scope **ret_scopes,
                                         size_t *ret_n, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_scope *scopes = calloc(JOURNAL_MAX_SCOPES, sizeof *scopes);
    if (!scopes)
        return fail_no_memory(err);
    struct statement row = statement_of(journal, sql_sync_scope_list);
    size_t n = 0;
    int more = 0;
    while (n < JOURNAL_MAX_SCOPES && (more = statement_step(&row, err)) > 0) {
        struct journal_scope *scope = &scopes[n++];
        sync_copy(scope->id, sizeof scope->id, &row, 0);
        sync_copy(scope->kind, sizeof scope->kind, &row, 1);
        sync_copy(scope->cursor, sizeof scope->cursor, &row, 2);
        scope->n_cached = (size_t)statement_integer(&row, 3);
    }
    statement_finish(&row);
    if (more < 0) {
        free(scopes);
        return err->status;
    }
    *ret_scopes = scopes;
    *ret_n = n;
    return PRACTICE_OK;
}

enum practice_status journal_sync_forget(struct journal *journal, const char *scope,
                                         struct practice_error *err)
{
    struct practice_error own;
    return sync_run(journal, sql_sync_scope_forget, 1, (struct sync_value[]){{":scope", scope}},
                    err ? err : &own);
}

enum practice_status journal_sync_rehearse(struct journal *journal, struct practice_error *err)
{
    struct practice_error own;
    return journal_run(journal, sql_begin, err ? err : &own);
}

void journal_sync_rehearse_end(struct journal *journal)
{
    journal_rollback(journal);
}
