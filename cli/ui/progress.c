// SPDX-License-Identifier: GPL-3.0-or-later
// The line is composed first, cut to the terminal and written in one piece, so it never flickers
// or wraps. Nothing is drawn between redraws: the common case is one clock reading.
#include "ui/progress.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ui/duration.h"
#include "ui/text.h"

#define REDRAW_S   0.1
#define LOG_LINE_S 10.0
#define SETTLE_S   0.5 // before it speed and time left are guesses
#define LINE_BYTES 1024
#define NAME_LEAST 8 // columns; a shorter piece of a name says nothing

enum mode {
    MODE_OFF,
    MODE_REDRAW, // one line, drawn over and over
    MODE_LOG,    // plain lines
};

struct ui_progress {
    pthread_mutex_t lock;
    enum mode mode;
    struct ui_term term;
    FILE *out;
    double start_s;
    double due_s;
    int is_drawn;
    char line[LINE_BYTES]; // the newest, for the last log line
};

int ui_when_parse(const char *word, enum ui_when *ret_when)
{
    static const char *const words[] = {"auto", "always", "never"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i]) == 0) {
            *ret_when = (enum ui_when)i;
            return 0;
        }
    }
    return -1;
}

static double now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static enum mode choose_mode(enum ui_when when, const struct ui_term *term)
{
    int can_redraw = term->is_terminal && !term->is_dumb;
    if (when == UI_NEVER || (when == UI_AUTO && !can_redraw))
        return MODE_OFF;
    return can_redraw ? MODE_REDRAW : MODE_LOG;
}

struct ui_progress *ui_progress_new(enum ui_when when, const struct ui_term *term, FILE *out)
{
    struct ui_progress *progress = calloc(1, sizeof *progress);
    if (!progress)
        return NULL;
    if (pthread_mutex_init(&progress->lock, NULL) != 0) {
        free(progress);
        return NULL;
    }
    progress->mode = choose_mode(when, term);
    progress->term = *term;
    progress->out = out;
    progress->start_s = now_s();
    progress->due_s = progress->start_s + (progress->mode == MODE_LOG ? LOG_LINE_S : REDRAW_S);
    return progress;
}

static double left_s(const struct ui_progress_state *state, double elapsed_s)
{
    if (state->work_total <= 0 || state->work_done <= 0 || elapsed_s < SETTLE_S)
        return -1;
    double left = state->work_total - state->work_done;
    return left > 0 ? left * elapsed_s / state->work_done : 0;
}

// What is said before the name.
static void compose(const struct ui_progress_state *state, double elapsed_s, int utf8, FILE *line)
{
    char clock[UI_DURATION_SIZE];
    (void)fprintf(line, "%zu", state->n_done);
    if (state->n_total > 0)
        (void)fprintf(line, "/%zu", state->n_total);
    (void)fprintf(line, " files");
    if (state->n_failed > 0)
        (void)fprintf(line, ", %zu failed", state->n_failed);
    (void)fprintf(line, "  %s of audio", ui_duration_clock(state->audio_s, 0, clock));
    if (elapsed_s >= SETTLE_S)
        (void)fprintf(line, "  %.0f %s real time", state->audio_s / elapsed_s, utf8 ? "×" : "x");
    double left = left_s(state, elapsed_s);
    if (left >= 0)
        (void)fprintf(line, "  %s left", ui_duration_clock(left, 0, clock));
    if (state->name)
        (void)fprintf(line, "  ");
}

// Into progress->line, the name cut so that everything fits in the terminal.
static void compose_line(struct ui_progress *progress, const struct ui_progress_state *state,
                         double elapsed_s)
{
    char text[LINE_BYTES / 2] = "";
    FILE *line = fmemopen(text, sizeof text, "w");
    if (!line)
        return;
    compose(state, elapsed_s, progress->term.utf8, line);
    (void)fclose(line);
    text[sizeof text - 1] = '\0';
    size_t limit = progress->mode == MODE_REDRAW ? progress->term.width - 1 : LINE_BYTES / 8;
    struct ui_fit fit = {limit, UI_CUT_END, progress->term.utf8_text};
    ui_text_fit(progress->line, sizeof progress->line, text, &fit);
    size_t width = ui_text_width(progress->line);
    size_t length = strlen(progress->line);
    if (!state->name || width + NAME_LEAST > limit)
        return;
    fit = (struct ui_fit){limit - width, UI_CUT_MIDDLE, progress->term.utf8_text};
    ui_text_fit(progress->line + length, sizeof progress->line - length, state->name, &fit);
}

static void draw(struct ui_progress *progress)
{
    if (progress->mode == MODE_REDRAW)
        (void)fprintf(progress->out, "\r%s%s", progress->line, UI_TERM_CLEAR_REST);
    else
        (void)fprintf(progress->out, "%s\n", progress->line);
    (void)fflush(progress->out);
    progress->is_drawn = 1;
}

void ui_progress_show(struct ui_progress *progress, const struct ui_progress_state *state)
{
    if (!progress || progress->mode == MODE_OFF)
        return;
    (void)pthread_mutex_lock(&progress->lock);
    double now = now_s();
    if (progress->mode == MODE_LOG)
        compose_line(progress, state, now - progress->start_s);
    if (now >= progress->due_s) {
        ui_term_update_width(&progress->term, fileno(progress->out));
        compose_line(progress, state, now - progress->start_s);
        draw(progress);
        progress->due_s = now + (progress->mode == MODE_LOG ? LOG_LINE_S : REDRAW_S);
    }
    (void)pthread_mutex_unlock(&progress->lock);
}

void ui_progress_clear(struct ui_progress *progress)
{
    if (!progress || progress->mode != MODE_REDRAW)
        return;
    (void)pthread_mutex_lock(&progress->lock);
    if (progress->is_drawn) {
        (void)fputs(UI_TERM_CLEAR_LINE, progress->out);
        (void)fflush(progress->out);
        progress->is_drawn = 0;
    }
    (void)pthread_mutex_unlock(&progress->lock);
}

void ui_progress_free(struct ui_progress *progress)
{
    if (!progress)
        return;
    ui_progress_clear(progress);
    if (progress->mode == MODE_LOG && progress->line[0])
        draw(progress);
    (void)pthread_mutex_destroy(&progress->lock);
    free(progress);
}
