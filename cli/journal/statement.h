// SPDX-License-Identifier: GPL-3.0-or-later
// The room's one way to run SQL: a statement from a .sql file, values bound by name, rows read by
// column, and SQLite's codes turned into words. Nobody else includes this.
#ifndef CLI_JOURNAL_STATEMENT_H
#define CLI_JOURNAL_STATEMENT_H

#include <sqlite3.h>

#include "journal/journal.h"

// A prepared statement that waits to be used again in the same command.
struct kept_statement {
    const char *sql; // by its address; NULL: a free place
    sqlite3_stmt *handle;
    int is_used; // now
};

#define JOURNAL_KEPT_STATEMENTS 8

struct journal {
    sqlite3 *handle;
    char *path;
    int in_command;    // between journal_begin() and its end
    int64_t change_id; // of that command
    struct zone *zone; // the last one that a session was placed in
    struct kept_statement kept[JOURNAL_KEPT_STATEMENTS];
};

struct statement {
    struct journal *journal;
    sqlite3_stmt *handle;
    int code;                    // the first that was not SQLITE_OK
    struct kept_statement *kept; // NULL: not kept
};

// Prepares sql, which is one statement and lives as long as the program; within a command it is
// kept to be used again. After a failure the statement may be used and finished all
// the same: its step fails with what went wrong here.
struct statement statement_of(struct journal *journal, const char *sql);

// NULL text binds NULL. The text must live until the statement is finished.
void statement_bind_text(struct statement *statement, const char *name, const char *text);
void statement_bind_integer(struct statement *statement, const char *name, int64_t value);
void statement_bind_null(struct statement *statement, const char *name);

// 1: there is a row, 0: no more, -1: failed and *err is written.
int statement_step(struct statement *statement, struct practice_error *err);

// NULL for NULL; lives until the next step.
const char *statement_text(const struct statement *statement, int column);
int64_t statement_integer(const struct statement *statement, int column);
int statement_is_null(const struct statement *statement, int column);

// The place of a column by its name; it must be there.
int statement_column(const struct statement *statement, const char *name);

// A copy of a column's text, or NULL for NULL; without memory the statement's code becomes
// SQLITE_NOMEM, which the next step tells.
char *statement_copy(struct statement *statement, int column);

void statement_finish(struct statement *statement);

// Ends every statement that is kept: at the end of a command.
void statement_forget_kept(struct journal *journal);

// Steps to the end and finishes.
enum practice_status statement_run(struct statement *statement, struct practice_error *err);

// Prepares, runs and finishes a statement without values.
enum practice_status journal_run(struct journal *journal, const char *sql,
                                 struct practice_error *err);

// Writes *err from SQLite's code and returns the status.
enum practice_status journal_fail(struct journal *journal, int code, struct practice_error *err);

// Fails with UNREADABLE when it is no journal, OVER_LIMIT when it is a newer program's. A database
// without a single table may become one: *ret_n_objects is 0.
enum practice_status journal_must_be_one(struct journal *journal, int64_t *ret_version,
                                         int64_t *ret_n_objects, struct practice_error *err);

// Copies every page of `from` over `to` in one transaction of `to`. Returns SQLite's code.
int journal_copy_pages(struct journal *from, struct journal *to);

// Another commit for journal_n_commits().
void journal_count_commit(void);

// INTERNAL unless a command's transaction is open.
enum practice_status journal_needs_command(const struct journal *journal,
                                           struct practice_error *err);

#endif
