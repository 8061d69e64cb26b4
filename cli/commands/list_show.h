// SPDX-License-Identifier: GPL-3.0-or-later
// A list the way every command shows one: a JSON object per line, or a table, or a word that there
// is nothing. What a row is, the command says.
#ifndef CLI_COMMANDS_LIST_SHOW_H
#define CLI_COMMANDS_LIST_SHOW_H

#include <practice/error.h>

#include "ui/json.h"
#include "ui/table.h"

struct list_shape {
    const char *schema; // of a row as JSON
    const char *none;   // told on stderr when there are no rows: "you are in no group"
    const struct ui_column *columns;
    size_t n_columns;
    // `rows` is what list_show() got. The members of a JSON object that has begun:
    void (*put)(struct ui_json *json, const void *rows, size_t i);
    // and a row of the table; returns what ui_table_add() does.
    int (*add)(struct ui_table *table, const void *rows, size_t i);
};

// The columns of a shape: an array, not a pointer.
#define LIST_COLUMNS(array) .columns = array, .n_columns = sizeof(array) / sizeof *(array)

struct list_rows {
    const void *rows;
    size_t n;
};

// Shows rows on stdout. Fails with NO_MEMORY.
enum practice_status list_show(const struct list_shape *shape, const struct list_rows *rows,
                               int is_json, int no_color,
                               struct practice_error *err) PRACTICE_CHECKED;

// One row as a line of JSON.
void list_json(const struct list_shape *shape, const void *rows, size_t i);

// The table alone. Fails with NO_MEMORY.
enum practice_status list_table(const struct list_shape *shape, const struct list_rows *rows,
                                const struct ui_term *term,
                                struct practice_error *err) PRACTICE_CHECKED;

#endif
