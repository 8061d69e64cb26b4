// SPDX-License-Identifier: GPL-3.0-or-later
// `practice group dashboard --plot`: the numbers handed to the picture, and the picture to a file
// that appears whole.
#include "commands/group_board.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "base/outfile.h"
#include "base/period.h"
#include "ui/plot_group.h"

#define WEEK          7
#define SUBTITLE_SIZE 256

// What a picture is made of: rows, and their numbers in milliseconds.
struct picture_data {
    struct ui_group_row *rows;
    int64_t *numbers_ms;
};

static void fill_rows(const struct server_dashboard *data, struct picture_data *picture)
{
    int64_t *next_ms = picture->numbers_ms;
    for (size_t i = 0; i < data->n; i++) {
        const struct server_dashboard_member *member = &data->list[i];
        int64_t *days_ms = next_ms, *weeks_ms = next_ms + WEEK;
        next_ms = weeks_ms + data->n_weeks;
        for (size_t d = 0; d < WEEK; d++)
            days_ms[d] = member->days_s[d] * GROUP_MS_PER_S;
        for (size_t w = 0; w < data->n_weeks; w++)
            weeks_ms[w] = member->weeks_s[w] * GROUP_MS_PER_S;
        picture->rows[i] =
            (struct ui_group_row){.name = member->nickname ? member->nickname : "(disabled)",
                                  .days_ms = member->has_totals ? days_ms : NULL,
                                  .weeks_ms = member->has_totals ? weeks_ms : NULL,
                                  .streak_days = member->streak_days,
                                  .is_me = member->is_me};
    }
}

static void make_subtitle(const struct group_board *board, char subtitle[SUBTITLE_SIZE])
{
    char title[PERIOD_TITLE_SIZE], before[UI_DAYS_WORDS_SIZE];
    const struct period week = {PERIOD_RANGE, board->data->monday, board->data->monday + WEEK - 1};
    (void)snprintf(subtitle, SUBTITLE_SIZE, "played %s; %s the week before; %zu of %zu played",
                   period_title(&week, title),
                   ui_days_words(group_board_last_week_s(board) * GROUP_MS_PER_S, before),
                   board->n_playing, board->n_sharing);
}

static enum practice_status write_picture(const struct group_board *board,
                                          const struct picture_data *data,
                                          const struct group_picture *picture,
                                          struct practice_error *err)
{
    char subtitle[SUBTITLE_SIZE];
    int64_t weeks_ms[SERVER_DASHBOARD_MOST_WEEKS];
    enum ui_plot_format format;
    struct outfile *file;
    make_subtitle(board, subtitle);
    for (size_t w = 0; w < board->data->n_weeks; w++)
        weeks_ms[w] = board->weeks_s[w] * GROUP_MS_PER_S;
    const struct ui_group_plot plot = {.title = board->data->group ? board->data->group : "",
                                       .subtitle = subtitle,
                                       .rows = data->rows,
                                       .n = board->data->n,
                                       .weeks_ms = weeks_ms,
                                       .n_weeks = board->data->n_weeks,
                                       .monday = board->data->monday,
                                       .today = board->today,
                                       .theme = picture->is_dark ? UI_THEME_DARK : UI_THEME_LIGHT};
    if (ui_plot_format_of(picture->path, &format) != 0)
        format = UI_PLOT_PNG; // the command line was asked before
    enum practice_status status = outfile_open(picture->path, &file, err);
    if (status != PRACTICE_OK)
        return status;
    status = ui_group_plot_write(&plot, format, outfile_stream(file), err);
    if (status == PRACTICE_OK)
        return outfile_commit(file, err);
    outfile_abort(file);
    return status;
}

enum practice_status group_board_plot(const struct group_board *board,
                                      const struct group_picture *picture,
                                      struct practice_error *err)
{
    size_t n = board->data->n;
    struct picture_data data = {
        .rows = calloc(n + 1, sizeof *data.rows),
        .numbers_ms = calloc(n + 1, (WEEK + board->data->n_weeks) * sizeof *data.numbers_ms)};
    enum practice_status status = PRACTICE_OK;
    if (!data.rows || !data.numbers_ms)
        status = fail_no_memory(err);
    if (status == PRACTICE_OK) {
        fill_rows(board->data, &data);
        status = write_picture(board, &data, picture, err);
    }
    free(data.rows);
    free(data.numbers_ms);
    return status;
}
