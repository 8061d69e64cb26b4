// SPDX-License-Identifier: GPL-3.0-or-later
// Text from outside (file names, titles, messages of libraries) on its way to a screen: made
// harmless, measured in columns, cut to fit. Widths come from a table of our own, because those
// of the C library change with the locale and a journal must look the same everywhere.
#ifndef CLI_UI_TEXT_H
#define CLI_UI_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define UI_TEXT_BAD 0xfffdu // U+FFFD, what stands for anything that must not pass

// Reads one code point at *text and moves *text past it. Invalid, overlong and surrogate
// sequences give UI_TEXT_BAD, one per broken sequence. At the terminating 0 it returns 0 and
// stays.
uint32_t ui_text_next(const char **text);

// Writes code point c as UTF-8 into ret_bytes [5], terminated; returns the number of bytes, 1 … 4.
size_t ui_text_encode(uint32_t c, char ret_bytes[5]);

// 1 when all of text is valid UTF-8.
int ui_text_is_utf8(const char *text);

// 1 when a code point may reach a terminal: no C0 or C1 control, no DEL, no bidirectional override
// or isolate, no line or paragraph separator, no byte-order mark, no tag character.
int ui_text_is_safe(uint32_t c);

// Columns a code point takes: 0 (combining, joiners, unsafe ones), 1, or 2 (Hangul, Han, kana,
// emoji).
size_t ui_text_char_width(uint32_t c);

// Columns the text takes once it is made harmless (every replaced character counts 1).
size_t ui_text_width(const char *text);

// Bytes of printable ASCII at the start of text: most of all text, shown as they are, a column
// each.
size_t ui_text_plain_run(const char *text);

// Copies text into buffer [size], every unsafe code point and every invalid byte run replaced by
// U+FFFD ('?' without utf8, where all that is not ASCII is replaced too: the upper half may be
// controls there). Cut at a whole character when the buffer is short; always terminated.
// Returns buffer.
char *ui_text_clean(char *buffer, size_t size, const char *text, int utf8);

// The same straight to a stream, of any length.
void ui_text_write(FILE *out, const char *text, int utf8);

// Where a text too wide loses its middle part.
enum ui_cut {
    UI_CUT_END,    // "A long tit…"
    UI_CUT_START,  // "…/lesson/take 12.wav"
    UI_CUT_MIDDLE, // "A lon…12.wav": names keep their number and type
};

struct ui_fit {
    size_t columns;  // the width not to be exceeded
    enum ui_cut cut; // where to cut
    int utf8;        // as in ui_text_clean(); the ellipsis is "…", or "..." without
};

// ui_text_clean() and cut to fit->columns with an ellipsis. Combining characters stay with their
// base, a wide character is never halved (the result may then be a column short). Returns buffer.
char *ui_text_fit(char *buffer, size_t size, const char *text, const struct ui_fit *fit);

#endif
