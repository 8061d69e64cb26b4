// SPDX-License-Identifier: GPL-3.0-or-later
// `practice stats --plot`: the numbers handed to the picture, and the picture to a file that
// appears whole.
#include "commands/stats_view.h"

#include <stdio.h>
#include <string.h>

#include "base/outfile.h"
#include "stats/hours.h"
#include "stats/total.h"
#include "ui/plot_stats.h"

#define TITLE_SIZE (JOURNAL_MAX_NAME + PERIOD_TITLE_SIZE + 24)

static enum ui_stats_picture picture_of(const char *what)
{
    static const char *const words[] = {[UI_STATS_ALL] = "all",
                                        [UI_STATS_YEAR] = "year",
                                        [UI_STATS_WEEKS] = "weeks",
                                        [UI_STATS_HOURS] = "hours"};
    for (size_t i = 0; what && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], what) == 0)
            return (enum ui_stats_picture)i;
    return UI_STATS_ALL;
}

static void make_title(const struct stats_view *view, char title[TITLE_SIZE])
{
    char period[PERIOD_TITLE_SIZE];
    const struct stats_options *options = view->options;
    const char *what = options->piece        ? options->piece
                       : options->instrument ? options->instrument
                                             : "Practice";
    (void)snprintf(title, TITLE_SIZE, "%s, %s%s%s", what, period_title(&view->period, period),
                   options->tag ? ", " : "", options->tag ? options->tag : "");
}

static void make_subtitle(const struct stats_view *view, char subtitle[TITLE_SIZE])
{
    char played[UI_DAYS_WORDS_SIZE], claimed[UI_DAYS_WORDS_SIZE];
    struct stats_total total = stats_total_of(&view->use.sessions, &view->days, &view->period);
    (void)snprintf(subtitle, TITLE_SIZE, "played %s of %s claimed, %zu session%s on %zu day%s",
                   ui_days_words(total.measured_ms, played),
                   ui_days_words(total.claimed_ms, claimed), total.n_sessions,
                   total.n_sessions == 1 ? "" : "s", total.n_days, total.n_days == 1 ? "" : "s");
}

static enum practice_status write_picture(const struct stats_view *view,
                                          const struct stats_dense *dense,
                                          const struct stats_hours *hours,
                                          struct practice_error *err)
{
    char title[TITLE_SIZE], subtitle[TITLE_SIZE];
    const struct stats_options *options = view->options;
    const char *theme = options->theme;
    enum ui_plot_format format;
    struct outfile *file;
    make_title(view, title);
    make_subtitle(view, subtitle);
    const struct ui_stats_plot plot = {
        .title = title,
        .subtitle = subtitle,
        .days = dense->days,
        .hour_ms = hours->measured_ms,
        .week_goal_ms = stats_target(view, JOURNAL_GOAL_WEEK),
        .theme = theme && strcmp(theme, "dark") == 0 ? UI_THEME_DARK : UI_THEME_LIGHT,
        .picture = picture_of(options->what)};
    if (ui_plot_format_of(options->plot, &format) != 0)
        format = UI_PLOT_PNG; // the command line was asked before
    enum practice_status status = outfile_open(options->plot, &file, err);
    if (status != PRACTICE_OK)
        return status;
    status = ui_stats_plot_write(&plot, format, outfile_stream(file), err);
    if (status == PRACTICE_OK)
        return outfile_commit(file, err);
    outfile_abort(file);
    return status;
}

enum practice_status stats_write_plot(const struct stats_view *view, struct practice_error *err)
{
    struct stats_hours hours;
    struct stats_dense dense;
    struct period period = stats_clipped(view);
    if (view->period.kind == PERIOD_YEAR) // a year is a whole year, what is to come left blank
        period = view->period;
    enum practice_status status = stats_hours_of(&view->use.sessions, &view->period, &hours, err);
    if (status == PRACTICE_OK)
        status = stats_dense_of(view, period.first, period.last, &dense, err);
    if (status != PRACTICE_OK)
        return status;
    status = write_picture(view, &dense, &hours, err);
    stats_dense_release(&dense);
    return status;
}
