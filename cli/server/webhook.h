// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks: addresses of a person's that are told when jobs end. A worker delivers; here they are
// made, seen and taken away. All of these fail as server_call() does.
#ifndef CLI_SERVER_WEBHOOK_H
#define CLI_SERVER_WEBHOOK_H

#include "base/uuid.h"
#include "server/server.h"

#define WEBHOOK_SECRET_SIZE 65

// The secret is given here only: the studio does not tell it again.
struct webhook_made {
    char id[UUID_SIZE];
    char secret[WEBHOOK_SECRET_SIZE]; // 64 hexadecimal digits; as they are, the key of the HMAC
};

// is_studio: of everybody's jobs, for those who watch over the studio.
enum practice_status webhook_add(struct server *server, const char *url, int is_studio,
                                 struct webhook_made *ret_made,
                                 struct practice_error *err) PRACTICE_CHECKED;

struct webhook {
    const char *id, *url;            // texts belong to the rows
    const char *last_failure;        // NULL: the last delivery went well
    int64_t last_status;             // of HTTP; 0: none came
    int64_t created_ms, last_ms;     // 0: nothing was delivered yet
    int64_t failing_ms, disabled_ms; // since when; 0: it is not
    int64_t n_waiting;               // deliveries
    int is_studio;
};

// The caller's webhooks, the oldest first: take each out of the rows, which are the caller's.
enum practice_status webhook_list(struct server *server, struct server_rows **ret_rows,
                                  struct practice_error *err) PRACTICE_CHECKED;
struct webhook webhook_at(const struct server_rows *rows, size_t i);

// `reference` is an id, the end of one, or the address. The id is the webhook's.
enum practice_status webhook_remove(struct server *server, const char *reference,
                                    char ret_id[UUID_SIZE],
                                    struct practice_error *err) PRACTICE_CHECKED;

// Puts a test into its outbox; one that was switched off is switched on again. OVER_LIMIT: it is
// switched on, but so much waits that no test was added.
enum practice_status webhook_test(struct server *server, const char *reference,
                                  char ret_id[UUID_SIZE],
                                  struct practice_error *err) PRACTICE_CHECKED;

// A new secret; for a day the old one signs, too.
enum practice_status webhook_rotate(struct server *server, const char *reference,
                                    struct webhook_made *ret_made,
                                    struct practice_error *err) PRACTICE_CHECKED;

#endif
