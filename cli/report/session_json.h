// SPDX-License-Identifier: GPL-3.0-or-later
// A session of the journal as JSON, schema practice.session/1: what list, show, export and hooks
// say to other programs. practice-session-json(5) is its contract.
#ifndef CLI_REPORT_SESSION_JSON_H
#define CLI_REPORT_SESSION_JSON_H

#include "base/zone.h"
#include "journal/journal.h"
#include "ui/json.h"

// Writes one session as an object. `key` as in ui_json; `zone` is the session's own, for its times,
// which are exact to the millisecond in any zone; analysis is the document that
// journal_analysis_get() gave: NULL leaves the member "analysis" out.
void report_session_json(struct ui_json *json, const char *key,
                         const struct journal_session *session, const struct zone *zone,
                         const char *analysis);

#endif
