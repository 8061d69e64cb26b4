// SPDX-License-Identifier: GPL-3.0-or-later
// The usual sync: little to send, little to fetch, and one call for all of it. The journal takes
// the answer in the order and in the transactions of the single steps, so that being stopped
// anywhere is no different from losing a reply there.
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "sync/sync_inside.h"

// A journal that has never synced, or is to be read anew, goes step by step.
static int is_possible(const struct sync *sync)
{
    const struct sync_options *options = sync->options;
    return sync->state.user_id[0] && sync->state.epoch[0] && !options->is_rehearsal &&
           !options->repair && !options->adopt && !options->in_steps;
}

struct wanted {
    char *operations;
    size_t n_operations;
    struct journal_scope *scopes;
    size_t n_scopes;
};

static void release(struct wanted *wanted)
{
    free(wanted->operations);
    free(wanted->scopes);
}

static enum practice_status gather(struct sync *sync, struct wanted *wanted,
                                   struct practice_error *err)
{
    enum practice_status status =
        journal_sync_batch(sync->journal, &wanted->operations, &wanted->n_operations, err);
    if (status == PRACTICE_OK)
        status = journal_sync_scopes(sync->journal, &wanted->scopes, &wanted->n_scopes, err);
    return sync_here(sync, status);
}

static enum practice_status ask(const struct sync *sync, const struct wanted *wanted,
                                struct server_round *round, struct practice_error *err)
{
    const char **texts = calloc(2 * wanted->n_scopes + 1, sizeof *texts);
    if (!texts)
        return fail_no_memory(err);
    for (size_t i = 0; i < wanted->n_scopes; i++) {
        texts[i] = wanted->scopes[i].id;
        texts[wanted->n_scopes + i] = wanted->scopes[i].cursor;
    }
    size_t n_known = sync->state.n_waiting, n_sent = wanted->n_operations;
    const struct server_round_wish wish = {.device = sync->state.device,
                                           .last_op = sync->state.last_op,
                                           .user_id = sync->state.user_id,
                                           .epoch = sync->state.epoch,
                                           .operations = wanted->operations,
                                           .n_waiting = n_known > n_sent ? n_known - n_sent : 0,
                                           .n_scopes = wanted->n_scopes,
                                           .scopes = texts,
                                           .cursors = texts + wanted->n_scopes};
    enum practice_status status = server_sync_round(sync->server, &wish, round, err);
    free(texts);
    return status;
}

static enum practice_status take_begun(struct sync *sync, const char *answer,
                                       struct practice_error *err)
{
    struct journal_begun begun = {0};
    sync_reach(sync, SYNC_ASKED);
    enum practice_status status =
        sync_here(sync, journal_sync_begin(sync->journal, answer, 0, &begun, err));
    sync->report.is_restored = begun.is_restored;
    sync_reach(sync, SYNC_BEGUN);
    return status;
}

static enum practice_status take_pushed(struct sync *sync, const struct server_round *round,
                                        size_t n_operations, struct practice_error *err)
{
    if (!round->pushed)
        return PRACTICE_OK;
    sync_reach(sync, SYNC_PUSHED);
    enum practice_status status =
        sync_here(sync, journal_sync_answered(sync->journal, round->pushed, err));
    sync_reach(sync, SYNC_ANSWERED);
    sync->report.n_sent += n_operations;
    return status;
}

static struct journal_scope *scope_of(const struct wanted *wanted, const char *id)
{
    for (size_t i = 0; i < wanted->n_scopes; i++)
        if (strcmp(wanted->scopes[i].id, id) == 0)
            return &wanted->scopes[i];
    return NULL;
}

// Scopes whose last page came are remembered, at the beginning of the list that they came from.
static enum practice_status take_pages(struct sync *sync, const struct server_round *round,
                                       struct wanted *wanted, struct practice_error *err)
{
    struct journal_scope *fresh = calloc(round->n_pages + 1, sizeof *fresh);
    enum practice_status status = fresh ? PRACTICE_OK : fail_no_memory(err);
    for (size_t i = 0; status == PRACTICE_OK && i < round->n_pages; i++) {
        struct journal_pulled pulled = {0};
        struct journal_scope *scope = scope_of(wanted, round->pages[i].scope);
        if (!scope)
            continue;
        status = sync_take_page(sync, scope, round->pages[i].text, &pulled, err);
        if (status == PRACTICE_OK && !pulled.is_restart && !pulled.has_more)
            fresh[sync->n_fresh++] = *scope;
    }
    sync->fresh = fresh;
    return status;
}

static enum practice_status take(struct sync *sync, const struct server_round *round,
                                 struct wanted *wanted, struct practice_error *err)
{
    enum practice_status status = take_begun(sync, round->begun, err);
    if (status == PRACTICE_OK)
        status = take_pushed(sync, round, wanted->n_operations, err);
    if (status == PRACTICE_OK)
        status = take_pages(sync, round, wanted, err);
    sync->report.n_unread = round->n_unread;
    return status;
}

enum practice_status sync_round(struct sync *sync, int *ret_is_begun, struct practice_error *err)
{
    struct wanted wanted = {0};
    struct server_round round = {.n_unread = -1};
    *ret_is_begun = 0;
    if (!is_possible(sync))
        return PRACTICE_OK;
    enum practice_status status = gather(sync, &wanted, err);
    if (status == PRACTICE_OK)
        status = ask(sync, &wanted, &round, err);
    if (round.begun) {
        *ret_is_begun = 1;
        status = take(sync, &round, &wanted, err);
    } else if (status != PRACTICE_OK && server_round_may_step(sync->server)) {
        status = PRACTICE_OK;
    }
    server_round_release(&round);
    release(&wanted);
    return status;
}
