// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this room share about a connection.
#ifndef CLI_SERVER_SERVER_INSIDE_H
#define CLI_SERVER_SERVER_INSIDE_H

#include <libpq-fe.h>

#include "server/server.h"

#define SERVER_SYNC_PROTOCOL "1" // of api.sync_begin() and those after it

struct server {
    PGconn *connection;
    char *token;
    double call_s;
    char last_code[6];
};

// 1 for a host that is this machine: none, a socket's folder, loopback.
int server_is_here(const char *host);

// The seconds of a clock that only goes forward.
double server_clock_s(void);

// Waits until the connection's socket can be read (or, with for_writing, also written). Returns 1,
// 0 when `until_s` has passed, -1 when the connection is of no use.
int server_await(struct server *server, int for_writing, double until_s);

#endif
