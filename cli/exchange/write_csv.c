// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions as rows of CSV, for spreadsheets and for read_csv.c. Tags share a cell with ';'
// between; a ';' or '\' within a tag gets a '\' before it.
#include <stdlib.h>

#include "base/when.h"
#include "exchange/csv_cells.h"
#include "exchange/csv_columns.h"
#include "exchange/exchange.h"

const char *const csv_column_names[CSV_N_COLUMNS] = {
    [CSV_ID] = "id",
    [CSV_START] = "start",
    [CSV_END_TIME] = "end",
    [CSV_ZONE] = "zone",
    [CSV_CLAIMED] = "claimed_s",
    [CSV_MEASURED] = "measured_s",
    [CSV_LONGEST] = "longest_run_s",
    [CSV_SOURCE] = "source",
    [CSV_TITLE] = "title",
    [CSV_INSTRUMENT] = "instrument",
    [CSV_PIECE] = "piece",
    [CSV_TAGS] = "tags",
    [CSV_NOTE] = "note",
    [CSV_SHA256] = "content_sha256",
    [CSV_KEPT] = "kept_path",
    [CSV_CREATED] = "created",
    [CSV_UPDATED] = "updated",
};

static void begin(FILE *out, size_t n_sessions)
{
    (void)n_sessions;
    for (int i = 0; i < CSV_N_COLUMNS; i++)
        (void)fprintf(out, "%s%s", i ? "," : "", csv_column_names[i]);
    (void)fputs("\r\n", out);
}

static void put_time(FILE *out, int64_t utc_ms, const struct zone *zone)
{
    char text[WHEN_TEXT_SIZE];
    (void)fprintf(out, "%s,", when_text(utc_ms, zone, text));
}

static void put_length(FILE *out, int64_t ms)
{
    if (ms != JOURNAL_UNKNOWN)
        (void)fprintf(out, "%lld.%03d", (long long)(ms / 1000), (int)(ms % 1000));
    (void)fputc(',', out);
}

static void put_text(FILE *out, const char *text)
{
    csv_write(out, text);
    (void)fputc(',', out);
}

static void put_tags(FILE *out, const struct journal_session *session)
{
    char *text = NULL;
    size_t size = 0;
    FILE *joined = open_memstream(&text, &size);
    for (size_t i = 0; joined && i < session->n_tags; i++) {
        if (i)
            (void)fputc(';', joined);
        for (const char *p = session->tags[i]; *p; p++) {
            if (*p == ';' || *p == '\\')
                (void)fputc('\\', joined);
            (void)fputc(*p, joined);
        }
    }
    if (joined && fclose(joined) == 0)
        csv_write(out, text);
    (void)fputc(',', out);
    free(text);
}

static void put(FILE *out, const struct journal_session *session, const struct zone *zone,
                const char *analysis)
{
    char text[WHEN_TEXT_SIZE];
    (void)analysis;
    put_text(out, session->id);
    put_time(out, session->start_ms, zone);
    put_time(out, session->end_ms, zone);
    put_text(out, session->zone);
    put_length(out, session->claimed_ms);
    put_length(out, session->measured_ms);
    put_length(out, session->longest_run_ms);
    put_text(out, journal_source_name(session->source));
    put_text(out, session->title);
    put_text(out, session->instrument);
    put_text(out, session->piece);
    put_tags(out, session);
    put_text(out, session->note);
    put_text(out, session->content_sha256);
    put_text(out, session->kept_path);
    put_time(out, session->created_ms, zone);
    (void)fprintf(out, "%s\r\n", when_text(session->updated_ms, zone, text));
}

static void end(FILE *out)
{
    (void)out;
}

const struct exchange_writer exchange_writer_csv = {.begin = begin, .put = put, .end = end};
