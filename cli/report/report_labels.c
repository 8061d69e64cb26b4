// SPDX-License-Identifier: GPL-3.0-or-later
// Labels as Audacity imports them: start, end, text, with tabs between. Silence gets none, so the
// track shows what was heard; notes come on request.
#include "report/report_inside.h"

static int tell_take(struct report *report, const struct take *take)
{
    FILE *out = report->options->out;
    char name[8];
    if (take->status != PRACTICE_OK)
        return 0;
    for (size_t i = 0; i < take->result->n_segments; i++) {
        const struct practice_segment *segment = &take->result->segments[i];
        if (segment->kind == PRACTICE_SILENCE)
            continue;
        (void)fprintf(out, "%.3f\t%.3f\t%s", segment->start_s, segment->end_s,
                      practice_kind_name(segment->kind));
        if (report->options->explain)
            (void)fprintf(out, ": %s", practice_reason_text(segment->reason));
        (void)fputc('\n', out);
    }
    for (size_t i = 0; report->options->notes && i < take->result->n_notes; i++) {
        const struct practice_note *note = &take->result->notes[i];
        (void)fprintf(out, "%.3f\t%.3f\t%s %+.0f\n", note->start_s, note->end_s,
                      report_note_name(note->midi, name), note->cents);
    }
    return 0;
}

const struct report_kind report_labels = {.name = "labels", .take = tell_take};
