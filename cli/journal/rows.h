// SPDX-License-Identifier: GPL-3.0-or-later
// Rows into structs and structs into rows. Nobody outside of the room includes this.
#ifndef CLI_JOURNAL_ROWS_H
#define CLI_JOURNAL_ROWS_H

#include "journal/statement.h"

// The source of that name.
enum journal_source rows_source(const char *name);

#define ROWS_N_COLUMNS 19

// What the rows of one statement share: where it has the columns of `session`, which is found once,
// and where their texts go. Starts as {0}, or with a pool.
struct rows_reader {
    struct pool *texts; // NULL: each text is its session's own
    int are_known;
    int place[ROWS_N_COLUMNS];
    char day_text[DATE_SIZE]; // the last practice date: sessions of one day follow each other
    int32_t day;
};

// Fills *ret from a row of `session`. Fails with NO_MEMORY, and then leaves nothing to release.
enum practice_status rows_read_session(struct statement *statement, struct rows_reader *reader,
                                       struct journal_session *ret, struct practice_error *err);

// Binds every field and runs the statement (session_insert or session_update).
enum practice_status rows_write_session(struct journal *journal, const char *sql,
                                        const struct journal_session *session,
                                        struct practice_error *err);

#endif
