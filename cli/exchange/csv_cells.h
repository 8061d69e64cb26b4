// SPDX-License-Identifier: GPL-3.0-or-later
// Cells of CSV both ways, so that what is written is what is read. Cells that a spreadsheet would
// take for a formula get an apostrophe, and lose it again here.
#ifndef CLI_EXCHANGE_CSV_CELLS_H
#define CLI_EXCHANGE_CSV_CELLS_H

#include <stddef.h>
#include <stdio.h>

#define CSV_MAX_COLUMNS 64

// One record, taken apart. Cells are copies, owned by the record.
struct csv_record {
    char *cells[CSV_MAX_COLUMNS];
    size_t n;
    size_t n_lines; // of the file that it takes
};

enum csv_result {
    CSV_OK,
    CSV_END,
    CSV_BAD_QUOTE, // a quote that does not end, or ends within a cell
    CSV_TOO_MANY,  // columns
    CSV_NO_MEMORY,
};

// Reads the record at *at, before end, and moves behind it, also behind a bad one.
enum csv_result csv_read(const char **at, const char *end, char separator,
                         struct csv_record *ret_record);
void csv_record_release(struct csv_record *record);

// Writes one cell without separators. Line ends stay, other control characters become U+FFFD.
// NULL: an empty cell.
void csv_write(FILE *out, const char *text);

#endif
