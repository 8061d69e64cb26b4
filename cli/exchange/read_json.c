// SPDX-License-Identifier: GPL-3.0-or-later
// JSON of three programs: our own, timewarrior's export and Watson's frames, told apart by their
// shape. Values are read one after the other (our export has one a line), so that memory holds one
// session's analysis at a time.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/uuid.h"
#include "exchange/json_take.h"

// Where values do not end, each line could be read to the end of the file in vain. So may as much
// as this many times the file, and one of LEAST_LOST bytes more.
#define MOST_LOST  4
#define LEAST_LOST 100000

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static int64_t take_length(struct json_reading *reading, const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (!value || json_is_null(value))
        return JOURNAL_UNKNOWN;
    double seconds = json_number_value(value);
    if (!json_is_number(value) || !(seconds >= 0 && seconds <= (double)JOURNAL_MAX_CLOCK_MS)) {
        reading->fault = "a length of time is out of range";
        return JOURNAL_UNKNOWN;
    }
    return llround(seconds * 1000);
}

// The analysis as it stands in the text, digit for digit, where it can be found there; otherwise
// written anew, with the same values.
static char *analysis_text(const struct json_reading *reading, json_t *analysis)
{
    static const char name[] = "\"analysis\":";
    json_error_t error;
    const char *at = memmem(reading->text, reading->n_bytes, name, sizeof name - 1);
    if (at) {
        at += sizeof name - 1;
        size_t left = reading->n_bytes - (size_t)(at - reading->text);
        json_t *same = json_loadb(at, left, JSON_DISABLE_EOF_CHECK, &error);
        int is_same = same && json_equal(same, analysis);
        json_decref(same);
        if (is_same && *at == '{')
            return strndup(at, (size_t)error.position);
    }
    return json_dumps(analysis, JSON_COMPACT);
}

static void take_analysis(struct json_reading *reading, const json_t *object,
                          struct exchange_row *row)
{
    json_t *analysis = json_object_get(object, "analysis");
    if (!analysis || json_is_null(analysis))
        return;
    const char *engine = text_of(analysis, "engine"), *model = text_of(analysis, "model");
    if (!json_is_object(analysis) || !engine || !model) {
        reading->fault = "the analysis does not name its engine and model";
        return;
    }
    row->analysis = analysis_text(reading, analysis);
    row->engine = strdup(engine);
    row->model = strdup(model);
    reading->is_short |= !row->analysis || !row->engine || !row->model;
}

static void take_identity(struct json_reading *reading, const json_t *object,
                          struct journal_session *session)
{
    const char *id = text_of(object, "id"), *zone = text_of(object, "zone");
    const char *source = text_of(object, "source");
    if (!id || !uuid_is_valid(id))
        reading->fault = "the id is none";
    else
        memcpy(session->id, id, UUID_SIZE);
    if (!zone || !*zone || strlen(zone) >= sizeof session->zone)
        reading->fault = "the zone is none";
    else
        memcpy(session->zone, zone, strlen(zone) + 1);
    int i = JOURNAL_RECORDED;
    while (source && i < JOURNAL_IMPORTED &&
           strcmp(journal_source_name((enum journal_source)i), source) != 0)
        i++;
    session->source = (enum journal_source)i;
}

static void take_session(struct json_reading *reading, const json_t *object,
                         struct exchange_row *row)
{
    struct journal_session *session = &row->session;
    take_identity(reading, object, session);
    session->start_ms = json_take_time(reading, object, "start");
    session->end_ms = json_take_time(reading, object, "end");
    session->claimed_ms = take_length(reading, object, "claimed_s");
    session->measured_ms = take_length(reading, object, "measured_s");
    session->longest_run_ms = take_length(reading, object, "longest_run_s");
    json_take_text(reading, object, "title", &session->title);
    json_take_text(reading, object, "instrument", &session->instrument);
    json_take_text(reading, object, "piece", &session->piece);
    json_take_text(reading, object, "note", &session->note);
    json_take_tags(reading, json_object_get(object, "tags"), session);
    json_take_text(reading, object, "content_sha256", &session->content_sha256);
    json_take_text(reading, object, "kept_path", &session->kept_path);
    session->created_ms = json_take_time(reading, object, "created");
    session->updated_ms = json_take_time(reading, object, "updated");
    if (session->content_sha256 && !exchange_is_sha256(session->content_sha256))
        reading->fault = "content_sha256 is not 64 digits";
    take_analysis(reading, object, row);
}

static json_taker *taker_of(const json_t *value, enum exchange_format *ret_format)
{
    const char *schema = text_of(value, "schema");
    if (schema && strcmp(schema, "practice.session/1") == 0)
        return *ret_format = EXCHANGE_JSON, take_session;
    if (json_is_array(value))
        return *ret_format = EXCHANGE_WATSON, json_take_frame;
    if (json_object_get(value, "stop"))
        return *ret_format = EXCHANGE_WATSON, json_take_log;
    if (json_object_get(value, "start") && !schema)
        return *ret_format = EXCHANGE_TIMEWARRIOR, json_take_interval;
    return NULL;
}

// The zone of foreign sessions is the one asked for.
static void finish(struct json_reading *reading, struct exchange_row *row)
{
    struct journal_session *session = &row->session;
    if (!session->zone[0])
        memcpy(session->zone, zone_name(reading->source->zone),
               strlen(zone_name(reading->source->zone)) + 1);
    if (reading->fault) {
        exchange_fault(reading->exchange, row->place, "%s", reading->fault);
        exchange_drop_row(reading->exchange);
    } else {
        exchange_seal(reading->exchange, row);
    }
}

static enum practice_status read_item(struct json_reading *reading, const json_t *value,
                                      size_t place, struct practice_error *err)
{
    struct exchange *exchange = reading->exchange;
    json_taker *take = taker_of(value, &exchange->format);
    if (!take) {
        exchange_fault(exchange, place, "this is no session");
        return PRACTICE_OK;
    }
    struct exchange_row *row = exchange_add_row(exchange, place);
    if (!row)
        return exchange_no_row(exchange, err);
    reading->fault = NULL;
    take(reading, value, row);
    finish(reading, row);
    return reading->is_short ? fail_no_memory(err) : PRACTICE_OK;
}

// An array holds foreign sessions, which are counted, as they need not stand in lines.
static enum practice_status read_value(struct json_reading *reading, const json_t *value,
                                       struct practice_error *err)
{
    const char *schema = text_of(value, "schema");
    const json_t *item;
    enum practice_status status = PRACTICE_OK;
    size_t i;
    if (schema && strcmp(schema, "practice.journal/1") == 0) {
        reading->n_promised = json_integer_value(json_object_get(value, "n_sessions"));
        return PRACTICE_OK;
    }
    reading->n_items++;
    if (!json_is_array(value))
        return read_item(reading, value, reading->line, err);
    reading->exchange->unit = "item";
    json_array_foreach(value, i, item)
    {
        if (status == PRACTICE_OK)
            status = read_item(reading, item, i + 1, err);
    }
    return status;
}

static size_t lines_in(const char *text, size_t n)
{
    size_t lines = 0;
    for (const char *at = text; (at = memchr(at, '\n', n - (size_t)(at - text))) != NULL; at++)
        lines++;
    return lines;
}

// Steps over what cannot be read. The first value decides whether this is JSON at all.
static enum practice_status skip_line(struct json_reading *reading, const json_error_t *error,
                                      int first, struct practice_error *err)
{
    if (first)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "line %zu, column %d: %s",
                         reading->line + (size_t)error->line - 1, error->column, error->text);
    exchange_fault(reading->exchange, reading->line, "column %d: %s", error->column, error->text);
    reading->n_lost += (size_t)error->position;
    if (reading->n_lost / MOST_LOST > reading->source->n_bytes + LEAST_LOST)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "cut the damaged lines out",
                         "line %zu: too much up to here cannot be read", reading->line);
    const char *end = memchr(reading->text, '\n', reading->n_bytes);
    reading->n_bytes = end ? (size_t)(end - reading->text) : reading->n_bytes;
    return PRACTICE_OK;
}

enum practice_status exchange_read_json(const struct exchange_source *source,
                                        struct exchange *exchange, struct practice_error *err)
{
    struct json_reading reading = {.source = source, .exchange = exchange, .line = 1};
    const char *at = source->text, *end = at + source->n_bytes;
    enum practice_status status = PRACTICE_OK;
    for (int first = 1; status == PRACTICE_OK; first = 0) {
        json_error_t error;
        size_t blank = strspn(at, " \t\r\n");
        reading.line += lines_in(at, blank);
        at += blank;
        if (at >= end)
            break;
        reading.text = at;
        reading.n_bytes = (size_t)(end - at);
        json_t *value = json_loadb(at, reading.n_bytes,
                                   JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &error);
        if (value) {
            reading.n_bytes = (size_t)error.position;
            status = read_value(&reading, value, err);
        } else {
            status = skip_line(&reading, &error, first, err);
        }
        json_decref(value);
        reading.line += lines_in(at, reading.n_bytes);
        at += reading.n_bytes;
    }
    if (status == PRACTICE_OK && reading.n_items < reading.n_promised)
        exchange_fault(exchange, reading.line, "the file ends early: it has %lld of %lld sessions",
                       (long long)reading.n_items, (long long)reading.n_promised);
    return status;
}

const char *exchange_library_version(void)
{
    return jansson_version_str();
}
