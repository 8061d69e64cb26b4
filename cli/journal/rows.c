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
    if (session->is_listed) {
        *session = (struct journal_session){0};
        return;
    }
    free(session->title);
    free(session->instrument);
    free(session->piece);
    free(session->note);
    for (size_t i = 0; i < session->n_tags; i++)
        free(session->tags[i]);
    free(session->tags);
    free(session->content_sha256);
    free(session->kept_path);
    *session = (struct journal_session){0};
}

int journal_session_give_tag(struct journal_session *session, char *tag)
{
    size_t n = session->n_tags + 1;
    char **tags = n <= JOURNAL_MAX_TAGS ? realloc(session->tags, n * sizeof *session->tags) : NULL;
    if (!tags)
        return -1;
    session->tags = tags;
    session->tags[session->n_tags++] = tag;
    return 0;
}

struct text {
    const char *start;
    size_t length;
};

static char *copy_of(struct pool *texts, const char *text, size_t length)
{
    return texts ? pool_copy(texts, text, length) : strndup(text, length);
}

// NULL for NULL; without memory, too, which the statement's next step tells.
static char *copy_column(struct statement *statement, int column, struct pool *texts)
{
    const char *text = statement_text(statement, column);
    char *copy = text ? copy_of(texts, text, strlen(text)) : NULL;
    if (text && !copy)
        statement->code = SQLITE_NOMEM;
    return copy;
}

// The tags of an array that has no escapes, such as ["scales","slow"]: most have none, and a list
// of many sessions is read four times as fast without asking SQLite. Returns 0, or -1: ask.
static int find_plain_tags(const char *at, struct text *tags, size_t *ret_n)
{
    size_t n = 0;
    if (!at || strchr(at, '\\') || *at++ != '[')
        return -1;
    while (*at == '"' && n < JOURNAL_MAX_TAGS) {
        size_t length = strcspn(at + 1, "\"");
        if (at[1 + length] == '\0')
            return -1;
        tags[n++] = (struct text){at + 1, length};
        at += length + 2;
        at += *at == ',';
    }
    *ret_n = n;
    return strcmp(at, "]") == 0 ? 0 : -1;
}

static int keep_tags(struct journal_session *session, const struct text *tags, size_t n,
                     struct pool *texts)
{
    size_t size = n * sizeof *session->tags;
    session->tags = !n ? NULL : texts ? pool_take(texts, size) : malloc(size);
    if (n && !session->tags)
        return -1;
    for (; session->n_tags < n; session->n_tags++) {
        const struct text *tag = &tags[session->n_tags];
        char *copy = copy_of(texts, tag->start, tag->length);
        if (!copy)
            return -1;
        session->tags[session->n_tags] = copy;
    }
    return 0;
}

// Any array, by SQLite.
static enum practice_status ask_for_tags(struct journal *journal, const char *array,
                                         struct journal_session *session, struct pool *texts,
                                         struct practice_error *err)
{
    struct text tags[JOURNAL_MAX_TAGS];
    struct pool found = {0};
    struct statement statement = statement_of(journal, sql_tags_of);
    statement_bind_text(&statement, ":tags", array);
    int more = 0, is_short = 0;
    size_t n = 0;
    while (n < JOURNAL_MAX_TAGS && !is_short && (more = statement_step(&statement, err)) > 0) {
        const char *text = statement_text(&statement, 0);
        if (!text)
            continue;
        tags[n] = (struct text){pool_copy(&found, text, strlen(text)), strlen(text)};
        is_short = !tags[n++].start;
    }
    statement_finish(&statement);
    if (more >= 0)
        is_short = is_short || keep_tags(session, tags, n, texts) != 0;
    pool_release(&found);
    if (is_short)
        return fail_no_memory(err);
    return more < 0 ? err->status : PRACTICE_OK;
}

static enum practice_status read_tags(struct journal *journal, const char *array,
                                      struct journal_session *session, struct pool *texts,
                                      struct practice_error *err)
{
    struct text tags[JOURNAL_MAX_TAGS];
    size_t n;
    if (find_plain_tags(array, tags, &n) != 0)
        return ask_for_tags(journal, array, session, texts, err);
    return keep_tags(session, tags, n, texts) == 0 ? PRACTICE_OK : fail_no_memory(err);
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
    const struct rows_reader *reader;
};

static int64_t known(const struct row *row, int name)
{
    int column = row->reader->place[name];
    return statement_is_null(row->statement, column) ? JOURNAL_UNKNOWN
                                                     : statement_integer(row->statement, column);
}

static const char *text_of(const struct row *row, int name)
{
    return statement_text(row->statement, row->reader->place[name]);
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
        *texts[i].place =
            copy_column(row->statement, row->reader->place[texts[i].name], row->reader->texts);
}

static void find_columns(const struct statement *statement, struct rows_reader *reader)
{
    for (size_t i = 0; i < ROWS_N_COLUMNS; i++)
        reader->place[i] = statement_column(statement, names[i]);
    reader->are_known = 1;
}

static enum practice_status read_day(const struct row *row, struct rows_reader *reader,
                                     int32_t *ret_day, struct practice_error *err)
{
    char text[DATE_SIZE];
    copy_short(text, sizeof text, row, PRACTICE_DATE);
    if (strcmp(text, reader->day_text) != 0) {
        enum practice_status status = date_parse(text, &reader->day, err);
        if (status != PRACTICE_OK)
            return status;
        memcpy(reader->day_text, text, sizeof text);
    }
    *ret_day = reader->day;
    return PRACTICE_OK;
}

enum practice_status rows_read_session(struct statement *statement, struct rows_reader *reader,
                                       struct journal_session *ret, struct practice_error *err)
{
    char source[16];
    const struct row row = {statement, reader};
    if (!reader->are_known)
        find_columns(statement, reader);
    struct journal_session session = {
        .is_listed = reader->texts != NULL,
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
    session.source = rows_source(source);
    enum practice_status status = read_day(&row, reader, &session.day, err);
    copy_texts(&row, &session);
    if (status == PRACTICE_OK)
        status = read_tags(statement->journal, text_of(&row, TAGS), &session, reader->texts, err);
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
