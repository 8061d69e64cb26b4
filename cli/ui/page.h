// SPDX-License-Identifier: GPL-3.0-or-later
// A picture of one page on a stream, as PNG, SVG or PDF: the surfaces of cairo and the words for
// what can go wrong with them. What is on the page is the business of the plots.
#ifndef CLI_UI_PAGE_H
#define CLI_UI_PAGE_H

#include <stdio.h>

#include <practice/error.h>

struct ui_canvas;

enum ui_plot_format {
    UI_PLOT_PNG,
    UI_PLOT_SVG,
    UI_PLOT_PDF,
};

// The format that a name's ending asks for: .png, .svg, .pdf in any case. Returns 0, or -1 for any
// other ending: to be asked before the work starts.
int ui_plot_format_of(const char *path, enum ui_plot_format *ret_format) PRACTICE_CHECKED;

struct ui_page {
    double width_px; // a PDF's pixel is 0.6 points
    double height_px;
    void (*draw)(struct ui_canvas *canvas, const void *data);
    const void *data; // handed to draw
};

// Draws the page onto `out`, which stays the caller's. Fails with NO_MEMORY, UNREADABLE (the stream
// takes no more) or INTERNAL (cairo).
enum practice_status ui_page_write(const struct ui_page *page, enum ui_plot_format format,
                                   FILE *out, struct practice_error *err) PRACTICE_CHECKED;

#endif
