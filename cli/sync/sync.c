// SPDX-License-Identifier: GPL-3.0-or-later
// Begin, push, pull, settle. The texts between journal and studio pass through here unread.
#include "sync/sync_inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

#define MAX_RESTARTS 2
#define MAX_TRIES    4

void sync_reach(const struct sync *sync, enum sync_step step)
{
    if (sync->options->at)
        sync->options->at(sync->options->context, step);
}

enum practice_status sync_here(struct sync *sync, enum practice_status status)
{
    sync->report.is_here = status != PRACTICE_OK;
    return status;
}

static enum practice_status begin(struct sync *sync, struct practice_error *err)
{
    char *answer = NULL;
    struct journal_begun begun = {0};
    enum practice_status status =
        server_sync_begin(sync->server, sync->state.device, sync->state.last_op, &answer, err);
    if (status != PRACTICE_OK)
        return status;
    sync_reach(sync, SYNC_ASKED);
    status = sync_here(
        sync, journal_sync_begin(sync->journal, answer, sync->options->adopt, &begun, err));
    free(answer);
    if (status == PRACTICE_OK && sync->options->repair)
        status = sync_here(sync, journal_sync_restart(sync->journal, NULL, err));
    if (status == PRACTICE_OK && sync->options->repair)
        status = sync_here(sync, journal_sync_restate(sync->journal, 0, err));
    sync->report.is_restored = begun.is_restored;
    sync_reach(sync, SYNC_BEGUN);
    return status;
}

// The studio undoes one of two transactions that wait for each other; that one may come again.
static int is_worth_another_try(const struct server *server)
{
    const char *code = server_last_code(server);
    return strcmp(code, "40P01") == 0 || strcmp(code, "40001") == 0;
}

static enum practice_status send(struct sync *sync, const char *operations,
                                 struct practice_error *err)
{
    char *answer = NULL;
    enum practice_status status = PRACTICE_UNREADABLE;
    for (int tries = 0; tries < MAX_TRIES; tries++) {
        status = server_sync_push(sync->server, sync->state.device, operations, &answer, err);
        if (status == PRACTICE_OK || !is_worth_another_try(sync->server))
            break;
    }
    if (status != PRACTICE_OK)
        return status;
    sync_reach(sync, SYNC_PUSHED);
    status = sync_here(sync, journal_sync_answered(sync->journal, answer, err));
    free(answer);
    sync_reach(sync, SYNC_ANSWERED);
    return status;
}

static enum practice_status push(struct sync *sync, struct practice_error *err)
{
    for (;;) {
        char *operations = NULL;
        size_t n = 0;
        enum practice_status status =
            sync_here(sync, journal_sync_batch(sync->journal, &operations, &n, err));
        if (status == PRACTICE_OK && n)
            status = send(sync, operations, err);
        free(operations);
        if (status != PRACTICE_OK || !n)
            return status;
        sync->report.n_sent += n;
        sync->n_fresh = 0; // what was read is older than this
    }
}

enum practice_status sync_take_page(struct sync *sync, struct journal_scope *scope,
                                    const char *page, struct journal_pulled *ret_pulled,
                                    struct practice_error *err)
{
    struct journal_pulled pulled = {0};
    sync_reach(sync, SYNC_FETCHED);
    enum practice_status status =
        sync_here(sync, journal_sync_apply(sync->journal, scope, page, &pulled, err));
    sync_reach(sync, SYNC_APPLIED);
    if (status != PRACTICE_OK)
        return status;
    sync->report.n_rows += pulled.n_rows;
    sync->report.n_changed += pulled.n_changed;
    sync->report.n_removed += pulled.n_removed;
    memcpy(scope->cursor, pulled.is_restart ? "" : pulled.cursor,
           pulled.is_restart ? 1 : sizeof scope->cursor);
    *ret_pulled = pulled;
    return PRACTICE_OK;
}

static enum practice_status pull_page(struct sync *sync, struct journal_scope *scope,
                                      struct journal_pulled *ret_pulled, struct practice_error *err)
{
    char *page = NULL;
    enum practice_status status =
        server_sync_pull(sync->server, scope->id, scope->cursor, &page, err);
    if (status != PRACTICE_OK)
        return status;
    status = sync_take_page(sync, scope, page, ret_pulled, err);
    free(page);
    return status;
}

static enum practice_status pull(struct sync *sync, struct journal_scope *scope,
                                 struct practice_error *err)
{
    int restarts = 0;
    for (;;) {
        struct journal_pulled pulled = {0};
        enum practice_status status = pull_page(sync, scope, &pulled, err);
        if (status == PRACTICE_NOT_FOUND && strcmp(scope->kind, "me") != 0)
            return sync_here(sync, journal_sync_forget(sync->journal, scope->id, err)); // left
        if (status != PRACTICE_OK)
            return status;
        if (pulled.is_restart && ++restarts > MAX_RESTARTS)
            return fail_with(err, PRACTICE_UNREADABLE, NULL, "the studio takes no place to go on");
        if (!pulled.is_restart && !pulled.has_more)
            return PRACTICE_OK;
    }
}

// Rows that did not come again: gone, or only not visible yet. The studio says which.
static enum practice_status settle(struct sync *sync, const char *entity,
                                   struct practice_error *err)
{
    for (;;) {
        char(*ids)[UUID_SIZE] = NULL;
        unsigned char is_absent[1000];
        size_t n = 0;
        enum practice_status status =
            sync_here(sync, journal_sync_stale(sync->journal, entity, &ids, &n, err));
        if (status == PRACTICE_OK && n)
            status = server_sync_absent(sync->server, entity, n, ids, is_absent, err);
        for (size_t i = 0; status == PRACTICE_OK && i < n; i++) {
            status = sync_here(
                sync, journal_sync_settle(sync->journal, entity, ids[i], is_absent[i], err));
            sync->report.n_removed += is_absent[i];
        }
        free(ids);
        if (status != PRACTICE_OK || !n)
            return status;
    }
}

static int is_fresh(const struct sync *sync, const char *scope)
{
    for (size_t i = 0; i < sync->n_fresh; i++)
        if (strcmp(sync->fresh[i].id, scope) == 0)
            return 1;
    return 0;
}

static enum practice_status pull_all(struct sync *sync, struct practice_error *err)
{
    struct journal_scope *scopes = NULL;
    enum practice_status status =
        sync_here(sync, journal_sync_scopes(sync->journal, &scopes, &sync->report.n_scopes, err));
    for (size_t i = 0; status == PRACTICE_OK && i < sync->report.n_scopes; i++)
        status = is_fresh(sync, scopes[i].id) ? PRACTICE_OK : pull(sync, &scopes[i], err);
    free(scopes);
    if (status == PRACTICE_OK)
        status = settle(sync, "session", err);
    return status == PRACTICE_OK ? settle(sync, "goal", err) : status;
}

static enum practice_status run(struct sync *sync, struct practice_error *err)
{
    int is_begun = 0;
    enum practice_status status = sync_round(sync, &is_begun, err);
    if (status == PRACTICE_OK && !is_begun)
        status = begin(sync, err);
    if (status == PRACTICE_OK && !sync->options->is_rehearsal)
        status = push(sync, err);
    return status == PRACTICE_OK ? pull_all(sync, err) : status;
}

static enum practice_status rehearse(struct sync *sync, struct practice_error *err)
{
    enum practice_status status = sync_here(sync, journal_sync_rehearse(sync->journal, err));
    if (status != PRACTICE_OK)
        return status;
    status = run(sync, err);
    journal_sync_rehearse_end(sync->journal);
    return status;
}

// Notes how it went, and counts what was refused on the way.
static enum practice_status note(struct sync *sync, enum practice_status status,
                                 struct practice_error *err)
{
    size_t n_refused_before = sync->state.n_refused;
    struct journal_sync_state state;
    struct practice_error other;
    enum practice_status noted =
        journal_sync_end(sync->journal, status == PRACTICE_OK ? NULL : err->message, &other);
    if (noted == PRACTICE_OK)
        noted = journal_sync_state(sync->journal, &state, &other);
    if (noted == PRACTICE_OK) {
        sync->report.n_refused =
            state.n_refused > n_refused_before ? state.n_refused - n_refused_before : 0;
        journal_sync_state_release(&state);
    }
    if (status != PRACTICE_OK || noted == PRACTICE_OK)
        return status;
    *err = other;
    return sync_here(sync, noted);
}

enum practice_status sync_run(struct journal *journal, struct server *server,
                              const struct sync_options *options, struct sync_report *ret_report,
                              struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct sync sync = {.journal = journal, .server = server, .options = options};
    *ret_report = (struct sync_report){.is_here = 1, .n_unread = -1};
    enum practice_status status = journal_sync_state(journal, &sync.state, err);
    if (status != PRACTICE_OK)
        return status;
    sync.report.n_unread = -1;
    status = options->is_rehearsal ? rehearse(&sync, err) : note(&sync, run(&sync, err), err);
    journal_sync_state_release(&sync.state);
    free(sync.fresh);
    *ret_report = sync.report;
    return status;
}
