// SPDX-License-Identifier: GPL-3.0-or-later
// The studio's side of a sync: operations go there, pages come back. Both travel as the JSON texts
// that the journal makes and takes (journal/sync.h); this room looks into neither.
#ifndef CLI_SERVER_SYNC_H
#define CLI_SERVER_SYNC_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#include "base/uuid.h"
#include "server/server.h"

#define SERVER_PAGE_ROWS 1000 // in a page; the studio gives no more than 2000

// Starts a sync of the journal with this mark; last_op "" when it never had an answer. The answer
// is the caller's to free. Fails as server_call(), UNREADABLE also when the versions do not fit.
enum practice_status server_sync_begin(struct server *server, const char *device,
                                       const char *last_op, char **ret_answer,
                                       struct practice_error *err) PRACTICE_CHECKED;

// Hands a batch of operations over. The answer is the caller's to free.
enum practice_status server_sync_push(struct server *server, const char *device,
                                      const char *operations, char **ret_answer,
                                      struct practice_error *err) PRACTICE_CHECKED;

// What a journal hands over and asks for in one call.
struct server_round_wish {
    const char *device, *last_op; // as above
    const char *user_id, *epoch;  // whose journal it is, and the life of the database it knows
    const char *operations;       // a batch; "[]"
    size_t n_waiting;             // operations that come after these
    size_t n_scopes;              // to be pulled
    const char *const *scopes;    // [n_scopes]
    const char *const *cursors;   // [n_scopes]
};

// The answers; they live until server_round_release().
struct server_round {
    const char *begun;  // as from server_sync_begin()
    const char *pushed; // as from server_sync_push(); NULL: nothing was taken
    size_t n_pages;
    struct server_page {
        const char *scope, *text; // as from server_sync_pull()
    } * pages;
    int64_t n_unread; // rows of the inbox; -1: not told
    struct server_rows *rows;
};

// Begins, pushes and pulls in one transaction of the studio. Only `begun` is answered when the
// journal is somebody else's or the studio is not the one it knows, no page when operations wait or
// there is too much. Fails as server_sync_begin() and server_sync_push().
enum practice_status server_sync_round(struct server *server, const struct server_round_wish *wish,
                                       struct server_round *ret_round,
                                       struct practice_error *err) PRACTICE_CHECKED;
void server_round_release(struct server_round *round);

// 1 when what failed last may go well in single steps: the studio is older than this program, or
// undid one of two transactions that waited for each other.
int server_round_may_step(const struct server *server);

// The next page of a scope after a cursor (""). The page is the caller's to free. Fails with
// NOT_FOUND when the scope is no longer open to this person.
enum practice_status server_sync_pull(struct server *server, const char *scope, const char *cursor,
                                      char **ret_page, struct practice_error *err) PRACTICE_CHECKED;

// Which of these own rows ("session" or "goal"; n <= 1000) the studio does not have: ret_is_absent
// [n] becomes 1 for these.
enum practice_status server_sync_absent(struct server *server, const char *entity, size_t n,
                                        char (*ids)[UUID_SIZE], unsigned char *ret_is_absent,
                                        struct practice_error *err) PRACTICE_CHECKED;

struct server_hash {
    char entity[16];
    char hex[65]; // SHA-256 of the rows' lines
    size_t n;
};

// The hashes of a scope by entity; the array is the caller's to free.
enum practice_status server_sync_hashes(struct server *server, const char *scope,
                                        struct server_hash **ret_hashes, size_t *ret_n,
                                        struct practice_error *err) PRACTICE_CHECKED;

#endif
