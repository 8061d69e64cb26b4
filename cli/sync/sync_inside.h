// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this room share about a sync that runs. Nobody else includes this.
#ifndef CLI_SYNC_SYNC_INSIDE_H
#define CLI_SYNC_SYNC_INSIDE_H

#include "sync/sync.h"

struct sync {
    struct journal *journal;
    struct server *server;
    const struct sync_options *options;
    struct sync_report report;
    struct journal_sync_state state; // as it was before
    struct journal_scope *fresh;     // scopes that were read to their end already
    size_t n_fresh;
};

// Tells the test that watches.
void sync_reach(const struct sync *sync, enum sync_step step);

// Notes whose failure it is.
enum practice_status sync_here(struct sync *sync, enum practice_status status);

// Gives the journal a page of a scope, and the scope its new cursor.
enum practice_status sync_take_page(struct sync *sync, struct journal_scope *scope,
                                    const char *page, struct journal_pulled *ret_pulled,
                                    struct practice_error *err) PRACTICE_CHECKED;

// Begins, pushes and pulls in one call. *ret_is_begun is 0 when that cannot be done and nothing
// was; else whatever is not done yet is to be done in steps.
enum practice_status sync_round(struct sync *sync, int *ret_is_begun,
                                struct practice_error *err) PRACTICE_CHECKED;

#endif
