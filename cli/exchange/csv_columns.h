// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a list of sessions, in the order in which they are written.
#ifndef CLI_EXCHANGE_CSV_COLUMNS_H
#define CLI_EXCHANGE_CSV_COLUMNS_H

enum csv_column {
    CSV_ID,
    CSV_START,
    CSV_END_TIME,
    CSV_ZONE,
    CSV_CLAIMED,
    CSV_MEASURED,
    CSV_LONGEST,
    CSV_SOURCE,
    CSV_TITLE,
    CSV_INSTRUMENT,
    CSV_PIECE,
    CSV_TAGS,
    CSV_NOTE,
    CSV_SHA256,
    CSV_KEPT,
    CSV_CREATED,
    CSV_UPDATED,
    CSV_N_COLUMNS,
};

extern const char *const csv_column_names[CSV_N_COLUMNS];

#endif
