// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of group is laid out first and filled in one pass after, so that the answer is the
// same for every order of the sessions.
#include "stats/group.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "stats/hours.h"
#include "stats/name.h"

static const char *const names[] = {"instrument", "piece", "weekday", "hour",
                                    "day",        "week",  "month"};

const char *stats_by_name(enum stats_by by)
{
    return names[by];
}

static void add(struct stats_group *group, const struct journal_session *session)
{
    group->n_sessions++;
    group->claimed_ms += session->claimed_ms;
    if (session->measured_ms != JOURNAL_UNKNOWN) {
        group->n_measured++;
        group->measured_ms += session->measured_ms;
    }
}

static enum stats_name_of name_of(enum stats_by by)
{
    return by == STATS_BY_PIECE ? STATS_PIECE : STATS_INSTRUMENT;
}

// Most played first, then most claimed, then by name; what has no name last among equals.
static int compare_groups(const void *left, const void *right)
{
    const struct stats_group *a = left, *b = right;
    if (a->measured_ms != b->measured_ms)
        return a->measured_ms > b->measured_ms ? -1 : 1;
    if (a->claimed_ms != b->claimed_ms)
        return a->claimed_ms > b->claimed_ms ? -1 : 1;
    return a->name && b->name ? stats_name_compare(a->name, b->name) : !a->name - !b->name;
}

// Adds the sessions of the period up by their names' numbers, in the order of time: the first one's
// spelling is the group's. Returns 0, or -1 when memory is short.
static int add_named(const struct journal_sessions *sessions, const struct stats_grouping *by,
                     const size_t *ids, struct stats_group *list)
{
    size_t *order = stats_order(sessions);
    if (!order)
        return -1;
    for (size_t i = 0; i < sessions->n; i++) {
        const struct journal_session *session = &sessions->list[order[i]];
        struct stats_group *group = &list[ids[order[i]]];
        if (!stats_period_has(&by->period, session->day))
            continue;
        if (!group->n_sessions)
            group->name = stats_name(session, name_of(by->by));
        add(group, session);
    }
    free(order);
    return 0;
}

static enum practice_status group_names(const struct journal_sessions *sessions,
                                        const struct stats_grouping *by,
                                        struct stats_groups *groups, struct practice_error *err)
{
    if (!sessions->n)
        return PRACTICE_OK;
    size_t n_ids;
    size_t *ids = stats_name_ids(sessions, name_of(by->by), &by->period, &n_ids);
    groups->list = ids ? calloc(n_ids, sizeof *groups->list) : NULL;
    if (!groups->list) {
        free(ids);
        return fail_no_memory(err);
    }
    int failed = add_named(sessions, by, ids, groups->list);
    free(ids);
    if (failed)
        return fail_no_memory(err);
    for (size_t i = 0; i < n_ids; i++)
        if (groups->list[i].n_sessions)
            groups->list[groups->n++] = groups->list[i];
    qsort(groups->list, groups->n, sizeof *groups->list, compare_groups);
    return PRACTICE_OK;
}

static int32_t group_first(const struct stats_grouping *grouping, int32_t day)
{
    struct date date = date_split(day);
    switch (grouping->by) {
    case STATS_BY_WEEK:
        return date_week_first(day, grouping->week_start);
    case STATS_BY_MONTH:
        return day - date.day + 1;
    default:
        return day;
    }
}

static int32_t group_after(enum stats_by by, int32_t first)
{
    return by == STATS_BY_WEEK    ? first + 7
           : by == STATS_BY_MONTH ? date_add_months(first, 1)
                                  : first + 1;
}

// The groups from the first session's to the last one's, empty as yet.
static enum practice_status lay_out_time(const struct journal_sessions *sessions,
                                         const struct stats_grouping *grouping,
                                         struct stats_groups *groups, struct practice_error *err)
{
    int32_t least = DATE_LAST, most = DATE_FIRST;
    for (size_t i = 0; i < sessions->n; i++) {
        int32_t day = sessions->list[i].day;
        if (!stats_period_has(&grouping->period, day))
            continue;
        least = day < least ? day : least;
        most = day > most ? day : most;
    }
    size_t room = 0;
    for (int32_t first = group_first(grouping, least); first <= most;
         first = group_after(grouping->by, first)) {
        if (groups->n == STATS_MAX_GROUPS)
            return fail_with(err, PRACTICE_OVER_LIMIT, "name a shorter period",
                             "more than %d %ss lie between the first session and the last",
                             STATS_MAX_GROUPS, names[grouping->by]);
        if (groups->n == room) {
            room = room ? 2 * room : 64;
            struct stats_group *list = realloc(groups->list, room * sizeof *list);
            if (!list)
                return fail_no_memory(err);
            groups->list = list;
        }
        groups->list[groups->n++] = (struct stats_group){.first = first};
    }
    return PRACTICE_OK;
}

static int compare_first(const void *left, const void *right)
{
    const struct stats_group *a = left, *b = right;
    return (a->first > b->first) - (a->first < b->first);
}

static enum practice_status group_time(const struct journal_sessions *sessions,
                                       const struct stats_grouping *grouping,
                                       struct stats_groups *groups, struct practice_error *err)
{
    enum practice_status status = lay_out_time(sessions, grouping, groups, err);
    for (size_t i = 0; status == PRACTICE_OK && i < sessions->n; i++) {
        const struct journal_session *session = &sessions->list[i];
        struct stats_group key = {.first = group_first(grouping, session->day)};
        if (stats_period_has(&grouping->period, session->day))
            add(bsearch(&key, groups->list, groups->n, sizeof key, compare_first), session);
    }
    return status;
}

static enum practice_status group_weekdays(const struct journal_sessions *sessions,
                                           const struct stats_grouping *grouping,
                                           struct stats_groups *groups, struct practice_error *err)
{
    groups->list = calloc(7, sizeof *groups->list);
    if (!groups->list)
        return fail_no_memory(err);
    groups->n = 7;
    for (int i = 0; i < 7; i++)
        groups->list[i].first = (grouping->week_start + i) % 7;
    for (size_t i = 0; i < sessions->n; i++) {
        int32_t day = sessions->list[i].day;
        if (stats_period_has(&grouping->period, day))
            add(&groups->list[(date_weekday(day) - grouping->week_start + 7) % 7],
                &sessions->list[i]);
    }
    return PRACTICE_OK;
}

static enum practice_status group_hours(const struct journal_sessions *sessions,
                                        const struct stats_grouping *grouping,
                                        struct stats_groups *groups, struct practice_error *err)
{
    struct stats_hours hours;
    enum practice_status status = stats_hours_of(sessions, &grouping->period, &hours, err);
    if (status != PRACTICE_OK)
        return status;
    groups->list = calloc(24, sizeof *groups->list);
    if (!groups->list)
        return fail_no_memory(err);
    groups->n = 24;
    for (size_t i = 0; i < sessions->n; i++) {
        const struct journal_session *session = &sessions->list[i];
        if (stats_period_has(&grouping->period, session->day))
            add(&groups->list[session->start_minute / 60 % 24], session);
    }
    for (int hour = 0; hour < 24; hour++) {
        struct stats_group *group = &groups->list[hour];
        group->first = hour;
        group->claimed_ms = group->measured_ms = 0;
        for (int weekday = 0; weekday < 7; weekday++) {
            group->claimed_ms += hours.claimed_ms[weekday][hour];
            group->measured_ms += hours.measured_ms[weekday][hour];
        }
    }
    return PRACTICE_OK;
}

enum practice_status stats_groups_of(const struct journal_sessions *sessions,
                                     const struct stats_grouping *grouping,
                                     struct stats_groups *ret_groups, struct practice_error *err)
{
    struct stats_groups groups = {0};
    enum practice_status status;
    switch (grouping->by) {
    case STATS_BY_INSTRUMENT:
    case STATS_BY_PIECE:
        status = group_names(sessions, grouping, &groups, err);
        break;
    case STATS_BY_WEEKDAY:
        status = group_weekdays(sessions, grouping, &groups, err);
        break;
    case STATS_BY_HOUR:
        status = group_hours(sessions, grouping, &groups, err);
        break;
    default:
        status = group_time(sessions, grouping, &groups, err);
    }
    if (status == PRACTICE_OK)
        *ret_groups = groups;
    else
        stats_groups_release(&groups);
    return status;
}

void stats_groups_release(struct stats_groups *groups)
{
    free(groups->list);
    *groups = (struct stats_groups){0};
}

const char *stats_group_title(const struct stats_group *group, const struct stats_grouping *by,
                              char buffer[STATS_GROUP_TITLE_SIZE])
{
    char text[DATE_SIZE];
    struct date_week week;
    switch (by->by) {
    case STATS_BY_INSTRUMENT:
    case STATS_BY_PIECE:
        return group->name;
    case STATS_BY_WEEKDAY:
        return date_weekday_name(group->first);
    case STATS_BY_HOUR:
        (void)snprintf(buffer, STATS_GROUP_TITLE_SIZE, "%02d:00", (int)group->first);
        return buffer;
    case STATS_BY_WEEK:
        // the week that shares most days, when weeks do not start on Monday
        week = date_iso_week(group->first + 3);
        (void)snprintf(buffer, STATS_GROUP_TITLE_SIZE, "%04d-W%02d", week.year, week.week);
        return buffer;
    case STATS_BY_MONTH:
        (void)snprintf(buffer, STATS_GROUP_TITLE_SIZE, "%.7s", date_text(group->first, text));
        return buffer;
    default:
        return date_text(group->first, buffer);
    }
}
