// SPDX-License-Identifier: GPL-3.0-or-later
// Strokes and labels. One Pango layout serves all labels of a picture; metrics are not hinted, so
// PNG, SVG and PDF are laid out alike.
#include "ui/canvas.h"

#include <pango/pangocairo.h>
#include <stdlib.h>

struct ui_canvas {
    cairo_t *cairo;
    PangoLayout *layout;
};

uint32_t ui_kind_rgb(enum practice_kind kind)
{
    static const uint32_t colours[PRACTICE_N_KINDS] = {
        [PRACTICE_SILENCE] = 0xd9d9d9,
        [PRACTICE_PLAY] = 0x009e73,
        [PRACTICE_SPEECH] = 0xe69f00,
        [PRACTICE_OTHER] = 0x56b4e9,
    };
    return colours[kind];
}

static PangoLayout *new_layout(cairo_t *cairo)
{
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(pango_layout_get_context(layout), options);
    cairo_font_options_destroy(options);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_MIDDLE);
    return layout;
}

struct ui_canvas *ui_canvas_new(cairo_surface_t *surface)
{
    struct ui_canvas *canvas = calloc(1, sizeof *canvas);
    if (!canvas)
        return NULL;
    canvas->cairo = cairo_create(surface);
    canvas->layout = new_layout(canvas->cairo);
    return canvas;
}

void ui_canvas_free(struct ui_canvas *canvas)
{
    if (!canvas)
        return;
    g_object_unref(canvas->layout);
    cairo_destroy(canvas->cairo);
    free(canvas);
}

cairo_t *ui_canvas_cairo(struct ui_canvas *canvas)
{
    return canvas->cairo;
}

void ui_canvas_set_rgb(struct ui_canvas *canvas, uint32_t rgb, double alpha)
{
    cairo_set_source_rgba(canvas->cairo, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                          (rgb & 255) / 255.0, alpha);
}

double ui_canvas_label(struct ui_canvas *canvas, const struct ui_label *label, double x, double y)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, "Sans");
    pango_font_description_set_absolute_size(font, label->size_px * PANGO_SCALE);
    pango_font_description_set_weight(font, label->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(canvas->layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(canvas->layout,
                           label->max_width > 0 ? (int)(label->max_width * PANGO_SCALE) : -1);
    pango_layout_set_text(canvas->layout, label->text, -1);
    int width = 0;
    int height = 0;
    pango_layout_get_size(canvas->layout, &width, &height);
    double width_px = (double)width / PANGO_SCALE;
    double shift = label->anchor == UI_ANCHOR_LEFT     ? 0
                   : label->anchor == UI_ANCHOR_CENTRE ? width_px / 2
                                                       : width_px;
    ui_canvas_set_rgb(canvas, label->rgb, 1);
    cairo_move_to(canvas->cairo, x - shift, y - (double)height / PANGO_SCALE / 2);
    pango_cairo_show_layout(canvas->cairo, canvas->layout);
    return width_px;
}

void ui_canvas_fill(struct ui_canvas *canvas, const struct ui_box *box, uint32_t rgb)
{
    ui_canvas_set_rgb(canvas, rgb, 1);
    cairo_rectangle(canvas->cairo, box->x, box->y, box->width, box->height);
    cairo_fill(canvas->cairo);
}

void ui_canvas_frame(struct ui_canvas *canvas, const struct ui_box *box)
{
    ui_canvas_set_rgb(canvas, UI_RGB_FRAME, 1);
    cairo_set_line_width(canvas->cairo, 1);
    cairo_rectangle(canvas->cairo, box->x, box->y, box->width, box->height);
    cairo_stroke(canvas->cairo);
}

void ui_canvas_line(struct ui_canvas *canvas, const struct ui_box *from_to, uint32_t rgb)
{
    ui_canvas_set_rgb(canvas, rgb, 1);
    cairo_set_line_width(canvas->cairo, 1);
    cairo_move_to(canvas->cairo, from_to->x, from_to->y);
    cairo_rel_line_to(canvas->cairo, from_to->width, from_to->height);
    cairo_stroke(canvas->cairo);
}
