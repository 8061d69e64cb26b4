// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, migrating, and the transaction around a command. A journal that is only read and does
// not exist is an empty one in memory, so that no command needs a special case for the first day.
#include "journal/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/folders.h"
#include "journal/statement.h"
#include "journal_sql.h"

#define BUSY_MS     10000
#define RETRY_MS    10
#define APPLICATION 1349667439 // the id in sql/migrate/001/01_application.sql

// SQLite would make it readable for everybody.
static enum practice_status make_file(const char *path, struct practice_error *err)
{
    enum practice_status status = folder_make_parents(path, err);
    if (status != PRACTICE_OK)
        return status;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot open the journal '%s': %s", path,
                         strerror(errno));
    (void)close(fd);
    return PRACTICE_OK;
}

static enum practice_status ask_integer(struct journal *journal, const char *sql, int64_t *ret,
                                        struct practice_error *err)
{
    struct statement statement = statement_of(journal, sql);
    int more = statement_step(&statement, err);
    if (more > 0)
        *ret = statement_integer(&statement, 0);
    statement_finish(&statement);
    return more < 0 ? err->status : PRACTICE_OK;
}

static int newest_version(void)
{
    return journal_migrations[sizeof journal_migrations / sizeof *journal_migrations - 1].version;
}

// Another process may have been faster: the version is read again inside of the transaction.
static enum practice_status migrate(struct journal *journal, struct practice_error *err)
{
    int64_t version = 0;
    enum practice_status status = journal_run(journal, sql_begin, err);
    if (status == PRACTICE_OK)
        status = ask_integer(journal, sql_get_version, &version, err);
    for (size_t i = 0; i < sizeof journal_migrations / sizeof *journal_migrations; i++) {
        if (status == PRACTICE_OK && journal_migrations[i].version > version)
            status = journal_run(journal, journal_migrations[i].sql, err);
    }
    if (status == PRACTICE_OK)
        status = journal_run(journal, sql_commit, err);
    return status;
}

enum practice_status journal_must_be_one(struct journal *journal, int64_t *ret_version,
                                         int64_t *ret_n_objects, struct practice_error *err)
{
    int64_t version = 0, application = 0, n_objects = 0;
    // In this order, since another program may be making the journal meanwhile: what is seen of its
    // tables was marked before.
    enum practice_status status = ask_integer(journal, sql_count_objects, &n_objects, err);
    if (status == PRACTICE_OK)
        status = ask_integer(journal, sql_get_application, &application, err);
    if (status == PRACTICE_OK)
        status = ask_integer(journal, sql_get_version, &version, err);
    if (status != PRACTICE_OK)
        return status;
    if (n_objects && application != APPLICATION)
        return journal_fail(journal, SQLITE_NOTADB, err);
    if (version > newest_version())
        return fail_with(err, PRACTICE_OVER_LIMIT, "install the newer version of practice",
                         "the journal '%s' was made by a newer version", journal->path);
    *ret_version = version;
    *ret_n_objects = n_objects;
    return PRACTICE_OK;
}

static enum practice_status check_version(struct journal *journal, struct practice_error *err)
{
    int64_t version, n_objects;
    enum practice_status status = journal_must_be_one(journal, &version, &n_objects, err);
    if (status != PRACTICE_OK)
        return status;
    return version < newest_version() ? migrate(journal, err) : PRACTICE_OK;
}

// Where several programs make one journal at once, SQLite does not wait for the switch to a log.
static enum practice_status switch_to_log(struct journal *journal, struct practice_error *err)
{
    enum practice_status status = journal_run(journal, sql_setup_wal, err);
    for (int waited_ms = 0; status != PRACTICE_OK && waited_ms < BUSY_MS; waited_ms += RETRY_MS) {
        if ((sqlite3_errcode(journal->handle) & 0xff) != SQLITE_BUSY)
            break;
        (void)sqlite3_sleep(RETRY_MS);
        status = journal_run(journal, sql_setup_wal, err);
    }
    return status;
}

static enum practice_status set_up(struct journal *journal, struct practice_error *err)
{
    static const char *const settings[] = {sql_setup_foreign_keys, sql_setup_synchronous};
    (void)sqlite3_extended_result_codes(journal->handle, 1);
    (void)sqlite3_busy_timeout(journal->handle, BUSY_MS);
    (void)sqlite3_db_config(journal->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    enum practice_status status = switch_to_log(journal, err);
    for (size_t i = 0; status == PRACTICE_OK && i < sizeof settings / sizeof *settings; i++)
        status = journal_run(journal, settings[i], err);
    return status == PRACTICE_OK ? check_version(journal, err) : status;
}

enum practice_status journal_open(const char *path, enum journal_access access_wanted,
                                  struct journal **ret_journal, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    enum practice_status status = PRACTICE_OK;
    int is_missing = access_wanted == JOURNAL_READ && access(path, F_OK) != 0 && errno == ENOENT;
    if (!is_missing && (status = make_file(path, err)) != PRACTICE_OK)
        return status;
    struct journal *journal = calloc(1, sizeof *journal);
    if (!journal)
        return fail_no_memory(err);
    journal->path = strdup(path);
    int code = sqlite3_open_v2(is_missing ? ":memory:" : path, &journal->handle,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (!journal->path)
        status = fail_no_memory(err);
    else
        status = code == SQLITE_OK ? set_up(journal, err) : journal_fail(journal, code, err);
    if (status != PRACTICE_OK)
        journal_close(journal);
    else
        *ret_journal = journal;
    return status;
}

void journal_close(struct journal *journal)
{
    if (!journal)
        return;
    journal_rollback(journal);
    (void)sqlite3_close_v2(journal->handle);
    zone_free(journal->zone);
    free(journal->path);
    free(journal);
}

const char *journal_path(const struct journal *journal)
{
    return journal->path;
}

static enum practice_status start_change(struct journal *journal, const char *label,
                                         struct practice_error *err)
{
    char cut[201];
    (void)snprintf(cut, sizeof cut, "%s", label);
    enum practice_status status = journal_run(journal, sql_change_forget_undone, err);
    if (status != PRACTICE_OK)
        return status;
    struct statement change = statement_of(journal, sql_change_begin);
    statement_bind_integer(&change, ":now_ms", zone_now_ms());
    statement_bind_text(&change, ":label", cut);
    status = statement_run(&change, err);
    if (status != PRACTICE_OK)
        return status;
    journal->change_id = sqlite3_last_insert_rowid(journal->handle);
    struct statement recording = statement_of(journal, sql_recording_start);
    statement_bind_integer(&recording, ":change_id", journal->change_id);
    return statement_run(&recording, err);
}

enum practice_status journal_begin(struct journal *journal, const char *label,
                                   struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    enum practice_status status = journal_run(journal, sql_begin, err);
    if (status != PRACTICE_OK)
        return status;
    journal->in_command = 1;
    status = start_change(journal, label, err);
    if (status != PRACTICE_OK)
        journal_rollback(journal);
    return status;
}

static enum practice_status end_change(struct journal *journal, struct practice_error *err)
{
    enum practice_status status = journal_run(journal, sql_recording_stop, err);
    if (status != PRACTICE_OK)
        return status;
    struct statement empty = statement_of(journal, sql_change_drop_empty);
    statement_bind_integer(&empty, ":change_id", journal->change_id);
    status = statement_run(&empty, err);
    if (status != PRACTICE_OK)
        return status;
    struct statement old = statement_of(journal, sql_change_forget_old);
    statement_bind_integer(&old, ":kept", JOURNAL_KEPT_CHANGES);
    return statement_run(&old, err);
}

static size_t n_commits;

size_t journal_n_commits(void)
{
    return n_commits;
}

void journal_count_commit(void)
{
    n_commits++;
}

enum practice_status journal_commit(struct journal *journal, struct practice_error *err)
{
    struct practice_error own;
    err = err ? err : &own;
    enum practice_status status = journal_needs_command(journal, err);
    if (status == PRACTICE_OK)
        status = end_change(journal, err);
    if (status == PRACTICE_OK)
        status = journal_run(journal, sql_commit, err);
    if (status != PRACTICE_OK)
        journal_rollback(journal);
    else
        journal_count_commit();
    statement_forget_kept(journal);
    journal->in_command = 0;
    return status;
}

void journal_rollback(struct journal *journal)
{
    if (journal->handle && !sqlite3_get_autocommit(journal->handle))
        (void)journal_run(journal, sql_rollback, NULL);
    statement_forget_kept(journal);
    journal->in_command = 0;
}
