// SPDX-License-Identifier: GPL-3.0-or-later
// Bars and sparks. A length is first a number of eighths of a cell and only then glyphs.
#include "ui/chart.h"

#include <string.h>

#include "ui/days.h"
#include "ui/text.h"

#define LONGEST_BAR   60
#define LEAST_BAR     4
#define LONGEST_LABEL 28
#define LABEL_BYTES   512
#define GAP           2

static int64_t largest(const struct ui_bar *bars, size_t n)
{
    int64_t most = 0;
    for (size_t i = 0; i < n; i++)
        most = bars[i].value > most ? bars[i].value : most;
    return most;
}

static const char *text_of(const struct ui_bar *bar, char buffer[UI_DAYS_WORDS_SIZE])
{
    return bar->text ? bar->text : ui_days_words(bar->value, buffer);
}

// Eighths of a cell that a value takes of a length of cells; at least one when there is anything.
static int eighths_of(int64_t value, int64_t most, size_t cells, int utf8)
{
    if (value <= 0 || most <= 0)
        return 0;
    double share = (double)value / (double)most * (double)cells;
    int eighths = utf8 ? (int)(share * 8 + 0.5) : (int)(share + 0.5) * 8;
    int least = utf8 ? 1 : 8;
    return eighths < least ? least : eighths;
}

static size_t print_bar(int eighths, const struct ui_term *term, FILE *out)
{
    static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    if (eighths <= 0)
        return 0;
    (void)fputs(ui_term_style(term, UI_STYLE_PLAY), out);
    for (int i = 0; i < eighths / 8; i++)
        (void)fputs(term->utf8 ? "█" : "#", out);
    (void)fputs(parts[eighths % 8], out);
    (void)fputs(ui_term_style(term, UI_STYLE_PLAIN), out);
    return (size_t)(eighths + 7) / 8;
}

struct widths {
    size_t label;
    size_t bar;
    size_t text;
};

static struct widths find_widths(const struct ui_bar *bars, size_t n, const struct ui_term *term)
{
    char buffer[UI_DAYS_WORDS_SIZE];
    struct widths widths = {0};
    for (size_t i = 0; i < n; i++) {
        size_t label = ui_text_width(bars[i].label);
        size_t text = ui_text_width(text_of(&bars[i], buffer));
        widths.label = label > widths.label ? label : widths.label;
        widths.text = text > widths.text ? text : widths.text;
    }
    size_t most = term->width / 3 < LONGEST_LABEL ? term->width / 3 : LONGEST_LABEL;
    if (widths.label > most)
        widths.label = most;
    size_t taken = widths.label + widths.text + 2 * GAP;
    widths.bar = taken + LEAST_BAR < term->width ? term->width - taken : LEAST_BAR;
    if (widths.bar > LONGEST_BAR)
        widths.bar = LONGEST_BAR;
    return widths;
}

void ui_chart_bars(const struct ui_bar *bars, size_t n, const struct ui_term *term, FILE *out)
{
    char buffer[UI_DAYS_WORDS_SIZE];
    char label[LABEL_BYTES];
    struct widths widths = find_widths(bars, n, term);
    int64_t most = largest(bars, n);
    for (size_t i = 0; i < n; i++) {
        struct ui_fit fit = {widths.label, UI_CUT_END, term->utf8_text};
        ui_text_fit(label, sizeof label, bars[i].label, &fit);
        const char *text = text_of(&bars[i], buffer);
        (void)fprintf(out, "%s%*s", label, (int)(widths.label - ui_text_width(label)) + GAP, "");
        size_t cells =
            print_bar(eighths_of(bars[i].value, most, widths.bar, term->utf8), term, out);
        (void)fprintf(out, "%*s",
                      (int)(widths.bar - cells + widths.text - ui_text_width(text)) + GAP, "");
        ui_text_write(out, text, term->utf8_text);
        (void)fputc('\n', out);
    }
}

static int64_t mean_of(const int64_t *values, size_t from, size_t to)
{
    int64_t sum = 0;
    for (size_t i = from; i < to; i++)
        sum += values[i] > 0 ? values[i] : 0;
    return to > from ? sum / (int64_t)(to - from) : 0;
}

void ui_chart_spark(const int64_t *values, size_t n, size_t width, const struct ui_term *term,
                    FILE *out)
{
    static const char *const blocks[] = {"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const ascii[] = {".", ":", "-", "=", "+", "*", "o", "%", "#"};
    size_t cells = n < width ? n : width;
    int64_t most = 0;
    for (size_t i = 0; i < cells; i++) {
        int64_t value = mean_of(values, i * n / cells, (i + 1) * n / cells);
        most = value > most ? value : most;
    }
    (void)fputs(ui_term_style(term, UI_STYLE_PLAY), out);
    for (size_t i = 0; i < cells; i++) {
        int64_t value = mean_of(values, i * n / cells, (i + 1) * n / cells);
        int height = eighths_of(value, most, 1, 1);
        (void)fputs(term->utf8 ? blocks[height] : ascii[height], out);
    }
    (void)fputs(ui_term_style(term, UI_STYLE_PLAIN), out);
}
