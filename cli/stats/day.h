// SPDX-License-Identifier: GPL-3.0-or-later
// Practice summed up by days: what streaks, goals, calendars and charts are made of. Only days with
// a session are listed, so a journal of any years costs what it holds. A day is the session's own
// practice date, never worked out again in another zone.
#ifndef CLI_STATS_DAY_H
#define CLI_STATS_DAY_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#include "base/period.h"
#include "journal/journal.h"

struct stats_day {
    int32_t day;
    size_t n_sessions;
    size_t n_measured;   // those whose play time is known
    int64_t claimed_ms;  // of all
    int64_t measured_ms; // of those that were measured
};

struct stats_days {
    struct stats_day *list; // by day, each once
    size_t n;
};

// Sums up sessions, which may stand in any order. Fails with NO_MEMORY.
enum practice_status stats_days_of(const struct journal_sessions *sessions,
                                   struct stats_days *ret_days,
                                   struct practice_error *err) PRACTICE_CHECKED;

// The same of the sessions of an instrument, its case ignored; NULL: of all.
enum practice_status stats_days_of_instrument(const struct journal_sessions *sessions,
                                              const char *instrument, struct stats_days *ret_days,
                                              struct practice_error *err) PRACTICE_CHECKED;
void stats_days_release(struct stats_days *days);

// The index of the first day listed that is not before `day`; days->n when there is none.
size_t stats_days_from(const struct stats_days *days, int32_t day);

// What was played on the days first … last.
int64_t stats_days_measured(const struct stats_days *days, int32_t first, int32_t last);

// A copy of the sessions' order by practice date, start and id: indices [n] for the caller to free.
// NULL: no memory (or no sessions).
size_t *stats_order(const struct journal_sessions *sessions);

static inline int stats_period_has(const struct period *period, int32_t day)
{
    return period->first <= day && day <= period->last;
}

#endif
