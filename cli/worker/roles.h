// SPDX-License-Identifier: GPL-3.0-or-later
// The roles of a worker, each the life of a process: until the stop, or until its orders are
// done.
#ifndef CLI_WORKER_ROLES_H
#define CLI_WORKER_ROLES_H

#include "worker/slot.h"

void analyse_run(struct slot *slot);
void dispatch_run(struct slot *slot);
void housekeep_run(struct slot *slot);
void deliver_run(struct slot *slot); // webhooks: a part of dispatching, in a process of its own

#endif
