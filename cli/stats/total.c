// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over the sessions, one over the days.
#include "stats/total.h"

static void add_longest(struct stats_total *total, const struct journal_session *session)
{
    if (session->measured_ms > total->longest_ms ||
        (session->measured_ms == total->longest_ms && session->day < total->longest_day)) {
        total->longest_ms = session->measured_ms;
        total->longest_day = session->day;
    }
    if (session->longest_run_ms > total->longest_run_ms ||
        (session->longest_run_ms == total->longest_run_ms &&
         session->day < total->longest_run_day)) {
        total->longest_run_ms = session->longest_run_ms;
        total->longest_run_day = session->day;
    }
}

static void add_session(struct stats_total *total, const struct journal_session *session)
{
    total->n_sessions++;
    total->claimed_ms += session->claimed_ms;
    if (session->claimed_ms > total->longest_claimed_ms)
        total->longest_claimed_ms = session->claimed_ms;
    if (session->measured_ms == JOURNAL_UNKNOWN)
        return;
    total->n_measured++;
    total->measured_ms += session->measured_ms;
    total->measured_claimed_ms += session->claimed_ms;
    add_longest(total, session);
}

struct stats_total stats_total_of(const struct journal_sessions *sessions,
                                  const struct stats_days *days, const struct period *period)
{
    struct stats_total total = {.longest_ms = JOURNAL_UNKNOWN,
                                .longest_claimed_ms = JOURNAL_UNKNOWN,
                                .longest_run_ms = JOURNAL_UNKNOWN,
                                .longest_day = DATE_FIRST,
                                .longest_run_day = DATE_FIRST,
                                .best_day = DATE_FIRST};
    for (size_t i = 0; i < sessions->n; i++)
        if (stats_period_has(period, sessions->list[i].day))
            add_session(&total, &sessions->list[i]);
    for (size_t i = stats_days_from(days, period->first); i < days->n; i++) {
        const struct stats_day *day = &days->list[i];
        if (day->day > period->last)
            break;
        total.n_days++;
        total.n_played_days += day->measured_ms > 0;
        if (day->measured_ms > total.best_day_ms) {
            total.best_day_ms = day->measured_ms;
            total.best_day = day->day;
        }
    }
    return total;
}

double stats_play_share(const struct stats_total *total)
{
    return total->measured_claimed_ms > 0
               ? (double)total->measured_ms / (double)total->measured_claimed_ms
               : -1;
}

int64_t stats_mean_ms(const struct stats_total *total)
{
    int64_t n = (int64_t)total->n_measured;
    return n ? (total->measured_ms + n / 2) / n : JOURNAL_UNKNOWN;
}

int stats_compared(const struct period *period, int32_t today, struct period *ret_now,
                   struct period *ret_before)
{
    struct period before;
    if (period->first == DATE_FIRST || period_before(period, &before) != 0)
        return -1;
    *ret_now = *period;
    *ret_before = before;
    if (period->first <= today && today < period->last) {
        int32_t length = today - period->first;
        *ret_now = (struct period){PERIOD_RANGE, period->first, today};
        if (before.first + length < before.last)
            *ret_before = (struct period){PERIOD_RANGE, before.first, before.first + length};
    }
    return 0;
}
