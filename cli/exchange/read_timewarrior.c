// SPDX-License-Identifier: GPL-3.0-or-later
// Timewarrior's data files, one interval a line:
//     inc 20260305T093000Z - 20260305T101500Z # violin "two words" # "a note"
// Other kinds of lines (exc, empty ones) are no sessions and no mistakes.
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "exchange/inside.h"

#define STAMP_LENGTH 16

static int number(const char *text, size_t n, int *ret)
{
    *ret = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        *ret = *ret * 10 + (text[i] - '0');
    }
    return 0;
}

int exchange_parse_stamp(const char *text, size_t n, int64_t *ret_utc_ms)
{
    struct date date;
    int hour, minute, second;
    if (n != STAMP_LENGTH || text[8] != 'T' || text[15] != 'Z' ||
        number(text, 4, &date.year) != 0 || number(text + 4, 2, &date.month) != 0 ||
        number(text + 6, 2, &date.day) != 0 || number(text + 9, 2, &hour) != 0 ||
        number(text + 11, 2, &minute) != 0 || number(text + 13, 2, &second) != 0)
        return -1;
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > date_days_in_month(date.year, date.month) || hour > 23 || minute > 59 ||
        second > 60)
        return -1;
    *ret_utc_ms =
        date_number(date) * DATE_MS_PER_DAY + ((int64_t)hour * 3600 + minute * 60 + second) * 1000;
    return 0;
}

// The next word of [*at, end): up to a blank, or between quotes, where '\' takes what follows as it
// is. word [n] is written in place of the line's own copy. 0: no more.
static int next_word(char **at, const char *end, char **ret_word, size_t *ret_n, int *ret_quoted)
{
    while (*at < end && **at == ' ')
        (*at)++;
    if (*at >= end)
        return 0;
    char *from = *at, *to = from;
    int quoted = *from == '"';
    *at += quoted;
    while (*at < end && **at != (quoted ? '"' : ' ')) {
        *at += quoted && **at == '\\' && *at + 1 < end;
        *to++ = *(*at)++;
    }
    *at += *at < end;
    *ret_word = from;
    *ret_n = (size_t)(to - from);
    *ret_quoted = quoted;
    return 1;
}

static int is_word(const char *word, size_t n, const char *wanted)
{
    return n == strlen(wanted) && memcmp(word, wanted, n) == 0;
}

// Reads what stands behind "inc". Returns NULL, or what is wrong.
static const char *read_interval(char *at, const char *end, struct journal_session *session)
{
    char *word;
    size_t n;
    int quoted, n_marks = 0;
    if (!next_word(&at, end, &word, &n, &quoted) ||
        exchange_parse_stamp(word, n, &session->start_ms) != 0)
        return "the start does not look like 20260305T093000Z";
    if (!next_word(&at, end, &word, &n, &quoted) || !is_word(word, n, "-"))
        return "it is still running";
    if (!next_word(&at, end, &word, &n, &quoted) ||
        exchange_parse_stamp(word, n, &session->end_ms) != 0)
        return "the end does not look like 20260305T101500Z";
    while (next_word(&at, end, &word, &n, &quoted)) {
        if (!quoted && is_word(word, n, "#"))
            n_marks++;
        else if (n_marks == 0)
            return "what follows the end is neither tags nor a note";
        else if (n_marks == 1 && exchange_add_tag(session, word, n) != 0)
            return "more than 32 tags";
        else if (n_marks > 1 && exchange_set_text(&session->note, word, n) != 0)
            return "no memory";
    }
    return NULL;
}

static enum practice_status read_line(const struct exchange_source *source,
                                      struct exchange *exchange, char *line, size_t n, size_t place,
                                      struct practice_error *err)
{
    struct exchange_row *row = exchange_add_row(exchange, place);
    if (!row)
        return exchange_no_row(exchange, err);
    const char *fault = read_interval(line + 4, line + n, &row->session);
    const char *zone = zone_name(source->zone);
    memcpy(row->session.zone, zone, strlen(zone) + 1);
    if (fault) {
        exchange_fault(exchange, place, "%s", fault);
        exchange_drop_row(exchange);
    } else {
        exchange_seal(exchange, row);
    }
    return PRACTICE_OK;
}

enum practice_status exchange_read_timewarrior(const struct exchange_source *source,
                                               struct exchange *exchange,
                                               struct practice_error *err)
{
    const char *at = source->text, *end = at + source->n_bytes, *line;
    enum practice_status status = PRACTICE_OK;
    size_t n, place = 0;
    while (status == PRACTICE_OK && exchange_next_line(&at, end, &line, &n)) {
        place++;
        if (n == 0 || (n >= 3 && memcmp(line, "exc", 3) == 0))
            continue;
        if (n < 5 || memcmp(line, "inc ", 4) != 0) {
            exchange_fault(exchange, place, "this is no interval");
            continue;
        }
        char *copy = strndup(line, n);
        status = copy ? read_line(source, exchange, copy, n, place, err) : fail_no_memory(err);
        free(copy);
    }
    return status;
}
