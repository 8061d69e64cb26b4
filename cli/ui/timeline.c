// SPDX-License-Identifier: GPL-3.0-or-later
// The bar is drawn cell by cell: what sounds in a cell's time is reduced to one kind, or to two
// with a border at an eighth of the cell. All choices are made in struct split, before any glyph,
// so colour, monochrome and ASCII show the same picture.
#include "ui/timeline.h"

#include <math.h>
#include <string.h>

#include "ui/duration.h"
#include "ui/ticks.h"

#define INDENT     2
#define MARK_LEAST 11   // columns between marks
#define TINY       1e-9 // shares below it are rounding
#define WIDEST     1000

// What happens within one cell.
struct cell {
    double share[PRACTICE_N_KINDS];  // of the cell's time
    double moment[PRACTICE_N_KINDS]; // share times place: tells left from right
    int is_lone[PRACTICE_N_KINDS];   // a span of this kind begins and ends here
    size_t n_runs;
    enum practice_kind first, last;
    double first_share;
};

// How it is drawn: `left` up to `eighths` of the cell, then `right`; 8 is all left.
struct split {
    enum practice_kind left, right;
    int eighths;
};

static enum ui_style kind_style(enum practice_kind kind)
{
    static const enum ui_style styles[] = {UI_STYLE_SILENCE, UI_STYLE_PLAY, UI_STYLE_SPEECH,
                                           UI_STYLE_OTHER};
    return styles[kind];
}

static const char *kind_glyph(enum practice_kind kind, int utf8)
{
    static const char *const blocks[] = {"·", "█", "▒", "░"};
    static const char *const ascii[] = {".", "#", "=", "-"};
    return utf8 ? blocks[kind] : ascii[kind];
}

static void add_run(struct cell *cell, enum practice_kind kind, double from, double to)
{
    if (cell->n_runs == 0)
        cell->first = kind;
    if (kind == cell->first && cell->n_runs < 2 && (cell->n_runs == 0 || cell->last == kind))
        cell->first_share += to - from;
    if (cell->n_runs == 0 || cell->last != kind)
        cell->n_runs++;
    cell->last = kind;
    cell->share[kind] += to - from;
    cell->moment[kind] += (to - from) * (from + to) / 2;
}

// Fills in the cell from start_s on. *index is a segment not after the cell, moved along.
static struct cell scan(const struct ui_timeline *timeline, size_t *index, double start_s,
                        double cell_s)
{
    struct cell cell = {0};
    for (size_t i = *index; i < timeline->n_segments; i++) {
        const struct practice_segment *segment = &timeline->segments[i];
        if (segment->start_s >= start_s + cell_s)
            break;
        *index = i;
        double from = fmax(0, (segment->start_s - start_s) / cell_s);
        double to = fmin(1, (segment->end_s - start_s) / cell_s);
        if (to - from < TINY)
            continue;
        add_run(&cell, segment->kind, from, to);
        if (segment->start_s >= start_s && segment->end_s <= start_s + cell_s)
            cell.is_lone[segment->kind] = 1;
    }
    return cell;
}

static int in_eighths(double share, int keep)
{
    int eighths = (int)lround(8 * share);
    return keep && eighths == 0 ? 1 : eighths;
}

// The largest kind of the cell other than `except`; -1 excludes none.
static enum practice_kind largest(const struct cell *cell, int except)
{
    static const enum practice_kind order[] = {PRACTICE_PLAY, PRACTICE_SPEECH, PRACTICE_OTHER,
                                               PRACTICE_SILENCE};
    enum practice_kind best = except == PRACTICE_PLAY ? PRACTICE_SPEECH : PRACTICE_PLAY;
    for (size_t i = 0; i < PRACTICE_N_KINDS; i++)
        if ((int)order[i] != except && cell->share[order[i]] > cell->share[best])
            best = order[i];
    return best;
}

// Several spans in one cell: the longest kind, and one more where it would otherwise be lost.
static struct split split_crowd(const struct cell *cell)
{
    enum practice_kind major = largest(cell, -1);
    enum practice_kind minor = largest(cell, (int)major);
    if (major != PRACTICE_PLAY && cell->share[PRACTICE_PLAY] > 0)
        minor = PRACTICE_PLAY;
    int eighths = 0;
    if (cell->share[minor] >= 0.375)
        eighths = 4;
    else if (cell->is_lone[minor] && (major == PRACTICE_SILENCE || minor == PRACTICE_PLAY))
        eighths = in_eighths(cell->share[minor], 1);
    if (eighths == 0)
        return (struct split){major, major, 8};
    double minor_place = cell->moment[minor] / cell->share[minor];
    double major_place = cell->moment[major] / cell->share[major];
    if (minor_place < major_place)
        return (struct split){minor, major, eighths};
    return (struct split){major, minor, 8 - eighths};
}

static struct split split_cell(const struct cell *cell)
{
    if (cell->n_runs == 0)
        return (struct split){PRACTICE_SILENCE, PRACTICE_SILENCE, 8};
    if (cell->n_runs == 1)
        return (struct split){cell->first, cell->first, 8};
    if (cell->n_runs > 2)
        return split_crowd(cell);
    int left = in_eighths(cell->first_share, cell->is_lone[cell->first]);
    int right = in_eighths(1 - cell->first_share, cell->is_lone[cell->last]);
    if (left == 0)
        return (struct split){cell->last, cell->last, 8};
    if (right == 0)
        return (struct split){cell->first, cell->first, 8};
    return (struct split){cell->first, cell->last, right == 1 ? 7 : left > 7 ? 7 : left};
}

static const char *left_block(int eighths)
{
    static const char *const blocks[] = {" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
    return blocks[eighths];
}

// Where no part of a cell can be drawn, the kind shown is that which sounds, or the longer one.
static enum practice_kind shown_kind(const struct split *split)
{
    if (split->left == PRACTICE_SILENCE)
        return split->right;
    if (split->right == PRACTICE_SILENCE)
        return split->left;
    return split->eighths >= 4 ? split->left : split->right;
}

// Only playing beside silence is drawn in parts: the other kinds are textures, of which no part
// would look like the whole. At the right of a cell there are blocks of an eighth and a half only;
// reversed left ones would do, but leave an outline where lines are spaced.
static const char *split_glyph(const struct split *split, int utf8)
{
    if (utf8 && split->left == PRACTICE_PLAY && split->right == PRACTICE_SILENCE)
        return left_block(split->eighths);
    if (utf8 && split->left == PRACTICE_SILENCE && split->right == PRACTICE_PLAY)
        return split->eighths >= 6 ? "▕" : split->eighths > 1 ? "▐" : "█";
    return kind_glyph(shown_kind(split), utf8);
}

static void draw_cell(const struct split *split, const struct ui_term *term, int *painted,
                      FILE *out)
{
    enum practice_kind kind = shown_kind(split);
    if (*painted >= 0 && *painted != (int)kind)
        (void)fputs(ui_term_style(term, UI_STYLE_PLAIN), out);
    if (*painted != (int)kind)
        (void)fputs(ui_term_style(term, kind_style(kind)), out);
    *painted = (int)kind;
    (void)fputs(split->left == split->right ? kind_glyph(kind, term->utf8)
                                            : split_glyph(split, term->utf8),
                out);
}

void ui_timeline_bar(const struct ui_timeline *timeline, size_t columns, const struct ui_term *term,
                     FILE *out)
{
    size_t index = 0;
    int painted = -1; // the kind whose colour is on
    double cell_s = timeline->duration_s / (double)columns;
    for (size_t i = 0; i < columns; i++) {
        struct cell cell = scan(timeline, &index, (double)i * cell_s, cell_s);
        struct split split = split_cell(&cell);
        draw_cell(&split, term, &painted, out);
    }
    (void)fputs(painted >= 0 ? ui_term_style(term, UI_STYLE_PLAIN) : "", out);
}

// The mark and its label, right of it, or left where the line ends.
static void put_mark(char *line, size_t columns, size_t column, const char *label)
{
    size_t length = strlen(label);
    line[column] = '|';
    if (column + 1 + length <= columns)
        memcpy(line + column + 1, label, length);
    else if (column > length && line[column - length - 1] == ' ')
        memcpy(line + column - length, label, length);
}

static void print_marks(double duration_s, size_t columns, const struct ui_term *term, FILE *out)
{
    char line[WIDEST + 1];
    memset(line, ' ', columns);
    double step_s = ui_ticks_time_step(duration_s, (double)columns / MARK_LEAST);
    for (size_t i = 0; (double)i * step_s < duration_s; i++) {
        char label[UI_DURATION_SIZE];
        double time_s = (double)i * step_s;
        size_t column = (size_t)(time_s / duration_s * (double)columns);
        if (column < columns)
            put_mark(line, columns, column, ui_duration_clock(time_s, step_s < 1, label));
    }
    while (columns > 0 && line[columns - 1] == ' ')
        columns--;
    (void)fprintf(out, "%*s%s", INDENT, "", ui_term_style(term, UI_STYLE_DIM));
    for (size_t i = 0; i < columns; i++)
        (void)(line[i] == '|' && term->utf8 ? fputs("╵", out) : fputc(line[i], out));
    (void)fprintf(out, "%s\n", ui_term_style(term, UI_STYLE_PLAIN));
}

static void print_entry(enum practice_kind kind, const char *words, const struct ui_term *term,
                        FILE *out)
{
    (void)fprintf(out, "%s%s%s %s", ui_term_style(term, kind_style(kind)),
                  kind_glyph(kind, term->utf8), ui_term_style(term, UI_STYLE_PLAIN), words);
}

static void print_legend(const struct ui_timeline *timeline, const struct ui_term *term, FILE *out)
{
    static const enum practice_kind order[] = {PRACTICE_PLAY, PRACTICE_SPEECH, PRACTICE_OTHER,
                                               PRACTICE_SILENCE};
    double time_s[PRACTICE_N_KINDS] = {0};
    for (size_t i = 0; i < timeline->n_segments; i++)
        time_s[timeline->segments[i].kind] +=
            timeline->segments[i].end_s - timeline->segments[i].start_s;
    size_t column = 0;
    for (size_t i = 0; i < PRACTICE_N_KINDS; i++) {
        char words[64];
        char clock[UI_DURATION_SIZE];
        enum practice_kind kind = order[i];
        if (time_s[kind] <= 0)
            continue;
        int length = snprintf(words, sizeof words, "%s %s", practice_kind_name(kind),
                              ui_duration_within(time_s[kind], timeline->duration_s, clock));
        size_t width = (size_t)length + 2;
        int wraps = column == 0 || column + 3 + width > term->width;
        (void)fprintf(out, "%s%*s", wraps && column ? "\n" : "", wraps ? INDENT : 3, "");
        print_entry(kind, words, term, out);
        column = wraps ? INDENT + width : column + 3 + width;
    }
    (void)fputc('\n', out);
}

void ui_timeline_print(const struct ui_timeline *timeline, const struct ui_term *term, FILE *out)
{
    if (!(timeline->duration_s > 0))
        return;
    size_t columns = term->width < WIDEST ? term->width - 2 * INDENT : WIDEST - 2 * INDENT;
    (void)fprintf(out, "%*s", INDENT, "");
    ui_timeline_bar(timeline, columns, term, out);
    (void)fputc('\n', out);
    print_marks(timeline->duration_s, columns, term, out);
    print_legend(timeline, term, out);
}
