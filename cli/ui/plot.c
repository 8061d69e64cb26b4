// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a session: what stands where, in pixels of a 1600 x 900 page. As a PDF it is
// 13.3 x 7.5 inches.
#include "ui/plot.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "ui/duration.h"
#include "ui/plot_panels.h"
#include "ui/text.h"

#define PAGE_WIDTH  1600.0
#define PAGE_HEIGHT 900.0
#define LEFT        96.0
#define RIGHT       1564.0
#define LEGEND_Y    116.0
#define TITLE_BYTES 2048

// Appends to text [size] like snprintf(), up to its end.
static void append(char *text, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void append(char *text, size_t size, const char *format, ...)
{
    size_t length = strlen(text);
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text + length, size - length, format, args);
    va_end(args);
}

static void describe(const struct practice_result *result, char *text, size_t size)
{
    char clock[UI_DURATION_SIZE];
    double total_s = result->duration_s;
    text[0] = '\0';
    append(text, size, "recording %s", ui_duration_within(total_s, total_s, clock));
    append(text, size, "  ·  sounding %s",
           ui_duration_within(result->sounding_time_s, total_s, clock));
    if (result->n_starts > 0) {
        append(text, size, "  ·  %zu start%s", result->n_starts, result->n_starts == 1 ? "" : "s");
        append(text, size, "  ·  longest run %s",
               ui_duration_within(result->longest_run_s, total_s, clock));
    }
    if (result->tempo_bpm > 0)
        append(text, size, "  ·  %.0f bpm", result->tempo_bpm);
    if (result->tuning_hz > 0)
        append(text, size, "  ·  A4 = %.1f Hz", result->tuning_hz);
    if (result->loudness_db > -100)
        append(text, size, "  ·  loudness %s%.1f dB", result->loudness_db < 0 ? "−" : "",
               fabs(result->loudness_db));
}

static void draw_header(struct ui_canvas *canvas, const struct ui_plot *plot)
{
    char title[TITLE_BYTES];
    char words[256];
    char clock[UI_DURATION_SIZE];
    (void)snprintf(words, sizeof words, "%s played",
                   ui_duration_within(plot->result->play_time_s, plot->result->duration_s, clock));
    struct ui_label played = {
        .text = words, .size_px = 36, .bold = 1, .rgb = 0x00835f, .anchor = UI_ANCHOR_RIGHT};
    double taken = ui_canvas_label(canvas, &played, RIGHT, 42);
    struct ui_label name = {.text = ui_text_clean(title, sizeof title, plot->title, 1),
                            .size_px = 28,
                            .bold = 1,
                            .rgb = UI_RGB_INK,
                            .max_width = RIGHT - LEFT - taken - 40};
    ui_canvas_label(canvas, &name, LEFT, 42);
    char facts[512];
    describe(plot->result, facts, sizeof facts);
    struct ui_label line = {
        .text = facts, .size_px = 18, .rgb = UI_RGB_FAINT, .max_width = RIGHT - LEFT};
    ui_canvas_label(canvas, &line, LEFT, 81);
}

static void draw_legend(struct ui_canvas *canvas, const struct practice_result *result)
{
    static const enum practice_kind order[] = {PRACTICE_PLAY, PRACTICE_SPEECH, PRACTICE_OTHER,
                                               PRACTICE_SILENCE};
    double x = LEFT;
    for (size_t i = 0; i < PRACTICE_N_KINDS; i++) {
        char text[64];
        char clock[UI_DURATION_SIZE];
        enum practice_kind kind = order[i];
        double time_s = result->kind_time_s[kind];
        if (time_s <= 0)
            continue;
        (void)snprintf(text, sizeof text, "%s %s (%.0f %%)", practice_kind_name(kind),
                       ui_duration_within(time_s, result->duration_s, clock),
                       100 * time_s / result->duration_s);
        struct ui_label label = {.text = text, .size_px = 17, .rgb = UI_RGB_INK};
        ui_canvas_fill(canvas, &(struct ui_box){x, LEGEND_Y - 9, 18, 18}, ui_kind_rgb(kind));
        x += 26 + ui_canvas_label(canvas, &label, x + 26, LEGEND_Y) + 34;
    }
}

static void caption(struct ui_canvas *canvas, const char *text, double y)
{
    struct ui_label label = {.text = text, .size_px = 15, .rgb = UI_RGB_FAINT};
    ui_canvas_label(canvas, &label, LEFT, y - 12);
}

static void draw_footer(struct ui_canvas *canvas, const struct practice_result *result)
{
    char text[256];
    const char *model = result->model ? result->model : "";
    (void)snprintf(text, sizeof text, "%s%s%s", result->engine ? result->engine : "practice",
                   *model ? ", model " : "", model);
    struct ui_label label = {
        .text = text, .size_px = 13, .rgb = UI_RGB_FAINT, .anchor = UI_ANCHOR_RIGHT};
    ui_canvas_label(canvas, &label, RIGHT, PAGE_HEIGHT - 14);
}

// The panels share what is below the legend; without a waveform the others grow.
static void draw_panels(struct ui_canvas *canvas, const struct ui_plot *plot)
{
    double width = RIGHT - LEFT;
    double y = 140;
    if (plot->envelope) {
        struct ui_box wave = {LEFT, y, width, 150};
        ui_panel_time_grid(canvas, plot->result->duration_s, &wave);
        ui_panel_waveform(canvas, plot, &wave);
        y += wave.height + 6;
    }
    struct ui_box spans = {LEFT, y, width, 40};
    ui_panel_spans(canvas, plot, &spans);
    y += spans.height + 34;
    double left = 840 - y - 34;
    struct ui_box pitch = {LEFT, y, width, floor(left * 0.6)};
    caption(canvas, "pitch", y);
    ui_panel_pitch(canvas, plot, &pitch);
    y += pitch.height + 34;
    struct ui_box level = {LEFT, y, width, 840 - y};
    caption(canvas, "level", y);
    ui_panel_level(canvas, plot, &level);
    ui_panel_time_axis(canvas, plot->result->duration_s, &level);
}

static void draw_page(struct ui_canvas *canvas, const void *data)
{
    const struct ui_plot *plot = data;
    ui_canvas_fill(canvas, &(struct ui_box){0, 0, PAGE_WIDTH, PAGE_HEIGHT}, 0xffffff);
    draw_header(canvas, plot);
    draw_footer(canvas, plot->result);
    if (plot->result->duration_s > 0) {
        draw_legend(canvas, plot->result);
        draw_panels(canvas, plot);
        return;
    }
    struct ui_label label = {.text = "the recording is empty",
                             .size_px = 24,
                             .rgb = UI_RGB_FAINT,
                             .anchor = UI_ANCHOR_CENTRE};
    ui_canvas_label(canvas, &label, PAGE_WIDTH / 2, PAGE_HEIGHT / 2);
}

enum practice_status ui_plot_write(const struct ui_plot *plot, enum ui_plot_format format,
                                   FILE *out, struct practice_error *err)
{
    struct ui_page page = {PAGE_WIDTH, PAGE_HEIGHT, draw_page, plot};
    return ui_page_write(&page, format, out, err);
}
