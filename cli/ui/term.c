// SPDX-License-Identifier: GPL-3.0-or-later
// What a stream can show, and the escape sequences for it.
#include "ui/term.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "ui/text.h"

#define NARROWEST   20
#define WIDEST      1000
#define USUAL_WIDTH 80

static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value ? value : "";
}

static int find_dumb(const char *term)
{
    return !*term || strcmp(term, "dumb") == 0;
}

static enum ui_colour find_colour(const char *term)
{
    if (*environment("NO_COLOR") || find_dumb(term))
        return UI_COLOUR_NONE;
    const char *depth = environment("COLORTERM");
    if (strcmp(depth, "truecolor") == 0 || strcmp(depth, "24bit") == 0)
        return UI_COLOUR_TRUE;
    if (strstr(term, "direct"))
        return UI_COLOUR_TRUE;
    return strstr(term, "256color") ? UI_COLOUR_256 : UI_COLOUR_16;
}

// From the environment, not from nl_langinfo(3): a locale that is named but not installed would
// read as ASCII there, while the terminal still speaks UTF-8.
static int find_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = environment(names[i]);
        if (*value)
            return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
    }
    return 0;
}

static size_t clamp_width(unsigned long width)
{
    if (width < NARROWEST)
        return NARROWEST;
    return width > WIDEST ? WIDEST : (size_t)width;
}

void ui_term_update_width(struct ui_term *term, int fd)
{
    char *end = NULL;
    const char *columns = environment("COLUMNS");
    unsigned long width = *columns >= '1' && *columns <= '9' ? strtoul(columns, &end, 10) : 0;
    struct winsize size;
    if (width > 0 && *end == '\0')
        term->width = clamp_width(width);
    else if (term->is_terminal && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        term->width = clamp_width(size.ws_col);
    else
        term->width = USUAL_WIDTH;
}

void ui_term_init(struct ui_term *ret_term, int fd, int no_color)
{
    const char *name = environment("TERM");
    int is_terminal = isatty(fd), utf8 = find_utf8();
    *ret_term = (struct ui_term){
        .is_terminal = is_terminal,
        .is_dumb = find_dumb(name),
        .colour = is_terminal && !no_color ? find_colour(name) : UI_COLOUR_NONE,
        .utf8 = utf8,
        .utf8_text = utf8 || !is_terminal,
    };
    ui_term_update_width(ret_term, fd);
}

// One row per enum ui_style, one column per enum ui_colour. The colours of the kinds: blue green
// for playing, orange for talk, sky blue for other sounds, grey for silence.
static const char *const sequences[][4] = {
    [UI_STYLE_PLAIN] = {"", "\033[0m", "\033[0m", "\033[0m"},
    [UI_STYLE_BOLD] = {"", "\033[1m", "\033[1m", "\033[1m"},
    [UI_STYLE_DIM] = {"", "\033[2m", "\033[38;5;245m", "\033[38;2;138;138;138m"},
    [UI_STYLE_ERROR] = {"", "\033[1;31m", "\033[1;38;5;203m", "\033[1;38;2;240;82;82m"},
    [UI_STYLE_WARNING] = {"", "\033[33m", "\033[38;5;214m", "\033[38;2;240;170;40m"},
    [UI_STYLE_PLAY] = {"", "\033[32m", "\033[38;5;36m", "\033[38;2;0;168;124m"},
    [UI_STYLE_SPEECH] = {"", "\033[33m", "\033[38;5;214m", "\033[38;2;230;159;0m"},
    [UI_STYLE_OTHER] = {"", "\033[34m", "\033[38;5;74m", "\033[38;2;86;160;220m"},
    [UI_STYLE_SILENCE] = {"", "\033[2m", "\033[38;5;243m", "\033[38;2;118;118;118m"},
};

const char *ui_term_style(const struct ui_term *term, enum ui_style style)
{
    return sequences[style][term->colour];
}

void ui_term_write(const struct ui_term *term, enum ui_style style, const char *text, FILE *out)
{
    const char *start = style == UI_STYLE_PLAIN ? "" : ui_term_style(term, style);
    (void)fputs(start, out);
    ui_text_write(out, text, term->utf8_text);
    if (*start)
        (void)fputs(ui_term_style(term, UI_STYLE_PLAIN), out);
}
