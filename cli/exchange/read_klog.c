// SPDX-License-Identifier: GPL-3.0-or-later
// klog files: records of a day with entries below.
//     2026-03-05 (2h!)
//     What the day was about #etudes
//         8:30 - 9:45 Scales #technique
//         -15m Coffee
//         1h30m Sonata
// A break shortens what is claimed of the entry before. An entry without a clock is put behind the
// day's last one, or at noon: the journal wants to know when, and its length is what was written.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "exchange/inside.h"
#include "exchange/klog_times.h"

#define MOST_ENTRIES 1000 // of a day

#define NOON_MS  INT64_C(43200000)
#define UNPLACED (-1) // start_minute of a row that only has a length

struct record {
    const struct exchange_source *source;
    struct exchange *exchange;
    size_t place; // line
    int is_open;  // a date was read
    int32_t day;
    size_t first_row; // of the record
    size_t indent;    // bytes before an entry; 0: none read yet
    int64_t free_ms;  // UTC, where an entry without a clock goes; of free_day
    int32_t free_day;
    struct journal_session common; // tags and summary of the day
    char **full;                   // the text that grew longer than a note may be, and does no more
    int is_short;
};

// Letters, digits, '_' and '-' follow a '#'; "=value" is a part of it. All bytes of UTF-8 above
// ASCII are letters.
static size_t tag_length(const char *text)
{
    size_t n = 0;
    while (isalnum((unsigned char)text[n]) || text[n] == '_' || text[n] == '-' ||
           (unsigned char)text[n] >= 0x80)
        n++;
    if (!n || text[n] != '=')
        return n;
    size_t value = n + 1;
    char quote = text[value];
    if (quote == '"' || quote == '\'') {
        size_t inside = strcspn(text + value + 1, quote == '"' ? "\"" : "'");
        return text[value + 1 + inside] ? value + inside + 2 : n;
    }
    while (isalnum((unsigned char)text[value]) || text[value] == '_' || text[value] == '-' ||
           (unsigned char)text[value] >= 0x80)
        value++;
    return value;
}

static void take_tags(struct record *record, const char *text, struct journal_session *session)
{
    for (text = strchr(text, '#'); text; text = strchr(text, '#')) {
        size_t n = tag_length(++text), name = strcspn(text, "=\"'");
        char tag[JOURNAL_MAX_NAME + 2];
        // the quotes of a value are not a part of it
        (void)(name + 1 < n && text[name] == '=' && strchr("\"'", text[name + 1])
                   ? snprintf(tag, sizeof tag, "%.*s%.*s", (int)name + 1, text, (int)(n - name - 3),
                              text + name + 2)
                   : snprintf(tag, sizeof tag, "%.*s", (int)n, text));
        if (n && exchange_add_tag(session, tag, strlen(tag)) != 0)
            exchange_fault(record->exchange, record->place,
                           "more than 32 tags: '%.40s' is left out", text);
        text += n;
    }
}

// Adds a line to a text, until the journal would refuse it.
static void add_line(struct record *record, char **place, const char *line)
{
    char *joined = NULL;
    if (place == record->full)
        return;
    line += strspn(line, " \t");
    int n = asprintf(&joined, "%s%s%s", *place ? *place : "", *place ? "\n" : "", line);
    record->is_short |= n < 0;
    if (n < 0)
        return;
    free(*place);
    *place = joined;
    if (n > JOURNAL_MAX_NOTE)
        record->full = place;
}

// The day's own tags go to every entry, its words to the first.
static void add_common(struct record *record, struct journal_session *session, int is_first)
{
    const struct journal_session *common = &record->common;
    for (size_t i = 0; i < common->n_tags; i++)
        if (exchange_add_tag(session, common->tags[i], strlen(common->tags[i])) != 0)
            return;
    if (is_first && common->note)
        add_line(record, &session->note, common->note);
}

// Gives every row of the record its time, and ends the record.
static void close_record(struct record *record)
{
    struct exchange *exchange = record->exchange;
    if (record->is_open && record->free_day != record->day) {
        record->free_day = record->day;
        (void)zone_utc_of(record->source->zone, record->day, NOON_MS, &record->free_ms);
    }
    for (size_t i = record->first_row; i < exchange->n_rows; i++) {
        const struct journal_session *session = &exchange->rows[i].session;
        int is_first = i == record->first_row;
        if (session->start_minute != UNPLACED && (is_first || session->end_ms > record->free_ms))
            record->free_ms = session->end_ms;
    }
    for (size_t i = record->first_row; i < exchange->n_rows; i++) {
        struct journal_session *session = &exchange->rows[i].session;
        if (session->start_minute == UNPLACED) {
            session->start_ms = record->free_ms;
            session->end_ms = record->free_ms += session->claimed_ms;
            session->start_minute = 0;
        }
        add_common(record, session, i == record->first_row);
        exchange_seal(exchange, &exchange->rows[i]);
    }
    journal_session_release(&record->common);
    record->full = NULL;
    record->first_row = exchange->n_rows;
    record->is_open = 0;
    record->indent = 0;
}

// A break of so many milliseconds, taken from the record's entries, the last one first.
static int take_break(struct record *record, int64_t length_ms)
{
    struct exchange *exchange = record->exchange;
    int64_t total_ms = 0;
    for (size_t i = record->first_row; i < exchange->n_rows; i++)
        total_ms += exchange->rows[i].session.claimed_ms;
    if (total_ms < length_ms)
        return -1;
    for (size_t i = exchange->n_rows; i > record->first_row && length_ms > 0; i--) {
        int64_t *claimed_ms = &exchange->rows[i - 1].session.claimed_ms;
        int64_t taken_ms = *claimed_ms < length_ms ? *claimed_ms : length_ms;
        *claimed_ms -= taken_ms;
        length_ms -= taken_ms;
    }
    return 0;
}

// Reads "8:30 - 9:45" at *at. 0: it is none, -1: it is one that is no session.
static int read_range(struct record *record, const char **at, struct journal_session *session)
{
    int64_t from_ms, until_ms;
    const char *p = *at;
    if (klog_read_time(&p, &from_ms) != 0)
        return 0;
    p += strspn(p, " ");
    if (*p++ != '-')
        return 0;
    p += strspn(p, " ");
    if (*p == '?') {
        exchange_fault(record->exchange, record->place, "it is still running");
        return -1;
    }
    if (klog_read_time(&p, &until_ms) != 0 || until_ms < from_ms) {
        exchange_fault(record->exchange, record->place, "the end is no time, or before the start");
        return -1;
    }
    (void)zone_utc_of(record->source->zone, record->day, from_ms, &session->start_ms);
    (void)zone_utc_of(record->source->zone, record->day, until_ms, &session->end_ms);
    session->claimed_ms = session->end_ms - session->start_ms;
    *at = p;
    return 1;
}

// Reads when and how long. Returns 1 when it is a session, else 0, and a fault is noted unless it
// was a break.
static int read_head(struct record *record, const char **at, struct journal_session *session)
{
    int64_t length_ms;
    int range = read_range(record, at, session);
    if (range)
        return range > 0;
    if (klog_read_length(at, &length_ms) != 0 || (**at && **at != ' ' && **at != '\t')) {
        exchange_fault(record->exchange, record->place, "this is neither a time nor a length");
        return 0;
    }
    if (length_ms < 0) {
        if (take_break(record, -length_ms) != 0)
            exchange_fault(record->exchange, record->place,
                           "the break is longer than what stands before it");
        return 0;
    }
    session->claimed_ms = length_ms;
    session->start_minute = UNPLACED;
    return 1;
}

static enum practice_status read_entry(struct record *record, const char *text,
                                       struct practice_error *err)
{
    struct journal_session read = {.claimed_ms = JOURNAL_UNKNOWN};
    const char *zone = zone_name(record->source->zone);
    if (!read_head(record, &text, &read))
        return PRACTICE_OK;
    if (record->exchange->n_rows - record->first_row == MOST_ENTRIES) {
        exchange_fault(record->exchange, record->place, "a day has %d entries at most",
                       MOST_ENTRIES);
        return PRACTICE_OK;
    }
    record->full = NULL; // rows may move
    struct exchange_row *row = exchange_add_row(record->exchange, record->place);
    if (!row)
        return exchange_no_row(record->exchange, err);
    struct journal_session *session = &row->session;
    session->start_ms = read.start_ms;
    session->end_ms = read.end_ms;
    session->claimed_ms = read.claimed_ms;
    session->start_minute = read.start_minute;
    memcpy(session->zone, zone, strlen(zone) + 1);
    text += strspn(text, " \t");
    if (strlen(text) <= JOURNAL_MAX_NAME)
        record->is_short |= exchange_set_text(&session->title, text, strlen(text)) != 0;
    else
        add_line(record, &session->note, text);
    take_tags(record, text, session);
    return PRACTICE_OK;
}

static void read_more_words(struct record *record, const char *text)
{
    struct exchange *exchange = record->exchange;
    if (exchange->n_rows == record->first_row)
        return; // of an entry that was refused
    struct journal_session *session = &exchange->rows[exchange->n_rows - 1].session;
    add_line(record, &session->note, text);
    take_tags(record, text, session);
}

static void open_record(struct record *record, const char *text)
{
    close_record(record);
    if (klog_read_date(&text, &record->day) != 0 ||
        (*text && strncmp(text + strspn(text, " "), "(", 1) != 0))
        exchange_fault(record->exchange, record->place, "this is no date like 2026-03-05");
    else
        record->is_open = 1;
}

static enum practice_status read_line(struct record *record, const char *text,
                                      struct practice_error *err)
{
    size_t indent = strspn(text, " \t");
    if (!text[indent]) {
        close_record(record);
    } else if (!indent && !record->is_open) {
        open_record(record, text);
    } else if (!record->is_open) {
        exchange_fault(record->exchange, record->place, "this stands below no date");
    } else if (!indent) {
        add_line(record, &record->common.note, text);
        take_tags(record, text, &record->common);
    } else if (record->indent && indent >= 2 * record->indent) {
        read_more_words(record, text);
    } else {
        record->indent = indent;
        return read_entry(record, text + indent, err);
    }
    return record->is_short ? fail_no_memory(err) : PRACTICE_OK;
}

enum practice_status exchange_read_klog(const struct exchange_source *source,
                                        struct exchange *exchange, struct practice_error *err)
{
    struct record record = {.source = source, .exchange = exchange, .free_day = DATE_FIRST};
    const char *at = source->text, *end = at + source->n_bytes, *line;
    enum practice_status status = PRACTICE_OK;
    size_t n;
    if (source->n_bytes >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
        at += 3;
    while (status == PRACTICE_OK && exchange_next_line(&at, end, &line, &n)) {
        char *copy = strndup(line, n);
        record.place++;
        status = copy ? read_line(&record, copy, err) : fail_no_memory(err);
        free(copy);
    }
    close_record(&record);
    return status;
}
