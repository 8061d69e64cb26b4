// SPDX-License-Identifier: GPL-3.0-or-later
// What the people who run a studio ask of it and do to it, over an administrator's connection
// (the superuser, or a member of practice_owner). Texts are other people's: print them through
// ui/text.h.
#ifndef CLI_SERVER_OPS_H
#define CLI_SERVER_OPS_H

#include "server/server.h"

#define OPS_PASSWORD_LEAST 12 // characters of the client's password
#define OPS_PASSWORD_MOST  200
#define OPS_USERS_MOST     1000 // people in one answer

// How the studio is. The texts and rows live as long as the struct; ops_status_release() ends it.
struct ops_status {
    int version;                   // of the schema; 0: no studio, and all below is empty
    const char *server, *database; // "15.14 (Debian …)", "practice"
    const char *started;           // "2026-03-05T10:00:00Z"
    int64_t n_bytes;               // of the whole database
    int64_t n_sessions;            // connections of clients and workers
    int64_t oldest_s;              // age of the oldest transaction that writes
    int is_standby;
    struct server_rows *about;    // behind the texts above
    struct server_rows *tables;   // name, n_rows, is_estimate, n_bytes
    struct server_rows *standbys; // name, state, lag_s, lag_bytes
    struct server_rows
        *devices; // one row: n_devices, n_week, n_behind, n_waiting, oldest_s; or none
    struct server_rows *findings; // subject, finding: what does not hold
    int login_is_kept;            // 0: somebody changed the client's password; -1: unknown
};

// Fills *ret_status. Fails as server_call().
enum practice_status ops_status_read(struct server *server, struct ops_status *ret_status,
                                     struct practice_error *err) PRACTICE_CHECKED;

void ops_status_release(struct ops_status *status);

// Gives the client's login the password (NULL: the one it had, or a new random one), and takes
// away whatever somebody changed of it. Fails with BAD_ARGUMENT (length, control characters) and
// as server_call().
enum practice_status ops_login_set(struct server *server, const char *password,
                                   struct practice_error *err) PRACTICE_CHECKED;

// The address that members paste: a postgresql:// URI for practice_client.
struct ops_address {
    const char *host, *port, *database; // NULL: those of the administrator's connection
    const char *sslmode, *sslrootcert;  // NULL: verify-full for other machines; none
};

// Returns the URI in *ret_uri, to be freed by the caller. Fails with NOT_FOUND (the studio has no
// client's password yet) and as server_call().
enum practice_status ops_invite(struct server *server, const struct ops_address *address,
                                char **ret_uri, struct practice_error *err) PRACTICE_CHECKED;

// People whose nickname or e-mail contains `part` ("": all), newest first, OPS_USERS_MOST at most;
// columns user_id, nickname, email, is_active, is_admin, created, last_used, n_devices.
enum practice_status ops_users(struct server *server, const char *part,
                               struct server_rows **ret_rows,
                               struct practice_error *err) PRACTICE_CHECKED;

// The one person whose id, e-mail or nickname that is. Fails with NOT_FOUND.
enum practice_status ops_user_find(struct server *server, const char *who,
                                   struct server_rows **ret_rows,
                                   struct practice_error *err) PRACTICE_CHECKED;

// Lets a person in (1), keeps him out (0) or leaves that (-1); the same for who may hide posts.
enum practice_status ops_user_set(struct server *server, const char *user_id, int is_active,
                                  int is_admin, struct practice_error *err) PRACTICE_CHECKED;

// Deletes a person with everything that is his, as the person could.
enum practice_status ops_user_erase(struct server *server, const char *user_id,
                                    struct practice_error *err) PRACTICE_CHECKED;

#endif
