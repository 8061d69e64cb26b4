// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 in, harmless and measured UTF-8 out. Everything goes through ui_text_next(), so that
// measuring, cutting and printing can never disagree about what a byte means.
#include "ui/text.h"

#include <string.h>

struct width_range {
    uint32_t first, last;
};

#include "ui/widths.h"

// Length of the sequence a lead byte starts, with the lowest code point that needs it; 0: no lead.
static size_t sequence_length(unsigned char lead, uint32_t *ret_lowest)
{
    if (lead >= 0xc2 && lead < 0xe0) {
        *ret_lowest = 0x80;
        return 2;
    }
    if (lead >= 0xe0 && lead < 0xf0) {
        *ret_lowest = 0x800;
        return 3;
    }
    if (lead >= 0xf0 && lead < 0xf5) {
        *ret_lowest = 0x10000;
        return 4;
    }
    return 0;
}

uint32_t ui_text_next(const char **text)
{
    const unsigned char *p = (const unsigned char *)*text;
    if (*p < 0x80) {
        *text += *p != 0;
        return *p;
    }
    uint32_t lowest = 0;
    size_t length = sequence_length(*p, &lowest);
    uint32_t c = length ? *p & (0xffu >> (length + 1)) : 0;
    size_t n = 1;
    while (n < length && (p[n] & 0xc0) == 0x80)
        c = c << 6 | (p[n++] & 0x3fu);
    *text += n;
    if (!length || n < length || c < lowest || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        return UI_TEXT_BAD;
    return c;
}

size_t ui_text_encode(uint32_t c, char ret_bytes[5])
{
    static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
    size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        ret_bytes[i] = (char)(0x80 | (c & 0x3f));
        c >>= 6;
    }
    ret_bytes[0] = (char)(leads[length] | c);
    ret_bytes[length] = '\0';
    return length;
}

int ui_text_is_utf8(const char *text)
{
    while (*text) {
        const char *start = text;
        if (ui_text_next(&text) == UI_TEXT_BAD && strncmp(start, "\xef\xbf\xbd", 3) != 0)
            return 0;
    }
    return 1;
}

static int is_in(const struct width_range *ranges, size_t n_ranges, uint32_t c)
{
    size_t low = 0;
    size_t high = n_ranges;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > ranges[middle].last)
            low = middle + 1;
        else if (c < ranges[middle].first)
            high = middle;
        else
            return 1;
    }
    return 0;
}

int ui_text_is_safe(uint32_t c)
{
    static const struct width_range unsafe[] = {
        {0x0000, 0x001f}, {0x007f, 0x009f}, {0x061c, 0x061c}, {0x200e, 0x200f}, {0x2028, 0x202e},
        {0x2066, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffc}, {0xfffe, 0xffff}, {0xe0000, 0xe007f},
    };
    return !is_in(unsafe, sizeof unsafe / sizeof *unsafe, c);
}

size_t ui_text_char_width(uint32_t c)
{
    if (c < 0x300)
        return ui_text_is_safe(c) ? 1 : 0;
    if (is_in(zero_width, sizeof zero_width / sizeof *zero_width, c))
        return 0;
    return is_in(double_width, sizeof double_width / sizeof *double_width, c) ? 2 : 1;
}

// The next code point as it will be shown; 0 at the end.
static uint32_t next_shown(const char **text, int utf8)
{
    uint32_t c = ui_text_next(text);
    if (!utf8)
        return c < 0x80 && (c == 0 || ui_text_is_safe(c)) ? c : '?';
    return c == 0 || ui_text_is_safe(c) ? c : UI_TEXT_BAD;
}

size_t ui_text_plain_run(const char *text)
{
    size_t n = 0;
    while (text[n] >= 0x20 && text[n] < 0x7f)
        n++;
    return n;
}

static size_t shown_width(const char *text, int utf8)
{
    size_t width = ui_text_plain_run(text);
    text += width;
    for (uint32_t c; (c = next_shown(&text, utf8)) != 0;) {
        size_t n = ui_text_plain_run(text);
        width += ui_text_char_width(c) + n;
        text += n;
    }
    return width;
}

size_t ui_text_width(const char *text)
{
    return shown_width(text, 1);
}

// Appends c when it fits into buffer [size] with its terminator; returns the new length, or 0.
static size_t put(char *buffer, size_t size, size_t length, uint32_t c)
{
    char bytes[5];
    size_t n = ui_text_encode(c, bytes);
    if (length + n + 1 > size)
        return 0;
    memcpy(buffer + length, bytes, n + 1);
    return length + n;
}

char *ui_text_clean(char *buffer, size_t size, const char *text, int utf8)
{
    if (size == 0)
        return buffer;
    size_t length = ui_text_plain_run(text);
    length = length < size ? length : size - 1;
    memcpy(buffer, text, length);
    buffer[length] = '\0';
    text += length;
    for (uint32_t c; (c = next_shown(&text, utf8)) != 0;) {
        length = put(buffer, size, length, c);
        if (length == 0)
            break;
    }
    return buffer;
}

void ui_text_write(FILE *out, const char *text, int utf8)
{
    char bytes[5];
    for (;;) {
        size_t n = ui_text_plain_run(text);
        (void)fwrite(text, 1, n, out);
        text += n;
        uint32_t c = next_shown(&text, utf8);
        if (c == 0)
            return;
        (void)fwrite(bytes, 1, ui_text_encode(c, bytes), out);
    }
}

// Copies what starts at column `from` and ends by column `to`; zero-width characters go with the
// base before them. Appends to buffer at length, returns the new length.
static size_t copy_columns(char *buffer, size_t size, const char *text, int utf8,
                           const size_t range[2])
{
    size_t column = 0;
    size_t length = strlen(buffer);
    int base_is_in = 0;
    for (uint32_t c; (c = next_shown(&text, utf8)) != 0;) {
        size_t width = ui_text_char_width(c);
        if (width)
            base_is_in = column >= range[0] && column + width <= range[1];
        column += width;
        size_t next = base_is_in ? put(buffer, size, length, c) : length;
        if (base_is_in && next == 0)
            break;
        length = next;
    }
    return length;
}

char *ui_text_fit(char *buffer, size_t size, const char *text, const struct ui_fit *fit)
{
    size_t width = shown_width(text, fit->utf8);
    if (width <= fit->columns)
        return ui_text_clean(buffer, size, text, fit->utf8);
    if (size == 0)
        return buffer;
    buffer[0] = '\0';
    const char *ellipsis = fit->utf8 ? "\xe2\x80\xa6" : "...";
    size_t ellipsis_width = fit->utf8 ? 1 : 3;
    if (fit->columns < ellipsis_width)
        return buffer;
    size_t kept = fit->columns - ellipsis_width;
    size_t tail = fit->cut == UI_CUT_END ? 0 : fit->cut == UI_CUT_START ? kept : kept - kept / 2;
    size_t length = copy_columns(buffer, size, text, fit->utf8, (const size_t[]){0, kept - tail});
    if (length + strlen(ellipsis) < size)
        strcat(buffer, ellipsis);
    if (tail > 0)
        copy_columns(buffer, size, text, fit->utf8, (const size_t[]){width - tail, width});
    return buffer;
}
