// SPDX-License-Identifier: GPL-3.0-or-later
// Weeks as bars, with the line of their moving mean and the week's goal. Weeks that are not
// complete are paler, and no part of the mean.
#include <math.h>

#include "base/date.h"
#include "ui/plot_stats_panels.h"
#include "ui/ticks.h"

#define AXIS       58.0 // width of the hours' names
#define STEP_PX    52.0 // least distance of lines
#define LABEL_PX   84.0 // least distance of dates
#define WIDEST_BAR 60.0
#define MOST_DATED 60 // weeks; more are told by months
#define MS_PER_S   1000.0

struct frame {
    const struct ui_weeks *weeks;
    struct ui_box box; // of the bars
    double top_s;
    double step_s;
    double pitch;
};

static double height_of(const struct frame *frame, int64_t play_ms)
{
    return (double)play_ms / MS_PER_S / frame->top_s * frame->box.height;
}

static double centre_of(const struct frame *frame, size_t i)
{
    return frame->box.x + ((double)i + 0.5) * frame->pitch;
}

static struct frame make_frame(const struct ui_weeks *weeks, const struct ui_stats_plot *plot,
                               const struct ui_box *box)
{
    struct frame frame = {.weeks = weeks,
                          .box = {box->x + AXIS, box->y, box->width - AXIS, box->height}};
    int64_t most_ms = plot->week_goal_ms;
    for (size_t i = 0; i < weeks->n; i++)
        most_ms = weeks->play_ms[i] > most_ms ? weeks->play_ms[i] : most_ms;
    double most_s = fmax(60, (double)most_ms / MS_PER_S);
    frame.step_s = fmax(60, ui_ticks_time_step(most_s, box->height / STEP_PX));
    frame.top_s = frame.step_s * ceil(most_s / frame.step_s - 1e-9);
    frame.pitch = weeks->n > 0 ? frame.box.width / (double)weeks->n : frame.box.width;
    return frame;
}

static void draw_grid(struct ui_canvas *canvas, const struct ui_stats_page *page,
                      const struct frame *frame)
{
    char text[32];
    const struct ui_box *box = &frame->box;
    int n = (int)lround(frame->top_s / frame->step_s);
    for (int i = 0; i <= n; i++) {
        double at_s = i * frame->step_s;
        double y = box->y + box->height - at_s / frame->top_s * box->height;
        if (i == 0)
            (void)snprintf(text, sizeof text, "0");
        else if (frame->step_s < 3600 && at_s < 3600)
            (void)snprintf(text, sizeof text, "%.0f min", at_s / 60);
        else if (fmod(at_s, 3600) > 1)
            (void)snprintf(text, sizeof text, "%.0f:%02.0f h", floor(at_s / 3600),
                           fmod(at_s, 3600) / 60);
        else
            (void)snprintf(text, sizeof text, "%.0f h", at_s / 3600);
        ui_canvas_line(canvas, &(struct ui_box){box->x, y, box->width, 0}, page->palette->grid);
        ui_stats_label(canvas, page, text, UI_ANCHOR_RIGHT, box->x - 10, y);
    }
}

static void draw_bars(struct ui_canvas *canvas, const struct ui_stats_page *page,
                      const struct frame *frame)
{
    double width = fmin(WIDEST_BAR, frame->pitch * 0.74);
    for (size_t i = 0; i < frame->weeks->n; i++) {
        double height = height_of(frame, frame->weeks->play_ms[i]);
        struct ui_box bar = {centre_of(frame, i) - width / 2,
                             frame->box.y + frame->box.height - height, width, height};
        int is_whole = i >= frame->weeks->whole_first && i < frame->weeks->whole_end;
        if (height > 0)
            ui_canvas_fill(canvas, &bar, is_whole ? page->palette->bar : page->palette->part);
    }
}

static void draw_mean(struct ui_canvas *canvas, const struct ui_stats_page *page,
                      const struct frame *frame)
{
    cairo_t *cairo = ui_canvas_cairo(canvas);
    for (size_t i = frame->weeks->whole_first; i < frame->weeks->whole_end; i++)
        cairo_line_to(cairo, centre_of(frame, i),
                      frame->box.y + frame->box.height -
                          height_of(frame, ui_weeks_mean_ms(frame->weeks, i)));
    ui_canvas_set_rgb(canvas, page->palette->mean, 1);
    cairo_set_line_width(cairo, frame->pitch < 4 ? 2 : 3);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_stroke(cairo);
}

static void draw_goal(struct ui_canvas *canvas, const struct ui_stats_page *page,
                      const struct frame *frame)
{
    static const double dashes[] = {8, 6};
    cairo_t *cairo = ui_canvas_cairo(canvas);
    if (page->plot->week_goal_ms <= 0)
        return;
    const struct ui_box *box = &frame->box;
    double y = box->y + box->height - height_of(frame, page->plot->week_goal_ms);
    ui_canvas_set_rgb(canvas, page->palette->goal, 1);
    cairo_set_line_width(cairo, 2);
    cairo_set_dash(cairo, dashes, 2, 0);
    cairo_move_to(cairo, box->x, y);
    cairo_line_to(cairo, box->x + box->width, y);
    cairo_stroke(cairo);
    cairo_set_dash(cairo, NULL, 0, 0);
}

// Right above the panel, from right to left: what the lines are.
static void draw_legend(struct ui_canvas *canvas, const struct ui_stats_page *page,
                        const struct frame *frame)
{
    char text[UI_DAYS_WORDS_SIZE + 16];
    char words[UI_DAYS_WORDS_SIZE];
    double x = frame->box.x + frame->box.width;
    double y = frame->box.y - 27;
    struct ui_label label = {.text = "mean of four weeks",
                             .size_px = 15,
                             .rgb = page->palette->mean,
                             .anchor = UI_ANCHOR_RIGHT};
    x -= ui_canvas_label(canvas, &label, x, y) + 28;
    if (page->plot->week_goal_ms <= 0)
        return;
    (void)snprintf(text, sizeof text, "goal %s", ui_days_words(page->plot->week_goal_ms, words));
    label.text = text;
    label.rgb = page->palette->goal;
    (void)ui_canvas_label(canvas, &label, x, y);
}

static void draw_date(struct ui_canvas *canvas, const struct ui_stats_page *page,
                      const struct frame *frame, size_t i, const char *text)
{
    ui_stats_label(canvas, page, text, UI_ANCHOR_CENTRE, centre_of(frame, i),
                   frame->box.y + frame->box.height + 20);
}

// Up to a year or so: every so many weeks by their first day.
static void draw_days(struct ui_canvas *canvas, const struct ui_stats_page *page,
                      const struct frame *frame)
{
    char text[32];
    size_t stride = (size_t)ceil(LABEL_PX / frame->pitch);
    for (size_t i = 0; i < frame->weeks->n; i += stride) {
        struct date date = date_split(frame->weeks->first + 7 * (int32_t)i);
        (void)snprintf(text, sizeof text, "%d %.3s", date.day, date_month_name(date.month));
        draw_date(canvas, page, frame, i, text);
    }
}

// Longer: every so many months, January always among them, below the week of their first day.
static void draw_months(struct ui_canvas *canvas, const struct ui_stats_page *page,
                        const struct frame *frame)
{
    static const int steps[] = {2, 3, 4, 6, 12, 24};
    char text[32];
    int step = steps[0];
    double month_px = frame->pitch * 52 / 12;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && step * month_px < LABEL_PX + 12; i++)
        step = steps[i];
    for (size_t i = 0; i < frame->weeks->n; i++) {
        struct date date = date_split(frame->weeks->first + 7 * (int32_t)i + 6);
        if (date.day > 7 || (date.year * 12 + date.month - 1) % step != 0)
            continue;
        (void)snprintf(text, sizeof text, "%.3s %d", date_month_name(date.month), date.year);
        draw_date(canvas, page, frame, i, text);
    }
}

static void draw_nothing(struct ui_canvas *canvas, const struct ui_stats_page *page,
                         const struct ui_box *box)
{
    struct ui_label label = {.text = "nothing played yet",
                             .size_px = 20,
                             .rgb = page->palette->faint,
                             .anchor = UI_ANCHOR_CENTRE};
    (void)ui_canvas_label(canvas, &label, box->x + box->width / 2, box->y + box->height / 2);
}

void ui_panel_weeks(struct ui_canvas *canvas, const struct ui_stats_page *page,
                    const struct ui_box *box)
{
    const struct ui_days *days = &page->plot->days;
    struct ui_weeks weeks;
    ui_weeks_init(&weeks, days);
    struct frame frame = make_frame(&weeks, page->plot, box);
    if (ui_days_sum(days, days->first, ui_days_last(days)).n_played == 0) {
        draw_nothing(canvas, page, &frame.box);
        return;
    }
    draw_grid(canvas, page, &frame);
    draw_bars(canvas, page, &frame);
    draw_mean(canvas, page, &frame);
    draw_goal(canvas, page, &frame);
    draw_legend(canvas, page, &frame);
    if (weeks.n > MOST_DATED)
        draw_months(canvas, page, &frame);
    else
        draw_days(canvas, page, &frame);
}
