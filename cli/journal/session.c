// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions in and out of their table. What a session may be is checked here once, for whoever
// writes one: recorder, importer, or a person.
#include "journal/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "journal/rows.h"
#include "journal/statement.h"
#include "journal_sql.h"

static const char *const sources[] = {"record", "analyze", "manual", "import"};

const char *journal_source_name(enum journal_source source)
{
    return sources[source];
}

enum journal_source rows_source(const char *name)
{
    size_t i = 0;
    while (i + 1 < sizeof sources / sizeof *sources && strcmp(sources[i], name) != 0)
        i++;
    return (enum journal_source)i;
}

const char *journal_short_id(const char *id, char buffer[JOURNAL_SHORT_ID_SIZE])
{
    size_t length = strlen(id), short_length = JOURNAL_SHORT_ID_SIZE - 1;
    id += length > short_length ? length - short_length : 0;
    memcpy(buffer, id, strlen(id) + 1);
    return buffer;
}

// Opening a zone takes as long as writing many rows, and most have the one before.
static enum practice_status need_zone(struct journal *journal, const char *name,
                                      struct practice_error *err)
{
    if (journal->zone && strcmp(zone_name(journal->zone), name) == 0)
        return PRACTICE_OK;
    struct zone *zone;
    enum practice_status status = zone_open(name, &zone, err);
    if (status != PRACTICE_OK)
        return status;
    zone_free(journal->zone);
    journal->zone = zone;
    return PRACTICE_OK;
}

// The day and the minute are those of the place.
static enum practice_status place_in_time(struct journal *journal, struct journal_session *session,
                                          struct practice_error *err)
{
    enum practice_status status = need_zone(journal, session->zone, err);
    if (status != PRACTICE_OK)
        return status;
    struct zone_local local = zone_local_at(journal->zone, session->start_ms);
    if (local.day < DATE_FIRST || local.day > DATE_LAST)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the session's date is out of range");
    session->day = local.day;
    session->start_minute = local.ms_of_day / 60000;
    return PRACTICE_OK;
}

static enum practice_status check_texts(const struct journal_session *session,
                                        struct practice_error *err)
{
    const struct {
        const char *what, *text;
        size_t limit;
    } texts[] = {{"title", session->title, JOURNAL_MAX_NAME},
                 {"instrument", session->instrument, JOURNAL_MAX_NAME},
                 {"piece", session->piece, JOURNAL_MAX_NAME},
                 {"note", session->note, JOURNAL_MAX_NOTE}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].text && strlen(texts[i].text) > texts[i].limit)
            return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the %s is longer than %zu bytes",
                             texts[i].what, texts[i].limit);
    }
    for (size_t i = 0; i < session->n_tags; i++) {
        if (!*session->tags[i] || strlen(session->tags[i]) > JOURNAL_MAX_NAME)
            return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "a tag has 1 to %d bytes",
                             JOURNAL_MAX_NAME);
    }
    return PRACTICE_OK;
}

static enum practice_status check_times(const struct journal_session *session,
                                        struct practice_error *err)
{
    int64_t clock_ms = session->end_ms - session->start_ms;
    if (clock_ms < 0)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the session ends before it starts");
    if (clock_ms > JOURNAL_MAX_CLOCK_MS)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "a session has 48 hours at most");
    if (session->claimed_ms < 0 || session->claimed_ms > clock_ms)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL,
                         "the claimed time is longer than the session");
    if (session->measured_ms < JOURNAL_UNKNOWN || session->measured_ms > JOURNAL_MAX_CLOCK_MS ||
        session->longest_run_ms < JOURNAL_UNKNOWN ||
        (session->measured_ms == JOURNAL_UNKNOWN && session->longest_run_ms != JOURNAL_UNKNOWN) ||
        session->longest_run_ms > session->measured_ms)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the measured time is out of range");
    return PRACTICE_OK;
}

static enum practice_status check_alone(struct journal *journal,
                                        const struct journal_session *session,
                                        struct practice_error *err)
{
    struct statement statement = statement_of(journal, sql_session_overlap);
    statement_bind_integer(&statement, ":start_ms", session->start_ms);
    statement_bind_integer(&statement, ":end_ms", session->end_ms);
    statement_bind_text(&statement, ":session_id", session->id);
    int more = statement_step(&statement, err);
    enum practice_status status = more < 0 ? err->status : PRACTICE_OK;
    if (more > 0) {
        char short_id[JOURNAL_SHORT_ID_SIZE], hint[PRACTICE_HINT_SIZE], day[DATE_SIZE] = "";
        const char *id = statement_text(&statement, statement_column(&statement, "session_id"));
        (void)journal_short_id(id, short_id);
        (void)snprintf(hint, sizeof hint, "see it with: practice session show %s", short_id);
        (void)snprintf(day, sizeof day, "%s",
                       statement_text(&statement, statement_column(&statement, "practice_date")));
        status = fail_with(err, PRACTICE_BAD_ARGUMENT, hint,
                           "the session shares time with %s of %s", short_id, day);
    }
    statement_finish(&statement);
    return status;
}

static enum practice_status check(struct journal *journal, struct journal_session *session,
                                  struct practice_error *err)
{
    enum practice_status status = journal_needs_command(journal, err);
    if (status == PRACTICE_OK)
        status = check_texts(session, err);
    if (status == PRACTICE_OK)
        status = check_times(session, err);
    if (status == PRACTICE_OK)
        status = place_in_time(journal, session, err);
    return status == PRACTICE_OK ? check_alone(journal, session, err) : status;
}

enum practice_status journal_session_add(struct journal *journal, struct journal_session *session,
                                         const struct journal_analysis *analysis,
                                         struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    int64_t now_ms = zone_now_ms();
    if (!session->created_ms)
        session->created_ms = session->updated_ms = now_ms;
    if (!session->id[0] && !uuid_new(now_ms, session->id))
        return fail_with(err, PRACTICE_INTERNAL, NULL, "the system gives no random bytes");
    enum practice_status status = check(journal, session, err);
    if (status != PRACTICE_OK)
        return status;
    status = rows_write_session(journal, sql_session_insert, session, err);
    if (status != PRACTICE_OK)
        return status;
    return analysis ? journal_analysis_put(journal, session->id, analysis, err) : PRACTICE_OK;
}

static enum practice_status must_have_changed(struct journal *journal, const char *id,
                                              struct practice_error *err)
{
    if (sqlite3_changes(journal->handle))
        return PRACTICE_OK;
    char short_id[JOURNAL_SHORT_ID_SIZE];
    return fail_with(err, PRACTICE_NOT_FOUND, NULL, "there is no session '%s'",
                     journal_short_id(id, short_id));
}

enum practice_status journal_session_update(struct journal *journal,
                                            struct journal_session *session,
                                            struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    enum practice_status status = check(journal, session, err);
    session->updated_ms = zone_now_ms();
    if (status == PRACTICE_OK)
        status = rows_write_session(journal, sql_session_update, session, err);
    return status == PRACTICE_OK ? must_have_changed(journal, session->id, err) : status;
}

enum practice_status journal_session_delete(struct journal *journal, const char *id,
                                            struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    enum practice_status status = journal_needs_command(journal, err);
    if (status != PRACTICE_OK)
        return status;
    struct statement statement = statement_of(journal, sql_session_delete);
    statement_bind_text(&statement, ":session_id", id);
    status = statement_run(&statement, err);
    return status == PRACTICE_OK ? must_have_changed(journal, id, err) : status;
}
