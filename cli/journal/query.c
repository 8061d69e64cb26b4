// SPDX-License-Identifier: GPL-3.0-or-later
// Finding sessions: the one a person means, those of a filter, and what was heard in them.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "journal/rows.h"
#include "journal_sql.h"

#define LEAST_SUFFIX 4
#define MOST_BACK    1000000

#define MOST_DAYS_FROM_UTC 2 // a wall clock is at most 24 hours off

// The only row of a statement, which is finished. *ret_n is 2 when there is another one.
static enum practice_status read_one(struct statement *statement,
                                     struct journal_session *ret_session, size_t *ret_n,
                                     struct practice_error *err)
{
    struct journal_session session = {0};
    struct rows_reader reader = {0};
    int more = statement_step(statement, err);
    enum practice_status status = more < 0 ? err->status : PRACTICE_OK;
    size_t n = 0;
    if (more > 0)
        status = rows_read_session(statement, &reader, &session, err);
    if (more > 0 && status == PRACTICE_OK) {
        n = 1;
        more = statement_step(statement, err);
        status = more < 0 ? err->status : PRACTICE_OK;
        n += more > 0;
    }
    statement_finish(statement);
    if (status == PRACTICE_OK && n == 1)
        *ret_session = session;
    else
        journal_session_release(&session);
    *ret_n = n;
    return status;
}

static int is_suffix(const char *text)
{
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i++)
        if (!strchr("0123456789abcdef-", tolower((unsigned char)text[i])))
            return 0;
    return length >= LEAST_SUFFIX && length < UUID_SIZE;
}

// "last" is 0, "@1" too, "@2" is 1; -1: not of this form.
static int64_t age_of(const char *reference)
{
    if (strcmp(reference, "last") == 0)
        return 0;
    char *end;
    if (reference[0] != '@' || !isdigit((unsigned char)reference[1]))
        return -1;
    long place = strtol(reference + 1, &end, 10);
    return *end == '\0' && place > 0 && place <= MOST_BACK ? place - 1 : -1;
}

enum practice_status journal_session_find(struct journal *journal, const char *reference,
                                          struct journal_session *ret_session,
                                          struct practice_error *err)
{
    static const char hint[] = "practice session list shows the ids; @1 is the newest session";
    struct practice_error own;
    err = err ? err : &own;
    int64_t age = age_of(reference);
    size_t n = 0;
    if (age < 0 && !is_suffix(reference))
        return fail_with(err, PRACTICE_NOT_FOUND, hint, "'%.60s' names no session", reference);
    struct statement statement =
        statement_of(journal, age < 0 ? sql_session_by_suffix : sql_session_by_age);
    if (age < 0)
        statement_bind_text(&statement, ":suffix", reference);
    else
        statement_bind_integer(&statement, ":place", age);
    enum practice_status status = read_one(&statement, ret_session, &n, err);
    if (status != PRACTICE_OK || n == 1)
        return status;
    if (n == 2)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "give more of the id",
                         "more than one session ends with '%s'", reference);
    return fail_with(err, PRACTICE_NOT_FOUND, hint, "there is no session '%.60s'", reference);
}

enum practice_status journal_session_of_content(struct journal *journal, const char *sha256,
                                                struct journal_session *ret_session,
                                                struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    size_t n = 0;
    struct statement statement = statement_of(journal, sql_session_same_content);
    statement_bind_text(&statement, ":content_sha256", sha256);
    enum practice_status status = read_one(&statement, ret_session, &n, err);
    if (status != PRACTICE_OK || n)
        return status;
    return fail_with(err, PRACTICE_NOT_FOUND, NULL, "no session was made from this recording");
}

void journal_filter_init(struct journal_filter *ret_filter)
{
    *ret_filter = (struct journal_filter){.from_day = DATE_FIRST, .until_day = DATE_LAST};
}

void journal_sessions_release(struct journal_sessions *sessions)
{
    for (size_t i = 0; i < sessions->n; i++)
        journal_session_release(&sessions->list[i]);
    free(sessions->list);
    pool_release(&sessions->texts);
    *sessions = (struct journal_sessions){0};
}

// A list that grows.
struct growing {
    struct journal_sessions sessions;
    size_t room;
    struct rows_reader reader;
};

// Rows come by their start; what has the same start is put in the order of the ids here, since
// SQLite would sort all rows for it.
static void settle_last(struct journal_sessions *sessions)
{
    struct journal_session *list = sessions->list;
    for (size_t i = sessions->n - 1; i > 0 && list[i - 1].start_ms == list[i].start_ms; i--) {
        if (strcmp(list[i - 1].id, list[i].id) < 0)
            return;
        struct journal_session earlier = list[i];
        list[i] = list[i - 1];
        list[i - 1] = earlier;
    }
}

static enum practice_status append(struct statement *statement, struct growing *growing,
                                   struct practice_error *err)
{
    struct journal_sessions *sessions = &growing->sessions;
    if (sessions->n == growing->room) {
        size_t more = growing->room ? 2 * growing->room : 64;
        struct journal_session *list = realloc(sessions->list, more * sizeof *list);
        if (!list)
            return fail_no_memory(err);
        sessions->list = list;
        growing->room = more;
    }
    enum practice_status status =
        rows_read_session(statement, &growing->reader, &sessions->list[sessions->n], err);
    if (status == PRACTICE_OK) {
        sessions->n++;
        settle_last(sessions);
    }
    return status;
}

// The days, and the instants that any of them can have anywhere, by which rows are found.
static void bind_days(struct statement *statement, const struct journal_filter *filter,
                      char from[DATE_SIZE], char until[DATE_SIZE])
{
    int64_t first = (int64_t)filter->from_day - MOST_DAYS_FROM_UTC;
    int64_t last = (int64_t)filter->until_day + MOST_DAYS_FROM_UTC + 1;
    statement_bind_integer(statement, ":from_ms", first * DATE_MS_PER_DAY);
    statement_bind_integer(statement, ":until_ms", last * DATE_MS_PER_DAY);
    statement_bind_text(statement, ":from_date", date_text(filter->from_day, from));
    statement_bind_text(statement, ":until_date", date_text(filter->until_day, until));
}

enum practice_status journal_session_list(struct journal *journal,
                                          const struct journal_filter *filter,
                                          struct journal_sessions *ret_sessions,
                                          struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    char from[DATE_SIZE], until[DATE_SIZE];
    struct growing growing = {0};
    growing.reader.texts = &growing.sessions.texts;
    struct statement statement = statement_of(journal, sql_session_list);
    statement_bind_integer(&statement, ":is_brief", filter->brief);
    bind_days(&statement, filter, from, until);
    statement_bind_text(&statement, ":instrument", filter->instrument);
    statement_bind_text(&statement, ":piece", filter->piece);
    statement_bind_text(&statement, ":tag", filter->tag);
    statement_bind_text(&statement, ":text", filter->text);
    enum practice_status status = PRACTICE_OK;
    int more = 0;
    while (status == PRACTICE_OK && (more = statement_step(&statement, err)) > 0)
        status = append(&statement, &growing, err);
    statement_finish(&statement);
    if (status == PRACTICE_OK && more < 0)
        status = err->status;
    if (status == PRACTICE_OK)
        *ret_sessions = growing.sessions;
    else
        journal_sessions_release(&growing.sessions);
    return status;
}
