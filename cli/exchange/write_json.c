// SPDX-License-Identifier: GPL-3.0-or-later
// Schema practice.journal/1: a line that says how many sessions follow, so that a file cut short
// is noticed, and a line of practice.session/1 for each. The same journal gives the same bytes.
#include "exchange/exchange.h"
#include "report/session_json.h"
#include "ui/json.h"

static void begin(FILE *out, size_t n_sessions)
{
    struct ui_json json;
    ui_json_init(&json, out);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.journal/1");
    ui_json_integer(&json, "n_sessions", (int64_t)n_sessions);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static void put(FILE *out, const struct journal_session *session, const struct zone *zone,
                const char *analysis)
{
    struct ui_json json;
    ui_json_init(&json, out);
    report_session_json(&json, NULL, session, zone, analysis);
    ui_json_line_end(&json);
}

static void end(FILE *out)
{
    (void)out;
}

const struct exchange_writer exchange_writer_json = {
    .begin = begin, .put = put, .end = end, .wants_analysis = 1};
