// SPDX-License-Identifier: GPL-3.0-or-later
// The three kinds of surface. One layout in pixels serves all of them; a PDF page is the same
// scaled to points.
#include "ui/page.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "ui/canvas.h"

#define PDF_SCALE 0.6 // points per pixel

int ui_plot_format_of(const char *path, enum ui_plot_format *ret_format)
{
    static const char *const endings[] = {".png", ".svg", ".pdf"};
    size_t length = strlen(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (length > 4 && strcasecmp(path + length - 4, endings[i]) == 0) {
            *ret_format = (enum ui_plot_format)i;
            return 0;
        }
    }
    return -1;
}

static cairo_status_t write_bytes(void *stream, const unsigned char *data, unsigned int length)
{
    return fwrite(data, 1, length, stream) == length ? CAIRO_STATUS_SUCCESS
                                                     : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_surface_t *new_surface(const struct ui_page *page, enum ui_plot_format format,
                                    FILE *out)
{
    if (format == UI_PLOT_PNG)
        return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)page->width_px,
                                          (int)page->height_px);
    if (format == UI_PLOT_PDF) {
        cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(
            write_bytes, out, page->width_px * PDF_SCALE, page->height_px * PDF_SCALE);
        cairo_surface_set_device_scale(pdf, PDF_SCALE, PDF_SCALE);
        return pdf;
    }
    cairo_surface_t *svg =
        cairo_svg_surface_create_for_stream(write_bytes, out, page->width_px, page->height_px);
    cairo_svg_surface_set_document_unit(svg, CAIRO_SVG_UNIT_PX);
    return svg;
}

static enum practice_status told(cairo_status_t status, struct practice_error *err)
{
    if (status == CAIRO_STATUS_SUCCESS)
        return PRACTICE_OK;
    if (status == CAIRO_STATUS_NO_MEMORY)
        return fail_no_memory(err);
    if (status == CAIRO_STATUS_WRITE_ERROR)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write the picture: %s",
                         strerrordesc_np(errno));
    return fail_with(err, PRACTICE_INTERNAL, NULL, "cannot draw the picture: %s",
                     cairo_status_to_string(status));
}

enum practice_status ui_page_write(const struct ui_page *page, enum ui_plot_format format,
                                   FILE *out, struct practice_error *err)
{
    cairo_surface_t *surface = new_surface(page, format, out);
    struct ui_canvas *canvas = ui_canvas_new(surface);
    cairo_status_t status = CAIRO_STATUS_NO_MEMORY;
    if (canvas) {
        page->draw(canvas, page->data);
        cairo_show_page(ui_canvas_cairo(canvas));
        status = cairo_status(ui_canvas_cairo(canvas));
    }
    ui_canvas_free(canvas);
    if (status == CAIRO_STATUS_SUCCESS && format == UI_PLOT_PNG)
        status = cairo_surface_write_to_png_stream(surface, write_bytes, out);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS && fflush(out) != 0)
        status = CAIRO_STATUS_WRITE_ERROR;
    return told(status, err);
}
