// SPDX-License-Identifier: GPL-3.0-or-later
// Shares are rounded on their running sum, so that the hours of a session add up to its time.
#include "stats/hours.h"

#include "base/fail.h"
#include "base/zones.h"

#define HOUR_MS 3600000

static void put(struct stats_hours *hours, const struct zone_local *local, int64_t measured_ms,
                int64_t claimed_ms)
{
    int weekday = date_weekday(local->day), hour = local->ms_of_day / HOUR_MS;
    hours->measured_ms[weekday][hour] += measured_ms;
    hours->claimed_ms[weekday][hour] += claimed_ms;
}

// `part` of `whole` of a time, both at most 48 h, so the product fits.
static int64_t share(int64_t time_ms, int64_t part, int64_t whole)
{
    return (time_ms * part + whole / 2) / whole;
}

static void spread(struct stats_hours *hours, const struct journal_session *session,
                   const struct zone *zone)
{
    int64_t measured_ms = session->measured_ms == JOURNAL_UNKNOWN ? 0 : session->measured_ms;
    int64_t clock_ms = session->end_ms - session->start_ms, done_ms = 0;
    int64_t measured_put = 0, claimed_put = 0;
    if (clock_ms <= 0) {
        struct zone_local local = zone_local_at(zone, session->start_ms);
        put(hours, &local, measured_ms, session->claimed_ms);
        return;
    }
    while (done_ms < clock_ms) {
        struct zone_local local = zone_local_at(zone, session->start_ms + done_ms);
        done_ms += HOUR_MS - local.ms_of_day % HOUR_MS;
        if (done_ms > clock_ms)
            done_ms = clock_ms;
        int64_t measured = share(measured_ms, done_ms, clock_ms);
        int64_t claimed = share(session->claimed_ms, done_ms, clock_ms);
        put(hours, &local, measured - measured_put, claimed - claimed_put);
        measured_put = measured;
        claimed_put = claimed;
    }
}

enum practice_status stats_hours_of(const struct journal_sessions *sessions,
                                    const struct period *period, struct stats_hours *ret_hours,
                                    struct practice_error *err)
{
    struct stats_hours hours = {0};
    struct zones zones = {0};
    int failed = 0;
    for (size_t i = 0; !failed && i < sessions->n; i++) {
        const struct journal_session *session = &sessions->list[i];
        if (!stats_period_has(period, session->day))
            continue;
        const struct zone *zone = zones_get(&zones, session->zone);
        failed = !zone;
        if (zone)
            spread(&hours, session, zone);
    }
    zones_release(&zones);
    if (failed)
        return fail_no_memory(err);
    *ret_hours = hours;
    return PRACTICE_OK;
}
