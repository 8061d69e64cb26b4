// SPDX-License-Identifier: GPL-3.0-or-later
// The sums over a period. Claimed and measured time are never added to each other, and what nobody
// measured is counted as unknown, not as zero.
#ifndef CLI_STATS_TOTAL_H
#define CLI_STATS_TOTAL_H

#include "stats/day.h"

struct stats_total {
    size_t n_sessions;
    size_t n_measured;           // sessions whose play time is known
    size_t n_days;               // days with a session
    size_t n_played_days;        // days with play time above 0
    int64_t claimed_ms;          // of all sessions
    int64_t measured_ms;         // of those that were measured
    int64_t measured_claimed_ms; // claimed in those that were measured: what the play share is of
    int64_t longest_ms;          // play time of the session with most, or JOURNAL_UNKNOWN
    int64_t longest_claimed_ms;  // the longest by the clock, or JOURNAL_UNKNOWN
    int64_t longest_run_ms;      // without a rest, or JOURNAL_UNKNOWN
    int32_t longest_day, longest_run_day; // when those were; DATE_FIRST: never
    int32_t best_day;    // most play time, the earliest of equals; DATE_FIRST: none was played
    int64_t best_day_ms; // and how much
};

// Sums up the sessions with their practice date in the period; days are those of the same
// sessions.
struct stats_total stats_total_of(const struct journal_sessions *sessions,
                                  const struct stats_days *days, const struct period *period);

// Measured of claimed time, where both are known; below 0 when nothing is. It can be above 1 when
// a musician claims less than was heard.
double stats_play_share(const struct stats_total *total);

// Play time of the mean measured session, or JOURNAL_UNKNOWN.
int64_t stats_mean_ms(const struct stats_total *total);

// The days that a comparison may use: a period that still goes on is cut after `today`, the one
// before it after as many days. Periods with an open beginning have none before: returns -1.
int stats_compared(const struct period *period, int32_t today, struct period *ret_now,
                   struct period *ret_before) PRACTICE_CHECKED;

#endif
