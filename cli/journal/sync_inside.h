// SPDX-License-Identifier: GPL-3.0-or-later
// What the sync files of this room share: transactions that fit into one that is open already (a
// rehearsal), and statements with a text or two. Nobody else includes this.
#ifndef CLI_JOURNAL_SYNC_INSIDE_H
#define CLI_JOURNAL_SYNC_INSIDE_H

#include "journal/statement.h"
#include "journal/sync.h"

// Begins a transaction, or a part of the one that is open (*ret_is_part is 1).
enum practice_status work_begin(struct journal *journal, int *ret_is_part,
                                struct practice_error *err) PRACTICE_CHECKED;

// Ends it: commits, or takes everything back when `status` is a failure. Returns how it ended.
enum practice_status work_end(struct journal *journal, int is_part, enum practice_status status,
                              struct practice_error *err) PRACTICE_CHECKED;

struct work_value {
    const char *name, *text;
};

// Runs a statement with n texts bound.
enum practice_status work_run(struct journal *journal, const char *sql, size_t n,
                              const struct work_value *values,
                              struct practice_error *err) PRACTICE_CHECKED;

// Runs statements without values, one after the other.
enum practice_status work_run_all(struct journal *journal, size_t n, const char *const *sql,
                                  struct practice_error *err) PRACTICE_CHECKED;

// A statement of a piece of work, with n of its values from the one at `first`.
struct work_step {
    const char *sql;
    size_t first, n;
};

// Runs n steps as one transaction, or as a part of the one that is open. err may be NULL.
enum practice_status work_steps(struct journal *journal, size_t n, const struct work_step *steps,
                                const struct work_value *values,
                                struct practice_error *err) PRACTICE_CHECKED;

// Copies a column's text into a place of that size; "" for NULL.
void work_copy(char *place, size_t size, const struct statement *statement, int column);

#endif
