// SPDX-License-Identifier: GPL-3.0-or-later
// Watching a studio: look when it rings, and go on through lost connections, until a signal ends
// it. What looking means, the command says.
#ifndef CLI_COMMANDS_STUDIO_WATCH_H
#define CLI_COMMANDS_STUDIO_WATCH_H

#include "server/server.h"

struct studio_watch {
    // What is done at the beginning, at every ring, and now and then without one. A failure ends
    // the connection, and with BAD_ARGUMENT the watch: nobody is signed in any more.
    enum practice_status (*look)(void *context, struct server *server, struct practice_error *err);
    // Asked every second; *ret_has 1 is a reason to look, too. NULL: there is none.
    enum practice_status (*has_work)(void *context, int *ret_has, struct practice_error *err);
    void *context;
    double call_s; // how long a call may take; 0: the usual
    double poll_s; // how often to look where nobody can ring
    int is_quiet;  // failures are not told; else each once, however often it comes again
};

// Watches until Ctrl-C or SIGTERM. Returns the exit code.
int studio_watch(const struct studio_watch *watch);

#endif
