// SPDX-License-Identifier: GPL-3.0-or-later
// CSV: one row per input, or per note, or per span. The columns are part of
// practice-analysis-json(5); failed inputs have a row in the first kind, and are told on stderr
// like everywhere else.
#include "report/report_inside.h"
#include "ui/csv.h"

static const char *const summary_columns[] = {
    "file",      "duration_s",  "play_time_s",       "sounding_time_s", "speech_s",
    "other_s",   "silence_s",   "longest_run_s",     "starts",          "tempo_bpm",
    "tuning_hz", "loudness_db", "loudness_range_db", "warnings",        "error",
    "message",
};
static const char *const span_columns[] = {"file",       "start_s", "end_s",     "kind",
                                           "confidence", "reason",  "sounding_s"};
static const char *const note_columns[] = {"file", "start_s", "end_s",     "midi",
                                           "note", "cents",   "level_dbfs"};

#define N_COLUMNS(names) (sizeof(names) / sizeof *(names))

static int begin(struct report *report)
{
    struct ui_csv csv;
    ui_csv_init(&csv, report->options->out);
    if (report->options->notes)
        ui_csv_header(&csv, note_columns, N_COLUMNS(note_columns));
    else if (report->options->explain)
        ui_csv_header(&csv, span_columns, N_COLUMNS(span_columns));
    else
        ui_csv_header(&csv, summary_columns, N_COLUMNS(summary_columns));
    return 0;
}

static void positive(struct ui_csv *csv, double value, int decimals)
{
    if (value > 0)
        ui_csv_number(csv, value, decimals);
    else
        ui_csv_text(csv, NULL);
}

static void put_summary(struct ui_csv *csv, const struct take *take)
{
    const struct practice_result *result = take->result;
    const double times[] = {result->duration_s,
                            result->play_time_s,
                            result->sounding_time_s,
                            result->kind_time_s[PRACTICE_SPEECH],
                            result->kind_time_s[PRACTICE_OTHER],
                            result->kind_time_s[PRACTICE_SILENCE],
                            result->longest_run_s};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        ui_csv_number(csv, times[i], 3);
    ui_csv_integer(csv, (int64_t)result->n_starts);
    positive(csv, result->tempo_bpm, 1);
    positive(csv, result->tuning_hz, 2);
    if (result->play_time_s > 0) {
        ui_csv_number(csv, result->loudness_db, 2);
        ui_csv_number(csv, result->loudness_range_db, 2);
    } else {
        ui_csv_text(csv, NULL);
        ui_csv_text(csv, NULL);
    }
    ui_csv_integer(csv, (int64_t)take->n_warnings);
    ui_csv_text(csv, NULL);
    ui_csv_text(csv, NULL);
    ui_csv_row_end(csv);
}

static void put_failure(struct ui_csv *csv, const struct take *take)
{
    ui_csv_text(csv, take->file);
    for (size_t i = 1; i < N_COLUMNS(summary_columns) - 2; i++)
        ui_csv_text(csv, NULL);
    ui_csv_text(csv, practice_status_name(take->status));
    ui_csv_text(csv, take->error.message);
    ui_csv_row_end(csv);
}

static void put_notes(struct ui_csv *csv, const struct take *take)
{
    char name[8];
    for (size_t i = 0; i < take->result->n_notes; i++) {
        const struct practice_note *note = &take->result->notes[i];
        ui_csv_text(csv, take->file);
        ui_csv_number(csv, note->start_s, 3);
        ui_csv_number(csv, note->end_s, 3);
        ui_csv_integer(csv, note->midi);
        ui_csv_text(csv, report_note_name(note->midi, name));
        ui_csv_number(csv, note->cents, 1);
        ui_csv_number(csv, note->level_dbfs, 1);
        ui_csv_row_end(csv);
    }
}

static void put_spans(struct ui_csv *csv, const struct take *take)
{
    for (size_t i = 0; i < take->result->n_segments; i++) {
        const struct practice_segment *segment = &take->result->segments[i];
        ui_csv_text(csv, take->file);
        ui_csv_number(csv, segment->start_s, 3);
        ui_csv_number(csv, segment->end_s, 3);
        ui_csv_text(csv, practice_kind_name(segment->kind));
        ui_csv_number(csv, segment->confidence, 3);
        ui_csv_text(csv, practice_reason_name(segment->reason));
        ui_csv_number(csv, segment->sounding_s, 3);
        ui_csv_row_end(csv);
    }
}

static int tell_take(struct report *report, const struct take *take)
{
    struct ui_csv csv;
    ui_csv_init(&csv, report->options->out);
    int is_list = report->options->notes || report->options->explain;
    if (take->status != PRACTICE_OK) {
        if (!is_list)
            put_failure(&csv, take);
    } else if (report->options->notes) {
        put_notes(&csv, take);
    } else if (report->options->explain) {
        put_spans(&csv, take);
    } else {
        ui_csv_text(&csv, take->file);
        put_summary(&csv, take);
    }
    return 0;
}

const struct report_kind report_csv = {.name = "csv", .begin = begin, .take = tell_take};
