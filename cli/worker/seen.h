// SPDX-License-Identifier: GPL-3.0-or-later
// The housekeeper looks at what waits, for the metrics: how long the queue is, how many messages
// are dead letters, and how old the studio's oldest job is.
#ifndef CLI_WORKER_SEEN_H
#define CLI_WORKER_SEEN_H

#include "worker/slot.h"

#define SEEN_EVERY_S 15.0

// Looks at all of it; what cannot be seen leaves the last look, which grows old.
void seen_update(struct slot *slot);

#endif
