// SPDX-License-Identifier: GPL-3.0-or-later
// A PostgreSQL cluster of a studio's own on this machine: made, started and stopped with the
// programs that the system has, in one private folder, so that nobody needs to know PostgreSQL to
// try a studio. Its superuser comes in by the socket only and is known by the system's user; all
// others come by loopback with a password.
#ifndef CLI_SERVER_LOCAL_H
#define CLI_SERVER_LOCAL_H

#include <stddef.h>

#include "server/server.h"

#define SERVER_LOCAL_DATABASE "practice"

// A socket's whole name takes at most 107 bytes on Linux; "/run/.s.PGSQL.65535" is ours.
#define SERVER_LOCAL_FOLDER_MOST 87
#define SERVER_LOCAL_FOLDER_SIZE (SERVER_LOCAL_FOLDER_MOST + 1)
#define SERVER_LOCAL_ADMIN_SIZE  256
#define SERVER_LOCAL_LEAST_PORT  1024

struct server_local {
    char folder[SERVER_LOCAL_FOLDER_SIZE]; // absolute
    unsigned port;                         // 0: there is no cluster yet
};

enum server_local_state {
    SERVER_LOCAL_NONE,
    SERVER_LOCAL_STOPPED,
    SERVER_LOCAL_RUNNING,
};

// Finds the cluster in `folder`, or with NULL in "studio" of the user's data folder; for root,
// whom PostgreSQL refuses, that of the user `postgres`. It need not be there. Fails with
// OVER_LIMIT (too long a path), BAD_ARGUMENT (not absolute), NOT_FOUND (no home) or UNREADABLE
// (the cluster's own note of its port is damaged).
enum practice_status server_local_find(const char *folder, struct server_local *ret_local,
                                       struct practice_error *err) PRACTICE_CHECKED;

// For root: makes the folder and goes on as the user `postgres` in a child; *ret_code is then what
// the child ended with, *ret_is_parent 1 in the parent and 0 in the child. Others go on as they
// are, with *ret_is_parent 0. Fails with NOT_FOUND (no such user) or UNREADABLE.
enum practice_status server_local_step_down(const struct server_local *local, int *ret_is_parent,
                                            int *ret_code,
                                            struct practice_error *err) PRACTICE_CHECKED;

// Lets one program at a time work on the cluster; waits for the other. The lock goes with the
// process. Makes the folder. Fails with UNREADABLE.
enum practice_status server_local_lock(const struct server_local *local,
                                       struct practice_error *err) PRACTICE_CHECKED;

// Whether it runs. Fails with NOT_FOUND (PostgreSQL's programs) or UNREADABLE.
enum practice_status server_local_state(const struct server_local *local,
                                        enum server_local_state *ret_state,
                                        struct practice_error *err) PRACTICE_CHECKED;

// Makes the cluster, whole or not at all, and sets local->port: to `port`, or for 0 to one that
// is free. Fails with NOT_FOUND (PostgreSQL's programs) or UNREADABLE.
enum practice_status server_local_make(struct server_local *local, unsigned port,
                                       struct practice_error *err) PRACTICE_CHECKED;

// Starts it and waits until it answers. Fails with UNREADABLE and the end of its log.
enum practice_status server_local_start(const struct server_local *local,
                                        struct practice_error *err) PRACTICE_CHECKED;

// Ends its connections and stops it; waits until it has ended.
enum practice_status server_local_stop(const struct server_local *local,
                                       struct practice_error *err) PRACTICE_CHECKED;

// How the superuser reaches a database of the cluster, as a conninfo. Returns buffer.
const char *server_local_admin(const struct server_local *local, const char *database,
                               char buffer[SERVER_LOCAL_ADMIN_SIZE]);

// Connects as the superuser to the studio's database, which is made when it is not there. Fails as
// server_open().
enum practice_status server_local_open(const struct server_local *local, struct server **ret_server,
                                       struct practice_error *err) PRACTICE_CHECKED;

#endif
