// SPDX-License-Identifier: GPL-3.0-or-later
// The musician's journal: sessions, what was heard in them, goals, and the history of changes, in
// one SQLite file. Every command's work is one transaction, recorded so that it can be undone.
// Texts that come back belong to the structs they stand in, which have a _release() each.
#ifndef CLI_JOURNAL_JOURNAL_H
#define CLI_JOURNAL_JOURNAL_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>
#include <practice/result.h>

#include "base/pool.h"
#include "base/uuid.h"
#include "base/zone.h"

struct journal; // opaque; one thread

enum journal_access {
    JOURNAL_READ,  // nothing is written; a journal that is not there yet is an empty one
    JOURNAL_WRITE, // made when it is not there
};

// Opens the journal at path and brings it to this program's version; where the user's own is, the
// settings say (commands/journal_use.h). The file and its folder are private to the user.
// *ret_journal is the caller's, to be ended by journal_close().
// Fails with UNREADABLE (cannot be opened, is no journal, is damaged, or is locked for 10 s),
// OVER_LIMIT (made by a newer program, or too long a path) or NO_MEMORY.
enum practice_status journal_open(const char *path, enum journal_access access,
                                  struct journal **ret_journal,
                                  struct practice_error *err) PRACTICE_CHECKED;

// A transaction left open is rolled back. NULL is allowed.
void journal_close(struct journal *journal);

// Where it is; lives as long as the journal.
const char *journal_path(const struct journal *journal);

// Starts the transaction of a command; `label` is what history shows ("edited 'Scales'"), cut to
// 200 bytes. Everything until journal_commit() happens together or not at all.
// These and all calls below fail with UNREADABLE (SQLite's words), or NO_MEMORY, besides what they
// say themselves. Writing outside of a transaction is a mistake of the program (INTERNAL).
enum practice_status journal_begin(struct journal *journal, const char *label,
                                   struct practice_error *err) PRACTICE_CHECKED;
enum practice_status journal_commit(struct journal *journal,
                                    struct practice_error *err) PRACTICE_CHECKED;
void journal_rollback(struct journal *journal);

// How many commands, undos and redos this process committed, in any journal.
size_t journal_n_commits(void);

// --- sessions

#define JOURNAL_MAX_TAGS      32
#define JOURNAL_MAX_NAME      200   // bytes of a title, an instrument, a piece, a tag
#define JOURNAL_MAX_NOTE      65536 // bytes
#define JOURNAL_MAX_CLOCK_MS  (INT64_C(48) * 3600 * 1000)
#define JOURNAL_UNKNOWN       (-1) // of a time: nobody measured it
#define JOURNAL_SHORT_ID_SIZE 9

enum journal_source {
    JOURNAL_RECORDED,
    JOURNAL_ANALYSED,
    JOURNAL_MANUAL,
    JOURNAL_IMPORTED,
};

// The word for JSON: "record", "analyze", "manual", "import".
const char *journal_source_name(enum journal_source source);

struct journal_session {
    char id[UUID_SIZE];        // "" in a new one: made by journal_session_add()
    int64_t start_ms, end_ms;  // UTC milliseconds since 1970
    char zone[ZONE_NAME_SIZE]; // of the place, for zone_open()
    int32_t day;               // the practice date: the day there at the start (filled in)
    int start_minute;          // 0 … 1439, the wall clock there at the start (filled in)
    int64_t claimed_ms;        // 0 … end - start: without pauses, or what the musician says
    int64_t measured_ms;       // play time, or JOURNAL_UNKNOWN
    int64_t longest_run_ms;    // or JOURNAL_UNKNOWN
    enum journal_source source;
    char *title, *instrument, *piece, *note; // NULL: none
    char **tags;                             // [n_tags], at most JOURNAL_MAX_TAGS
    size_t n_tags;
    char *content_sha256; // of the recording, 64 hex digits; NULL: none
    char *kept_path;      // where the recording was kept; NULL: it was not
    int64_t created_ms, updated_ms;
    int is_listed; // its texts belong to the list that journal_session_list() put it in
};

// Frees what is the session's own and empties it.
void journal_session_release(struct journal_session *session);

// Appends a tag, which becomes the session's. Returns 0, or -1 when memory is short or it has as
// many as it may have: the tag then is the caller's still.
int journal_session_give_tag(struct journal_session *session, char *tag)
    __attribute__((warn_unused_result));

// What is heard in a session, as a document of schema practice.analysis/1.
struct journal_analysis {
    const char *engine, *model;
    const char *document;
};

// Adds a session, and its analysis unless that is NULL. Fills in day and start_minute, and id,
// created_ms and updated_ms unless they are there already. Fails with BAD_ARGUMENT when a value is
// out of range, the zone unknown, or the time is shared with another session.
enum practice_status journal_session_add(struct journal *journal, struct journal_session *session,
                                         const struct journal_analysis *analysis,
                                         struct practice_error *err) PRACTICE_CHECKED;

// Writes every field of a session that is there. Fails like journal_session_add(), and with
// NOT_FOUND.
enum practice_status journal_session_update(struct journal *journal,
                                            struct journal_session *session,
                                            struct practice_error *err) PRACTICE_CHECKED;

// Deletes it with its analysis. Fails with NOT_FOUND.
enum practice_status journal_session_delete(struct journal *journal, const char *id,
                                            struct practice_error *err) PRACTICE_CHECKED;

// The session that a person means: "last", "@1" (the newest) "@2" …, a whole id, or the end of one
// with at least 4 letters. Fails with NOT_FOUND, or BAD_ARGUMENT when it may be more than one.
enum practice_status journal_session_find(struct journal *journal, const char *reference,
                                          struct journal_session *ret_session,
                                          struct practice_error *err) PRACTICE_CHECKED;

// The end of an id that people type: its last eight digits. Returns buffer.
const char *journal_short_id(const char *id, char buffer[JOURNAL_SHORT_ID_SIZE]);

// The session made from a recording of that content. Fails with NOT_FOUND.
enum practice_status journal_session_of_content(struct journal *journal, const char *sha256,
                                                struct journal_session *ret_session,
                                                struct practice_error *err) PRACTICE_CHECKED;

struct journal_filter {
    int32_t from_day, until_day; // inclusive; DATE_FIRST and DATE_LAST: open
    const char *instrument;      // exactly, case ignored; NULL in these: all
    const char *piece;           // a part of it
    const char *tag;             // exactly, case ignored
    const char *text;            // a part of title, note, piece, instrument or tags
    int brief;                   // 1: leave out note, content_sha256 and kept_path
};

// Everything.
void journal_filter_init(struct journal_filter *ret_filter);

struct journal_sessions {
    struct journal_session *list; // oldest first
    size_t n;
    struct pool texts; // of the sessions that journal_session_list() read
};

enum practice_status journal_session_list(struct journal *journal,
                                          const struct journal_filter *filter,
                                          struct journal_sessions *ret_sessions,
                                          struct practice_error *err) PRACTICE_CHECKED;
void journal_sessions_release(struct journal_sessions *sessions);

// Puts or replaces the analysis of a session; NULL takes it away.
enum practice_status journal_analysis_put(struct journal *journal, const char *id,
                                          const struct journal_analysis *analysis,
                                          struct practice_error *err) PRACTICE_CHECKED;

// The document, to be freed by the caller; *ret_document is NULL when there is none.
enum practice_status journal_analysis_get(struct journal *journal, const char *id,
                                          char **ret_document,
                                          struct practice_error *err) PRACTICE_CHECKED;

// What an analysis says about itself; texts that it does not have are NULL.
struct journal_analysis_facts {
    char *engine, *model, *file, *sha256, *options;
};

// Fails with NOT_FOUND when the session has no analysis.
enum practice_status journal_analysis_facts(struct journal *journal, const char *id,
                                            struct journal_analysis_facts *ret_facts,
                                            struct practice_error *err) PRACTICE_CHECKED;
void journal_analysis_facts_release(struct journal_analysis_facts *facts);

// The segments of the analysis, to be freed by the caller; none: *ret_n is 0.
enum practice_status journal_segments(struct journal *journal, const char *id,
                                      struct practice_segment **ret_segments, size_t *ret_n,
                                      struct practice_error *err) PRACTICE_CHECKED;

// --- goals

enum journal_goal_period {
    JOURNAL_GOAL_DAY,
    JOURNAL_GOAL_WEEK,
};

struct journal_goal {
    char id[UUID_SIZE]; // "" in a new one
    enum journal_goal_period period;
    int64_t target_ms;           // of measured play time, above 0
    char *instrument;            // NULL: all together
    int32_t from_day, until_day; // until_day DATE_LAST: still holds
};

struct journal_goals {
    struct journal_goal *list; // by from_day
    size_t n;
};

enum practice_status journal_goal_add(struct journal *journal, struct journal_goal *goal,
                                      struct practice_error *err) PRACTICE_CHECKED;
enum practice_status journal_goal_update(struct journal *journal, const struct journal_goal *goal,
                                         struct practice_error *err) PRACTICE_CHECKED;
enum practice_status journal_goal_delete(struct journal *journal, const char *id,
                                         struct practice_error *err) PRACTICE_CHECKED;
enum practice_status journal_goal_list(struct journal *journal, struct journal_goals *ret_goals,
                                       struct practice_error *err) PRACTICE_CHECKED;
void journal_goals_release(struct journal_goals *goals);

// --- history

#define JOURNAL_KEPT_CHANGES 500 // older ones can no longer be undone

struct journal_change {
    int64_t id, at_ms;
    char label[208];
    int is_undone;
    size_t n_rows;
};

// Undoes the newest change, or redoes the one undone last, in a transaction of its own.
// Fails with NOT_FOUND when there is nothing to undo or redo.
enum practice_status journal_undo(struct journal *journal, struct journal_change *ret_change,
                                  struct practice_error *err) PRACTICE_CHECKED;
enum practice_status journal_redo(struct journal *journal, struct journal_change *ret_change,
                                  struct practice_error *err) PRACTICE_CHECKED;

// The newest changes, newest first, at most `limit`; the array is the caller's to free.
enum practice_status journal_history(struct journal *journal, size_t limit,
                                     struct journal_change **ret_changes, size_t *ret_n,
                                     struct practice_error *err) PRACTICE_CHECKED;

// --- safety

// Copies the journal, while it may be in use, into a new file that is checked before it appears at
// `path` (an existing file there is replaced whole). Fails with UNREADABLE.
enum practice_status journal_backup(struct journal *journal, const char *path,
                                    struct practice_error *err) PRACTICE_CHECKED;

// A backup that is to take the place of a journal: open, not written, and found to be sound.
struct journal_backup_file;

// Opens and checks the backup at path. Fails with UNREADABLE (cannot be read, is no journal, is
// damaged) or OVER_LIMIT (made by a newer program).
enum practice_status journal_backup_open(const char *path, struct journal_backup_file **ret_backup,
                                         int64_t *ret_n_sessions,
                                         struct practice_error *err) PRACTICE_CHECKED;

// NULL is allowed.
void journal_backup_close(struct journal_backup_file *backup);

// Puts the backup in the place of everything that the journal holds, its history included, as one
// transaction that others see whole or not at all. The journal is then to be closed: a backup of an
// older version is brought to this one when it is opened again.
enum practice_status journal_restore(struct journal *journal, struct journal_backup_file *backup,
                                     struct practice_error *err) PRACTICE_CHECKED;

// 1 when the file at path is no journal any more, or one with faults; 0 when it is sound, and also
// when that cannot be found out now: it is in use, or may not be read.
int journal_is_damaged(const char *path);

// The version of the library underneath. Static storage.
const char *journal_library_version(void);

// Asks SQLite about every page and reference. Fails with UNREADABLE, naming the first fault.
enum practice_status journal_check(struct journal *journal,
                                   struct practice_error *err) PRACTICE_CHECKED;

#endif
