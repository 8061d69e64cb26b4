// SPDX-License-Identifier: GPL-3.0-or-later
// Aligned columns. Cells are cleaned when added; widths are found when printed.
#include "ui/table.h"

#include <stdlib.h>
#include <string.h>

#define GAP            2
#define FLEXIBLE_LEAST 8
#define CUT_BYTES      4096

struct row {
    enum ui_style style;
    int ruled;
    char *cells[UI_TABLE_MAX_COLUMNS];
};

struct ui_table {
    const struct ui_column *columns;
    size_t n_columns;
    struct row *rows;
    size_t n_rows;
    size_t capacity;
    int rule_next;
};

struct ui_table *ui_table_new(const struct ui_column *columns, size_t n_columns)
{
    struct ui_table *table = calloc(1, sizeof *table);
    if (!table)
        return NULL;
    table->columns = columns;
    table->n_columns = n_columns < UI_TABLE_MAX_COLUMNS ? n_columns : UI_TABLE_MAX_COLUMNS;
    return table;
}

static void release_row(struct row *row)
{
    for (size_t i = 0; i < UI_TABLE_MAX_COLUMNS; i++)
        free(row->cells[i]);
}

static int fill_row(const struct ui_table *table, struct row *row, const char *const *cells)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        const char *text = cells[i] ? cells[i] : "";
        size_t size = 3 * strlen(text) + 1; // a bad byte becomes three
        row->cells[i] = malloc(size);
        if (!row->cells[i]) {
            release_row(row);
            return -1;
        }
        ui_text_clean(row->cells[i], size, text, 1);
    }
    return 0;
}

static int make_room(struct ui_table *table)
{
    if (table->n_rows < table->capacity)
        return 0;
    size_t capacity = table->capacity ? table->capacity * 2 : 16;
    struct row *rows = realloc(table->rows, capacity * sizeof *rows);
    if (!rows)
        return -1;
    table->rows = rows;
    table->capacity = capacity;
    return 0;
}

int ui_table_add(struct ui_table *table, const char *const *cells, enum ui_style style)
{
    struct row row = {.style = style, .ruled = table->rule_next};
    if (make_room(table) != 0 || fill_row(table, &row, cells) != 0)
        return -1;
    table->rows[table->n_rows++] = row;
    table->rule_next = 0;
    return 0;
}

void ui_table_rule(struct ui_table *table)
{
    table->rule_next = 1;
}

// Natural widths into ret_widths; returns that of the whole table.
static size_t measure(const struct ui_table *table, size_t *ret_widths)
{
    size_t total = 0;
    for (size_t i = 0; i < table->n_columns; i++) {
        size_t width = ui_text_width(table->columns[i].title);
        for (size_t r = 0; r < table->n_rows; r++) {
            size_t cell = ui_text_width(table->rows[r].cells[i]);
            width = cell > width ? cell : width;
        }
        ret_widths[i] = width;
        total += width + (i > 0 ? GAP : 0);
    }
    return total;
}

// Takes what is too much from the flexible columns, the widest first. Returns the new width.
static size_t shrink(const struct ui_table *table, size_t *widths, size_t total, size_t limit)
{
    while (total > limit) {
        size_t widest = table->n_columns;
        for (size_t i = 0; i < table->n_columns; i++) {
            if (!table->columns[i].flexible || widths[i] <= FLEXIBLE_LEAST)
                continue;
            if (widest == table->n_columns || widths[i] > widths[widest])
                widest = i;
        }
        if (widest == table->n_columns)
            break;
        widths[widest]--;
        total--;
    }
    return total;
}

struct layout {
    const struct ui_term *term;
    FILE *out;
    size_t widths[UI_TABLE_MAX_COLUMNS];
};

static void pad(FILE *out, size_t n)
{
    static const char blanks[] = "                                ";
    for (size_t part; n > 0; n -= part) {
        part = n < sizeof blanks - 1 ? n : sizeof blanks - 1;
        (void)fwrite(blanks, 1, part, out);
    }
}

// One cell, cut to its column; returns the width it took.
static size_t print_cell(const struct ui_column *column, const char *text, size_t limit,
                         const struct layout *layout)
{
    char buffer[CUT_BYTES];
    size_t width = ui_text_width(text);
    if (width > limit) {
        struct ui_fit fit = {limit, column->cut, layout->term->utf8};
        text = ui_text_fit(buffer, sizeof buffer, text, &fit);
        width = ui_text_width(text);
    }
    if (column->align == UI_RIGHT)
        pad(layout->out, limit - width);
    (void)fputs(text, layout->out);
    return column->align == UI_RIGHT ? limit : width;
}

static void print_cells(const struct ui_table *table, const char *const *cells,
                        const struct layout *layout, enum ui_style style)
{
    const char *start = style == UI_STYLE_PLAIN ? "" : ui_term_style(layout->term, style);
    (void)fputs(start, layout->out);
    size_t pending = 0; // no blanks at the end of a line
    for (size_t i = 0; i < table->n_columns; i++) {
        if (cells[i][0] == '\0') {
            pending += layout->widths[i] + GAP;
            continue;
        }
        pad(layout->out, pending);
        size_t width = print_cell(&table->columns[i], cells[i], layout->widths[i], layout);
        pending = layout->widths[i] - width + GAP;
    }
    if (*start)
        (void)fputs(ui_term_style(layout->term, UI_STYLE_PLAIN), layout->out);
    (void)fputc('\n', layout->out);
}

static void print_rule(const struct ui_term *term, size_t width, FILE *out)
{
    (void)fputs(ui_term_style(term, UI_STYLE_DIM), out);
    for (size_t i = 0; i < width; i++)
        (void)fputs(term->utf8 ? "\xe2\x94\x80" : "-", out);
    (void)fprintf(out, "%s\n", ui_term_style(term, UI_STYLE_PLAIN));
}

// Makes valid UTF-8 ASCII, in place: a terminal of another charset may take its bytes for controls.
static void flatten(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++)
        if (((unsigned char)*from & 0xc0) != 0x80)
            *to++ = (char)((unsigned char)*from < 0x80 ? *from : '?');
    *to = '\0';
}

void ui_table_print(struct ui_table *table, const struct ui_term *term, FILE *out)
{
    struct layout layout = {.term = term, .out = out};
    for (size_t r = 0; r < table->n_rows && !term->utf8_text; r++)
        for (size_t i = 0; i < table->n_columns; i++)
            flatten(table->rows[r].cells[i]);
    size_t total = measure(table, layout.widths);
    if (term->is_terminal)
        total = shrink(table, layout.widths, total, term->width);
    const char *titles[UI_TABLE_MAX_COLUMNS];
    for (size_t i = 0; i < table->n_columns; i++)
        titles[i] = table->columns[i].title;
    print_cells(table, titles, &layout, UI_STYLE_BOLD);
    for (size_t r = 0; r < table->n_rows; r++) {
        const struct row *row = &table->rows[r];
        if (row->ruled)
            print_rule(term, total, out);
        print_cells(table, (const char *const *)row->cells, &layout, row->style);
    }
}

void ui_table_free(struct ui_table *table)
{
    if (!table)
        return;
    for (size_t r = 0; r < table->n_rows; r++)
        release_row(&table->rows[r]);
    free(table->rows);
    free(table);
}
