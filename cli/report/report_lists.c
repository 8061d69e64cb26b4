// SPDX-License-Identifier: GPL-3.0-or-later
// The two lists a page can have: every span with its reason, and every note. Columns are fixed,
// because the lists may be long and should start at once.
#include "report/report_inside.h"
#include "ui/duration.h"

static const enum ui_style kind_styles[PRACTICE_N_KINDS] = {
    [PRACTICE_SILENCE] = UI_STYLE_SILENCE,
    [PRACTICE_PLAY] = UI_STYLE_PLAY,
    [PRACTICE_SPEECH] = UI_STYLE_SPEECH,
    [PRACTICE_OTHER] = UI_STYLE_OTHER,
};

void report_print_spans(const struct report_options *options, const struct take *take)
{
    const struct ui_term *term = options->term;
    char start[UI_DURATION_SIZE], end[UI_DURATION_SIZE], length[UI_DURATION_SIZE];
    (void)fprintf(options->out, "\n  %10s  %10s  %9s  %-7s  %4s  %s\n", "from", "to", "length",
                  "kind", "sure", "why");
    for (size_t i = 0; i < take->result->n_segments; i++) {
        const struct practice_segment *segment = &take->result->segments[i];
        (void)fprintf(options->out, "  %10s  %10s  %9s  %s%-7s%s  %3.0f%%  %s\n",
                      ui_duration_clock(segment->start_s, 2, start),
                      ui_duration_clock(segment->end_s, 2, end),
                      ui_duration_clock(segment->end_s - segment->start_s, 2, length),
                      ui_term_style(term, kind_styles[segment->kind]),
                      practice_kind_name(segment->kind), ui_term_style(term, UI_STYLE_PLAIN),
                      100 * segment->confidence, practice_reason_text(segment->reason));
    }
}

void report_print_notes(const struct report_options *options, const struct take *take)
{
    char start[UI_DURATION_SIZE], end[UI_DURATION_SIZE], name[8];
    (void)fprintf(options->out, "\n  %10s  %10s  %-4s  %6s  %6s\n", "from", "to", "note", "cents",
                  "dBFS");
    for (size_t i = 0; i < take->result->n_notes; i++) {
        const struct practice_note *note = &take->result->notes[i];
        (void)fprintf(options->out, "  %10s  %10s  %-4s  %+6.1f  %6.1f\n",
                      ui_duration_clock(note->start_s, 2, start),
                      ui_duration_clock(note->end_s, 2, end), report_note_name(note->midi, name),
                      note->cents, note->level_dbfs);
    }
}
