// SPDX-License-Identifier: GPL-3.0-or-later
// The CSV writer. Only text is quoted or guarded: numbers are ours, and a leading minus of
// theirs is no formula.
#include "ui/csv.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "ui/number.h"
#include "ui/text.h"

void ui_csv_init(struct ui_csv *ret_csv, FILE *out)
{
    *ret_csv = (struct ui_csv){.out = out};
}

static void begin_cell(struct ui_csv *csv)
{
    if (csv->in_row)
        (void)fputc(',', csv->out);
    csv->in_row = 1;
}

void ui_csv_text(struct ui_csv *csv, const char *text)
{
    begin_cell(csv);
    if (!text)
        return;
    // Blanks in front are skipped by some spreadsheets before they look for a formula.
    char first = text[strspn(text, " ")];
    int guarded = first && strchr("=+-@", first) != NULL;
    int quoted = strpbrk(text, ",\"") != NULL || text[0] == ' ';
    if (quoted)
        (void)fputc('"', csv->out);
    if (guarded)
        (void)fputc('\'', csv->out);
    char bytes[5];
    for (uint32_t c; (c = ui_text_next(&text)) != 0;) {
        if (c == '"')
            (void)fputc('"', csv->out);
        size_t n = ui_text_encode(ui_text_is_safe(c) ? c : UI_TEXT_BAD, bytes);
        (void)fwrite(bytes, 1, n, csv->out);
    }
    if (quoted)
        (void)fputc('"', csv->out);
}

void ui_csv_number(struct ui_csv *csv, double value, int decimals)
{
    char digits[UI_NUMBER_SIZE];
    begin_cell(csv);
    if (isfinite(value))
        (void)fputs(ui_number_text(value, decimals, digits), csv->out);
}

void ui_csv_integer(struct ui_csv *csv, int64_t value)
{
    begin_cell(csv);
    (void)fprintf(csv->out, "%" PRId64, value);
}

void ui_csv_row_end(struct ui_csv *csv)
{
    (void)fputs("\r\n", csv->out);
    csv->in_row = 0;
}

void ui_csv_header(struct ui_csv *csv, const char *const *names, size_t n_names)
{
    for (size_t i = 0; i < n_names; i++)
        ui_csv_text(csv, names[i]);
    ui_csv_row_end(csv);
}
