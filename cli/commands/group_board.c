// SPDX-License-Identifier: GPL-3.0-or-later
// The sums of a group's dashboard, and the same as JSON. Only what members share is in them.
#include "commands/group_board.h"

#include "base/date.h"
#include "commands/group_verbs.h"
#include "server/array.h"

#define WEEK       7
#define TITLE_SIZE 256

static void find_trend(struct group_board *board)
{
    struct stats_day days[SERVER_DASHBOARD_MOST_WEEKS];
    const size_t n_weeks = board->data->n_weeks;
    const int32_t first = board->data->monday - WEEK * (int32_t)(n_weeks - 1);
    const struct stats_trend_rule rule = {board->today, 0};
    const struct period period = {PERIOD_RANGE, first, board->today};
    struct stats_days played = {.list = days};
    for (size_t i = 0; i < n_weeks; i++)
        if (board->weeks_s[i] > 0)
            days[played.n++] =
                (struct stats_day){.day = first + WEEK * (int32_t)i,
                                   .measured_ms = board->weeks_s[i] * GROUP_MS_PER_S};
    stats_trend_of(&played, &period, &rule, &board->trend);
}

void group_board_init(struct group_board *ret_board, const struct server_dashboard *data,
                      int32_t today)
{
    *ret_board = (struct group_board){.data = data, .today = today};
    for (size_t i = 0; i < data->n; i++) {
        const struct server_dashboard_member *member = &data->list[i];
        if (!member->has_totals)
            continue;
        ret_board->n_sharing++;
        ret_board->n_playing += member->weeks_s[data->n_weeks - 1] > 0;
        for (size_t w = 0; w < data->n_weeks; w++)
            ret_board->weeks_s[w] += member->weeks_s[w];
        for (size_t d = 0; d < WEEK; d++)
            ret_board->days_s[d] += member->days_s[d];
    }
    find_trend(ret_board);
}

int64_t group_board_this_week_s(const struct group_board *board)
{
    return board->weeks_s[board->data->n_weeks - 1];
}

int64_t group_board_last_week_s(const struct group_board *board)
{
    return board->data->n_weeks > 1 ? board->weeks_s[board->data->n_weeks - 2] : 0;
}

static void json_numbers(struct ui_json *json, const char *key, const int64_t *numbers, size_t n)
{
    ui_json_array_begin(json, key);
    for (size_t i = 0; i < n; i++)
        ui_json_integer(json, NULL, numbers[i]);
    ui_json_array_end(json);
}

static void json_titles(struct ui_json *json, const char *titles)
{
    char title[TITLE_SIZE];
    if (!titles) {
        ui_json_null(json, "titles");
        return;
    }
    ui_json_array_begin(json, "titles");
    for (const char *place = NULL; server_array_next(titles, &place, title, sizeof title);)
        ui_json_string(json, NULL, title);
    ui_json_array_end(json);
}

static void json_member(struct ui_json *json, const struct server_dashboard_member *member,
                        size_t n_weeks)
{
    char date[DATE_SIZE];
    ui_json_object_begin(json, NULL);
    ui_json_string(json, "user_id", member->id);
    ui_json_string(json, "nickname", member->nickname);
    ui_json_string(json, "role", member->role);
    ui_json_bool(json, "is_me", member->is_me);
    json_titles(json, member->titles);
    ui_json_bool(json, "shares_totals", member->has_totals);
    if (member->has_totals) {
        ui_json_integer(json, "this_week_s", member->weeks_s[n_weeks - 1]);
        json_numbers(json, "days_s", member->days_s, WEEK);
        json_numbers(json, "weeks_s", member->weeks_s, n_weeks);
        ui_json_integer(json, "streak_days", member->streak_days);
        ui_json_string(json, "last_day",
                       member->last_day == DATE_FIRST ? NULL : date_text(member->last_day, date));
    }
    ui_json_object_end(json);
}

static void json_trend(struct ui_json *json, const struct stats_trend *trend)
{
    ui_json_object_begin(json, "trend");
    ui_json_string(json, "direction", stats_direction_name(trend->direction));
    ui_json_integer(json, "n_weeks", (int64_t)trend->n_whole);
    ui_json_number(json, "slope_s", trend->slope_ms / GROUP_MS_PER_S, 0);
    ui_json_object_end(json);
}

void group_board_json(const struct group_board *board)
{
    const struct server_dashboard *data = board->data;
    char date[DATE_SIZE];
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.group-dashboard/1");
    ui_json_string(&json, "group_id", data->group_id);
    ui_json_string(&json, "name", data->group);
    ui_json_string(&json, "today", date_text(board->today, date));
    ui_json_string(&json, "monday", date_text(data->monday, date));
    ui_json_integer(&json, "n_weeks", (int64_t)data->n_weeks);
    ui_json_integer(&json, "n_members", (int64_t)data->n);
    ui_json_integer(&json, "n_sharing", (int64_t)board->n_sharing);
    ui_json_integer(&json, "n_playing", (int64_t)board->n_playing);
    ui_json_integer(&json, "this_week_s", group_board_this_week_s(board));
    json_numbers(&json, "days_s", board->days_s, WEEK);
    json_numbers(&json, "weeks_s", board->weeks_s, data->n_weeks);
    json_trend(&json, &board->trend);
    ui_json_array_begin(&json, "members");
    for (size_t i = 0; i < data->n; i++)
        json_member(&json, &data->list[i], data->n_weeks);
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}
