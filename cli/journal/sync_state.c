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
        work_copy(state.user_id, sizeof state.user_id, &row, 0);
        work_copy(state.device, sizeof state.device, &row, 1);
        work_copy(state.epoch, sizeof state.epoch, &row, 2);
        work_copy(state.last_op, sizeof state.last_op, &row, 3);
        state.tried_ms = statement_integer(&row, 6);
        state.clock = statement_integer(&row, 11);
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
    enum practice_status status = work_begin(journal, &is_part, err);
    if (status != PRACTICE_OK)
        return status;
    for (size_t i = 0; status == PRACTICE_OK && i < sizeof told / sizeof *told; i++) {
        struct statement statement = statement_of(journal, told[i]);
        statement_bind_integer(&statement, ":is_all", is_all);
        status = statement_run(&statement, err);
    }
    if (status == PRACTICE_OK)
        status = journal_run(journal, sql_sync_restate_clock, err);
    if (status == PRACTICE_OK && is_all)
        status = journal_run(journal, sql_sync_restate_gone, err);
    if (status == PRACTICE_OK && is_all)
        status = journal_run(journal, sql_sync_unanswer, err);
    return work_end(journal, is_part, status, err);
}

static enum practice_status bind(struct journal *journal, const char *user_id, int is_other,
                                 struct practice_error *err)
{
    static const char *const forget[] = {sql_sync_unbind_state, sql_sync_unbind_outbox,
                                         sql_sync_unbind_rows, sql_sync_unbind_scopes};
    enum practice_status status = PRACTICE_OK;
    if (is_other)
        status = work_run_all(journal, sizeof forget / sizeof *forget, forget, err);
    if (status == PRACTICE_OK)
        status =
            work_run(journal, sql_sync_bind, 1, (struct work_value[]){{":user_id", user_id}}, err);
    if (status == PRACTICE_OK)
        status = journal_run(journal, sql_sync_on, err);
    return status == PRACTICE_OK ? journal_sync_restate(journal, 0, err) : status;
}

// Makes it the journal of that person.
static enum practice_status must_be_of(struct journal *journal, const char *user_id, int adopt,
                                       struct practice_error *err)
{
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
    return is_bound ? PRACTICE_OK : bind(journal, user_id, is_other, err);
}

struct answer {
    char user_id[UUID_SIZE], epoch[JOURNAL_EPOCH_SIZE];
    int knows_last;
    int64_t now_s;
};

static enum practice_status read_answer(struct journal *journal, const char *text,
                                        struct answer *answer, struct practice_error *err)
{
    struct statement parts = statement_of(journal, sql_sync_answer_parts);
    statement_bind_text(&parts, ":answer", text);
    int more = statement_step(&parts, err);
    if (more > 0) {
        work_copy(answer->epoch, sizeof answer->epoch, &parts, 0);
        answer->knows_last = (int)statement_integer(&parts, 1);
        answer->now_s = statement_integer(&parts, 2);
        work_copy(answer->user_id, sizeof answer->user_id, &parts, 3);
    }
    statement_finish(&parts);
    if (more < 0)
        return err->status;
    return uuid_is_valid(answer->user_id)
               ? PRACTICE_OK
               : fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio's answer makes no sense");
}

// A life of the database that was not seen before, or one that does not know what it answered; but
// after long enough it may have forgotten that.
static enum practice_status compare_lives(struct journal *journal, const struct answer *answer,
                                          int *ret_is_restored, struct practice_error *err)
{
    struct statement state = statement_of(journal, sql_sync_state_get);
    int more = statement_step(&state, err);
    if (more > 0) {
        const char *epoch = statement_text(&state, 2);
        int is_long_ago = answer->now_s - statement_integer(&state, 4) > LONG_AWAY_S;
        int is_unknown = !statement_is_null(&state, 3) && !answer->knows_last && !is_long_ago;
        *ret_is_restored = is_unknown || (epoch && strcmp(epoch, answer->epoch) != 0);
    }
    statement_finish(&state);
    return more < 0 ? err->status : PRACTICE_OK;
}

static enum practice_status start_over(struct journal *journal, struct practice_error *err)
{
    const struct work_value every_scope = {":scope", NULL};
    enum practice_status status = work_run(journal, sql_sync_restart_scope, 1, &every_scope, err);
    if (status == PRACTICE_OK)
        status = work_run(journal, sql_sync_restart_cache, 1, &every_scope, err);
    if (status == PRACTICE_OK)
        status = journal_run(journal, sql_sync_forget_life, err);
    return status == PRACTICE_OK ? journal_sync_restate(journal, 1, err) : status;
}

static enum practice_status begin(struct journal *journal, const char *text, int adopt,
                                  struct journal_begun *begun, struct practice_error *err)
{
    static const char *const taken[] = {sql_sync_scopes_forget, sql_sync_scopes_add,
                                        sql_sync_note_begin};
    struct answer answer = {0};
    enum practice_status status = read_answer(journal, text, &answer, err);
    if (status == PRACTICE_OK)
        status = must_be_of(journal, answer.user_id, adopt, err);
    if (status == PRACTICE_OK)
        status = compare_lives(journal, &answer, &begun->is_restored, err);
    for (size_t i = 0; status == PRACTICE_OK && i < sizeof taken / sizeof *taken; i++)
        status = work_run(journal, taken[i], 1, (struct work_value[]){{":answer", text}}, err);
    return status == PRACTICE_OK && begun->is_restored ? start_over(journal, err) : status;
}

enum practice_status journal_sync_begin(struct journal *journal, const char *answer, int adopt,
                                        struct journal_begun *ret_begun, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_begun begun = {0};
    int is_part;
    enum practice_status status = work_begin(journal, &is_part, err);
    if (status != PRACTICE_OK)
        return status;
    status = begin(journal, answer, adopt, &begun, err);
    status = work_end(journal, is_part, status, err);
    if (status == PRACTICE_OK)
        *ret_begun = begun;
    return status;
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
        work_copy(scope->id, sizeof scope->id, &row, 0);
        work_copy(scope->kind, sizeof scope->kind, &row, 1);
        work_copy(scope->cursor, sizeof scope->cursor, &row, 2);
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

enum practice_status journal_sync_devices(struct journal *journal,
                                          struct journal_device **ret_devices, size_t *ret_n,
                                          struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_device *devices = calloc(JOURNAL_MAX_DEVICES, sizeof *devices);
    if (!devices)
        return fail_no_memory(err);
    struct statement row = statement_of(journal, sql_sync_devices);
    size_t n = 0;
    int more = 0;
    while (n < JOURNAL_MAX_DEVICES && (more = statement_step(&row, err)) > 0) {
        struct journal_device *device = &devices[n++];
        work_copy(device->mark, sizeof device->mark, &row, 0);
        work_copy(device->name, sizeof device->name, &row, 1);
        device->n_applied = statement_integer(&row, 2);
        device->n_refused = statement_integer(&row, 3);
        work_copy(device->synced, sizeof device->synced, &row, 4);
        device->is_this = (int)statement_integer(&row, 5);
    }
    statement_finish(&row);
    if (more < 0) {
        free(devices);
        return err->status;
    }
    *ret_devices = devices;
    *ret_n = n;
    return PRACTICE_OK;
}

enum practice_status journal_sync_forget(struct journal *journal, const char *scope,
                                         struct practice_error *err)
{
    struct practice_error own;
    return work_run(journal, sql_sync_scope_forget, 1, (struct work_value[]){{":scope", scope}},
                    err ? err : &own);
}

enum practice_status journal_sync_forget_others(struct journal *journal, struct practice_error *err)
{
    static const struct work_step steps[] = {{sql_sync_forget_shared, 0, 0},
                                             {sql_sync_forget_inbox, 0, 0},
                                             {sql_sync_restart_rows, 0, 1},
                                             {sql_sync_restart_scope, 0, 1},
                                             {sql_sync_restart_cache, 0, 1}};
    const struct work_value value = {":scope", NULL};
    return work_steps(journal, sizeof steps / sizeof *steps, steps, &value, err);
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
