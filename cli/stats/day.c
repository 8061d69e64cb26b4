// SPDX-License-Identifier: GPL-3.0-or-later
// Everything is sorted here, because the answer must not depend on the order in which sessions
// were written, and because a traveller's practice dates do not rise with the clock.
#include "stats/day.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fail.h"

static int compare_sessions(const void *left, const void *right, void *context)
{
    const struct journal_session *list = context;
    const struct journal_session *a = &list[*(const size_t *)left];
    const struct journal_session *b = &list[*(const size_t *)right];
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->start_ms != b->start_ms)
        return a->start_ms < b->start_ms ? -1 : 1;
    return strcmp(a->id, b->id);
}

size_t *stats_order(const struct journal_sessions *sessions)
{
    struct journal_session *list = sessions->list;
    size_t *order = sessions->n ? calloc(sessions->n, sizeof *order) : NULL;
    if (!order)
        return NULL;
    int is_sorted = 1; // as the journal lists them, unless the musician travelled
    for (size_t i = 0; i < sessions->n; i++) {
        order[i] = i;
        is_sorted = is_sorted && (!i || compare_sessions(&order[i - 1], &order[i], list) < 0);
    }
    if (!is_sorted)
        qsort_r(order, sessions->n, sizeof *order, compare_sessions, list);
    return order;
}

static void add_session(struct stats_day *day, const struct journal_session *session)
{
    day->n_sessions++;
    day->claimed_ms += session->claimed_ms;
    if (session->measured_ms != JOURNAL_UNKNOWN) {
        day->n_measured++;
        day->measured_ms += session->measured_ms;
    }
}

enum practice_status stats_days_of(const struct journal_sessions *sessions,
                                   struct stats_days *ret_days, struct practice_error *err)
{
    return stats_days_of_instrument(sessions, NULL, ret_days, err);
}

enum practice_status stats_days_of_instrument(const struct journal_sessions *sessions,
                                              const char *instrument, struct stats_days *ret_days,
                                              struct practice_error *err)
{
    struct stats_days days = {0};
    if (!sessions->n) {
        *ret_days = days;
        return PRACTICE_OK;
    }
    size_t *order = stats_order(sessions);
    days.list = order ? calloc(sessions->n, sizeof *days.list) : NULL;
    if (!days.list) {
        free(order);
        return fail_no_memory(err);
    }
    for (size_t i = 0; i < sessions->n; i++) {
        const struct journal_session *session = &sessions->list[order[i]];
        if (instrument &&
            (!session->instrument || strcasecmp(session->instrument, instrument) != 0))
            continue;
        if (!days.n || days.list[days.n - 1].day != session->day)
            days.list[days.n++].day = session->day;
        add_session(&days.list[days.n - 1], session);
    }
    free(order);
    *ret_days = days;
    return PRACTICE_OK;
}

void stats_days_release(struct stats_days *days)
{
    free(days->list);
    *days = (struct stats_days){0};
}

size_t stats_days_from(const struct stats_days *days, int32_t day)
{
    size_t low = 0, high = days->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (days->list[middle].day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t stats_days_measured(const struct stats_days *days, int32_t first, int32_t last)
{
    int64_t sum_ms = 0;
    for (size_t i = stats_days_from(days, first); i < days->n && days->list[i].day <= last; i++)
        sum_ms += days->list[i].measured_ms;
    return sum_ms;
}
