// SPDX-License-Identifier: GPL-3.0-or-later
// What the thing at the other end of a stream can show, decided once from the environment, and
// the only escape sequences the program ever writes: colours and clearing one's own line.
#ifndef CLI_UI_TERM_H
#define CLI_UI_TERM_H

#include <stddef.h>
#include <stdio.h>

enum ui_colour {
    UI_COLOUR_NONE,
    UI_COLOUR_16,
    UI_COLOUR_256,
    UI_COLOUR_TRUE, // 24 bit
};

struct ui_term {
    int is_terminal;       // 0: a file or pipe; no escape sequence ever goes there
    int is_dumb;           // TERM is dumb or not set: lines cannot be redrawn
    enum ui_colour colour; // NONE for pipes, TERM=dumb, NO_COLOR, --no-color
    int utf8;              // the charset is UTF-8: block characters and "…" may be drawn
    int utf8_text;         // names may keep their non-ASCII letters: utf8, or not a terminal
    size_t width;          // columns, 20 … 1000; 80 when unknown
};

// Asks about descriptor fd. no_color: --no-color was given. Colour depth is from NO_COLOR, TERM,
// COLORTERM; width from COLUMNS (when set to a sensible number), the terminal, or 80; the charset
// from LC_ALL, LC_CTYPE, LANG.
void ui_term_init(struct ui_term *ret_term, int fd, int no_color);

// Asks for the width again, after SIGWINCH or before each redraw.
void ui_term_update_width(struct ui_term *term, int fd);

enum ui_style {
    UI_STYLE_PLAIN,
    UI_STYLE_BOLD, // titles, the number that was asked for
    UI_STYLE_DIM,  // marks, units, what matters less
    UI_STYLE_ERROR,
    UI_STYLE_WARNING,
    UI_STYLE_PLAY, // the four kinds: safe for colour-blind eyes (after Okabe and Ito)
    UI_STYLE_SPEECH,
    UI_STYLE_OTHER,
    UI_STYLE_SILENCE,
};

// The escape sequence that starts a style, "" without colour. Static storage. With it and
// UI_STYLE_PLAIN (which ends any style) commands can printf coloured words:
//     printf("%s%s%s", ui_term_style(t, UI_STYLE_BOLD), clean, ui_term_style(t, UI_STYLE_PLAIN));
const char *ui_term_style(const struct ui_term *term, enum ui_style style);

// Takes the cursor's line away and goes to its start. Only for terminals other than TERM=dumb.
#define UI_TERM_CLEAR_LINE "\r\033[K"
#define UI_TERM_CLEAR_REST "\033[K"

// Writes text from outside in a style, made harmless (ui_text_clean()).
void ui_term_write(const struct ui_term *term, enum ui_style style, const char *text, FILE *out);

#endif
