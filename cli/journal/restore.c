// SPDX-License-Identifier: GPL-3.0-or-later
// The way back from a backup. The file is never opened for writing, so that a failed restore leaves
// it as it was, and its pages go through the journal's own log, so that kill -9 leaves the journal
// as it was too.
#include <stdlib.h>

#include "base/fail.h"
#include "journal/statement.h"
#include "journal_sql.h"

struct journal_backup_file {
    struct journal journal;
};

static enum practice_status check(struct journal *backup, int64_t *ret_n_sessions,
                                  struct practice_error *err)
{
    int64_t version, n_objects;
    enum practice_status status = journal_must_be_one(backup, &version, &n_objects, err);
    if (status != PRACTICE_OK)
        return status;
    if (!n_objects)
        return journal_fail(backup, SQLITE_NOTADB, err);
    status = journal_check(backup, err);
    if (status != PRACTICE_OK)
        return status;
    struct statement count = statement_of(backup, sql_session_count);
    int more = statement_step(&count, err);
    if (more > 0)
        *ret_n_sessions = statement_integer(&count, 0);
    statement_finish(&count);
    return more < 0 ? err->status : PRACTICE_OK;
}

enum practice_status journal_backup_open(const char *path, struct journal_backup_file **ret_backup,
                                         int64_t *ret_n_sessions, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct journal_backup_file *backup = calloc(1, sizeof *backup);
    if (!backup)
        return fail_no_memory(err);
    backup->journal.path = (char *)(size_t)path;
    int code = sqlite3_open_v2(path, &backup->journal.handle,
                               SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    enum practice_status status = code == SQLITE_OK ? check(&backup->journal, ret_n_sessions, err)
                                                    : journal_fail(&backup->journal, code, err);
    if (status == PRACTICE_OK)
        *ret_backup = backup;
    else
        journal_backup_close(backup);
    return status;
}

void journal_backup_close(struct journal_backup_file *backup)
{
    if (!backup)
        return;
    (void)sqlite3_close_v2(backup->journal.handle);
    free(backup);
}

enum practice_status journal_restore(struct journal *journal, struct journal_backup_file *backup,
                                     struct practice_error *err)
{
    int code = journal_copy_pages(&backup->journal, journal);
    return code == SQLITE_OK ? PRACTICE_OK : journal_fail(journal, code, err);
}

int journal_is_damaged(const char *path)
{
    struct journal journal = {.path = (char *)(size_t)path};
    int64_t n_sessions;
    struct practice_error err = {0};
    int code =
        sqlite3_open_v2(path, &journal.handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    enum practice_status status = PRACTICE_OK;
    if (code == SQLITE_OK)
        status = check(&journal, &n_sessions, &err);
    if (code == SQLITE_OK && status == PRACTICE_UNREADABLE)
        code = sqlite3_errcode(journal.handle) & 0xff;
    (void)sqlite3_close_v2(journal.handle);
    // Without an error of SQLite's own it was one of our findings.
    return status == PRACTICE_UNREADABLE && (code == SQLITE_OK || code == SQLITE_DONE ||
                                             code == SQLITE_CORRUPT || code == SQLITE_NOTADB);
}

const char *journal_library_version(void)
{
    return sqlite3_libversion();
}
