// SPDX-License-Identifier: GPL-3.0-or-later
// Cairo and Pango behind the few strokes a picture of ours is made of. Text goes through Pango,
// so that a Korean name finds a font that has its letters. Only plot*.c, page.c and canvas.c
// include it.
#ifndef CLI_UI_CANVAS_H
#define CLI_UI_CANVAS_H

#include <cairo.h>
#include <stdint.h>

#include <practice/result.h>

struct ui_canvas; // opaque

struct ui_box {
    double x, y, width, height;
};

enum ui_anchor {
    UI_ANCHOR_LEFT,
    UI_ANCHOR_CENTRE,
    UI_ANCHOR_RIGHT,
};

struct ui_label {
    const char *text; // UTF-8, made harmless before
    double size_px;
    int bold;
    uint32_t rgb; // 0xRRGGBB
    enum ui_anchor anchor;
    double max_width; // more is cut in the middle with "…"; 0: no limit
};

#define UI_RGB_INK   0x222222u
#define UI_RGB_FAINT 0x707070u
#define UI_RGB_GRID  0xe4e4e4u
#define UI_RGB_FRAME 0xb4b4b4u

// The kinds' colours, after Okabe and Ito, for white ground.
uint32_t ui_kind_rgb(enum practice_kind kind);

// Draws on the surface, which stays the caller's. NULL: no memory.
struct ui_canvas *ui_canvas_new(cairo_surface_t *surface);
void ui_canvas_free(struct ui_canvas *canvas);

// The cairo context, for paths.
cairo_t *ui_canvas_cairo(struct ui_canvas *canvas);
void ui_canvas_set_rgb(struct ui_canvas *canvas, uint32_t rgb, double alpha);

// Writes the label, anchored at x, its middle at height y. Returns the width it took.
double ui_canvas_label(struct ui_canvas *canvas, const struct ui_label *label, double x, double y);

void ui_canvas_fill(struct ui_canvas *canvas, const struct ui_box *box, uint32_t rgb);
void ui_canvas_frame(struct ui_canvas *canvas, const struct ui_box *box);
void ui_canvas_line(struct ui_canvas *canvas, const struct ui_box *from_to, uint32_t rgb);

#endif
