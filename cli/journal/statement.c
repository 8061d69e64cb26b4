// SPDX-License-Identifier: GPL-3.0-or-later
// A failed bind or prepare is remembered and told by the step, so that callers have one place to
// look. Within a command statements are kept: an import runs the same few 50,000 times, and
// preparing one with its triggers takes as long as running it ten times.
#include "journal/statement.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"

static void note(struct statement *statement, int code)
{
    if (statement->code == SQLITE_OK)
        statement->code = code;
}

// The place of a statement that is kept and idle, else a free one, else NULL.
static struct kept_statement *find_kept(struct journal *journal, const char *sql)
{
    struct kept_statement *room = NULL;
    for (size_t i = 0; journal->in_command && i < JOURNAL_KEPT_STATEMENTS; i++) {
        struct kept_statement *kept = &journal->kept[i];
        if (kept->sql == sql && !kept->is_used)
            return kept;
        if (!kept->sql && !room)
            room = kept;
    }
    return room;
}

struct statement statement_of(struct journal *journal, const char *sql)
{
    struct statement statement = {.journal = journal, .code = SQLITE_OK};
    struct kept_statement *kept = find_kept(journal, sql);
    if (kept && kept->sql)
        statement.handle = kept->handle;
    else
        note(&statement, sqlite3_prepare_v2(journal->handle, sql, -1, &statement.handle, NULL));
    if (kept && statement.handle) {
        *kept = (struct kept_statement){sql, statement.handle, 1};
        statement.kept = kept;
    }
    return statement;
}

void statement_forget_kept(struct journal *journal)
{
    for (size_t i = 0; i < JOURNAL_KEPT_STATEMENTS; i++) {
        (void)sqlite3_finalize(journal->kept[i].handle);
        journal->kept[i] = (struct kept_statement){0};
    }
}

static int place_of(const struct statement *statement, const char *name)
{
    return statement->handle ? sqlite3_bind_parameter_index(statement->handle, name) : 0;
}

void statement_bind_text(struct statement *statement, const char *name, const char *text)
{
    if (statement->code == SQLITE_OK)
        note(statement, sqlite3_bind_text(statement->handle, place_of(statement, name), text, -1,
                                          SQLITE_STATIC));
}

void statement_bind_integer(struct statement *statement, const char *name, int64_t value)
{
    if (statement->code == SQLITE_OK)
        note(statement, sqlite3_bind_int64(statement->handle, place_of(statement, name), value));
}

void statement_bind_null(struct statement *statement, const char *name)
{
    statement_bind_text(statement, name, NULL);
}

int statement_step(struct statement *statement, struct practice_error *err)
{
    int code = statement->code;
    if (code == SQLITE_OK)
        code = sqlite3_step(statement->handle);
    if (code == SQLITE_ROW)
        return 1;
    if (code == SQLITE_DONE)
        return 0;
    (void)journal_fail(statement->journal, code, err);
    return -1;
}

const char *statement_text(const struct statement *statement, int column)
{
    return (const char *)sqlite3_column_text(statement->handle, column);
}

int64_t statement_integer(const struct statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

int statement_is_null(const struct statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

int statement_column(const struct statement *statement, const char *name)
{
    int n = sqlite3_column_count(statement->handle);
    for (int i = 0; i < n; i++)
        if (strcmp(sqlite3_column_name(statement->handle, i), name) == 0)
            return i;
    abort(); // the names are ours
}

char *statement_copy(struct statement *statement, int column)
{
    const char *text = statement_text(statement, column);
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy)
        note(statement, SQLITE_NOMEM);
    return copy;
}

void statement_finish(struct statement *statement)
{
    // The codes are that of the step, told already.
    if (statement->kept) {
        (void)sqlite3_reset(statement->handle);
        (void)sqlite3_clear_bindings(statement->handle);
        statement->kept->is_used = 0;
    } else {
        (void)sqlite3_finalize(statement->handle);
    }
    statement->handle = NULL;
    statement->kept = NULL;
}

enum practice_status statement_run(struct statement *statement, struct practice_error *err)
{
    int more;
    do
        more = statement_step(statement, err);
    while (more > 0);
    statement_finish(statement);
    return more == 0 ? PRACTICE_OK : err ? err->status : PRACTICE_UNREADABLE;
}

enum practice_status journal_run(struct journal *journal, const char *sql,
                                 struct practice_error *err)
{
    struct statement statement = statement_of(journal, sql);
    return statement_run(&statement, err);
}

enum practice_status journal_fail(struct journal *journal, int code, struct practice_error *err)
{
    const char *path = journal->path ? journal->path : "";
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return fail_no_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail_with(err, PRACTICE_UNREADABLE, "try again when the other program is done",
                         "the journal '%s' is in use by another program", path);
    case SQLITE_FULL:
        return fail_with(err, PRACTICE_UNREADABLE, "make room; nothing was changed",
                         "the disk of the journal '%s' is full", path);
    case SQLITE_NOTADB:
        return fail_with(err, PRACTICE_UNREADABLE, "give the journal another name",
                         "'%s' is no journal", path);
    case SQLITE_CORRUPT:
        return fail_with(err, PRACTICE_UNREADABLE, "restore a backup: practice restore FILE",
                         "the journal '%s' is damaged", path);
    case SQLITE_READONLY:
        return fail_with(err, PRACTICE_UNREADABLE, "make the file and its folder writable",
                         "the journal '%s' cannot be written", path);
    default:
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "the journal '%s' failed: %s", path,
                         sqlite3_errmsg(journal->handle));
    }
}

enum practice_status journal_needs_command(const struct journal *journal,
                                           struct practice_error *err)
{
    if (journal->in_command)
        return PRACTICE_OK;
    return fail_with(err, PRACTICE_INTERNAL, NULL, "the journal was written outside of a command");
}
