// SPDX-License-Identifier: GPL-3.0-or-later
// The journal counts milliseconds; JSON has seconds with three decimals, which is the same number.
#include "report/session_json.h"

#include "base/when.h"

#define SCHEMA "practice.session/1"

static void put_time(struct ui_json *json, const char *key, int64_t utc_ms, const struct zone *zone)
{
    char text[WHEN_TEXT_SIZE];
    ui_json_string(json, key, when_text(utc_ms, zone, text));
}

static void put_length(struct ui_json *json, const char *key, int64_t ms)
{
    if (ms == JOURNAL_UNKNOWN)
        ui_json_null(json, key);
    else
        ui_json_number(json, key, (double)ms / 1e3, 3);
}

static void put_words(struct ui_json *json, const struct journal_session *session)
{
    ui_json_string(json, "title", session->title);
    ui_json_string(json, "instrument", session->instrument);
    ui_json_string(json, "piece", session->piece);
    ui_json_array_begin(json, "tags");
    for (size_t i = 0; i < session->n_tags; i++)
        ui_json_string(json, NULL, session->tags[i]);
    ui_json_array_end(json);
    ui_json_string(json, "note", session->note);
}

void report_session_json(struct ui_json *json, const char *key,
                         const struct journal_session *session, const struct zone *zone,
                         const char *analysis)
{
    char date[DATE_SIZE];
    ui_json_object_begin(json, key);
    ui_json_string(json, "schema", SCHEMA);
    ui_json_string(json, "id", session->id);
    ui_json_string(json, "date", date_text(session->day, date));
    put_time(json, "start", session->start_ms, zone);
    put_time(json, "end", session->end_ms, zone);
    ui_json_string(json, "zone", session->zone);
    put_length(json, "clock_s", session->end_ms - session->start_ms);
    put_length(json, "claimed_s", session->claimed_ms);
    put_length(json, "measured_s", session->measured_ms);
    put_length(json, "longest_run_s", session->longest_run_ms);
    ui_json_string(json, "source", journal_source_name(session->source));
    put_words(json, session);
    ui_json_string(json, "content_sha256", session->content_sha256);
    ui_json_string(json, "kept_path", session->kept_path);
    put_time(json, "created", session->created_ms, zone);
    put_time(json, "updated", session->updated_ms, zone);
    if (analysis)
        ui_json_raw(json, "analysis", analysis);
    ui_json_object_end(json);
}
