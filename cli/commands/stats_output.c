// SPDX-License-Identifier: GPL-3.0-or-later
// `practice stats` for other programs: one JSON object with everything, or the rows of a grouping.
// practice-stats-json(5) is the contract.
#include "commands/stats_view.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "commands/stats_goals.h"
#include "stats/group.h"
#include "stats/total.h"
#include "stats/trend.h"
#include "ui/csv.h"
#include "ui/json.h"

#define SCHEMA "practice.stats/1"

static void put_s(struct ui_json *json, const char *key, int64_t ms)
{
    if (ms == JOURNAL_UNKNOWN)
        ui_json_null(json, key);
    else
        ui_json_number(json, key, (double)ms / 1e3, 3);
}

// A day; null for what never was or has no end.
static void put_day(struct ui_json *json, const char *key, int32_t day)
{
    char date[DATE_SIZE];
    ui_json_string(json, key, day == DATE_FIRST || day == DATE_LAST ? NULL : date_text(day, date));
}

static void put_period(struct ui_json *json, const char *key, const struct period *period)
{
    char title[PERIOD_TITLE_SIZE];
    ui_json_object_begin(json, key);
    ui_json_string(json, "title", period_title(period, title));
    put_day(json, "first", period->first);
    put_day(json, "last", period->last);
    ui_json_object_end(json);
}

static void put_totals(struct ui_json *json, const char *key, const struct stats_total *total)
{
    double share = stats_play_share(total);
    ui_json_object_begin(json, key);
    ui_json_integer(json, "sessions", (int64_t)total->n_sessions);
    ui_json_integer(json, "measured_sessions", (int64_t)total->n_measured);
    ui_json_integer(json, "days", (int64_t)total->n_days);
    ui_json_integer(json, "played_days", (int64_t)total->n_played_days);
    put_s(json, "claimed_s", total->claimed_ms);
    put_s(json, "measured_s", total->measured_ms);
    if (share < 0)
        ui_json_null(json, "play_share");
    else
        ui_json_number(json, "play_share", share, 4);
    put_s(json, "mean_s", stats_mean_ms(total));
    put_s(json, "longest_s", total->longest_ms);
    put_day(json, "longest_day", total->longest_day);
    put_s(json, "longest_claimed_s", total->longest_claimed_ms);
    put_s(json, "longest_run_s", total->longest_run_ms);
    put_day(json, "longest_run_day", total->longest_run_day);
    put_day(json, "best_day", total->best_day);
    put_s(json, "best_day_s", total->best_day == DATE_FIRST ? JOURNAL_UNKNOWN : total->best_day_ms);
    ui_json_object_end(json);
}

static void put_streak(struct ui_json *json, const char *key, const struct stats_streak *streak)
{
    ui_json_object_begin(json, key);
    ui_json_integer(json, "days", (int64_t)streak->n_days);
    put_day(json, "first", streak->n_days ? streak->first : DATE_FIRST);
    put_day(json, "last", streak->n_days ? streak->last : DATE_FIRST);
    ui_json_object_end(json);
}

static enum practice_status put_streaks(struct ui_json *json, const struct stats_view *view,
                                        struct practice_error *err)
{
    struct stats_streak current, longest;
    enum practice_status status =
        stats_days_streaks(&view->days, &view->use.rule, &current, &longest, err);
    if (status != PRACTICE_OK)
        return status;
    ui_json_object_begin(json, "streak");
    ui_json_integer(json, "rest_days", view->use.rule.rest_days);
    put_streak(json, "current", &current);
    put_streak(json, "longest", &longest);
    ui_json_object_end(json);
    return PRACTICE_OK;
}

static enum practice_status put_trend(struct ui_json *json, const struct stats_view *view,
                                      struct practice_error *err)
{
    const struct stats_trend_rule rule = {view->use.rule.today, view->use.rule.week_start};
    struct stats_trend *trend = malloc(sizeof *trend);
    if (!trend)
        return fail_no_memory(err);
    stats_trend_of(&view->days, &view->period, &rule, trend);
    ui_json_object_begin(json, "trend");
    ui_json_string(json, "direction", stats_direction_name(trend->direction));
    ui_json_number(json, "slope_s_per_week", trend->slope_ms / 1e3, 3);
    ui_json_integer(json, "whole_weeks", (int64_t)trend->n_whole);
    ui_json_array_begin(json, "weeks");
    for (size_t i = 0; i < trend->n_weeks; i++) {
        ui_json_object_begin(json, NULL);
        put_day(json, "first", trend->first + 7 * (int32_t)i);
        put_s(json, "measured_s", trend->weeks_ms[i]);
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
    ui_json_object_end(json);
    free(trend);
    return PRACTICE_OK;
}

static enum practice_status put_groups(struct ui_json *json, const struct stats_view *view,
                                       enum stats_by by, struct practice_error *err)
{
    const struct stats_grouping grouping = {by, view->period, view->use.rule.week_start};
    struct stats_groups groups;
    enum practice_status status = stats_groups_of(&view->use.sessions, &grouping, &groups, err);
    if (status != PRACTICE_OK)
        return status;
    ui_json_array_begin(json, stats_by_name(by));
    for (size_t i = 0; i < groups.n; i++) {
        char title[STATS_GROUP_TITLE_SIZE];
        const struct stats_group *group = &groups.list[i];
        ui_json_object_begin(json, NULL);
        ui_json_string(json, "name", stats_group_title(group, &grouping, title));
        ui_json_integer(json, "sessions", (int64_t)group->n_sessions);
        ui_json_integer(json, "measured_sessions", (int64_t)group->n_measured);
        put_s(json, "claimed_s", group->claimed_ms);
        put_s(json, "measured_s", group->measured_ms);
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
    stats_groups_release(&groups);
    return PRACTICE_OK;
}

static void put_days(struct ui_json *json, const struct stats_view *view)
{
    ui_json_array_begin(json, "days");
    for (size_t i = stats_days_from(&view->days, view->period.first); i < view->days.n; i++) {
        const struct stats_day *day = &view->days.list[i];
        if (day->day > view->period.last)
            break;
        ui_json_object_begin(json, NULL);
        put_day(json, "date", day->day);
        ui_json_integer(json, "sessions", (int64_t)day->n_sessions);
        ui_json_integer(json, "measured_sessions", (int64_t)day->n_measured);
        put_s(json, "claimed_s", day->claimed_ms);
        put_s(json, "measured_s", day->measured_ms);
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
}

static enum practice_status put_goals(struct ui_json *json, const struct stats_view *view,
                                      struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    ui_json_array_begin(json, "goals");
    for (size_t i = 0; status == PRACTICE_OK && !view->is_filtered && i < view->use.goals.n; i++) {
        struct stats_goal_progress progress = {0};
        status = stats_goal_progress_of(&view->use.goals.list[i], &view->use.sessions,
                                        &view->use.rule, &progress, err);
        if (status == PRACTICE_OK)
            stats_goal_json(json, &progress, 0);
        stats_goal_progress_release(&progress);
    }
    ui_json_array_end(json);
    return status;
}

static void put_head(struct ui_json *json, const struct stats_view *view)
{
    struct period now, before;
    struct stats_total total = stats_total_of(&view->use.sessions, &view->days, &view->period);
    ui_json_string(json, "schema", SCHEMA);
    put_day(json, "today", view->use.rule.today);
    put_period(json, "period", &view->period);
    ui_json_object_begin(json, "filter");
    ui_json_string(json, "instrument", view->options->instrument);
    ui_json_string(json, "tag", view->options->tag);
    ui_json_string(json, "piece", view->options->piece);
    ui_json_object_end(json);
    put_totals(json, "totals", &total);
    if (view->options->no_compare ||
        stats_compared(&view->period, view->use.rule.today, &now, &before) != 0) {
        ui_json_null(json, "before");
        return;
    }
    total = stats_total_of(&view->use.sessions, &view->days, &before);
    ui_json_object_begin(json, "before");
    put_period(json, "period", &before);
    put_totals(json, "totals", &total);
    ui_json_object_end(json);
}

static enum practice_status put_body(struct ui_json *json, const struct stats_view *view,
                                     struct practice_error *err)
{
    static const enum stats_by groupings[] = {STATS_BY_INSTRUMENT, STATS_BY_PIECE, STATS_BY_WEEKDAY,
                                              STATS_BY_HOUR};
    enum practice_status status = put_streaks(json, view, err);
    if (status == PRACTICE_OK)
        status = put_trend(json, view, err);
    ui_json_object_begin(json, "by");
    for (size_t i = 0; status == PRACTICE_OK && i < sizeof groupings / sizeof *groupings; i++)
        status = put_groups(json, view, groupings[i], err);
    ui_json_object_end(json);
    if (status != PRACTICE_OK)
        return status;
    put_days(json, view);
    return put_goals(json, view, err);
}

enum practice_status stats_print_json(const struct stats_view *view, struct practice_error *err)
{
    struct ui_json json;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size); // nothing half-told when memory is short
    if (!out)
        return fail_no_memory(err);
    ui_json_init(&json, out);
    ui_json_object_begin(&json, NULL);
    put_head(&json, view);
    enum practice_status status = put_body(&json, view, err);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
    int failed = ferror(out);
    failed |= fclose(out) != 0;
    if (status == PRACTICE_OK && failed)
        status = fail_no_memory(err);
    if (status == PRACTICE_OK)
        (void)fwrite(text, 1, size, stdout);
    free(text);
    return status;
}

enum practice_status stats_print_csv(const struct stats_view *view, struct practice_error *err)
{
    static const char *const names[] = {"sessions", "measured_sessions", "claimed_s", "measured_s"};
    const char *by = view->options->by ? view->options->by : "day";
    const struct stats_grouping grouping = {stats_by_of(by), view->period,
                                            view->use.rule.week_start};
    struct stats_groups groups;
    struct ui_csv csv;
    enum practice_status status = stats_groups_of(&view->use.sessions, &grouping, &groups, err);
    if (status != PRACTICE_OK)
        return status;
    ui_csv_init(&csv, stdout);
    ui_csv_text(&csv, by);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ui_csv_text(&csv, names[i]);
    ui_csv_row_end(&csv);
    for (size_t i = 0; i < groups.n; i++) {
        char title[STATS_GROUP_TITLE_SIZE];
        ui_csv_text(&csv, stats_group_title(&groups.list[i], &grouping, title));
        ui_csv_integer(&csv, (int64_t)groups.list[i].n_sessions);
        ui_csv_integer(&csv, (int64_t)groups.list[i].n_measured);
        ui_csv_number(&csv, (double)groups.list[i].claimed_ms / 1e3, 3);
        ui_csv_number(&csv, (double)groups.list[i].measured_ms / 1e3, 3);
        ui_csv_row_end(&csv);
    }
    stats_groups_release(&groups);
    return PRACTICE_OK;
}
