// SPDX-License-Identifier: GPL-3.0-or-later
// Text for people: a page for one recording; for many a table with a total, or, when spans or
// notes were asked for, a page each and the total.
#include "report/report_inside.h"
#include "ui/duration.h"

#define N_COLUMNS 7

static const struct ui_column columns[N_COLUMNS] = {
    {.title = "recording", .align = UI_LEFT, .flexible = 1, .cut = UI_CUT_MIDDLE},
    {.title = "length", .align = UI_RIGHT},
    {.title = "played", .align = UI_RIGHT},
    {.title = "%", .align = UI_RIGHT},
    {.title = "starts", .align = UI_RIGHT},
    {.title = "bpm", .align = UI_RIGHT},
    {.title = "A4 Hz", .align = UI_RIGHT},
};

static int is_table(const struct report_options *options)
{
    return options->many && !options->explain && !options->notes;
}

static int begin(struct report *report)
{
    if (!is_table(report->options))
        return 0;
    report->table = ui_table_new(columns, N_COLUMNS);
    return report->table ? 0 : -1;
}

static int add_row(struct report *report, const struct take *take)
{
    const struct practice_result *result = take->result;
    char length[UI_DURATION_SIZE], played[UI_DURATION_SIZE];
    char share[16], starts[24], tempo[16] = "", tuning[16] = "";
    double all = result->duration_s;
    (void)snprintf(share, sizeof share, "%.0f", all > 0 ? 100 * result->play_time_s / all : 0.0);
    (void)snprintf(starts, sizeof starts, "%zu", result->n_starts);
    if (result->tempo_bpm > 0)
        (void)snprintf(tempo, sizeof tempo, "%.0f", result->tempo_bpm);
    if (result->tuning_hz > 0)
        (void)snprintf(tuning, sizeof tuning, "%.1f", result->tuning_hz);
    const char *const cells[N_COLUMNS] = {take->file,
                                          ui_duration_short(all, length),
                                          ui_duration_short(result->play_time_s, played),
                                          share,
                                          starts,
                                          tempo,
                                          tuning};
    return ui_table_add(report->table, cells, UI_STYLE_PLAIN);
}

static int tell_take(struct report *report, const struct take *take)
{
    const struct report_options *options = report->options;
    if (take->status != PRACTICE_OK)
        return 0; // told on stderr at once
    if (is_table(options))
        return add_row(report, take);
    if (report->n_good > 1)
        (void)fputc('\n', options->out);
    report_print_page(options, take);
    return 0;
}

static int add_total(struct report *report)
{
    char name[48], length[UI_DURATION_SIZE], played[UI_DURATION_SIZE], share[16];
    double all = report->duration_s;
    (void)snprintf(name, sizeof name, "%zu recording%s", report->n_good,
                   report->n_good == 1 ? "" : "s");
    (void)snprintf(share, sizeof share, "%.0f", all > 0 ? 100 * report->play_time_s / all : 0.0);
    const char *const cells[N_COLUMNS] = {name, ui_duration_short(all, length),
                                          ui_duration_short(report->play_time_s, played), share};
    ui_table_rule(report->table);
    return ui_table_add(report->table, cells, UI_STYLE_BOLD);
}

static int end(struct report *report)
{
    const struct report_options *options = report->options;
    char length[UI_DURATION_SIZE], played[UI_DURATION_SIZE];
    if (!options->many || !report->n_good)
        return 0;
    if (!is_table(options)) {
        (void)fprintf(options->out, "\n%zu recording%s: played %s of %s\n", report->n_good,
                      report->n_good == 1 ? "" : "s",
                      ui_duration_short(report->play_time_s, played),
                      ui_duration_short(report->duration_s, length));
        return 0;
    }
    if (add_total(report) != 0)
        return -1;
    ui_table_print(report->table, options->term, options->out);
    return 0;
}

const struct report_kind report_text = {
    .name = "text", .begin = begin, .take = tell_take, .end = end};
