// SPDX-License-Identifier: GPL-3.0-or-later
// Rows into structs and structs into rows. Nobody outside of the room includes this.
#ifndef CLI_JOURNAL_ROWS_H
#define CLI_JOURNAL_ROWS_H

#include "journal/statement.h"

// The source of that name.
enum journal_source rows_source(const char *name);

#define ROWS_N_COLUMNS 19

// Where a statement has the columns of `session`: found once, not for each of many rows.
// Starts as {0}.
struct rows_columns {
    int are_known;
    int place[ROWS_N_COLUMNS];
};

void rows_find_columns(const struct statement *statement, struct rows_columns *columns);

// Fills *ret from a row of `session`. Fails with NO_MEMORY, and then leaves nothing to release.
enum practice_status rows_read_session(struct statement *statement,
                                       const struct rows_columns *columns,
                                       struct journal_session *ret, struct practice_error *err);

// Binds every field and runs the statement (session_insert or session_update).
enum practice_status rows_write_session(struct journal *journal, const char *sql,
                                        const struct journal_session *session,
                                        struct practice_error *err);

#endif
