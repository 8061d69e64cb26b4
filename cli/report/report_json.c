// SPDX-License-Identifier: GPL-3.0-or-later
// One JSON object per input and line: the contract of practice-analysis-json(5). Numbers are
// rounded to what the analysis can know, so that the same recording gives the same bytes
// everywhere.
#include "report/report_inside.h"
#include "ui/json.h"
#include "ui/text.h"

static const char schema[] = "practice.analysis/1";

// The four kinds in the order of interest.
static const enum practice_kind kinds[PRACTICE_N_KINDS] = {PRACTICE_PLAY, PRACTICE_SPEECH,
                                                           PRACTICE_OTHER, PRACTICE_SILENCE};

static void put_file(struct ui_json *json, const char *file)
{
    ui_json_string(json, "schema", schema);
    ui_json_string(json, "file", file);
    if (!ui_text_is_utf8(file))
        ui_json_base64(json, "file_bytes", file);
}

static void put_error(struct ui_json *json, const struct practice_error *error)
{
    ui_json_object_begin(json, "error");
    ui_json_string(json, "code", practice_status_name(error->status));
    ui_json_string(json, "message", error->message);
    ui_json_string(json, "hint", error->hint);
    ui_json_object_end(json);
}

static void put_source(struct ui_json *json, const struct report_options *options,
                       const struct take *take)
{
    ui_json_string(json, "sha256", take->sha256);
    ui_json_string(json, "engine", take->engine);
    ui_json_string(json, "model", take->model);
    ui_json_string(json, "options", options->fingerprint);
    ui_json_object_begin(json, "format");
    ui_json_string(json, "container", take->format.container);
    ui_json_string(json, "codec", take->format.codec);
    ui_json_integer(json, "sample_rate_hz", take->format.rate_hz);
    ui_json_integer(json, "channels", take->format.n_channels);
    ui_json_object_end(json);
}

static void put_times(struct ui_json *json, const struct practice_result *result)
{
    ui_json_number(json, "duration_s", result->duration_s, 3);
    ui_json_number(json, "play_time_s", result->play_time_s, 3);
    ui_json_number(json, "sounding_time_s", result->sounding_time_s, 3);
    ui_json_object_begin(json, "kind_time_s");
    for (size_t i = 0; i < PRACTICE_N_KINDS; i++)
        ui_json_number(json, practice_kind_name(kinds[i]), result->kind_time_s[kinds[i]], 3);
    ui_json_object_end(json);
    ui_json_object_begin(json, "kind_share");
    for (size_t i = 0; i < PRACTICE_N_KINDS; i++) {
        double all = result->duration_s;
        ui_json_number(json, practice_kind_name(kinds[i]),
                       all > 0 ? result->kind_time_s[kinds[i]] / all : 0, 4);
    }
    ui_json_object_end(json);
    ui_json_number(json, "longest_run_s", result->longest_run_s, 3);
    ui_json_integer(json, "n_starts", (int64_t)result->n_starts);
}

static void put_segments(struct ui_json *json, const struct report_options *options,
                         const struct practice_result *result)
{
    ui_json_array_begin(json, "segments");
    for (size_t i = 0; i < result->n_segments; i++) {
        const struct practice_segment *segment = &result->segments[i];
        ui_json_object_begin(json, NULL);
        ui_json_number(json, "start_s", segment->start_s, 3);
        ui_json_number(json, "end_s", segment->end_s, 3);
        ui_json_string(json, "kind", practice_kind_name(segment->kind));
        ui_json_number(json, "confidence", segment->confidence, 3);
        ui_json_string(json, "reason", practice_reason_name(segment->reason));
        if (options->explain) {
            ui_json_string(json, "explanation", practice_reason_text(segment->reason));
            ui_json_number(json, "sounding_s", segment->sounding_s, 3);
        }
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
}

static void put_onsets(struct ui_json *json, const struct practice_result *result)
{
    ui_json_array_begin(json, "onsets_s");
    for (size_t i = 0; i < result->n_onsets; i++)
        ui_json_number(json, NULL, result->onsets_s[i], 3);
    ui_json_array_end(json);
}

static void put_notes(struct ui_json *json, const struct practice_result *result)
{
    ui_json_array_begin(json, "notes");
    for (size_t i = 0; i < result->n_notes; i++) {
        const struct practice_note *note = &result->notes[i];
        ui_json_object_begin(json, NULL);
        ui_json_number(json, "start_s", note->start_s, 3);
        ui_json_number(json, "end_s", note->end_s, 3);
        ui_json_integer(json, "midi", note->midi);
        ui_json_number(json, "cents", note->cents, 1);
        ui_json_number(json, "level_dbfs", note->level_dbfs, 1);
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
}

static void put_positive(struct ui_json *json, const char *key, double value, int decimals)
{
    if (value > 0)
        ui_json_number(json, key, value, decimals);
    else
        ui_json_null(json, key);
}

static void put_music(struct ui_json *json, const struct practice_result *result)
{
    put_positive(json, "tempo_bpm", result->tempo_bpm, 1);
    ui_json_number(json, "tempo_confidence", result->tempo_confidence, 3);
    put_positive(json, "tuning_hz", result->tuning_hz, 2);
    ui_json_array_begin(json, "intonation");
    for (size_t i = 0; i < 12; i++) {
        const struct practice_intonation *note = &result->intonation[i];
        if (!note->n_notes)
            continue;
        ui_json_object_begin(json, NULL);
        ui_json_string(json, "note", report_class_name(i));
        ui_json_number(json, "median_cents", note->median_cents, 1);
        ui_json_number(json, "spread_cents", note->spread_cents, 1);
        ui_json_integer(json, "n_notes", (int64_t)note->n_notes);
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
}

static void put_loudness(struct ui_json *json, const struct practice_result *result)
{
    if (result->play_time_s > 0) {
        ui_json_number(json, "loudness_db", result->loudness_db, 2);
        ui_json_number(json, "loudness_range_db", result->loudness_range_db, 2);
    } else {
        ui_json_null(json, "loudness_db");
        ui_json_null(json, "loudness_range_db");
    }
}

static void put_warnings(struct ui_json *json, const struct take *take)
{
    ui_json_array_begin(json, "warnings");
    for (size_t i = 0; i < take->n_warnings; i++)
        ui_json_string(json, NULL, take->warnings[i]);
    ui_json_array_end(json);
}

static int tell_take(struct report *report, const struct take *take)
{
    const struct report_options *options = report->options;
    struct ui_json json;
    ui_json_init(&json, options->out);
    ui_json_object_begin(&json, NULL);
    put_file(&json, take->file);
    if (take->status != PRACTICE_OK) {
        put_error(&json, &take->error);
    } else {
        put_source(&json, options, take);
        put_times(&json, take->result);
        put_segments(&json, options, take->result);
        if (!options->play_time_only) {
            put_onsets(&json, take->result);
            if (options->notes)
                put_notes(&json, take->result);
            put_music(&json, take->result);
        }
        put_loudness(&json, take->result);
        put_warnings(&json, take);
    }
    ui_json_object_end(&json);
    ui_json_line_end(&json);
    return 0;
}

const struct report_kind report_json = {.name = "json", .take = tell_take};
