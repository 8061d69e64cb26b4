// SPDX-License-Identifier: GPL-3.0-or-later
// The curves over the spans: pitch on an axis of note names, and level. Both come from the
// result's track; where it has more points than the picture has columns they are gathered, so a
// picture of twelve hours is no larger than one of a minute.
#include <math.h>
#include <stdio.h>

#include "ui/plot_panels.h"
#include "ui/ticks.h"

#define AXIS_PX       15.0
#define AXIS_GAP_PX   8.0
#define DOT_PX        2.4
#define JOIN_LEAST    1.0 // semitones; a larger leap is not joined
#define DENSE         5.0 // points per pixel from which on a note is less than a dot
#define NOTE_LEAST_PX 4.0
#define MOST_ROWS     1024
#define N_MIDI        128
#define SILENT_DBFS   -119.0

struct axis {
    double low, high; // values at the bottom and at the top
    const struct ui_box *box;
};

static double place(const struct axis *axis, double value)
{
    double share = (value - axis->low) / (axis->high - axis->low);
    return axis->box->y + axis->box->height * (1 - fmin(fmax(share, 0), 1));
}

static void mark(struct ui_canvas *canvas, const struct axis *axis, double value, const char *text)
{
    double y = floor(place(axis, value)) + 0.5;
    struct ui_label label = {
        .text = text, .size_px = AXIS_PX, .rgb = UI_RGB_INK, .anchor = UI_ANCHOR_RIGHT};
    ui_canvas_line(canvas, &(struct ui_box){axis->box->x, y, axis->box->width, 0}, UI_RGB_GRID);
    ui_canvas_label(canvas, &label, axis->box->x - AXIS_GAP_PX, y);
}

static double midi_of(double f0_hz)
{
    return 69 + 12 * log2(f0_hz / 440);
}

// How long each semitone sounded: by the notes, which leave strays of the track out, or by the
// track where there are none. Returns the sum.
static double weigh_semitones(const struct practice_result *result, double weights[N_MIDI])
{
    double sum = 0;
    for (size_t i = 0; i < result->n_notes; i++) {
        const struct practice_note *note = &result->notes[i];
        double length_s = fmax(note->end_s - note->start_s, 0);
        weights[note->midi < 0 ? 0 : note->midi < N_MIDI ? note->midi : N_MIDI - 1] += length_s;
        sum += length_s;
    }
    for (size_t i = 0; i < result->n_track && result->n_notes == 0; i++) {
        double f0_hz = (double)result->track[i].f0_hz;
        if (!(f0_hz > 8) || !(f0_hz < 20000))
            continue;
        weights[(size_t)fmin(fmax(midi_of(f0_hz) + 0.5, 0), N_MIDI - 1)]++;
        sum++;
    }
    return sum;
}

// From the lowest to the highest pitch but for the rarest percent at each end, widened to at
// least an octave. Returns 0 when there is no pitch at all.
static int pitch_range(const struct practice_result *result, struct axis *axis)
{
    double weights[N_MIDI] = {0};
    double sum = weigh_semitones(result, weights);
    if (!(sum > 0))
        return 0;
    int low = 0;
    int high = N_MIDI - 1;
    for (double below = weights[0]; below <= sum / 100 && low < high; below += weights[low])
        low++;
    for (double above = weights[high]; above <= sum / 100 && high > low; above += weights[high])
        high--;
    double spare = fmax(0, (12 - (high - low)) / 2.0);
    axis->low = floor(low - spare) - 1.5;
    axis->high = ceil(high + spare) + 1.5;
    return 1;
}

// How often a note gets a line: C in a wide range, more names in a narrow one.
static int is_marked(int midi, double range)
{
    static const char wide[] = "x-----------";
    static const char middle[] = "x------x----";
    static const char closer[] = "x---x--x----";
    static const char narrow[] = "x-x-xx-x-x-x";
    const char *pattern = range > 40 ? wide : range > 28 ? middle : range > 15.5 ? closer : narrow;
    return pattern[midi % 12] == 'x';
}

static void mark_notes(struct ui_canvas *canvas, const struct axis *axis)
{
    static const char names[] = "C-D-EF-G-A-B";
    for (int midi = (int)ceil(axis->low); midi <= (int)axis->high; midi++) {
        char text[16];
        if (midi < 0 || !is_marked(midi, axis->high - axis->low))
            continue;
        (void)snprintf(text, sizeof text, "%c%d", names[midi % 12], midi / 12 - 1);
        mark(canvas, axis, midi, text);
    }
}

// Neighbouring points of one note are joined, single ones are short strokes.
static void trace_pitch(cairo_t *cairo, const struct practice_result *result,
                        const struct axis *axis)
{
    double last = -1000;
    for (size_t i = 0; i < result->n_track; i++) {
        const struct practice_pitch_point *point = &result->track[i];
        double midi = point->f0_hz > 8 ? midi_of((double)point->f0_hz) : -1000;
        double x = axis->box->x + (double)point->time_s / result->duration_s * axis->box->width;
        if (midi >= axis->low && midi <= axis->high) {
            if (fabs(midi - last) <= JOIN_LEAST)
                cairo_line_to(cairo, x, place(axis, midi));
            else
                cairo_move_to(cairo, x, place(axis, midi));
            cairo_rel_line_to(cairo, 0.5, 0);
        }
        last = midi;
    }
}

// In a dense picture nothing is joined, for lines would run up and down within a column, and a dot
// is set once per pixel.
static void trace_pitch_dots(cairo_t *cairo, const struct practice_result *result,
                             const struct axis *axis)
{
    int dotted[MOST_ROWS] = {0}; // the column after each row's last dot
    for (size_t i = 0; i < result->n_track; i++) {
        const struct practice_pitch_point *point = &result->track[i];
        double midi = point->f0_hz > 8 ? midi_of((double)point->f0_hz) : -1000;
        if (midi < axis->low || midi > axis->high)
            continue;
        int column = (int)((double)point->time_s / result->duration_s * axis->box->width);
        int row = (int)(place(axis, midi) - axis->box->y);
        if (row < 0 || row >= MOST_ROWS || dotted[row] > column)
            continue;
        dotted[row] = column + 1;
        cairo_move_to(cairo, axis->box->x + column, axis->box->y + row + 0.5);
        cairo_rel_line_to(cairo, 1, 0);
    }
}

static void draw_pitch(struct ui_canvas *canvas, const struct practice_result *result,
                       const struct axis *axis)
{
    cairo_t *cairo = ui_canvas_cairo(canvas);
    int is_dense = (double)result->n_track > DENSE * axis->box->width;
    ui_canvas_set_rgb(canvas, 0x00654a, is_dense ? 0.6 : 1);
    cairo_set_line_width(cairo, is_dense ? 1.2 : DOT_PX);
    cairo_set_line_cap(cairo, is_dense ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_new_path(cairo);
    if (is_dense)
        trace_pitch_dots(cairo, result, axis);
    else
        trace_pitch(cairo, result, axis);
    cairo_stroke(cairo);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
}

// The notes as pale bars, as long as they sounded, under the line that was really sung or played.
// Bars of one note never overlap, so that hours of notes need no more bars than there are pixels.
static void draw_notes(struct ui_canvas *canvas, const struct practice_result *result,
                       const struct axis *axis)
{
    cairo_t *cairo = ui_canvas_cairo(canvas);
    double height = fmax(NOTE_LEAST_PX, axis->box->height / (axis->high - axis->low) * 0.8);
    double scale = axis->box->width / result->duration_s;
    double drawn_to[N_MIDI] = {0};
    cairo_new_path(cairo);
    for (size_t i = 0; i < result->n_notes; i++) {
        const struct practice_note *note = &result->notes[i];
        double midi = note->midi + note->cents / 100;
        double start = note->start_s * scale;
        double end = fmax(note->end_s * scale, start + 1);
        if (note->midi < 0 || note->midi >= N_MIDI || midi < axis->low + 0.5 ||
            midi > axis->high - 0.5 || end < drawn_to[note->midi] + 0.5)
            continue;
        start = fmax(start, drawn_to[note->midi]);
        drawn_to[note->midi] = end;
        cairo_rectangle(cairo, axis->box->x + start, place(axis, midi) - height / 2, end - start,
                        height);
    }
    ui_canvas_set_rgb(canvas, ui_kind_rgb(PRACTICE_PLAY), 0.3);
    cairo_fill(cairo);
}

static void say_nothing(struct ui_canvas *canvas, const struct ui_box *box, const char *text)
{
    struct ui_label label = {
        .text = text, .size_px = 18, .rgb = UI_RGB_FAINT, .anchor = UI_ANCHOR_CENTRE};
    ui_canvas_label(canvas, &label, box->x + box->width / 2, box->y + box->height / 2);
}

void ui_panel_pitch(struct ui_canvas *canvas, const struct ui_plot *plot, const struct ui_box *box)
{
    struct axis axis = {.box = box};
    ui_panel_time_grid(canvas, plot->result->duration_s, box);
    if (pitch_range(plot->result, &axis)) {
        mark_notes(canvas, &axis);
        draw_notes(canvas, plot->result, &axis);
        draw_pitch(canvas, plot->result, &axis);
    } else {
        say_nothing(canvas, box, "no pitch");
    }
    ui_canvas_frame(canvas, box);
}

// Down to the quietest 10 dB that occur, but no further than -90.
static void level_range(const struct practice_result *result, struct axis *axis)
{
    double low = -50;
    double high = 0;
    for (size_t i = 0; i < result->n_track; i++) {
        double level = (double)result->track[i].level_dbfs;
        if (level > SILENT_DBFS)
            low = fmin(low, level);
        high = fmax(high, level);
    }
    axis->low = fmax(-90, 10 * floor(low / 10));
    axis->high = fmin(24, 10 * ceil(high / 10));
}

// Mean power of the points that fall into a column; -120 for none.
static double column_level(const struct practice_result *result, size_t *index, double end_s)
{
    double power = 0;
    size_t n = 0;
    for (; *index < result->n_track && (double)result->track[*index].time_s < end_s; ++*index) {
        power += pow(10, (double)result->track[*index].level_dbfs / 10);
        n++;
    }
    return n ? 10 * log10(fmax(power / (double)n, 1e-12)) : -120;
}

// The curve in columns of three pixels, or one per point where points are rarer.
static void trace_level(cairo_t *cairo, const struct practice_result *result,
                        const struct axis *axis)
{
    size_t n_columns = (size_t)(axis->box->width / 3);
    if (n_columns > result->n_track)
        n_columns = result->n_track;
    size_t index = 0;
    for (size_t i = 0; i < n_columns; i++) {
        double share = ((double)i + 1) / (double)n_columns;
        double end_s = i + 1 == n_columns ? HUGE_VAL : share * result->duration_s;
        size_t before = index;
        double level = column_level(result, &index, end_s);
        if (index == before)
            continue;
        double left = axis->box->x + (share - 1.0 / (double)n_columns) * axis->box->width;
        cairo_line_to(cairo,
                      i == 0 ? axis->box->x : left + axis->box->width / 2 / (double)n_columns,
                      place(axis, level));
        if (i + 1 == n_columns)
            cairo_line_to(cairo, axis->box->x + axis->box->width, place(axis, level));
    }
}

static void fill_level(struct ui_canvas *canvas, const struct practice_result *result,
                       const struct axis *axis)
{
    cairo_t *cairo = ui_canvas_cairo(canvas);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_new_path(cairo); // a label leaves its point behind
    trace_level(cairo, result, axis);
    cairo_path_t *curve = cairo_copy_path(cairo);
    cairo_line_to(cairo, axis->box->x + axis->box->width, axis->box->y + axis->box->height);
    cairo_line_to(cairo, axis->box->x, axis->box->y + axis->box->height);
    cairo_close_path(cairo);
    ui_canvas_set_rgb(canvas, 0x4a6fa5, 0.22);
    cairo_fill(cairo);
    cairo_append_path(cairo, curve);
    cairo_path_destroy(curve);
    ui_canvas_set_rgb(canvas, 0x4a6fa5, 1);
    cairo_set_line_width(cairo, 1.5);
    cairo_stroke(cairo);
}

void ui_panel_level(struct ui_canvas *canvas, const struct ui_plot *plot, const struct ui_box *box)
{
    struct axis axis = {.box = box};
    level_range(plot->result, &axis);
    ui_panel_time_grid(canvas, plot->result->duration_s, box);
    double step = fmax(10, ui_ticks_step(axis.high - axis.low, box->height / 26));
    for (double value = axis.high; value >= axis.low; value -= step) {
        char text[16];
        (void)snprintf(text, sizeof text, "%s%.0f dB", value < 0 ? "−" : "", fabs(value));
        mark(canvas, &axis, value, text);
    }
    if (plot->result->n_track > 0)
        fill_level(canvas, plot->result, &axis);
    else
        say_nothing(canvas, box, "no levels");
    ui_canvas_frame(canvas, box);
}
