// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a file to be imported: the first one chooses the format ('0' finds it out, '1' JSON,
// '2' CSV, '3' timewarrior, '4' Watson, '5' klog). What is read goes into a journal in memory; what
// that takes must come back from a JSON export exactly, and from a CSV export with its times.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/zones.h"
#include "exchange/exchange.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(what)                                                                                 \
    do {                                                                                           \
        if (!(what))                                                                               \
            abort();                                                                               \
    } while (0)

// A journal that is not there and only to be read is one in memory.
static struct journal *journal_in_memory(void)
{
    static struct journal *journal;
    if (!journal)
        MUST(journal_open("/nowhere/journal.db", JOURNAL_READ, &journal, NULL) == PRACTICE_OK);
    return journal;
}

static void read_all(const char *text, enum exchange_format format, const struct zone *zone,
                     struct exchange *ret)
{
    const struct exchange_source source = {text, strlen(text), format, zone, zone_now_ms()};
    struct practice_error err;
    *ret = (struct exchange){0};
    if (exchange_read(&source, ret, &err) != PRACTICE_OK)
        MUST(*err.message && !ret->rows && !ret->faults);
    for (size_t i = 0; i < ret->n_faults; i++)
        MUST(*ret->faults[i].message);
}

static int accepts(struct journal *journal, struct exchange_row *row)
{
    const struct journal_analysis analysis = {row->engine, row->model, row->analysis};
    return journal_session_add(journal, &row->session, row->analysis ? &analysis : NULL, NULL) ==
           PRACTICE_OK;
}

// Brings the rows that a journal takes to the front; returns how many they are.
static size_t choose_accepted(struct exchange *exchange)
{
    struct journal *journal = journal_in_memory();
    size_t n = 0;
    MUST(journal_begin(journal, "fuzz", NULL) == PRACTICE_OK);
    for (size_t i = 0; i < exchange->n_rows; i++) {
        if (!accepts(journal, &exchange->rows[i]))
            continue;
        struct exchange_row row = exchange->rows[i];
        exchange->rows[i] = exchange->rows[n];
        exchange->rows[n++] = row;
    }
    journal_rollback(journal);
    return n;
}

static char *write_first(const struct exchange_writer *writer, const struct exchange *exchange,
                         size_t n)
{
    struct zones zones = {0};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    MUST(out);
    writer->begin(out, n);
    for (size_t i = 0; i < n; i++) {
        const struct exchange_row *row = &exchange->rows[i];
        const struct zone *zone = zones_get(&zones, row->session.zone);
        MUST(zone);
        writer->put(out, &row->session, zone, writer->wants_analysis ? row->analysis : NULL);
    }
    writer->end(out);
    zones_release(&zones);
    MUST(fclose(out) == 0 && strlen(text) == size);
    return text;
}

static int same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b || !*(a ? a : b);
}

static void same_times(const struct journal_session *a, const struct journal_session *b)
{
    MUST(strcmp(a->id, b->id) == 0 && strcmp(a->zone, b->zone) == 0 && a->source == b->source);
    MUST(a->start_ms == b->start_ms && a->end_ms == b->end_ms);
    MUST(a->claimed_ms == b->claimed_ms && a->measured_ms == b->measured_ms);
    MUST(a->longest_run_ms == b->longest_run_ms);
    MUST(a->created_ms == b->created_ms && a->updated_ms == b->updated_ms);
}

static void same_words(const struct exchange_row *x, const struct exchange_row *y)
{
    const struct journal_session *a = &x->session, *b = &y->session;
    MUST(same_text(a->title, b->title) && same_text(a->instrument, b->instrument));
    MUST(same_text(a->piece, b->piece) && same_text(a->note, b->note));
    MUST(same_text(a->content_sha256, b->content_sha256) && same_text(a->kept_path, b->kept_path));
    MUST(a->n_tags == b->n_tags);
    for (size_t i = 0; i < a->n_tags; i++)
        MUST(strcmp(a->tags[i], b->tags[i]) == 0);
    MUST(same_text(x->analysis, y->analysis) && same_text(x->engine, y->engine));
    MUST(same_text(x->model, y->model));
}

static void come_back(const struct exchange *exchange, size_t n, enum exchange_format format,
                      const struct zone *zone)
{
    struct exchange back;
    char *text = write_first(format == EXCHANGE_JSON ? &exchange_writer_json : &exchange_writer_csv,
                             exchange, n);
    read_all(text, format, zone, &back);
    MUST(back.format == format && back.n_rows == n && !back.n_faults);
    for (size_t i = 0; i < n; i++) {
        same_times(&exchange->rows[i].session, &back.rows[i].session);
        if (format == EXCHANGE_JSON)
            same_words(&exchange->rows[i], &back.rows[i]);
    }
    exchange_release(&back);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct zone *zone;
    struct exchange exchange;
    if (!zone)
        MUST(zone_open("America/New_York", &zone, NULL) == PRACTICE_OK);
    if (!size)
        return 0;
    char *text = strndup((const char *)data + 1, size - 1);
    MUST(text);
    read_all(text, data[0] % EXCHANGE_N_FORMATS, zone, &exchange);
    size_t n = choose_accepted(&exchange);
    come_back(&exchange, n, EXCHANGE_JSON, zone);
    come_back(&exchange, n, EXCHANGE_CSV, zone);
    free(write_first(&exchange_writer_ical, &exchange, n));
    exchange_release(&exchange);
    free(text);
    return 0;
}
