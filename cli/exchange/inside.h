// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers and writers of this room share.
#ifndef CLI_EXCHANGE_INSIDE_H
#define CLI_EXCHANGE_INSIDE_H

#include "exchange/exchange.h"

// A reader: adds rows and faults. Fails as exchange_read().
typedef enum practice_status exchange_reader(const struct exchange_source *source,
                                             struct exchange *exchange, struct practice_error *err);
exchange_reader exchange_read_json, exchange_read_csv, exchange_read_timewarrior,
    exchange_read_klog;

// An empty row of imported, claimed time, owned by the exchange; NULL: the limit or no memory.
struct exchange_row *exchange_add_row(struct exchange *exchange, size_t place);

// Takes the newest row away again.
void exchange_drop_row(struct exchange *exchange);

// Notes a fault (printf format). A full list or no memory loses the words, not the count.
void exchange_fault(struct exchange *exchange, size_t place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// OVER_LIMIT or NO_MEMORY: why there was no row.
enum practice_status exchange_no_row(const struct exchange *exchange, struct practice_error *err);

// Replaces a text of a session by [n] bytes without blanks around; nothing left gives NULL.
// Returns 0, or -1: no memory.
int exchange_set_text(char **place, const char *text, size_t n) __attribute__((warn_unused_result));

// Adds a tag that is not there yet. Returns 0, or -1: no memory, or one too many.
int exchange_add_tag(struct journal_session *session, const char *tag, size_t n)
    __attribute__((warn_unused_result));

// 1 when the text is 64 digits of a small hexadecimal number.
int exchange_is_sha256(const char *text);

// The next line of [*at, end), without its end; moves *at behind it. 0: no more.
int exchange_next_line(const char **at, const char *end, const char **ret_line, size_t *ret_n);

// Ends a row read from foreign data: an id made of what it says, the claimed time unless it is set.
void exchange_seal(struct exchange *exchange, struct exchange_row *row);

// "20260305T093000Z". Returns 0, or -1.
int exchange_parse_stamp(const char *text, size_t n, int64_t *ret_utc_ms);

#endif
