// SPDX-License-Identifier: GPL-3.0-or-later
// The panels of a picture, each drawn into its box over the same time axis. The result's duration
// is positive in all of them.
#ifndef CLI_UI_PLOT_PANELS_H
#define CLI_UI_PLOT_PANELS_H

#include "ui/canvas.h"
#include "ui/plot.h"

// Light vertical lines at the time marks, to be drawn under a panel.
void ui_panel_time_grid(struct ui_canvas *canvas, double duration_s, const struct ui_box *box);

// The marks' labels below the box.
void ui_panel_time_axis(struct ui_canvas *canvas, double duration_s, const struct ui_box *box);

void ui_panel_waveform(struct ui_canvas *canvas, const struct ui_plot *plot,
                       const struct ui_box *box);
void ui_panel_spans(struct ui_canvas *canvas, const struct ui_plot *plot, const struct ui_box *box);
void ui_panel_pitch(struct ui_canvas *canvas, const struct ui_plot *plot, const struct ui_box *box);
void ui_panel_level(struct ui_canvas *canvas, const struct ui_plot *plot, const struct ui_box *box);

#endif
