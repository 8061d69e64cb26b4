// SPDX-License-Identifier: GPL-3.0-or-later
// The studio's side of a sync: operations go there, pages come back. Both travel as the JSON texts
// that the journal makes and takes (journal/sync.h); this room looks into neither.
#ifndef CLI_SERVER_SYNC_H
#define CLI_SERVER_SYNC_H

#include <stddef.h>

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
