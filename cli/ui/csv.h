// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of comma-separated values after RFC 4180: CRLF ends, quotes where needed, quotes doubled.
// Every row stays one line and every cell stays data: control characters and invalid UTF-8
// become U+FFFD (exact names are in the JSON), and a text that a spreadsheet would take for a
// formula (it begins with = + - @) gets a leading apostrophe.
#ifndef CLI_UI_CSV_H
#define CLI_UI_CSV_H

#include <stdint.h>
#include <stdio.h>

struct ui_csv {
    FILE *out;
    int in_row;
};

// Starts on `out`, which stays the caller's, to be asked with ferror(3) at the end.
void ui_csv_init(struct ui_csv *ret_csv, FILE *out);

// One cell each. NULL text and non-finite numbers give an empty cell; decimals 0 … 9.
void ui_csv_text(struct ui_csv *csv, const char *text);
void ui_csv_number(struct ui_csv *csv, double value, int decimals);
void ui_csv_integer(struct ui_csv *csv, int64_t value);
void ui_csv_row_end(struct ui_csv *csv);

// A whole header row from names [n_names].
void ui_csv_header(struct ui_csv *csv, const char *const *names, size_t n_names);

#endif
