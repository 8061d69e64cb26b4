// SPDX-License-Identifier: GPL-3.0-or-later
// The zones of many sessions: a musician's are one or three, and opening one takes about a
// millisecond, so each is opened once for a whole list.
#ifndef CLI_BASE_ZONES_H
#define CLI_BASE_ZONES_H

#include <stddef.h>

#include "base/zone.h"

#define ZONES_KEPT 32

// Starts as {0}.
struct zones {
    struct zone *list[ZONES_KEPT];
    size_t n, oldest;
};

// The zone of that name, until as many others were asked for or zones_release(). A name that this
// system does not know is taken for UTC: its sessions keep their practice date all the same.
// NULL when memory is short.
const struct zone *zones_get(struct zones *zones, const char *name);

void zones_release(struct zones *zones);

#endif
