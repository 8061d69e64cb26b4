// SPDX-License-Identifier: GPL-3.0-or-later
// One sync of a journal with the studio it belongs to. Nothing of it is half done wherever it
// stops: each step is one transaction on one side, and can be taken again.
#ifndef CLI_SYNC_SYNC_H
#define CLI_SYNC_SYNC_H

#include "journal/sync.h"
#include "server/sync.h"

// Steps after which a test may stop the program; the order is that of a sync.
enum sync_step {
    SYNC_ASKED,    // the studio answered to the start; the journal does not know it yet
    SYNC_BEGUN,    // the journal took it
    SYNC_PUSHED,   // the studio has a batch; its answer is still unread
    SYNC_ANSWERED, // the journal has the answer
    SYNC_FETCHED,  // a page came
    SYNC_APPLIED,  // the journal has it
    SYNC_N_STEPS,
};

struct sync_options {
    int is_rehearsal; // nothing is sent, and what came is taken back
    int repair;       // read everything again, and tell what was never told
    int adopt;        // take over a journal of another account
    int in_steps;     // a call for each step, as with a studio that knows no other way
    void (*at)(void *context, enum sync_step step); // NULL, or a test's
    void *context;
};

struct sync_report {
    size_t n_sent, n_refused;            // operations; refused ones among those sent
    size_t n_rows, n_changed, n_removed; // rows that came, and what they did here
    size_t n_scopes;
    int is_restored;  // the studio had been restored from a backup
    int64_t n_unread; // rows of the inbox; -1: not told
    int is_here;      // what failed was the journal, not the studio
};

// Pushes, then pulls every scope. What was done before a failure stays done; the failure is noted
// in the journal. Fails as server_call() and the journal do.
enum practice_status sync_run(struct journal *journal, struct server *server,
                              const struct sync_options *options, struct sync_report *ret_report,
                              struct practice_error *err) PRACTICE_CHECKED;

struct sync_difference {
    char kind[8]; // of the scope
    char entity[16];
    size_t n_here, n_there;
    int is_same;
};

// Compares a hash of every kind of row in every scope; the array is the caller's to free. To be
// called after a sync. Fails as sync_run().
enum practice_status sync_verify(struct journal *journal, struct server *server,
                                 struct sync_difference **ret_list, size_t *ret_n,
                                 struct practice_error *err) PRACTICE_CHECKED;

// Makes this process the only one that syncs the journal, waiting up to wait_s. *ret_lock is to be
// given to sync_unlock(). Fails with OVER_LIMIT when another one is at it all the time.
enum practice_status sync_lock(const char *journal_path, double wait_s, int *ret_lock,
                               struct practice_error *err) PRACTICE_CHECKED;
void sync_unlock(int lock);

#endif
