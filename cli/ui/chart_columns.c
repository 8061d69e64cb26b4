// SPDX-License-Identifier: GPL-3.0-or-later
// Columns, printed from the top row down. Heights are eighths of a row, so that two weeks that
// differ by a few minutes differ on the screen.
#include "ui/chart.h"

#include <math.h>
#include <string.h>

#include "ui/text.h"
#include "ui/ticks.h"

#define AXIS       7 // columns of "100 h │"
#define MOST_STEPS 4
#define WIDEST     5
#define MOST_ROWS  20
#define LABEL_GAP  2
#define MS_PER_S   1000.0

struct chart {
    const struct ui_columns *columns;
    const struct ui_term *term;
    FILE *out;
    size_t first; // index of the first column drawn
    size_t n;     // columns drawn
    size_t pitch; // columns of the terminal from one to the next
    int rows;
    double top_s;  // height of the chart
    double step_s; // between marks
};

// The top is a whole number of steps above all that is drawn.
static void find_scale(struct chart *chart)
{
    double most_s = (double)chart->columns->goal_ms / MS_PER_S;
    for (size_t i = 0; i < chart->n; i++)
        most_s = fmax(most_s, (double)chart->columns->values_ms[chart->first + i] / MS_PER_S);
    most_s = fmax(most_s, 60);
    int steps = chart->rows / 2 < MOST_STEPS ? chart->rows / 2 : MOST_STEPS;
    chart->step_s = fmax(60, ui_ticks_time_step(most_s, steps > 0 ? steps : 1));
    chart->top_s = chart->step_s * ceil(most_s / chart->step_s - 1e-9);
}

static void find_columns(struct chart *chart)
{
    size_t n = chart->columns->n;
    size_t room = chart->term->width > AXIS + 1 ? chart->term->width - AXIS : 1;
    chart->n = n < room ? n : room;
    chart->first = n - chart->n;
    chart->pitch = chart->n > 0 ? room / chart->n : 1;
    if (chart->pitch > WIDEST)
        chart->pitch = WIDEST;
}

// The mark whose line is the bottom of a row, or -1.
static double mark_of(const struct chart *chart, int row)
{
    double row_s = chart->top_s / chart->rows;
    for (double at_s = chart->step_s; at_s < chart->top_s + 1; at_s += chart->step_s)
        if (row == (int)lround(at_s / row_s) - 1)
            return at_s;
    return -1;
}

static void print_axis(const struct chart *chart, double mark_s)
{
    char text[24] = "";
    if (mark_s >= 3600 && fmod(chart->step_s, 3600) < 1)
        (void)snprintf(text, sizeof text, "%.0f h", mark_s / 3600);
    else if (mark_s >= 0 && chart->top_s >= 3600 * 2)
        (void)snprintf(text, sizeof text, "%.0f:%02.0f", floor(mark_s / 3600),
                       fmod(mark_s, 3600) / 60);
    else if (mark_s >= 0)
        (void)snprintf(text, sizeof text, "%.0f m", mark_s / 60);
    const char *line = chart->term->utf8 ? (mark_s >= 0 ? "┤" : "│") : (mark_s >= 0 ? "+" : "|");
    (void)fprintf(chart->out, "%s%*s %s%s", ui_term_style(chart->term, UI_STYLE_DIM), AXIS - 2,
                  text, line, ui_term_style(chart->term, UI_STYLE_PLAIN));
}

// Eighths of a row filled in the row; anything played fills at least one of the lowest row.
static int fill_of(const struct chart *chart, size_t i, int row)
{
    int64_t value_ms = chart->columns->values_ms[chart->first + i];
    double height = (double)value_ms / MS_PER_S / chart->top_s * chart->rows;
    int eighths = chart->term->utf8 ? (int)(height * 8 + 0.5) : (int)(height + 0.5) * 8;
    if (value_ms > 0 && eighths == 0)
        eighths = chart->term->utf8 ? 1 : 8;
    int here = eighths - 8 * row;
    return here < 0 ? 0 : here > 8 ? 8 : here;
}

static int goal_row(const struct chart *chart)
{
    double goal_s = (double)chart->columns->goal_ms / MS_PER_S;
    if (goal_s <= 0)
        return -1;
    long row = lround(goal_s / chart->top_s * chart->rows) - 1; // as with the marks
    return row > 0 ? (int)row : 0;
}

static void print_cells(const struct chart *chart, size_t n, const char *glyph, enum ui_style style)
{
    (void)fputs(ui_term_style(chart->term, style), chart->out);
    for (size_t i = 0; i < n; i++)
        (void)fputs(glyph, chart->out);
    (void)fputs(ui_term_style(chart->term, UI_STYLE_PLAIN), chart->out);
}

static void print_row(const struct chart *chart, int row)
{
    static const char *const blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    int utf8 = chart->term->utf8;
    int is_goal = row == goal_row(chart);
    const char *empty = !is_goal ? " " : utf8 ? "┄" : "-";
    enum ui_style line = is_goal ? UI_STYLE_SPEECH : UI_STYLE_PLAIN;
    size_t filled = chart->pitch > 1 ? chart->pitch - 1 : 1;
    size_t blank = 0; // cells left out so far, which are not printed at a line's end
    print_axis(chart, mark_of(chart, row));
    for (size_t i = 0; i < chart->n; i++) {
        int fill = fill_of(chart, i, row);
        if (fill == 0) {
            blank += chart->pitch;
            continue;
        }
        print_cells(chart, blank, empty, line);
        print_cells(chart, filled, utf8 ? blocks[fill] : "#", UI_STYLE_PLAY);
        blank = chart->pitch - filled;
    }
    if (is_goal)
        print_cells(chart, blank, empty, line);
    (void)fputc('\n', chart->out);
}

static void print_base(const struct chart *chart)
{
    const char *dim = ui_term_style(chart->term, UI_STYLE_DIM);
    (void)fprintf(chart->out, "%s%*s %s", dim, AXIS - 2, "0", chart->term->utf8 ? "┼" : "+");
    for (size_t i = 0; i < chart->n * chart->pitch; i++)
        (void)fputs(chart->term->utf8 ? "─" : "-", chart->out);
    (void)fprintf(chart->out, "%s\n", ui_term_style(chart->term, UI_STYLE_PLAIN));
}

// Every so many columns that labels do not touch, counted back from the newest, which is thus never
// left out. A label ends where its column ends.
static void print_labels(const struct chart *chart)
{
    size_t widest = 0;
    for (size_t i = 0; i < chart->n; i++) {
        size_t width = ui_text_width(chart->columns->labels[chart->first + i]);
        widest = width > widest ? width : widest;
    }
    size_t filled = chart->pitch > 1 ? chart->pitch - 1 : 1;
    size_t stride = (widest + LABEL_GAP + chart->pitch - 1) / chart->pitch;
    size_t column = 0;
    (void)fprintf(chart->out, "%*s%s", AXIS, "", ui_term_style(chart->term, UI_STYLE_DIM));
    for (size_t i = (chart->n - 1) % stride; i < chart->n; i += stride) {
        const char *label = chart->columns->labels[chart->first + i];
        size_t end = i * chart->pitch + filled;
        size_t width = ui_text_width(label);
        if (column == 0 && end < width) // the first may stand out to the right
            end = width;
        if (end < width + column + (column > 0))
            continue;
        (void)fprintf(chart->out, "%*s", (int)(end - width - column), "");
        ui_text_write(chart->out, label, chart->term->utf8_text);
        column = end;
    }
    (void)fprintf(chart->out, "%s\n", ui_term_style(chart->term, UI_STYLE_PLAIN));
}

void ui_chart_columns(const struct ui_columns *columns, const struct ui_term *term, FILE *out)
{
    struct chart chart = {.columns = columns, .term = term, .out = out};
    chart.rows = columns->rows < 2 ? 2 : columns->rows > MOST_ROWS ? MOST_ROWS : columns->rows;
    if (columns->n == 0)
        return;
    find_columns(&chart);
    find_scale(&chart);
    for (int row = chart.rows - 1; row >= 0; row--)
        print_row(&chart, row);
    print_base(&chart);
    if (columns->labels)
        print_labels(&chart);
}
