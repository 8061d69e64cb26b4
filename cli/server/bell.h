// SPDX-License-Identifier: GPL-3.0-or-later
// The studio rings when something changes that the person may follow: PostgreSQL's LISTEN and
// NOTIFY. Behind a transaction pooler nobody can LISTEN, since the next call goes to another
// process; who waits there has to look by the clock.
#ifndef CLI_SERVER_BELL_H
#define CLI_SERVER_BELL_H

#include "server/server.h"

// Of one connection; all 0 to begin with.
struct server_bell {
    int is_known, is_pooled; // a pooler stands between, which is known after the first call
    double asked_s;          // when rings were asked for, by server_clock_s()
};

// Has the studio ring, so that server_wait() wakes at the next change. To be called again before
// every look at the studio: rings are paid for by the minute, and what happens between asking and
// looking must not be lost. Fails as server_call().
enum practice_status server_bell_ask(struct server *server, struct server_bell *bell,
                                     struct practice_error *err) PRACTICE_CHECKED;

// Waits up to `wait_s` for a ring, taking all that came together as one. *ret_came is 1 when there
// was one; a signal ends the wait. Fails with UNREADABLE when the connection broke.
enum practice_status server_bell_wait(struct server *server, double wait_s, int *ret_came,
                                      struct practice_error *err) PRACTICE_CHECKED;

#endif
