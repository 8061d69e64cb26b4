// SPDX-License-Identifier: GPL-3.0-or-later
// What lies along the time axis itself: its marks, the waveform and the spans.
#include <math.h>

#include "ui/duration.h"
#include "ui/plot_panels.h"
#include "ui/ticks.h"

#define MARK_LEAST_PX 105.0 // between time marks
#define LABEL_PX      16.0
#define LOUDEST_GAIN  100.0 // quiet recordings are drawn larger, up to 40 dB

static double time_step_s(double duration_s, double width)
{
    return ui_ticks_time_step(duration_s, width / MARK_LEAST_PX);
}

void ui_panel_time_grid(struct ui_canvas *canvas, double duration_s, const struct ui_box *box)
{
    double step_s = time_step_s(duration_s, box->width);
    for (int i = 1; i * step_s < duration_s; i++) {
        double x = floor(box->x + i * step_s / duration_s * box->width) + 0.5;
        ui_canvas_line(canvas, &(struct ui_box){x, box->y, 0, box->height}, UI_RGB_GRID);
    }
}

void ui_panel_time_axis(struct ui_canvas *canvas, double duration_s, const struct ui_box *box)
{
    double step_s = time_step_s(duration_s, box->width);
    double bottom = box->y + box->height;
    for (int i = 0; i * step_s <= duration_s * (1 + 1e-9); i++) {
        char text[UI_DURATION_SIZE];
        double x = floor(box->x + i * step_s / duration_s * box->width) + 0.5;
        struct ui_label label = {.text = ui_duration_clock(i * step_s, step_s < 1, text),
                                 .size_px = LABEL_PX,
                                 .rgb = UI_RGB_INK,
                                 .anchor = UI_ANCHOR_CENTRE};
        ui_canvas_line(canvas, &(struct ui_box){x, bottom, 0, 7}, UI_RGB_FRAME);
        ui_canvas_label(canvas, &label, x, bottom + 20);
    }
}

// The waveform's outline in the pixels of its box.
struct wave {
    const struct ui_envelope *envelope;
    const struct ui_box *box;
    double scale; // pixels per full scale
};

static struct wave wave_of(const struct ui_envelope *envelope, const struct ui_box *box)
{
    float lowest = 0;
    float highest = 0;
    ui_envelope_range(envelope, 0, 1, &lowest, &highest);
    double peak = fmax(fabs((double)lowest), fabs((double)highest));
    return (struct wave){envelope, box, box->height / 2 * 0.94 / fmax(peak, 1 / LOUDEST_GAIN)};
}

// One column's upper (sign 1) or lower (sign -1) edge; never thinner than a hair.
static double edge(const struct wave *wave, int column, int sign)
{
    float lowest = 0;
    float highest = 0;
    double width = wave->box->width;
    ui_envelope_range(wave->envelope, column / width, (column + 1) / width, &lowest, &highest);
    double height = (double)(sign > 0 ? highest : -lowest) * wave->scale;
    return wave->box->y + wave->box->height / 2 - sign * fmax(height, 0.4);
}

// The outline of columns [first, end) as one closed path.
static void trace(cairo_t *cairo, const struct wave *wave, int first, int end)
{
    for (int i = first; i < end; i++) {
        double y = edge(wave, i, 1);
        cairo_line_to(cairo, wave->box->x + i, y);
        cairo_line_to(cairo, wave->box->x + i + 1, y);
    }
    for (int i = end - 1; i >= first; i--) {
        double y = edge(wave, i, -1);
        cairo_line_to(cairo, wave->box->x + i + 1, y);
        cairo_line_to(cairo, wave->box->x + i, y);
    }
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

void ui_panel_waveform(struct ui_canvas *canvas, const struct ui_plot *plot,
                       const struct ui_box *box)
{
    const struct practice_result *result = plot->result;
    struct wave wave = wave_of(plot->envelope, box);
    int n_columns = (int)box->width;
    int done = 0;
    for (size_t i = 0; i < result->n_segments && done < n_columns; i++) {
        const struct practice_segment *segment = &result->segments[i];
        int end = (int)lround(segment->end_s / result->duration_s * n_columns);
        end = i + 1 == result->n_segments || end > n_columns ? n_columns : end;
        if (end <= done)
            continue;
        // Silence is drawn darker than its span: a pale hiss on white would not be seen.
        ui_canvas_set_rgb(
            canvas, segment->kind == PRACTICE_SILENCE ? 0x9a9a9a : ui_kind_rgb(segment->kind), 1);
        trace(ui_canvas_cairo(canvas), &wave, done, end);
        done = end;
    }
    ui_canvas_frame(canvas, box);
}

static void draw_span(struct ui_canvas *canvas, const struct practice_segment *segment,
                      const struct ui_box *box, double duration_s)
{
    double x = segment->start_s / duration_s * box->width;
    double end = segment->end_s / duration_s * box->width;
    double least = segment->kind == PRACTICE_SILENCE ? 0 : 1.2; // short spans stay visible
    struct ui_box span = {box->x + x, box->y, fmax(end - x, least), box->height};
    ui_canvas_fill(canvas, &span, ui_kind_rgb(segment->kind));
    if (end - x < 74)
        return;
    struct ui_label label = {.text = practice_kind_name(segment->kind),
                             .size_px = LABEL_PX,
                             .rgb = segment->kind == PRACTICE_PLAY ? 0xffffff : 0x333333,
                             .bold = segment->kind == PRACTICE_PLAY,
                             .anchor = UI_ANCHOR_CENTRE};
    ui_canvas_label(canvas, &label, box->x + (x + end) / 2, box->y + box->height / 2);
}

void ui_panel_spans(struct ui_canvas *canvas, const struct ui_plot *plot, const struct ui_box *box)
{
    static const enum practice_kind order[] = {PRACTICE_SILENCE, PRACTICE_OTHER, PRACTICE_SPEECH,
                                               PRACTICE_PLAY};
    const struct practice_result *result = plot->result;
    for (size_t k = 0; k < PRACTICE_N_KINDS; k++)
        for (size_t i = 0; i < result->n_segments; i++)
            if (result->segments[i].kind == order[k])
                draw_span(canvas, &result->segments[i], box, result->duration_s);
    ui_canvas_frame(canvas, box);
}
