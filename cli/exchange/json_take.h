// SPDX-License-Identifier: GPL-3.0-or-later
// How one JSON value becomes a session: each taker fills in a row, and what is wrong with the value
// is left in the reading. Only the readers of JSON include this.
#ifndef CLI_EXCHANGE_JSON_TAKE_H
#define CLI_EXCHANGE_JSON_TAKE_H

#include <jansson.h>

#include "exchange/inside.h"

struct json_reading {
    const struct exchange_source *source;
    struct exchange *exchange;
    size_t line;      // of the value being read
    const char *text; // of that value [n_bytes]
    size_t n_bytes;
    const char *fault;           // what is wrong with the session being read, or NULL
    int is_short;                // no memory
    int64_t n_promised, n_items; // what the first line said, what came
    size_t n_lost;               // bytes that were read and led to nothing
};

// A text exactly as it is, NULL where it is null or empty. Written to *place, which must be empty.
void json_take_text(struct json_reading *reading, const json_t *object, const char *name,
                    char **place);

void json_take_tags(struct json_reading *reading, const json_t *tags,
                    struct journal_session *session);

// UTC milliseconds of a time with its offset.
int64_t json_take_time(struct json_reading *reading, const json_t *object, const char *name);

// An interval of `timew export`, a frame of Watson's file, an object of `watson log --json`.
typedef void json_taker(struct json_reading *reading, const json_t *value,
                        struct exchange_row *row);
json_taker json_take_interval, json_take_frame, json_take_log;

#endif
