// SPDX-License-Identifier: GPL-3.0-or-later
// Aligned columns. Cells are cleaned and measured when added, column widths found when printed. A
// journal's list may have 50,000 rows: so cells stand in a pool, and lines in one buffer.
#include "ui/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/pool.h"

#define GAP            2
#define FLEXIBLE_LEAST 8
#define CUT_BYTES      4096
#define LINE_BYTES     8192
#define MOST_BYTES     ((size_t)1 << 30)

struct cell {
    const char *text; // terminated; in the pool, but for titles
    uint32_t length, width;
};

struct row {
    enum ui_style style;
    int ruled;
    struct cell *cells; // [n_columns]
};

struct ui_table {
    const struct ui_column *columns;
    size_t n_columns;
    struct row *rows;
    size_t n_rows;
    size_t capacity;
    int rule_next;
    struct pool pool; // of the cells
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

static struct cell cell_of(const char *text, size_t length, size_t width)
{
    return (struct cell){text, (uint32_t)length, (uint32_t)width};
}

// Texts of a gigabyte are refused as if memory were short.
static int fill_cell(struct pool *pool, struct cell *cell, const char *text)
{
    size_t length = ui_text_plain_run(text);
    size_t rest = text[length] ? strlen(text + length) : 0;
    if (length > MOST_BYTES || rest > MOST_BYTES - length)
        return -1;
    if (!rest) {
        *cell = cell_of(pool_copy(pool, text, length), length, length);
        return cell->text ? 0 : -1;
    }
    size_t size = 3 * (length + rest) + 1; // a bad byte becomes three
    char *clean = pool_take(pool, size);
    if (!clean)
        return -1;
    ui_text_clean(clean, size, text, 1);
    *cell = cell_of(clean, strlen(clean), ui_text_width(clean));
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
    if (make_room(table) != 0)
        return -1;
    row.cells = pool_take(&table->pool, table->n_columns * sizeof *row.cells);
    if (!row.cells)
        return -1;
    for (size_t i = 0; i < table->n_columns; i++)
        if (fill_cell(&table->pool, &row.cells[i], cells[i] ? cells[i] : "") != 0)
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
            size_t cell = table->rows[r].cells[i].width;
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
    size_t widths[UI_TABLE_MAX_COLUMNS];
    FILE *out;
    size_t n_bytes; // that wait in the line
    char line[LINE_BYTES];
};

static void flush(struct layout *layout)
{
    (void)fwrite(layout->line, 1, layout->n_bytes, layout->out);
    layout->n_bytes = 0;
}

static void put(struct layout *layout, const char *text, size_t length)
{
    if (length > sizeof layout->line - layout->n_bytes) {
        flush(layout);
        if (length > sizeof layout->line) {
            (void)fwrite(text, 1, length, layout->out);
            return;
        }
    }
    memcpy(layout->line + layout->n_bytes, text, length);
    layout->n_bytes += length;
}

static void put_text(struct layout *layout, const char *text)
{
    put(layout, text, strlen(text));
}

static void pad(struct layout *layout, size_t n)
{
    static const char blanks[] = "                                ";
    for (size_t part; n > 0; n -= part) {
        part = n < sizeof blanks - 1 ? n : sizeof blanks - 1;
        put(layout, blanks, part);
    }
}

// One cell, cut to its column of `limit`; returns the width it took.
static size_t print_cell(struct layout *layout, const struct ui_column *column,
                         const struct cell *cell, size_t limit)
{
    char buffer[CUT_BYTES];
    struct cell shown = *cell;
    if (shown.width > limit) {
        struct ui_fit fit = {limit, column->cut, layout->term->utf8};
        (void)ui_text_fit(buffer, sizeof buffer, cell->text, &fit);
        shown = cell_of(buffer, strlen(buffer), ui_text_width(buffer));
    }
    if (column->align == UI_RIGHT)
        pad(layout, limit - shown.width);
    put(layout, shown.text, shown.length);
    return column->align == UI_RIGHT ? limit : shown.width;
}

static void print_cells(const struct ui_table *table, struct layout *layout,
                        const struct cell *cells, enum ui_style style)
{
    const char *start = style == UI_STYLE_PLAIN ? "" : ui_term_style(layout->term, style);
    put_text(layout, start);
    size_t pending = 0; // no blanks at the end of a line
    for (size_t i = 0; i < table->n_columns; i++) {
        if (cells[i].length == 0) {
            pending += layout->widths[i] + GAP;
            continue;
        }
        pad(layout, pending);
        size_t width = print_cell(layout, &table->columns[i], &cells[i], layout->widths[i]);
        pending = layout->widths[i] - width + GAP;
    }
    if (*start)
        put_text(layout, ui_term_style(layout->term, UI_STYLE_PLAIN));
    put(layout, "\n", 1);
}

static void print_titles(const struct ui_table *table, struct layout *layout)
{
    struct cell titles[UI_TABLE_MAX_COLUMNS];
    for (size_t i = 0; i < table->n_columns; i++) {
        const char *title = table->columns[i].title;
        titles[i] = cell_of(title, strlen(title), ui_text_width(title));
    }
    print_cells(table, layout, titles, UI_STYLE_BOLD);
}

static void print_rule(struct layout *layout, size_t width)
{
    put_text(layout, ui_term_style(layout->term, UI_STYLE_DIM));
    for (size_t i = 0; i < width; i++)
        put_text(layout, layout->term->utf8 ? "\xe2\x94\x80" : "-");
    put_text(layout, ui_term_style(layout->term, UI_STYLE_PLAIN));
    put(layout, "\n", 1);
}

// Makes valid UTF-8 ASCII, in place: a terminal of another charset may take its bytes for controls.
static void flatten(struct cell *cell)
{
    char *to = (char *)cell->text;
    for (const char *from = cell->text; *from; from++)
        if (((unsigned char)*from & 0xc0) != 0x80)
            *to++ = (char)((unsigned char)*from < 0x80 ? *from : '?');
    *to = '\0';
    *cell = cell_of(cell->text, (size_t)(to - cell->text), (size_t)(to - cell->text));
}

void ui_table_print(struct ui_table *table, const struct ui_term *term, FILE *out)
{
    struct layout layout = {.term = term, .out = out};
    for (size_t r = 0; r < table->n_rows && !term->utf8_text; r++)
        for (size_t i = 0; i < table->n_columns; i++)
            flatten(&table->rows[r].cells[i]);
    size_t total = measure(table, layout.widths);
    if (term->is_terminal)
        total = shrink(table, layout.widths, total, term->width);
    print_titles(table, &layout);
    for (size_t r = 0; r < table->n_rows; r++) {
        const struct row *row = &table->rows[r];
        if (row->ruled)
            print_rule(&layout, total);
        print_cells(table, &layout, row->cells, row->style);
    }
    flush(&layout);
}

void ui_table_free(struct ui_table *table)
{
    if (!table)
        return;
    pool_release(&table->pool);
    free(table->rows);
    free(table);
}
