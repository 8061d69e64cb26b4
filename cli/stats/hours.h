// SPDX-License-Identifier: GPL-3.0-or-later
// When in the week was played. A session's time is spread evenly over the clock hours that it
// lasted, on the wall clock of its own place: an hour that summer time skips gets nothing, one that
// comes twice gets both.
#ifndef CLI_STATS_HOURS_H
#define CLI_STATS_HOURS_H

#include "stats/day.h"

struct stats_hours {
    int64_t measured_ms[7][24]; // weekday (0: Monday) and hour of the wall clock
    int64_t claimed_ms[7][24];
};

// Adds up the sessions of the period (by their practice dates). Those of a zone that
// this system does not know are shown in UTC. Fails with NO_MEMORY.
enum practice_status stats_hours_of(const struct journal_sessions *sessions,
                                    const struct period *period, struct stats_hours *ret_hours,
                                    struct practice_error *err) PRACTICE_CHECKED;

#endif
