// SPDX-License-Identifier: GPL-3.0-or-later
// A table is printed when all its rows are in it, JSON row by row.
#include "commands/list_show.h"

#include <stdio.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/session_change.h"

void list_json(const struct list_shape *shape, const void *rows, size_t i)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", shape->schema);
    shape->put(&json, rows, i);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

enum practice_status list_table(const struct list_shape *shape, const struct list_rows *rows,
                                const struct ui_term *term, struct practice_error *err)
{
    struct ui_table *table = ui_table_new(shape->columns, shape->n_columns);
    int failed = !table;
    for (size_t i = 0; !failed && i < rows->n; i++)
        failed = shape->add(table, rows->rows, i) != 0;
    if (!failed)
        ui_table_print(table, term, stdout);
    ui_table_free(table);
    return failed ? fail_no_memory(err) : PRACTICE_OK;
}

enum practice_status list_show(const struct list_shape *shape, const struct list_rows *rows,
                               int is_json, int no_color, struct practice_error *err)
{
    struct ui_term term;
    for (size_t i = 0; is_json && i < rows->n; i++)
        list_json(shape, rows->rows, i);
    if (is_json)
        return PRACTICE_OK;
    if (!rows->n) {
        session_tell("%s", shape->none);
        return PRACTICE_OK;
    }
    ui_term_init(&term, STDOUT_FILENO, no_color);
    return list_table(shape, rows, &term, err);
}
