// SPDX-License-Identifier: GPL-3.0-or-later
// Tags are a JSON array in their row: SQLite reads them, our own writer makes them.
#include "journal/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "journal_sql.h"
#include "ui/json.h"

void journal_session_release(struct journal_session *session)
{
    free(session->title);
    free(session->instrument);
    free(session->piece);
    free(session->note);
    for (size_t i = 0; i < session->n_tags; i++)
        free(session->tags[i]);
    free(session->content_sha256);
    free(session->kept_path);
    *session = (struct journal_session){0};
}

static enum practice_status read_tags(struct statement *row, const char *tags,
                                      struct journal_session *session, struct practice_error *err)
{
    struct statement statement = statement_of(row->journal, sql_tags_of);
    statement_bind_text(&statement, ":tags", tags);
    int more;
    while ((more = statement_step(&statement, err)) > 0 && session->n_tags < JOURNAL_MAX_TAGS) {
        char *tag = statement_copy(&statement, 0);
        if (tag)
            session->tags[session->n_tags++] = tag;
    }
    statement_finish(&statement);
    return more < 0 ? err->status : PRACTICE_OK;
}

static int64_t known(const struct statement *statement, const char *name)
{
    int column = statement_column(statement, name);
    return statement_is_null(statement, column) ? JOURNAL_UNKNOWN
                                                : statement_integer(statement, column);
}

static void copy_short(char *place, size_t size, const struct statement *statement,
                       const char *name)
{
    const char *text = statement_text(statement, statement_column(statement, name));
    (void)snprintf(place, size, "%s", text ? text : "");
}

static void copy_texts(struct statement *statement, struct journal_session *session)
{
    const struct {
        const char *name;
        char **place;
    } texts[] = {{"title", &session->title},
                 {"instrument", &session->instrument},
                 {"piece", &session->piece},
                 {"note", &session->note},
                 {"content_sha256", &session->content_sha256},
                 {"kept_path", &session->kept_path}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i].place = statement_copy(statement, statement_column(statement, texts[i].name));
}

enum practice_status rows_read_session(struct statement *statement, struct journal_session *ret,
                                       struct practice_error *err)
{
    char day[DATE_SIZE], source[16];
    struct journal_session session = {
        .start_ms = known(statement, "start_ms"),
        .end_ms = known(statement, "end_ms"),
        .start_minute = (int)known(statement, "start_minute"),
        .claimed_ms = known(statement, "claimed_ms"),
        .measured_ms = known(statement, "measured_ms"),
        .longest_run_ms = known(statement, "longest_run_ms"),
        .created_ms = known(statement, "created_ms"),
        .updated_ms = known(statement, "updated_ms"),
    };
    copy_short(session.id, sizeof session.id, statement, "session_id");
    copy_short(session.zone, sizeof session.zone, statement, "zone");
    copy_short(source, sizeof source, statement, "source");
    copy_short(day, sizeof day, statement, "practice_date");
    session.source = rows_source(source);
    enum practice_status status = date_parse(day, &session.day, err);
    copy_texts(statement, &session);
    if (status == PRACTICE_OK)
        status =
            read_tags(statement, statement_text(statement, statement_column(statement, "tags")),
                      &session, err);
    if (status == PRACTICE_OK && statement->code != SQLITE_OK)
        status = journal_fail(statement->journal, statement->code, err);
    if (status == PRACTICE_OK)
        *ret = session;
    else
        journal_session_release(&session);
    return status;
}

static char *tags_text(const struct journal_session *session)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    struct ui_json json;
    ui_json_init(&json, out);
    ui_json_array_begin(&json, NULL);
    for (size_t i = 0; i < session->n_tags; i++)
        ui_json_string(&json, NULL, session->tags[i]);
    ui_json_array_end(&json);
    int is_bad = ferror(out);
    if (fclose(out) != 0 || is_bad) {
        free(text);
        return NULL;
    }
    return text;
}

static void bind_known(struct statement *statement, const char *name, int64_t value)
{
    if (value == JOURNAL_UNKNOWN)
        statement_bind_null(statement, name);
    else
        statement_bind_integer(statement, name, value);
}

enum practice_status rows_write_session(struct journal *journal, const char *sql,
                                        const struct journal_session *session,
                                        struct practice_error *err)
{
    char day[DATE_SIZE];
    char *tags = tags_text(session);
    if (!tags)
        return fail_no_memory(err);
    struct statement statement = statement_of(journal, sql);
    statement_bind_text(&statement, ":session_id", session->id);
    statement_bind_integer(&statement, ":start_ms", session->start_ms);
    statement_bind_integer(&statement, ":end_ms", session->end_ms);
    statement_bind_text(&statement, ":zone", session->zone);
    statement_bind_text(&statement, ":practice_date", date_text(session->day, day));
    statement_bind_integer(&statement, ":start_minute", session->start_minute);
    statement_bind_integer(&statement, ":claimed_ms", session->claimed_ms);
    bind_known(&statement, ":measured_ms", session->measured_ms);
    bind_known(&statement, ":longest_run_ms", session->longest_run_ms);
    statement_bind_text(&statement, ":source", journal_source_name(session->source));
    statement_bind_text(&statement, ":title", session->title);
    statement_bind_text(&statement, ":instrument", session->instrument);
    statement_bind_text(&statement, ":piece", session->piece);
    statement_bind_text(&statement, ":note", session->note);
    statement_bind_text(&statement, ":tags", tags);
    statement_bind_text(&statement, ":content_sha256", session->content_sha256);
    statement_bind_text(&statement, ":kept_path", session->kept_path);
    statement_bind_integer(&statement, ":created_ms", session->created_ms);
    statement_bind_integer(&statement, ":updated_ms", session->updated_ms);
    enum practice_status status = statement_run(&statement, err);
    free(tags);
    return status;
}
