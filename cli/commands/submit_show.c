// SPDX-License-Identifier: GPL-3.0-or-later
// How far one recording is, in one line that is drawn over; where that cannot be done and it was
// asked for all the same, a line for each stage, for logs.
#include <stdio.h>
#include <string.h>

#include "base/zone.h"
#include "commands/submit.h"
#include "ui/duration.h"
#include "ui/text.h"

#define REDRAW_MS 100
#define NAME_SIZE 512
#define REST_SIZE 128
#define LEAST     20 // columns for the name, whatever the rest takes

void submit_show_init(struct submit_show *ret_show, int fd, int no_color, int is_asked)
{
    *ret_show = (struct submit_show){.is_asked = is_asked};
    ui_term_init(&ret_show->term, fd, no_color);
    ret_show->is_drawing = ret_show->term.is_terminal && !ret_show->term.is_dumb;
}

static void draw(const struct submit_show *show, const struct submit_state *state)
{
    char name[NAME_SIZE], rest[REST_SIZE], left[UI_DURATION_SIZE] = "";
    if (state->left_s >= 0)
        (void)ui_duration_clock(state->left_s, 0, left);
    int n = snprintf(rest, sizeof rest, ": %s", state->what);
    if (state->percent >= 0)
        n += snprintf(rest + n, sizeof rest - (size_t)n, " %d %%", state->percent);
    if (*left)
        (void)snprintf(rest + n, sizeof rest - (size_t)n, ", %s left", left);
    size_t used = strlen(rest) + 1, width = show->term.width;
    const struct ui_fit fit = {width > used + LEAST ? width - used : LEAST, UI_CUT_MIDDLE,
                               show->term.utf8_text};
    (void)ui_text_fit(name, sizeof name, state->name, &fit);
    (void)fprintf(stderr, "\r%s%s%s", name, rest, UI_TERM_CLEAR_REST);
    (void)fflush(stderr);
}

void submit_show(struct submit_show *show, const struct submit_state *state)
{
    int64_t now_ms = zone_now_ms();
    int is_news = !show->said || strcmp(show->said, state->what) != 0;
    if (show->is_drawing && (is_news || now_ms - show->drawn_ms >= REDRAW_MS)) {
        draw(show, state);
        show->drawn_ms = now_ms;
    }
    if (!show->is_drawing && show->is_asked && is_news) {
        ui_text_write(stderr, state->name, show->term.utf8_text);
        (void)fprintf(stderr, ": %s\n", state->what);
    }
    show->said = state->what;
}

void submit_show_end(struct submit_show *show)
{
    if (show->is_drawing && show->said)
        (void)fputs(UI_TERM_CLEAR_LINE, stderr);
    show->said = NULL;
}
