// SPDX-License-Identifier: GPL-3.0-or-later
// A list looked through from its beginning is quick enough for a person's few zones. An unknown
// name is kept as well, under UTC, and asked for again at every use: that is rare.
#include "base/zones.h"

#include <string.h>

const struct zone *zones_get(struct zones *zones, const char *name)
{
    struct zone *zone = NULL;
    for (size_t i = 0; i < zones->n; i++)
        if (strcmp(zone_name(zones->list[i]), name) == 0)
            return zones->list[i];
    if (zone_open(name, &zone, NULL) != PRACTICE_OK) {
        if (strcmp(name, "UTC") == 0)
            return NULL;
        return zones_get(zones, "UTC");
    }
    if (zones->n < ZONES_KEPT) {
        zones->list[zones->n++] = zone;
        return zone;
    }
    zone_free(zones->list[zones->oldest]);
    zones->list[zones->oldest] = zone;
    zones->oldest = (zones->oldest + 1) % ZONES_KEPT;
    return zone;
}

void zones_release(struct zones *zones)
{
    for (size_t i = 0; i < zones->n; i++)
        zone_free(zones->list[i]);
    *zones = (struct zones){0};
}
