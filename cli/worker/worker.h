// SPDX-License-Identifier: GPL-3.0-or-later
// The daemon: a process that only starts others, one for each recording at a time and one for each
// other role, starts them again when they die, and brings them to a bounded stop.
#ifndef CLI_WORKER_WORKER_H
#define CLI_WORKER_WORKER_H

#include "worker/slot.h"

// Runs until a signal, or until the orders are done. SIGTERM and SIGINT: nothing new is begun, and
// what is in flight has the grace of the settings; a second one: it is handed back at once.
// Returns 0, or -1 with *err: the configuration is wrong, or no process could be made.
int worker_run(const struct settings *settings, const struct slot_orders *orders,
               struct practice_error *err);

#endif
