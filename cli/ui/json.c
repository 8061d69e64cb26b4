// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON writer. Numbers are printed by printf with the decimal point put right afterwards,
// so that no locale can break a document.
#include "ui/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ui/number.h"
#include "ui/text.h"

void ui_json_init(struct ui_json *ret_json, FILE *out)
{
    *ret_json = (struct ui_json){.out = out};
}

static void put_text(FILE *out, const char *text)
{
    char bytes[5];
    (void)fputc('"', out);
    for (uint32_t c; (c = ui_text_next(&text)) != 0;) {
        if (c == '"' || c == '\\')
            (void)fprintf(out, "\\%c", (int)c);
        else if (c == '\n')
            (void)fputs("\\n", out);
        else if (c == '\t')
            (void)fputs("\\t", out);
        else if (c < 0x10000 && !ui_text_is_safe(c))
            (void)fprintf(out, "\\u%04" PRIx32, c);
        else
            (void)fwrite(bytes, 1, ui_text_encode(c, bytes), out);
    }
    (void)fputc('"', out);
}

// What comes before every value: the comma and the key.
static void begin_value(struct ui_json *json, const char *key)
{
    if (json->has_items[json->depth])
        (void)fputc(',', json->out);
    json->has_items[json->depth] = json->depth > 0;
    if (key) {
        put_text(json->out, key);
        (void)fputc(':', json->out);
    }
}

static void open_level(struct ui_json *json, const char *key, char bracket)
{
    begin_value(json, key);
    if (json->depth == UI_JSON_MAX_DEPTH)
        abort();
    (void)fputc(bracket, json->out);
    json->has_items[++json->depth] = 0;
}

static void close_level(struct ui_json *json, char bracket)
{
    if (json->depth == 0)
        abort();
    json->depth--;
    (void)fputc(bracket, json->out);
}

void ui_json_object_begin(struct ui_json *json, const char *key)
{
    open_level(json, key, '{');
}

void ui_json_object_end(struct ui_json *json)
{
    close_level(json, '}');
}

void ui_json_array_begin(struct ui_json *json, const char *key)
{
    open_level(json, key, '[');
}

void ui_json_array_end(struct ui_json *json)
{
    close_level(json, ']');
}

void ui_json_string(struct ui_json *json, const char *key, const char *text)
{
    begin_value(json, key);
    if (text)
        put_text(json->out, text);
    else
        (void)fputs("null", json->out);
}

void ui_json_base64(struct ui_json *json, const char *key, const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    begin_value(json, key);
    (void)fputc('"', json->out);
    size_t left = strlen(text);
    for (const unsigned char *p = (const unsigned char *)text; left > 0; p += 3) {
        size_t n = left < 3 ? left : 3;
        uint32_t group = (uint32_t)p[0] << 16;
        group |= n > 1 ? (uint32_t)p[1] << 8 : 0;
        group |= n > 2 ? p[2] : 0u;
        for (size_t i = 0; i < 4; i++)
            (void)fputc(i <= n ? digits[group >> (18 - 6 * i) & 63] : '=', json->out);
        left -= n;
    }
    (void)fputc('"', json->out);
}

void ui_json_number(struct ui_json *json, const char *key, double value, int decimals)
{
    char digits[UI_NUMBER_SIZE];
    begin_value(json, key);
    (void)fputs(isfinite(value) ? ui_number_text(value, decimals, digits) : "null", json->out);
}

void ui_json_integer(struct ui_json *json, const char *key, int64_t value)
{
    begin_value(json, key);
    (void)fprintf(json->out, "%" PRId64, value);
}

void ui_json_bool(struct ui_json *json, const char *key, int value)
{
    begin_value(json, key);
    (void)fputs(value ? "true" : "false", json->out);
}

void ui_json_null(struct ui_json *json, const char *key)
{
    begin_value(json, key);
    (void)fputs("null", json->out);
}

void ui_json_raw(struct ui_json *json, const char *key, const char *document)
{
    begin_value(json, key);
    (void)fputs(document, json->out);
}

void ui_json_line_end(struct ui_json *json)
{
    (void)fputc('\n', json->out);
}
