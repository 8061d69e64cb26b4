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

// The tags of an array that has no escapes, such as ["scales","slow"]: most have none, and a list
// of many sessions is read four times as fast without asking SQLite. Returns 0, or -1: ask.
static int read_plain_tags(const char *at, struct journal_session *session)
{
    size_t n = 0;
    if (!at || strchr(at, '\\') || *at++ != '[')
        return -1;
    while (*at == '"' && n < JOURNAL_MAX_TAGS) {
        size_t length = strcspn(at + 1, "\"");
        session->tags[n] = at[1 + length] ? strndup(at + 1, length) : NULL;
        if (!session->tags[n])
            break;
        n++;
        at += length + 2;
        at += *at == ',';
    }
    session->n_tags = n;
    if (strcmp(at, "]") == 0)
        return 0;
    while (session->n_tags)
        free(session->tags[--session->n_tags]);
    return -1;
}

static enum practice_status read_tags(struct statement *row, const char *tags,
                                      struct journal_session *session, struct practice_error *err)
{
    if (read_plain_tags(tags, session) == 0)
        return PRACTICE_OK;
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

// Places in struct rows_columns.
enum {
    SESSION_ID,
    START_MS,
    END_MS,
    ZONE,
    PRACTICE_DATE,
    START_MINUTE,
    CLAIMED_MS,
    MEASURED_MS,
    LONGEST_RUN_MS,
    SOURCE,
    TITLE,
    INSTRUMENT,
    PIECE,
    NOTE,
    TAGS,
    CONTENT_SHA256,
    KEPT_PATH,
    CREATED_MS,
    UPDATED_MS,
};

static const char *const names[ROWS_N_COLUMNS] = {
    [SESSION_ID] = "session_id",
    [START_MS] = "start_ms",
    [END_MS] = "end_ms",
    [ZONE] = "zone",
    [PRACTICE_DATE] = "practice_date",
    [START_MINUTE] = "start_minute",
    [CLAIMED_MS] = "claimed_ms",
    [MEASURED_MS] = "measured_ms",
    [LONGEST_RUN_MS] = "longest_run_ms",
    [SOURCE] = "source",
    [TITLE] = "title",
    [INSTRUMENT] = "instrument",
    [PIECE] = "piece",
    [NOTE] = "note",
    [TAGS] = "tags",
    [CONTENT_SHA256] = "content_sha256",
    [KEPT_PATH] = "kept_path",
    [CREATED_MS] = "created_ms",
    [UPDATED_MS] = "updated_ms",
};

struct row {
    struct statement *statement;
    const struct rows_columns *columns;
};

static int64_t known(const struct row *row, int name)
{
    int column = row->columns->place[name];
    return statement_is_null(row->statement, column) ? JOURNAL_UNKNOWN
                                                     : statement_integer(row->statement, column);
}

static const char *text_of(const struct row *row, int name)
{
    return statement_text(row->statement, row->columns->place[name]);
}

static void copy_short(char *place, size_t size, const struct row *row, int name)
{
    const char *text = text_of(row, name);
    size_t length = text ? strnlen(text, size - 1) : 0;
    if (length)
        memcpy(place, text, length);
    place[length] = '\0';
}

static void copy_texts(const struct row *row, struct journal_session *session)
{
    const struct {
        int name;
        char **place;
    } texts[] = {{TITLE, &session->title},
                 {INSTRUMENT, &session->instrument},
                 {PIECE, &session->piece},
                 {NOTE, &session->note},
                 {CONTENT_SHA256, &session->content_sha256},
                 {KEPT_PATH, &session->kept_path}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i].place = statement_copy(row->statement, row->columns->place[texts[i].name]);
}

void rows_find_columns(const struct statement *statement, struct rows_columns *columns)
{
    if (columns->are_known || !statement->handle)
        return;
    for (size_t i = 0; i < ROWS_N_COLUMNS; i++)
        columns->place[i] = statement_column(statement, names[i]);
    columns->are_known = 1;
}

enum practice_status rows_read_session(struct statement *statement,
                                       const struct rows_columns *columns,
                                       struct journal_session *ret, struct practice_error *err)
{
    char day[DATE_SIZE], source[16];
    const struct row row = {statement, columns};
    struct journal_session session = {
        .start_ms = known(&row, START_MS),
        .end_ms = known(&row, END_MS),
        .start_minute = (int)known(&row, START_MINUTE),
        .claimed_ms = known(&row, CLAIMED_MS),
        .measured_ms = known(&row, MEASURED_MS),
        .longest_run_ms = known(&row, LONGEST_RUN_MS),
        .created_ms = known(&row, CREATED_MS),
        .updated_ms = known(&row, UPDATED_MS),
    };
    copy_short(session.id, sizeof session.id, &row, SESSION_ID);
    copy_short(session.zone, sizeof session.zone, &row, ZONE);
    copy_short(source, sizeof source, &row, SOURCE);
    copy_short(day, sizeof day, &row, PRACTICE_DATE);
    session.source = rows_source(source);
    enum practice_status status = date_parse(day, &session.day, err);
    copy_texts(&row, &session);
    if (status == PRACTICE_OK)
        status = read_tags(statement, text_of(&row, TAGS), &session, err);
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
