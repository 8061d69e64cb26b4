// SPDX-License-Identifier: GPL-3.0-or-later
// What a journal keeps for and from a studio: the outbox of operations, the cache of shared rows,
// and how far each scope was read. Triggers write the outbox in the transaction of every change, so
// nothing here is called when a session is saved. Answers and pages of the studio are taken as the
// JSON texts they come as: SQLite reads them. Each call is a transaction of its own, and no part of
// what undo takes back.
#ifndef CLI_JOURNAL_SYNC_H
#define CLI_JOURNAL_SYNC_H

#include "journal/journal.h"

#define JOURNAL_DEVICE_SIZE 9  // 8 hex digits: this journal's mark
#define JOURNAL_EPOCH_SIZE  33 // 32 hex digits: one life of a studio's database
#define JOURNAL_OP_SIZE     33 // 32 hex digits
#define JOURNAL_CURSOR_SIZE 160
#define JOURNAL_MAX_REFUSED 1000

struct journal_sync_state {
    char user_id[UUID_SIZE];        // whose journal it is at the studio; "": nobody's yet
    char epoch[JOURNAL_EPOCH_SIZE]; // the life of the studio's database that was seen last, or ""
    char device[JOURNAL_DEVICE_SIZE];
    int64_t clock;               // of its last operation, hybrid
    char last_op[UUID_SIZE];     // the last that was answered, or ""
    int64_t tried_ms, synced_ms; // the last sync, and the last that went well; 0: none
    char *error;                 // of the last sync; NULL: it went well
    size_t n_waiting, n_refused; // operations
};

enum practice_status journal_sync_state(struct journal *journal,
                                        struct journal_sync_state *ret_state,
                                        struct practice_error *err) PRACTICE_CHECKED;
void journal_sync_state_release(struct journal_sync_state *state);

// A journal that syncs to the same account, as the studio told last.
struct journal_device {
    char mark[JOURNAL_DEVICE_SIZE];
    char name[128];
    int64_t n_applied, n_refused; // its operations
    char synced[40];              // when, ISO 8601; "": unknown
    int is_this;
};

#define JOURNAL_MAX_DEVICES 100

// The array is the caller's to free.
enum practice_status journal_sync_devices(struct journal *journal,
                                          struct journal_device **ret_devices, size_t *ret_n,
                                          struct practice_error *err) PRACTICE_CHECKED;

// What the studio's answer to the start of a sync came to.
struct journal_begun {
    int is_restored; // the studio knows less than it did
};

// Takes that answer. The first time it makes this the journal of the person who asked, and
// everything in it is put into the outbox. Scopes that are no longer open are forgotten with all
// their rows. From a studio that was restored from a backup everything starts over, and it is told
// everything again. Fails with BAD_ARGUMENT when it is somebody else's journal, unless `adopt` is
// 1: then what was agreed with the other account is forgotten.
enum practice_status journal_sync_begin(struct journal *journal, const char *answer, int adopt,
                                        struct journal_begun *ret_begun,
                                        struct practice_error *err) PRACTICE_CHECKED;

// Notes how it went: NULL is well.
enum practice_status journal_sync_end(struct journal *journal, const char *error,
                                      struct practice_error *err) PRACTICE_CHECKED;

// The next operations as the studio takes them, to be freed by the caller; *ret_n is their number.
enum practice_status journal_sync_batch(struct journal *journal, char **ret_operations,
                                        size_t *ret_n, struct practice_error *err) PRACTICE_CHECKED;

// Takes the answer to a batch.
enum practice_status journal_sync_answered(struct journal *journal, const char *answer,
                                           struct practice_error *err) PRACTICE_CHECKED;

struct journal_scope {
    char id[UUID_SIZE];
    char kind[8];                     // "me", "group", "board"
    char cursor[JOURNAL_CURSOR_SIZE]; // "": from the beginning
    size_t n_cached;                  // rows in the cache
};

#define JOURNAL_MAX_SCOPES 1000

// The open scopes, "me" first; the array is the caller's to free.
enum practice_status journal_sync_scopes(struct journal *journal, struct journal_scope **ret_scopes,
                                         size_t *ret_n,
                                         struct practice_error *err) PRACTICE_CHECKED;

// A scope that is closed to us: forgets its rows.
enum practice_status journal_sync_forget(struct journal *journal, const char *scope,
                                         struct practice_error *err) PRACTICE_CHECKED;

// Forgets the rows of all scopes but "me", and of that what others did: the inbox. The next sync
// reads everything from its beginning.
enum practice_status journal_sync_forget_others(struct journal *journal,
                                                struct practice_error *err) PRACTICE_CHECKED;

struct journal_pulled {
    size_t n_rows;    // that came
    size_t n_changed; // that are new or different here now
    size_t n_removed;
    int has_more;   // the next page waits
    int is_restart; // the cursor is no longer good: nothing was taken, the scope starts over
    char cursor[JOURNAL_CURSOR_SIZE];
};

// Takes a page of a scope: writes its rows, moves the cursor.
enum practice_status journal_sync_apply(struct journal *journal, const struct journal_scope *scope,
                                        const char *page, struct journal_pulled *ret_pulled,
                                        struct practice_error *err) PRACTICE_CHECKED;

// Reads a scope (NULL: all) from its beginning the next time; what does not come again is stale.
enum practice_status journal_sync_restart(struct journal *journal, const char *scope,
                                          struct practice_error *err) PRACTICE_CHECKED;

// Puts every row that the studio was never told of into the outbox; with `is_all`, every row.
enum practice_status journal_sync_restate(struct journal *journal, int is_all,
                                          struct practice_error *err) PRACTICE_CHECKED;

// Own rows ("session" or "goal") that did not come again after a restart, at most 1000 ids; the
// array is the caller's to free.
enum practice_status journal_sync_stale(struct journal *journal, const char *entity,
                                        char (**ret_ids)[UUID_SIZE], size_t *ret_n,
                                        struct practice_error *err) PRACTICE_CHECKED;

// One of these: gone from the studio, so deleted here unless something of it is still to be told;
// or there after all. *ret_n_removed grows.
enum practice_status journal_sync_settle(struct journal *journal, const char *entity,
                                         const char *id, int is_gone,
                                         struct practice_error *err) PRACTICE_CHECKED;

// Everything until journal_sync_rehearse_end() is taken back there. Other programs wait meanwhile.
enum practice_status journal_sync_rehearse(struct journal *journal,
                                           struct practice_error *err) PRACTICE_CHECKED;
void journal_sync_rehearse_end(struct journal *journal);

// Calls take() with each line of what the studio hashes for an entity of a scope ("me": the
// journal's own sessions or goals), in order.
enum practice_status journal_sync_lines(struct journal *journal, const struct journal_scope *scope,
                                        const char *entity,
                                        void (*take)(void *context, const char *line),
                                        void *context, struct practice_error *err) PRACTICE_CHECKED;

// --- the outbox

struct journal_operation {
    char id[JOURNAL_OP_SIZE];
    char row_id[UUID_SIZE];
    char entity[16], kind[8];
    char *reason, *hint; // of a refused one; NULL: none
    char *fields;        // JSON
};

struct journal_operations {
    struct journal_operation *list; // oldest first
    size_t n;
};

// Puts an operation into the outbox: `kind` is insert, update or delete, `fields` a JSON object. It
// goes out with the next sync, in the transaction of a command if one is open.
enum practice_status journal_outbox_add(struct journal *journal,
                                        const struct journal_operation *operation,
                                        struct practice_error *err) PRACTICE_CHECKED;

// The first JOURNAL_MAX_REFUSED operations that wait, or that were refused.
enum practice_status journal_outbox_list(struct journal *journal, int are_refused,
                                         struct journal_operations *ret_operations,
                                         struct practice_error *err) PRACTICE_CHECKED;
void journal_operations_release(struct journal_operations *operations);

// The refused operation whose id ends with these at least 4 digits. Fails with NOT_FOUND, or
// BAD_ARGUMENT when it may be more than one.
enum practice_status journal_outbox_find(struct journal *journal, const char *suffix,
                                         char ret_id[JOURNAL_OP_SIZE],
                                         struct practice_error *err) PRACTICE_CHECKED;

// Forgets a refused operation; what the studio has instead comes with the next sync.
enum practice_status journal_outbox_drop(struct journal *journal, const char *id,
                                         struct practice_error *err) PRACTICE_CHECKED;

// Sends a refused operation again.
enum practice_status journal_outbox_retry(struct journal *journal, const char *id,
                                          struct practice_error *err) PRACTICE_CHECKED;

// --- the cache

struct journal_cached {
    char scope[UUID_SIZE], id[UUID_SIZE];
    char *body; // JSON, as the studio told it
};

struct journal_cached_rows {
    struct journal_cached *list;
    size_t n;
};

// The cached rows of a kind ("post", "notification" …) in a scope (NULL: all), by id.
enum practice_status journal_cache_list(struct journal *journal, const char *scope,
                                        const char *entity, struct journal_cached_rows *ret_rows,
                                        struct practice_error *err) PRACTICE_CHECKED;
void journal_cached_rows_release(struct journal_cached_rows *rows);

#endif
