// SPDX-License-Identifier: GPL-3.0-or-later
// The bar is full when the goal is met, whatever was played on top.
#include "commands/stats_goals.h"

#include <string.h>

#include "commands/wrapped.h"
#include "ui/days.h"

#define BAR_CELLS 20
#define NARROW    70 // columns that bar and words take

static int is_week(const struct stats_goal_progress *progress)
{
    return progress->goal->period == JOURNAL_GOAL_WEEK;
}

const char *stats_goal_title(const struct journal_goal *goal, char buffer[STATS_GOAL_TITLE_SIZE])
{
    char target[UI_DAYS_WORDS_SIZE];
    (void)ui_days_words(goal->target_ms, target);
    char *minutes = strstr(target, " 00 min");
    if (minutes)
        *minutes = '\0';
    (void)snprintf(buffer, STATS_GOAL_TITLE_SIZE, "%s%s%s a %s", target,
                   goal->instrument ? " of " : "", goal->instrument ? goal->instrument : "",
                   goal->period == JOURNAL_GOAL_WEEK ? "week" : "day");
    return buffer;
}

const char *stats_goal_streak(const struct stats_goal_progress *progress,
                              const struct stats_streak *streak, char buffer[48])
{
    buffer[0] = '\0';
    if (streak->n_days)
        (void)snprintf(buffer, 48, "%zu %s%s in a row", streak->n_days,
                       is_week(progress) ? "week" : "day", streak->n_days == 1 ? "" : "s");
    return buffer;
}

static void print_bar(const struct stats_goal_progress *progress, const struct ui_term *term,
                      FILE *out)
{
    int64_t target_ms = progress->goal->target_ms;
    int64_t done_ms = progress->done_ms < target_ms ? progress->done_ms : target_ms;
    int cells = (int)(done_ms * BAR_CELLS / target_ms);
    cells += done_ms > 0 && !cells;
    (void)fputs(ui_term_style(term, UI_STYLE_PLAY), out);
    for (int i = 0; i < BAR_CELLS; i++) {
        if (i == cells)
            (void)fprintf(out, "%s%s", ui_term_style(term, UI_STYLE_PLAIN),
                          ui_term_style(term, UI_STYLE_DIM));
        (void)fputs(i < cells ? (term->utf8 ? "█" : "#") : (term->utf8 ? "░" : "."), out);
    }
    (void)fputs(ui_term_style(term, UI_STYLE_PLAIN), out);
}

static void state_words(const struct stats_goal_progress *progress, char *text, size_t size)
{
    char words[UI_DAYS_WORDS_SIZE], date[DATE_SIZE], streak[48];
    const char *when = is_week(progress) ? "this week" : "today";
    const char *in_a_row = stats_goal_streak(progress, &progress->current, streak);
    if (progress->is_over)
        (void)snprintf(text, size, "ended %s", date_text(progress->goal->until_day, date));
    else if (!progress->n_steps)
        (void)snprintf(text, size, "from %s", date_text(progress->goal->from_day, date));
    else if (progress->left_ms)
        (void)snprintf(text, size, "%s left %s%s%s", ui_days_words(progress->left_ms, words), when,
                       *in_a_row ? ", " : "", in_a_row);
    else
        (void)snprintf(text, size, "met %s%s%s", when, *in_a_row ? ", " : "", in_a_row);
}

void stats_goal_print(const struct stats_goal_progress *progress, const struct ui_term *term,
                      FILE *out)
{
    char title[STATS_GOAL_TITLE_SIZE], state[128];
    int is_narrow = term->is_terminal && term->width < NARROW;
    (void)fputs("  ", out);
    wrapped_print(term, 2, UI_STYLE_PLAIN, stats_goal_title(progress->goal, title), out);
    (void)fputs("  ", out);
    print_bar(progress, term, out);
    (void)fputs(is_narrow ? "\n  " : "  ", out);
    state_words(progress, state, sizeof state);
    wrapped_print(term, is_narrow ? 2 : BAR_CELLS + 4, UI_STYLE_PLAIN, state, out);
}

static void put_s(struct ui_json *json, const char *key, int64_t ms)
{
    ui_json_number(json, key, (double)ms / 1e3, 3);
}

static void put_steps(struct ui_json *json, const struct stats_goal_progress *progress)
{
    char date[DATE_SIZE];
    ui_json_array_begin(json, "history");
    for (size_t i = 0; i < progress->n_steps; i++) {
        ui_json_object_begin(json, NULL);
        ui_json_string(json, "first", date_text(progress->steps[i].first, date));
        ui_json_string(json, "last", date_text(progress->steps[i].last, date));
        put_s(json, "done_s", progress->steps[i].done_ms);
        ui_json_bool(json, "met", progress->steps[i].is_met);
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
}

void stats_goal_json(struct ui_json *json, const struct stats_goal_progress *progress,
                     int with_steps)
{
    const struct journal_goal *goal = progress->goal;
    char date[DATE_SIZE];
    ui_json_object_begin(json, NULL);
    ui_json_string(json, "id", goal->id);
    ui_json_string(json, "period", is_week(progress) ? "week" : "day");
    put_s(json, "target_s", goal->target_ms);
    ui_json_string(json, "instrument", goal->instrument);
    ui_json_string(json, "from", date_text(goal->from_day, date));
    ui_json_string(json, "until",
                   goal->until_day == DATE_LAST ? NULL : date_text(goal->until_day, date));
    ui_json_bool(json, "active", !progress->is_over && progress->n_steps);
    put_s(json, "done_s", progress->done_ms);
    put_s(json, "left_s", progress->left_ms);
    ui_json_integer(json, "periods", (int64_t)progress->n_steps);
    ui_json_integer(json, "met", (int64_t)progress->n_met);
    ui_json_integer(json, "streak", (int64_t)progress->current.n_days);
    ui_json_integer(json, "longest_streak", (int64_t)progress->longest.n_days);
    if (with_steps)
        put_steps(json, progress);
    ui_json_object_end(json);
}
