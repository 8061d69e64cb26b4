// SPDX-License-Identifier: GPL-3.0-or-later
// The line is put together from pieces that know their width, so that colours never count as
// columns, and written in one go. When the terminal became narrower, the old line was wrapped by
// it: the rows it takes now are counted and taken away together.
#include "ui/live.h"

#include <stdlib.h>
#include <string.h>

#include "ui/duration.h"
#include "ui/meter.h"
#include "ui/text.h"

#define LINE_BYTES  2048
#define PIECE_BYTES 256
#define METER_LEAST 6
#define METER_MOST  24

// The escape sequences that only a line of several rows needs.
#define ROW_UP     "\033[A"
#define CLEAR_DOWN "\033[J"
// A terminal is narrower for a moment before it says so: what is too long by then must not wrap.
#define WRAP_OFF "\033[?7l"
#define WRAP_ON  "\033[?7h"

struct ui_live {
    struct ui_term term;
    FILE *out;
    int can_redraw;
    size_t drawn_columns; // of the line on the screen; 0: none
    char line[LINE_BYTES];
    size_t length, columns; // of `line`
};

struct ui_live *ui_live_new(const struct ui_term *term, FILE *out)
{
    struct ui_live *live = calloc(1, sizeof *live);
    if (!live)
        return NULL;
    live->term = *term;
    live->out = out;
    live->can_redraw = term->is_terminal && !term->is_dumb;
    return live;
}

// Adds a piece unless the line would reach the last column. Returns 1 when it was added.
static int add(struct ui_live *live, enum ui_style style, const char *text)
{
    size_t columns = ui_text_width(text);
    const char *start = ui_term_style(&live->term, style);
    const char *end = style == UI_STYLE_PLAIN ? "" : ui_term_style(&live->term, UI_STYLE_PLAIN);
    start = style == UI_STYLE_PLAIN ? "" : start;
    size_t length = strlen(start) + strlen(text) + strlen(end);
    if (live->columns + columns >= live->term.width || live->length + length >= LINE_BYTES)
        return 0;
    (void)snprintf(live->line + live->length, LINE_BYTES - live->length, "%s%s%s", start, text,
                   end);
    live->length += length;
    live->columns += columns;
    return 1;
}

static const char *mark_of(const struct ui_live *live, const struct ui_live_state *state)
{
    switch (state->phase) {
    case UI_LIVE_RECORDING:
        return live->term.utf8 ? "●" : "*";
    case UI_LIVE_PAUSED:
        return live->term.utf8 ? "‖" : "=";
    case UI_LIVE_SAVING:
        break;
    }
    return live->term.utf8 ? "…" : ".";
}

static const char *word_of(const struct ui_live_state *state)
{
    static const char *const words[] = {"quiet  ", "playing", "talking", "sounds "};
    if (state->phase == UI_LIVE_PAUSED)
        return "paused ";
    if (state->phase == UI_LIVE_SAVING)
        return "saving ";
    return state->is_measured ? words[state->kind] : "counting";
}

static enum ui_style style_of(const struct ui_live_state *state)
{
    static const enum ui_style styles[] = {UI_STYLE_SILENCE, UI_STYLE_PLAY, UI_STYLE_SPEECH,
                                           UI_STYLE_OTHER};
    if (state->phase != UI_LIVE_RECORDING || !state->is_measured)
        return UI_STYLE_BOLD;
    return styles[state->kind];
}

static void add_times(struct ui_live *live, const struct ui_live_state *state)
{
    char clock[UI_DURATION_SIZE], text[PIECE_BYTES];
    (void)snprintf(text, sizeof text, "%s ", mark_of(live, state));
    (void)add(live, state->phase == UI_LIVE_RECORDING ? UI_STYLE_ERROR : UI_STYLE_BOLD, text);
    (void)add(live, UI_STYLE_PLAIN, ui_duration_clock(state->clock_s, 0, clock));
    if (!state->is_measured)
        return;
    (void)ui_duration_clock(state->play_time_s, 0, clock);
    (void)snprintf(text, sizeof text, "  played %s", clock);
    if (!add(live, UI_STYLE_BOLD, text)) {
        (void)snprintf(text, sizeof text, " %s", clock);
        (void)add(live, UI_STYLE_BOLD, text);
    }
}

static void add_meter(struct ui_live *live, const struct ui_live_state *state)
{
    char bar[UI_METER_BAR_SIZE], text[PIECE_BYTES];
    size_t taken = live->columns + 2 + 2 + 1; // blanks, the meter's ends, the last column
    if (taken + METER_LEAST > live->term.width)
        return;
    size_t columns = live->term.width - taken;
    columns = columns < METER_MOST ? columns : METER_MOST;
    enum ui_style style = state->is_clipped ? UI_STYLE_ERROR : UI_STYLE_PLAY;
    (void)add(live, UI_STYLE_DIM, live->term.utf8 ? "  ▕" : "  [");
    (void)add(live, style, ui_meter_bar(state->level_dbfs, columns, live->term.utf8, bar));
    (void)add(live, UI_STYLE_DIM, live->term.utf8 ? "▏" : "]");
    (void)snprintf(text, sizeof text, " %3.0f dB", state->level_dbfs);
    (void)add(live, UI_STYLE_DIM, text);
}

// In the order of importance, which is also that on the screen.
static void compose(struct ui_live *live, const struct ui_live_state *state)
{
    char note[UI_METER_NOTE_SIZE], text[PIECE_BYTES];
    live->length = live->columns = 0;
    live->line[0] = '\0';
    add_times(live, state);
    (void)add(live, UI_STYLE_PLAIN, "  ");
    (void)add(live, style_of(state), word_of(state));
    if (!state->is_measured || state->phase != UI_LIVE_RECORDING)
        return;
    if (state->is_clipped)
        (void)add(live, UI_STYLE_ERROR, "  too loud");
    (void)ui_meter_note(state->f0_hz, live->term.utf8, note);
    (void)snprintf(text, sizeof text, "  %s%*s", note, (int)(8 - ui_text_width(note)), "");
    (void)add(live, UI_STYLE_BOLD, text);
    add_meter(live, state);
}

void ui_live_clear(struct ui_live *live)
{
    if (!live->drawn_columns)
        return;
    ui_term_update_width(&live->term, fileno(live->out));
    size_t n_rows = (live->drawn_columns - 1) / live->term.width + 1;
    (void)fputc('\r', live->out);
    for (size_t i = 1; i < n_rows; i++)
        (void)fputs(ROW_UP, live->out);
    (void)fputs(n_rows > 1 ? CLEAR_DOWN : UI_TERM_CLEAR_REST, live->out);
    (void)fflush(live->out);
    live->drawn_columns = 0;
}

void ui_live_show(struct ui_live *live, const struct ui_live_state *state)
{
    if (!live->can_redraw)
        return;
    ui_term_update_width(&live->term, fileno(live->out));
    if (live->drawn_columns >= live->term.width)
        ui_live_clear(live);
    compose(live, state);
    (void)fprintf(live->out, WRAP_OFF "\r%s" UI_TERM_CLEAR_REST WRAP_ON, live->line);
    (void)fflush(live->out);
    live->drawn_columns = live->columns;
}

void ui_live_say(struct ui_live *live, enum ui_style style, const char *text)
{
    ui_live_clear(live);
    ui_term_write(&live->term, style, text, live->out);
    (void)fputc('\n', live->out);
    (void)fflush(live->out);
}

void ui_live_free(struct ui_live *live)
{
    if (!live)
        return;
    ui_live_clear(live);
    free(live);
}
