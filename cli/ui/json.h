// SPDX-License-Identifier: GPL-3.0-or-later
// A streaming JSON writer: one compact line per document, valid whatever it is fed. Text that is
// no UTF-8 gets U+FFFD, numbers that are none become null, and the decimal point is always '.'.
// It writes to any FILE, so a growing buffer is open_memstream(3).
#ifndef CLI_UI_JSON_H
#define CLI_UI_JSON_H

#include <stdint.h>
#include <stdio.h>

#define UI_JSON_MAX_DEPTH 16

struct ui_json {
    FILE *out;
    unsigned depth;
    unsigned char has_items[UI_JSON_MAX_DEPTH + 1];
};

// Starts a document on `out`, which stays the caller's. Errors of the stream are the caller's to
// ask for with ferror(3) at the end.
void ui_json_init(struct ui_json *ret_json, FILE *out);

// In all of these `key` is the member's name inside an object, and NULL inside an array or at the
// top. Keys are ours and escaped all the same. Deeper nesting than UI_JSON_MAX_DEPTH aborts: the
// depth is ours, never the data's.
void ui_json_object_begin(struct ui_json *json, const char *key);
void ui_json_object_end(struct ui_json *json);
void ui_json_array_begin(struct ui_json *json, const char *key);
void ui_json_array_end(struct ui_json *json);

// text NULL gives null.
void ui_json_string(struct ui_json *json, const char *key, const char *text);

// The bytes of text in base64: for names that are not UTF-8.
void ui_json_base64(struct ui_json *json, const char *key, const char *text);

// Exactly `decimals` (0 … 9) digits after the point, "0.00" for -0.001; NaN and infinities: null.
void ui_json_number(struct ui_json *json, const char *key, double value, int decimals);
void ui_json_integer(struct ui_json *json, const char *key, int64_t value);
void ui_json_bool(struct ui_json *json, const char *key, int value);
void ui_json_null(struct ui_json *json, const char *key);

// Valid JSON made earlier by this writer, put in as it is.
void ui_json_raw(struct ui_json *json, const char *key, const char *document);

// Ends the document's line; the next one may start.
void ui_json_line_end(struct ui_json *json);

#endif
