// SPDX-License-Identifier: GPL-3.0-or-later
// Copies and checks. A copy is made page by page through SQLite while the journal may be written,
// checked as a journal of its own, and only then put in its place.
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "base/outfile.h"
#include "journal/statement.h"
#include "journal_sql.h"

#define PAGES_AT_ONCE 256
#define WAIT_MS       20
#define MOST_WAITS    500

int journal_copy_pages(struct journal *from, struct journal *to)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->handle, "main", from->handle, "main");
    int code, n_waits = 0;
    if (!backup)
        return sqlite3_errcode(to->handle);
    do {
        code = sqlite3_backup_step(backup, PAGES_AT_ONCE);
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
            (void)sqlite3_sleep(WAIT_MS);
    } while (code == SQLITE_OK ||
             ((code == SQLITE_BUSY || code == SQLITE_LOCKED) && ++n_waits < MOST_WAITS));
    int end = sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? end : code;
}

static enum practice_status copy_into(struct journal *journal, const char *path,
                                      struct practice_error *err)
{
    struct journal copy = {.path = (char *)(size_t)path};
    int code =
        sqlite3_open_v2(path, &copy.handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (code == SQLITE_OK)
        code = journal_copy_pages(journal, &copy);
    // A backup is one file: without a log beside it.
    enum practice_status status = code == SQLITE_OK ? journal_run(&copy, sql_setup_one_file, err)
                                                    : journal_fail(&copy, code, err);
    if (status == PRACTICE_OK)
        status = journal_check(&copy, err);
    (void)sqlite3_close_v2(copy.handle);
    return status;
}

enum practice_status journal_backup(struct journal *journal, const char *path,
                                    struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct outfile *file;
    enum practice_status status = outfile_open(path, &file, err);
    if (status != PRACTICE_OK)
        return status;
    const char *temporary = outfile_temporary_path(file);
    if (!temporary)
        status = fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "'%s' is no place for a backup", path);
    else if (chmod(temporary, 0600) != 0)
        status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot make '%s' private", path);
    else
        status = copy_into(journal, temporary, err);
    if (status == PRACTICE_OK)
        return outfile_commit(file, err);
    outfile_abort(file);
    return status;
}

enum practice_status journal_check(struct journal *journal, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    struct statement pages = statement_of(journal, sql_check_integrity);
    int more = statement_step(&pages, err);
    enum practice_status status = more < 0 ? err->status : PRACTICE_OK;
    const char *word = more > 0 ? statement_text(&pages, 0) : NULL;
    if (word && strcmp(word, "ok") != 0)
        status = fail_with(err, PRACTICE_UNREADABLE, "restore a backup: practice restore FILE",
                           "the journal '%s' is damaged: %s", journal->path, word);
    statement_finish(&pages);
    if (status != PRACTICE_OK)
        return status;
    struct statement references = statement_of(journal, sql_check_foreign_keys);
    more = statement_step(&references, err);
    if (more > 0)
        status = fail_with(err, PRACTICE_UNREADABLE, "restore a backup: practice restore FILE",
                           "the journal '%s' has an analysis without its session", journal->path);
    statement_finish(&references);
    return more < 0 ? err->status : status;
}
