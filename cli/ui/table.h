// SPDX-License-Identifier: GPL-3.0-or-later
// A table of text: columns aligned by what the eye sees, so Korean names count double, and one
// flexible column that gives way when the terminal is narrow. Rows are kept until printed,
// because widths are known only then.
#ifndef CLI_UI_TABLE_H
#define CLI_UI_TABLE_H

#include <stdio.h>

#include "ui/term.h"
#include "ui/text.h"

enum ui_align {
    UI_LEFT,
    UI_RIGHT, // numbers
};

#define UI_TABLE_MAX_COLUMNS 16

struct ui_column {
    const char *title;
    enum ui_align align;
    int flexible; // 1: may be cut, down to 8 columns, when the terminal is narrower than the table
    enum ui_cut cut; // where a flexible column is cut
};

struct ui_table; // opaque

// A table of columns [n_columns <= UI_TABLE_MAX_COLUMNS], which must outlive it. NULL: no memory.
struct ui_table *ui_table_new(const struct ui_column *columns, size_t n_columns);

// Adds a row of cells [n_columns], copied and made harmless; NULL is an empty cell. The style goes
// for the whole row. Returns 0, or -1 when memory is short.
int ui_table_add(struct ui_table *table, const char *const *cells, enum ui_style style)
    __attribute__((warn_unused_result));

// Draws a rule above the next row: for totals.
void ui_table_rule(struct ui_table *table);

// Prints titles and rows; on a pipe nothing is cut.
void ui_table_print(struct ui_table *table, const struct ui_term *term, FILE *out);

// NULL is allowed.
void ui_table_free(struct ui_table *table);

#endif
