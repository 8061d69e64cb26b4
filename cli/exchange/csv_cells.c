// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 4180, with line ends inside of quotes. A state per cell, not per character, keeps it short.
#include "exchange/csv_cells.h"

#include <stdlib.h>
#include <string.h>

#include "ui/text.h"

// Apostrophes before one of these are the mark of csv_write().
static int looks_like_formula(const char *text)
{
    text += strspn(text, "'");
    return *text && strchr("=+-@\t\r", *text) != NULL;
}

void csv_write(FILE *out, const char *text)
{
    if (!text)
        return;
    int quoted = text[strcspn(text, "\",;\r\n\t")] || text[0] == ' ';
    if (quoted)
        (void)fputc('"', out);
    if (looks_like_formula(text))
        (void)fputc('\'', out);
    while (*text) {
        char bytes[5];
        uint32_t c = ui_text_next(&text);
        if (c == '"')
            (void)fputc('"', out);
        if (!ui_text_is_safe(c) && c != '\n' && c != '\t' && c != '\r')
            c = UI_TEXT_BAD;
        (void)ui_text_encode(c, bytes);
        (void)fputs(bytes, out);
    }
    if (quoted)
        (void)fputc('"', out);
}

static void unmark(char *cell)
{
    if (cell[0] == '\'' && looks_like_formula(cell))
        memmove(cell, cell + 1, strlen(cell));
}

// Copies a quoted cell that begins at *at, behind its quote, to `to`. 0, or -1: it does not end.
static int read_quoted(const char **at, const char *end, char *to)
{
    for (; *at < end; (*at)++) {
        if (**at == '"') {
            if (*at + 1 >= end || (*at)[1] != '"') {
                (*at)++;
                *to = '\0';
                return 0;
            }
            (*at)++;
        }
        *to++ = **at;
    }
    *to = '\0';
    return -1;
}

static int ends_cell(const char *at, const char *end, char separator)
{
    return at >= end || *at == separator || *at == '\n' || *at == '\r';
}

static size_t bare_length(const char *at, const char *end, char separator)
{
    const char *from = at;
    while (!ends_cell(at, end, separator))
        at++;
    return (size_t)(at - from);
}

// How many bytes the cell may need: up to its end, quotes and all.
static size_t quoted_room(const char *at, const char *end)
{
    const char *from = at;
    while (at < end && (*at != '"' || (at + 1 < end && at[1] == '"')))
        at += *at == '"' ? 2 : 1;
    return (size_t)(at - from);
}

static enum csv_result read_cell(const char **at, const char *end, char separator, char **ret_cell)
{
    if (*at < end && **at == '"') {
        (*at)++;
        char *cell = malloc(quoted_room(*at, end) + 2);
        if (!cell)
            return CSV_NO_MEMORY;
        *ret_cell = cell;
        if (read_quoted(at, end, cell) != 0 || !ends_cell(*at, end, separator))
            return CSV_BAD_QUOTE;
    } else {
        size_t n = bare_length(*at, end, separator);
        *ret_cell = strndup(*at, n);
        if (!*ret_cell)
            return CSV_NO_MEMORY;
        *at += n;
    }
    unmark(*ret_cell);
    return CSV_OK;
}

// To the next line, whatever stands on this one.
static void skip_line(const char **at, const char *end)
{
    const char *stop = *at < end ? memchr(*at, '\n', (size_t)(end - *at)) : NULL;
    *at = stop ? stop + 1 : end;
}

static size_t count_lines(const char *from, const char *to)
{
    size_t n = 0;
    for (; from < to; from++)
        n += *from == '\n';
    return n;
}

enum csv_result csv_read(const char **at, const char *end, char separator,
                         struct csv_record *ret_record)
{
    const char *from = *at;
    enum csv_result result = *at >= end ? CSV_END : CSV_OK;
    *ret_record = (struct csv_record){0};
    for (int more = result == CSV_OK; more;) {
        if (ret_record->n == CSV_MAX_COLUMNS) {
            result = CSV_TOO_MANY;
            break;
        }
        const char *cell = *at;
        result = read_cell(at, end, separator, &ret_record->cells[ret_record->n]);
        if (result == CSV_BAD_QUOTE)
            *at = cell; // what the quote has swallowed are lines of their own
        ret_record->n += result != CSV_NO_MEMORY;
        more = result == CSV_OK && *at < end && **at == separator;
        *at += more;
    }
    skip_line(at, end);
    ret_record->n_lines = count_lines(from, *at);
    return result;
}

void csv_record_release(struct csv_record *record)
{
    for (size_t i = 0; i < record->n; i++)
        free(record->cells[i]);
    *record = (struct csv_record){0};
}
