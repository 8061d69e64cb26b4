// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions from CSV with a header: our own export, or a list that a person keeps in a spreadsheet
// with at least `start` and `end` or `claimed_s`. Measured time is believed of our own rows only,
// those that bring their id.
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "base/uuid.h"
#include "base/when.h"
#include "exchange/csv_cells.h"
#include "exchange/csv_columns.h"
#include "exchange/inside.h"

struct reading {
    const struct exchange_source *source;
    struct when_base base;
    char separator;
    int columns[CSV_MAX_COLUMNS];      // what each cell is; CSV_N_COLUMNS: not ours
    const char *values[CSV_N_COLUMNS]; // of the present record; NULL or not empty
    char fault[160];
    int is_short;
};

// Spreadsheets of half of the world write semicolons.
static char separator_of(const char *text)
{
    size_t line = strcspn(text, "\r\n");
    const char *comma = memchr(text, ',', line), *semicolon = memchr(text, ';', line);
    if (semicolon && (!comma || semicolon < comma))
        return ';';
    return !comma && memchr(text, '\t', line) ? '\t' : ',';
}

static int column_of(const char *name)
{
    int column = 0;
    while (column < CSV_N_COLUMNS && strcasecmp(csv_column_names[column], name) != 0)
        column++;
    return column;
}

static enum practice_status read_header(struct reading *reading, const char **at, const char *end,
                                        struct practice_error *err)
{
    struct csv_record record;
    int has_start = 0, has_end = 0;
    enum csv_result result = csv_read(at, end, reading->separator, &record);
    for (size_t i = 0; i < record.n; i++) {
        reading->columns[i] = column_of(record.cells[i]);
        has_start |= reading->columns[i] == CSV_START;
        has_end |= reading->columns[i] == CSV_END_TIME || reading->columns[i] == CSV_CLAIMED;
    }
    csv_record_release(&record);
    if (result == CSV_NO_MEMORY)
        return fail_no_memory(err);
    if (result != CSV_OK || !has_start || !has_end)
        return fail_with(err, PRACTICE_BAD_ARGUMENT,
                         "the columns are those of: practice session export --csv",
                         "the first line names no columns 'start' and 'end' or 'claimed_s'");
    return PRACTICE_OK;
}

static void complain(struct reading *reading, int column, const char *words)
{
    (void)snprintf(reading->fault, sizeof reading->fault, "%s: %.130s", csv_column_names[column],
                   words);
}

static int64_t take_time(struct reading *reading, int column, int64_t otherwise)
{
    struct when when;
    struct practice_error err;
    const char *text = reading->values[column];
    if (!text)
        return otherwise;
    if (when_parse(text, &reading->base, &when, &err) != PRACTICE_OK)
        complain(reading, column, err.message);
    else if (!when.has_day || !when.has_time)
        complain(reading, column, "takes a day and a time");
    else
        return when.utc_ms;
    return 0;
}

static int64_t take_length(struct reading *reading, int column)
{
    const char *text = reading->values[column];
    char *end;
    if (!text)
        return JOURNAL_UNKNOWN;
    double seconds = strtod(text, &end);
    if (!*end && seconds >= 0 && seconds <= (double)JOURNAL_MAX_CLOCK_MS / 1000)
        return llround(seconds * 1000);
    complain(reading, column, "takes seconds");
    return 0;
}

static void take_text(struct reading *reading, int column, char **place)
{
    const char *text = reading->values[column];
    *place = text ? strdup(text) : NULL;
    reading->is_short |= text && !*place;
}

// Names between ';', where '\' takes the next character as it is.
static void take_tags(struct reading *reading, struct journal_session *session)
{
    const char *text = reading->values[CSV_TAGS];
    char tag[JOURNAL_MAX_NAME + 2];
    size_t n = 0;
    for (; text; text++) {
        if (*text == ';' || !*text) {
            if (exchange_add_tag(session, tag, n) != 0)
                complain(reading, CSV_TAGS, "more than 32");
            n = 0;
        } else {
            text += *text == '\\' && text[1];
            if (n < sizeof tag - 1)
                tag[n++] = *text;
        }
        if (!*text)
            break;
    }
}

// What only our own export knows.
static void take_own(struct reading *reading, struct journal_session *session)
{
    const char *id = reading->values[CSV_ID], *source = reading->values[CSV_SOURCE];
    if (!id)
        return;
    if (!uuid_is_valid(id)) {
        complain(reading, CSV_ID, "is no id of practice");
        return;
    }
    memcpy(session->id, id, UUID_SIZE);
    session->measured_ms = take_length(reading, CSV_MEASURED);
    session->longest_run_ms = take_length(reading, CSV_LONGEST);
    session->created_ms = take_time(reading, CSV_CREATED, 0);
    session->updated_ms = take_time(reading, CSV_UPDATED, session->created_ms);
    take_text(reading, CSV_SHA256, &session->content_sha256);
    take_text(reading, CSV_KEPT, &session->kept_path);
    if (session->content_sha256 && !exchange_is_sha256(session->content_sha256))
        complain(reading, CSV_SHA256, "is not 64 digits");
    for (int i = JOURNAL_RECORDED; source && i < JOURNAL_IMPORTED; i++)
        if (strcmp(source, journal_source_name((enum journal_source)i)) == 0)
            session->source = (enum journal_source)i;
}

static void take_times(struct reading *reading, struct journal_session *session)
{
    if (!reading->values[CSV_START])
        complain(reading, CSV_START, "is empty");
    session->start_ms = take_time(reading, CSV_START, 0);
    session->claimed_ms = take_length(reading, CSV_CLAIMED);
    if (!reading->values[CSV_END_TIME] && session->claimed_ms == JOURNAL_UNKNOWN)
        complain(reading, CSV_END_TIME, "is empty");
    session->end_ms = take_time(reading, CSV_END_TIME, session->start_ms + session->claimed_ms);
}

static void take_row(struct reading *reading, struct journal_session *session)
{
    const char *zone = reading->values[CSV_ZONE];
    if (!zone)
        zone = zone_name(reading->source->zone);
    reading->fault[0] = '\0';
    take_times(reading, session);
    if (strlen(zone) < sizeof session->zone)
        memcpy(session->zone, zone, strlen(zone) + 1);
    else
        complain(reading, CSV_ZONE, "is none");
    take_text(reading, CSV_TITLE, &session->title);
    take_text(reading, CSV_INSTRUMENT, &session->instrument);
    take_text(reading, CSV_PIECE, &session->piece);
    take_text(reading, CSV_NOTE, &session->note);
    take_tags(reading, session);
    take_own(reading, session);
}

static enum practice_status read_row(struct reading *reading, const struct csv_record *record,
                                     struct exchange *exchange, size_t line,
                                     struct practice_error *err)
{
    memset(reading->values, 0, sizeof reading->values);
    for (size_t i = 0; i < record->n; i++) {
        if (reading->columns[i] != CSV_N_COLUMNS && record->cells[i][0])
            reading->values[reading->columns[i]] = record->cells[i];
    }
    if (record->n == 1 && !record->cells[0][0])
        return PRACTICE_OK; // an empty line
    struct exchange_row *row = exchange_add_row(exchange, line);
    if (!row)
        return exchange_no_row(exchange, err);
    take_row(reading, &row->session);
    if (reading->is_short)
        return fail_no_memory(err);
    if (reading->fault[0]) {
        exchange_fault(exchange, line, "%s", reading->fault);
        exchange_drop_row(exchange);
    } else {
        exchange_seal(exchange, row);
    }
    return PRACTICE_OK;
}

enum practice_status exchange_read_csv(const struct exchange_source *source,
                                       struct exchange *exchange, struct practice_error *err)
{
    const char *at = source->text, *end = at + source->n_bytes;
    if (source->n_bytes >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
        at += 3;
    struct reading reading = {
        .source = source, .base = when_base_now(source->zone), .separator = separator_of(at)};
    for (size_t i = 0; i < CSV_MAX_COLUMNS; i++)
        reading.columns[i] = CSV_N_COLUMNS;
    const char *from = at;
    enum practice_status status = read_header(&reading, &at, end, err);
    size_t line = 1;
    for (; from < at; from++)
        line += *from == '\n';
    for (enum csv_result result = CSV_OK; status == PRACTICE_OK && result != CSV_END;) {
        struct csv_record record;
        result = csv_read(&at, end, reading.separator, &record);
        if (result == CSV_OK)
            status = read_row(&reading, &record, exchange, line, err);
        else if (result == CSV_NO_MEMORY)
            status = fail_no_memory(err);
        else if (result != CSV_END)
            exchange_fault(exchange, line, "%s",
                           result == CSV_BAD_QUOTE ? "a quote does not end" : "too many columns");
        line += record.n_lines;
        csv_record_release(&record);
    }
    return status;
}
