// SPDX-License-Identifier: GPL-3.0-or-later
// The page about one recording: the number that was asked for first, then where it lies in time,
// then what else was heard. Nothing is told that the analysis did not find.
#include <math.h>

#include "report/report_inside.h"
#include "ui/duration.h"
#include "ui/timeline.h"

#define LEAST_NOTES      4   // of a class, before its intonation is worth a word
#define WORTH_SAYING     8.0 // cents off
#define MAX_CLASSES_TOLD 3

// " · " between facts of a line, or "," where the charset has no dot.
static const char *between(const struct report_options *options, int *is_first)
{
    const char *text = *is_first ? "  " : options->term->utf8_text ? " · " : ", ";
    *is_first = 0;
    return text;
}

static void print_head(const struct report_options *options, const struct take *take)
{
    const char *dot = options->term->utf8_text ? "·" : "-";
    ui_term_write(options->term, UI_STYLE_BOLD, take->file, options->out);
    (void)fprintf(options->out, "  %s", ui_term_style(options->term, UI_STYLE_DIM));
    ui_term_write(options->term, UI_STYLE_DIM, take->format.container, options->out);
    (void)fprintf(options->out, "%s %s ", ui_term_style(options->term, UI_STYLE_DIM), dot);
    ui_term_write(options->term, UI_STYLE_DIM, take->format.codec, options->out);
    (void)fprintf(options->out, "%s %s %g kHz %s %u channel%s%s\n\n",
                  ui_term_style(options->term, UI_STYLE_DIM), dot, take->format.rate_hz / 1e3, dot,
                  take->format.n_channels, take->format.n_channels == 1 ? "" : "s",
                  ui_term_style(options->term, UI_STYLE_PLAIN));
}

static void print_play_time(const struct report_options *options,
                            const struct practice_result *result)
{
    char play[UI_DURATION_SIZE], all[UI_DURATION_SIZE];
    double share = result->duration_s > 0 ? result->play_time_s / result->duration_s : 0;
    (void)fprintf(options->out, "  played %s%s%s of %s (%.0f %%)\n",
                  ui_term_style(options->term, UI_STYLE_BOLD),
                  ui_duration_short(result->play_time_s, play),
                  ui_term_style(options->term, UI_STYLE_PLAIN),
                  ui_duration_short(result->duration_s, all), 100 * share);
}

static void print_runs(const struct report_options *options, const struct practice_result *result)
{
    char sounding[UI_DURATION_SIZE], run[UI_DURATION_SIZE];
    int first = 1;
    if (!result->n_starts)
        return;
    (void)fprintf(options->out, "%s%s sounding", between(options, &first),
                  ui_duration_short(result->sounding_time_s, sounding));
    (void)fprintf(options->out, "%slongest run %s", between(options, &first),
                  ui_duration_short(result->longest_run_s, run));
    (void)fprintf(options->out, "%s%zu start%s\n", between(options, &first), result->n_starts,
                  result->n_starts == 1 ? "" : "s");
}

static void print_music(const struct report_options *options, const struct practice_result *result)
{
    int first = 1;
    if (result->tempo_bpm > 0)
        (void)fprintf(options->out, "%s%.0f bpm", between(options, &first), result->tempo_bpm);
    if (result->tuning_hz > 0)
        (void)fprintf(options->out, "%sA4 = %.1f Hz", between(options, &first), result->tuning_hz);
    if (result->n_notes)
        (void)fprintf(options->out, "%s%zu note%s", between(options, &first), result->n_notes,
                      result->n_notes == 1 ? "" : "s");
    if (result->play_time_s > 0)
        (void)fprintf(options->out, "%sloudness %.1f dB, range %.1f dB", between(options, &first),
                      result->loudness_db, result->loudness_range_db);
    if (!first)
        (void)fputc('\n', options->out);
}

// The class furthest from equal temperament that was not yet told; 12: none worth it.
static size_t worst_class(const struct practice_result *result, unsigned told)
{
    size_t worst = 12;
    double most = WORTH_SAYING;
    for (size_t i = 0; i < 12; i++) {
        double off = fabs(result->intonation[i].median_cents);
        if (!(told & (1u << i)) && result->intonation[i].n_notes >= LEAST_NOTES && off >= most) {
            worst = i;
            most = off;
        }
    }
    return worst;
}

static void print_intonation(const struct report_options *options,
                             const struct practice_result *result)
{
    unsigned told = 0;
    for (int n = 0; n < MAX_CLASSES_TOLD; n++) {
        size_t worst = worst_class(result, told);
        if (worst == 12)
            break;
        told |= 1u << worst;
        (void)fprintf(options->out, "%s %s %+.0f",
                      n ? "," : "  furthest off:", report_class_name(worst),
                      result->intonation[worst].median_cents);
    }
    if (told)
        (void)fputs(" cents\n", options->out);
}

static void print_warnings(const struct report_options *options, const struct take *take)
{
    for (size_t i = 0; !options->quiet && i < take->n_warnings; i++) {
        (void)fprintf(options->out, "%s  %swarning:%s ", i ? "" : "\n",
                      ui_term_style(options->term, UI_STYLE_WARNING),
                      ui_term_style(options->term, UI_STYLE_PLAIN));
        ui_term_write(options->term, UI_STYLE_PLAIN, take->warnings[i], options->out);
        (void)fputc('\n', options->out);
    }
}

void report_print_page(const struct report_options *options, const struct take *take)
{
    const struct practice_result *result = take->result;
    const struct ui_timeline timeline = {
        .segments = result->segments,
        .n_segments = result->n_segments,
        .duration_s = result->duration_s,
    };
    print_head(options, take);
    print_play_time(options, result);
    print_runs(options, result);
    if (!options->play_time_only) {
        print_music(options, result);
        print_intonation(options, result);
    }
    (void)fputc('\n', options->out);
    ui_timeline_print(&timeline, options->term, options->out);
    print_warnings(options, take);
    if (options->explain)
        report_print_spans(options, take);
    if (options->notes)
        report_print_notes(options, take);
}
