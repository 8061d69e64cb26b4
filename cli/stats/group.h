// SPDX-License-Identifier: GPL-3.0-or-later
// Practice grouped: by what was played, or by when. Groups of time come in their order, others by
// what was played most.
#ifndef CLI_STATS_GROUP_H
#define CLI_STATS_GROUP_H

#include "stats/day.h"

enum stats_by {
    STATS_BY_INSTRUMENT, // letter case of ASCII ignored; shown as the first one wrote it
    STATS_BY_PIECE,      // likewise
    STATS_BY_WEEKDAY,    // of the practice date; 7 groups, the first is week_start
    STATS_BY_HOUR,       // 24 groups: a session's time is spread evenly over the hours it lasted
    STATS_BY_DAY,        // these three: from the first with a session to the last, without gaps
    STATS_BY_WEEK,
    STATS_BY_MONTH,
};

// The word of an option for it: "instrument" … "month".
const char *stats_by_name(enum stats_by by);

struct stats_group {
    const char *name;  // of an instrument or a piece, the session's own; NULL: none was told
    int32_t first;     // the weekday (0 … 6), the hour (0 … 23), or the first day of the group
    size_t n_sessions; // that began in it
    size_t n_measured;
    int64_t claimed_ms;
    int64_t measured_ms;
};

struct stats_groups {
    struct stats_group *list;
    size_t n;
};

struct stats_grouping {
    enum stats_by by;
    struct period period;
    int week_start;
};

#define STATS_MAX_GROUPS 40000 // a century of days

// Groups the sessions of the period; the names are theirs, so they must outlive the groups. Fails
// with NO_MEMORY; OVER_LIMIT for more than STATS_MAX_GROUPS days.
enum practice_status stats_groups_of(const struct journal_sessions *sessions,
                                     const struct stats_grouping *grouping,
                                     struct stats_groups *ret_groups,
                                     struct practice_error *err) PRACTICE_CHECKED;
void stats_groups_release(struct stats_groups *groups);

// The title of a group: "violin", "Monday", "18:00", "2026-03-05", "2026-W12", "2026-03"; NULL for
// what has no name. Returns buffer, or the name itself.
#define STATS_GROUP_TITLE_SIZE 24
const char *stats_group_title(const struct stats_group *group, const struct stats_grouping *by,
                              char buffer[STATS_GROUP_TITLE_SIZE]);

#endif
