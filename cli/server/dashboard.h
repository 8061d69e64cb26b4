// SPDX-License-Identifier: GPL-3.0-or-later
// What members of a group let the others see of their practice: weeks and streaks side by side, a
// ranking of those who want one, and sessions. Only measured time counts, on the day it was where
// it was played. All of these fail as server_call() does; lists are to be released also after a
// failure.
#ifndef CLI_SERVER_DASHBOARD_H
#define CLI_SERVER_DASHBOARD_H

#include "server/group.h"

#define SERVER_DASHBOARD_MOST_WEEKS 53
#define SERVER_SHARED_MOST_SESSIONS 500

// Texts belong to the dashboard. Without totals there are no numbers.
struct server_dashboard_member {
    const char *id, *role;
    const char *nickname; // NULL: a disabled account
    const char *titles;   // the literal of an array (server/array.h); NULL: not shared
    int is_me, has_totals;
    const int64_t *weeks_s; // [n_weeks], oldest first; the last is the one that goes on
    int64_t days_s[7];      // of that week, Monday first
    int64_t streak_days;    // in a row, up to today or yesterday
    int32_t last_day;       // the last with any play (base/date.h); DATE_FIRST: none
};

struct server_dashboard {
    const char *group_id, *group;
    struct server_dashboard_member *list; // by nickname
    size_t n;
    size_t n_weeks;
    int32_t monday; // of the week that goes on
    int64_t *pool;  // the weeks of all
    struct server_rows *rows;
};

struct server_dashboard_view {
    const char *group;
    int32_t today;
    unsigned n_weeks; // 1 … SERVER_DASHBOARD_MOST_WEEKS
};

enum practice_status server_dashboard(struct server *server,
                                      const struct server_dashboard_view *view,
                                      struct server_dashboard *ret_dashboard,
                                      struct practice_error *err) PRACTICE_CHECKED;
void server_dashboard_release(struct server_dashboard *dashboard);

struct server_rank {
    const char *id, *nickname;
    int is_me;
    int64_t place; // equals share one
    int64_t played_s, n_days;
};

struct server_ranks {
    struct server_rank *list;
    size_t n;
    struct server_rows *rows;
};

// Those members of a group who want to be ranked, by what they played on the days first … last.
enum practice_status server_leaderboard(struct server *server, const char *group,
                                        const int32_t first_last[2], struct server_ranks *ret_ranks,
                                        struct practice_error *err) PRACTICE_CHECKED;
void server_ranks_release(struct server_ranks *ranks);

struct server_shared_session {
    const char *id, *user_id, *nickname, *zone;
    const char *title, *instrument, *piece; // NULL: none
    int32_t day;
    int64_t start_ms, claimed_ms;
    int64_t measured_ms; // -1: nobody measured it
};

struct server_shared_sessions {
    struct server_shared_session *list; // newest first
    size_t n;
    struct server_rows *rows;
};

struct server_sessions_view {
    const char *group;
    const char *person; // NULL: all who share theirs
    unsigned most;      // 1 … SERVER_SHARED_MOST_SESSIONS
};

enum practice_status server_shared_sessions(struct server *server,
                                            const struct server_sessions_view *view,
                                            struct server_shared_sessions *ret_sessions,
                                            struct practice_error *err) PRACTICE_CHECKED;
void server_shared_sessions_release(struct server_shared_sessions *sessions);

#endif
