// SPDX-License-Identifier: GPL-3.0-or-later
// Words are measured by the columns they take, since Korean letters are two wide.
#include "commands/wrapped.h"

#include <string.h>

#include "ui/text.h"

#define LEAST_ROOM 10 // columns; a terminal narrower than that breaks the lines itself
#define WORD_SIZE  1024

void wrapped_print(const struct ui_term *term, size_t column, enum ui_style style, const char *text,
                   FILE *out)
{
    int can_wrap = term->is_terminal && term->width >= column + LEAST_ROOM;
    size_t room = can_wrap ? term->width - column : (size_t)-1, used = 0;
    char word[WORD_SIZE];
    (void)fputs(ui_term_style(term, style), out);
    while (*text) {
        size_t length = strcspn(text, " ");
        (void)snprintf(word, sizeof word, "%.*s",
                       (int)(length < WORD_SIZE ? length : WORD_SIZE - 1), text);
        size_t width = ui_text_width(word);
        if (used && used + 1 + width > room) {
            (void)fprintf(out, "\n%*s", (int)column, "");
            used = 0;
        } else if (used) {
            (void)fputc(' ', out);
            used++;
        }
        ui_text_write(out, word, term->utf8_text);
        used += width;
        text += length + strspn(text + length, " ");
    }
    (void)fprintf(out, "%s\n", ui_term_style(term, UI_STYLE_PLAIN));
}
