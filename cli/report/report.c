// SPDX-License-Identifier: GPL-3.0-or-later
// The common part of all reports: counting, and passing on to the kind.
#include "report/report_inside.h"

#include <stdlib.h>

struct report *report_new(const struct report_kind *kind, const struct report_options *options)
{
    struct report *report = calloc(1, sizeof *report);
    if (!report)
        return NULL;
    report->kind = kind;
    report->options = options;
    if (!kind->begin || kind->begin(report) == 0)
        return report;
    report_free(report);
    return NULL;
}

int report_take(struct report *report, const struct take *take)
{
    if (take->is_skipped)
        return 0;
    if (take->status == PRACTICE_OK) {
        report->n_good++;
        report->duration_s += take->result->duration_s;
        report->play_time_s += take->result->play_time_s;
    } else {
        report->n_failed++;
    }
    return report->kind->take(report, take);
}

int report_end(struct report *report)
{
    return report->kind->end ? report->kind->end(report) : 0;
}

void report_free(struct report *report)
{
    if (!report)
        return;
    ui_table_free(report->table);
    free(report);
}

int report_tells_failures(const struct report_kind *kind)
{
    return kind == &report_json || kind == &report_csv;
}

const char *report_class_name(size_t note_class)
{
    static const char *const names[12] = {"C",  "C#", "D",  "D#", "E",  "F",
                                          "F#", "G",  "G#", "A",  "A#", "B"};
    return names[note_class % 12];
}

const char *report_note_name(int midi, char buffer[8])
{
    unsigned note = (unsigned)midi & 127u;
    (void)snprintf(buffer, 8, "%s%d", report_class_name(note), (int)(note / 12) - 1);
    return buffer;
}
