// SPDX-License-Identifier: GPL-3.0-or-later
// Spans are cut and joined on the grid of milliseconds that documents have, so that joining the
// halves of a session gives back the spans it had.
#include "report/session_analysis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "ui/json.h"

#define TOUCHES_S 0.0005 // half of a millisecond: less is rounding

double report_spans_end(const struct report_spans *spans)
{
    return spans->n ? spans->list[spans->n - 1].end_s : 0;
}

enum practice_status report_spans_cut(const struct report_spans *spans, double from_s,
                                      double until_s, struct report_spans *ret_part,
                                      struct practice_error *err)
{
    struct report_spans part = {.list = calloc(spans->n + 1, sizeof *part.list)};
    if (!part.list)
        return fail_no_memory(err);
    for (size_t i = 0; i < spans->n; i++) {
        struct practice_segment span = spans->list[i];
        span.start_s = fmax(span.start_s, from_s) - from_s;
        span.end_s = fmin(span.end_s, until_s) - from_s;
        span.sounding_s = 0;
        if (span.end_s - span.start_s >= TOUCHES_S)
            part.list[part.n++] = span;
    }
    *ret_part = part;
    return PRACTICE_OK;
}

static int were_one(const struct practice_segment *a, const struct practice_segment *b)
{
    return a->kind == b->kind && a->reason == b->reason &&
           fabs(a->confidence - b->confidence) < TOUCHES_S;
}

enum practice_status report_spans_append(struct report_spans *spans,
                                         const struct report_spans *more, double at_s,
                                         struct practice_error *err)
{
    double end_s = report_spans_end(spans);
    struct practice_segment *list =
        realloc(spans->list, (spans->n + more->n + 2) * sizeof *spans->list);
    if (!list)
        return fail_no_memory(err);
    spans->list = list;
    if (at_s - end_s >= TOUCHES_S)
        list[spans->n++] = (struct practice_segment){.start_s = end_s,
                                                     .end_s = at_s,
                                                     .kind = PRACTICE_SILENCE,
                                                     .confidence = 1,
                                                     .reason = PRACTICE_REASON_QUIET};
    else
        at_s = end_s;
    for (size_t i = 0; i < more->n; i++) {
        struct practice_segment span = more->list[i];
        span.start_s += at_s;
        span.end_s += at_s;
        if (i == 0 && spans->n && were_one(&list[spans->n - 1], &span))
            list[spans->n - 1].end_s = span.end_s;
        else
            list[spans->n++] = span;
    }
    return PRACTICE_OK;
}

static int64_t length_ms(const struct practice_segment *span)
{
    return llround(span->end_s * 1e3) - llround(span->start_s * 1e3);
}

int64_t report_spans_play_ms(const struct report_spans *spans)
{
    int64_t ms = 0;
    for (size_t i = 0; i < spans->n; i++)
        ms += spans->list[i].kind == PRACTICE_PLAY ? length_ms(&spans->list[i]) : 0;
    return ms;
}

int64_t report_spans_longest_ms(const struct report_spans *spans)
{
    int64_t longest = 0;
    for (size_t i = 0; i < spans->n; i++)
        if (spans->list[i].kind == PRACTICE_PLAY && length_ms(&spans->list[i]) > longest)
            longest = length_ms(&spans->list[i]);
    return longest;
}

static void put_times(struct ui_json *json, const struct report_spans *spans)
{
    int64_t kind_ms[PRACTICE_N_KINDS] = {0}, n_starts = 0;
    static const enum practice_kind kinds[] = {PRACTICE_PLAY, PRACTICE_SPEECH, PRACTICE_OTHER,
                                               PRACTICE_SILENCE};
    for (size_t i = 0; i < spans->n; i++) {
        kind_ms[spans->list[i].kind] += length_ms(&spans->list[i]);
        n_starts += spans->list[i].kind == PRACTICE_PLAY;
    }
    double all_s = report_spans_end(spans);
    ui_json_number(json, "duration_s", all_s, 3);
    ui_json_number(json, "play_time_s", (double)kind_ms[PRACTICE_PLAY] / 1e3, 3);
    ui_json_object_begin(json, "kind_time_s");
    for (size_t i = 0; i < PRACTICE_N_KINDS; i++)
        ui_json_number(json, practice_kind_name(kinds[i]), (double)kind_ms[kinds[i]] / 1e3, 3);
    ui_json_object_end(json);
    ui_json_object_begin(json, "kind_share");
    for (size_t i = 0; i < PRACTICE_N_KINDS; i++)
        ui_json_number(json, practice_kind_name(kinds[i]),
                       all_s > 0 ? (double)kind_ms[kinds[i]] / 1e3 / all_s : 0, 4);
    ui_json_object_end(json);
    ui_json_number(json, "longest_run_s", (double)report_spans_longest_ms(spans) / 1e3, 3);
    ui_json_integer(json, "n_starts", n_starts);
}

static void put_spans(struct ui_json *json, const struct report_spans *spans)
{
    ui_json_array_begin(json, "segments");
    for (size_t i = 0; i < spans->n; i++) {
        const struct practice_segment *span = &spans->list[i];
        ui_json_object_begin(json, NULL);
        ui_json_number(json, "start_s", span->start_s, 3);
        ui_json_number(json, "end_s", span->end_s, 3);
        ui_json_string(json, "kind", practice_kind_name(span->kind));
        ui_json_number(json, "confidence", span->confidence, 3);
        ui_json_string(json, "reason", practice_reason_name(span->reason));
        ui_json_object_end(json);
    }
    ui_json_array_end(json);
}

enum practice_status report_spans_document(const struct report_spans *spans,
                                           const struct journal_analysis_facts *facts,
                                           const char *derived, char **ret_document,
                                           struct practice_error *err)
{
    char *text = NULL;
    size_t size = 0;
    struct ui_json json;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return fail_no_memory(err);
    ui_json_init(&json, out);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.analysis/1");
    ui_json_string(&json, "derived", derived);
    ui_json_string(&json, "file", facts->file);
    ui_json_string(&json, "sha256", facts->sha256);
    ui_json_string(&json, "engine", facts->engine);
    ui_json_string(&json, "model", facts->model);
    ui_json_string(&json, "options", facts->options);
    put_times(&json, spans);
    put_spans(&json, spans);
    ui_json_object_end(&json);
    int is_bad = ferror(out);
    if (fclose(out) != 0 || is_bad) {
        free(text);
        return fail_no_memory(err);
    }
    *ret_document = text;
    return PRACTICE_OK;
}
