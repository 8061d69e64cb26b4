// SPDX-License-Identifier: GPL-3.0-or-later
// The calls of dashboards. The studio sums up, so an answer is one row a member, whatever years
// they have practised; arrays of numbers come as their literals.
#include "server/dashboard.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/fail.h"
#include "server/group_inside.h"
#include "server_sql.h"

#define WEEKDAYS 7

// Reads the numbers of a literal such as "{0,3600}", at most n; what it does not have stays 0.
static void read_numbers(const char *literal, int64_t *numbers, size_t n)
{
    const char *at = literal && *literal == '{' ? literal + 1 : "";
    for (size_t i = 0; i < n && *at && *at != '}'; i++) {
        char *end;
        long long number = strtoll(at, &end, 10);
        if (end == at)
            return;
        numbers[i] = number > 0 ? number : 0;
        at = *end == ',' ? end + 1 : "";
    }
}

static void read_member(const struct server_dashboard *dashboard, size_t i)
{
    const struct server_rows *rows = dashboard->rows;
    int64_t *weeks_s = &dashboard->pool[i * dashboard->n_weeks];
    const char *last = server_text(rows, i, "last_day_number");
    dashboard->list[i] = (struct server_dashboard_member){
        .id = server_text(rows, i, "user_id"),
        .role = server_text(rows, i, "role"),
        .nickname = server_text(rows, i, "nickname"),
        .titles = server_text(rows, i, "titles"),
        .is_me = server_yes(rows, i, "is_me"),
        .has_totals = server_yes(rows, i, "shares_totals"),
        .weeks_s = weeks_s,
        .streak_days = server_number(rows, i, "streak_days"),
        .last_day = last ? (int32_t)server_number(rows, i, "last_day_number") : DATE_FIRST};
    read_numbers(server_text(rows, i, "weeks_s"), weeks_s, dashboard->n_weeks);
    read_numbers(server_text(rows, i, "days_s"), dashboard->list[i].days_s, WEEKDAYS);
}

enum practice_status server_dashboard(struct server *server,
                                      const struct server_dashboard_view *view,
                                      struct server_dashboard *ret_dashboard,
                                      struct practice_error *err)
{
    char today[DATE_SIZE], weeks[16];
    (void)snprintf(weeks, sizeof weeks, "%u", view->n_weeks);
    const char *const values[] = {server_token(server), view->group, date_text(view->today, today),
                                  weeks};
    *ret_dashboard = (struct server_dashboard){.n_weeks = view->n_weeks,
                                               .monday = date_week_first(view->today, 0)};
    enum practice_status status =
        server_call(server, sql_group_dashboard, 4, values, &ret_dashboard->rows, err);
    if (status != PRACTICE_OK)
        return status;
    const struct server_rows *rows = ret_dashboard->rows;
    ret_dashboard->group_id = server_text(rows, 0, "group_id");
    ret_dashboard->group = server_text(rows, 0, "group_name");
    ret_dashboard->list = server_list_new(rows, sizeof *ret_dashboard->list, &ret_dashboard->n);
    ret_dashboard->pool = calloc((ret_dashboard->n + 1) * (view->n_weeks + 1), sizeof(int64_t));
    if (!ret_dashboard->list || !ret_dashboard->pool)
        return fail_no_memory(err);
    for (size_t i = 0; i < ret_dashboard->n; i++)
        read_member(ret_dashboard, i);
    return PRACTICE_OK;
}

void server_dashboard_release(struct server_dashboard *dashboard)
{
    free(dashboard->list);
    free(dashboard->pool);
    server_rows_free(dashboard->rows);
    *dashboard = (struct server_dashboard){0};
}

enum practice_status server_leaderboard(struct server *server, const char *group,
                                        const int32_t first_last[2], struct server_ranks *ret_ranks,
                                        struct practice_error *err)
{
    char first[DATE_SIZE], last[DATE_SIZE];
    const char *const values[] = {server_token(server), group, date_text(first_last[0], first),
                                  date_text(first_last[1], last)};
    *ret_ranks = (struct server_ranks){0};
    enum practice_status status =
        server_call(server, sql_group_leaderboard, 4, values, &ret_ranks->rows, err);
    if (status != PRACTICE_OK)
        return status;
    const struct server_rows *rows = ret_ranks->rows;
    ret_ranks->list = server_list_new(rows, sizeof *ret_ranks->list, &ret_ranks->n);
    if (!ret_ranks->list)
        return fail_no_memory(err);
    for (size_t i = 0; i < ret_ranks->n; i++)
        ret_ranks->list[i] = (struct server_rank){.id = server_text(rows, i, "user_id"),
                                                  .nickname = server_text(rows, i, "nickname"),
                                                  .is_me = server_yes(rows, i, "is_me"),
                                                  .place = server_number(rows, i, "place"),
                                                  .played_s = server_number(rows, i, "played_s"),
                                                  .n_days = server_number(rows, i, "n_days")};
    return PRACTICE_OK;
}

void server_ranks_release(struct server_ranks *ranks)
{
    free(ranks->list);
    server_rows_free(ranks->rows);
    *ranks = (struct server_ranks){0};
}

static struct server_shared_session read_session(const struct server_rows *rows, size_t i)
{
    return (struct server_shared_session){.id = server_text(rows, i, "session_id"),
                                          .user_id = server_text(rows, i, "user_id"),
                                          .nickname = server_text(rows, i, "nickname"),
                                          .zone = server_text(rows, i, "zone"),
                                          .title = server_text(rows, i, "title"),
                                          .instrument = server_text(rows, i, "instrument"),
                                          .piece = server_text(rows, i, "piece"),
                                          .day = (int32_t)server_number(rows, i, "day_number"),
                                          .start_ms = server_number(rows, i, "start_ms"),
                                          .claimed_ms = server_number(rows, i, "claimed_ms"),
                                          .measured_ms = server_text(rows, i, "measured_ms")
                                                             ? server_number(rows, i, "measured_ms")
                                                             : -1};
}

enum practice_status server_shared_sessions(struct server *server,
                                            const struct server_sessions_view *view,
                                            struct server_shared_sessions *ret_sessions,
                                            struct practice_error *err)
{
    char most[16];
    (void)snprintf(most, sizeof most, "%u", view->most);
    const char *const values[] = {server_token(server), view->group, view->person, most};
    *ret_sessions = (struct server_shared_sessions){0};
    enum practice_status status =
        server_call(server, sql_group_sessions, 4, values, &ret_sessions->rows, err);
    if (status != PRACTICE_OK)
        return status;
    const struct server_rows *rows = ret_sessions->rows;
    ret_sessions->list = server_list_new(rows, sizeof *ret_sessions->list, &ret_sessions->n);
    if (!ret_sessions->list)
        return fail_no_memory(err);
    for (size_t i = 0; i < ret_sessions->n; i++)
        ret_sessions->list[i] = read_session(rows, i);
    return PRACTICE_OK;
}

void server_shared_sessions_release(struct server_shared_sessions *sessions)
{
    free(sessions->list);
    server_rows_free(sessions->rows);
    *sessions = (struct server_shared_sessions){0};
}
