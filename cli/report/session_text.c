// SPDX-License-Identifier: GPL-3.0-or-later
// The list of sessions as a table and as CSV. In the table what a session was about is one flexible
// column, so that the times stay whole on a narrow screen.
#include "report/session_text.h"

#include <string.h>

#include "base/when.h"
#include "ui/csv.h"
#include "ui/duration.h"
#include "ui/table.h"

enum { ID, DATE, START, CLAIMED, MEASURED, INSTRUMENT, ABOUT, N_COLUMNS };

static const struct ui_column columns[N_COLUMNS] = {
    [ID] = {.title = "ID"},
    [DATE] = {.title = "DATE"},
    [START] = {.title = "START", .align = UI_RIGHT},
    [CLAIMED] = {.title = "CLAIMED", .align = UI_RIGHT},
    [MEASURED] = {.title = "MEASURED", .align = UI_RIGHT},
    [INSTRUMENT] = {.title = "INSTRUMENT"},
    [ABOUT] = {.title = "ABOUT", .flexible = 1},
};

static const char *length_text(int64_t ms, char buffer[UI_DURATION_SIZE])
{
    if (ms == JOURNAL_UNKNOWN)
        return "-";
    return ui_duration_clock((double)ms / 1e3, 0, buffer);
}

#define ABOUT_SIZE 1024

// Appends a word after what stands before it. Returns 0, or -1: it does not fit.
static int append(char *text, size_t *length, const char *before, const char *word)
{
    size_t n_before = strlen(before), n_word = strlen(word);
    if (*length + n_before + n_word >= ABOUT_SIZE)
        return -1;
    memcpy(text + *length, before, n_before);
    memcpy(text + *length + n_before, word, n_word + 1);
    *length += n_before + n_word;
    return 0;
}

// Title, piece and tags in one line, cut at a whole word.
static void about(const struct journal_session *session, char text[ABOUT_SIZE])
{
    size_t length = 0;
    text[0] = '\0';
    if (session->title)
        (void)append(text, &length, "", session->title);
    if (session->piece)
        (void)append(text, &length, length ? ": " : "", session->piece);
    for (size_t i = 0; i < session->n_tags; i++)
        if (append(text, &length, length ? " +" : "+", session->tags[i]) != 0)
            return;
}

static void put_two(char *text, int number)
{
    text[0] = (char)('0' + number / 10 % 10);
    text[1] = (char)('0' + number % 10);
}

// Without printf(), which would take longer than all the rest of a row.
static int add_row(struct ui_table *table, const struct journal_session *session)
{
    char id[JOURNAL_SHORT_ID_SIZE], date[DATE_SIZE + 4] = "Mon ", start[] = "00:00";
    char claimed[UI_DURATION_SIZE], measured[UI_DURATION_SIZE], words[ABOUT_SIZE];
    memcpy(date, date_weekday_name(date_weekday(session->day)), 3);
    (void)date_text(session->day, date + 4);
    put_two(start, session->start_minute / 60);
    put_two(start + 3, session->start_minute % 60);
    about(session, words);
    const char *cells[N_COLUMNS] = {
        [ID] = journal_short_id(session->id, id),
        [DATE] = date,
        [START] = start,
        [CLAIMED] = length_text(session->claimed_ms, claimed),
        [MEASURED] = length_text(session->measured_ms, measured),
        [INSTRUMENT] = session->instrument,
        [ABOUT] = words,
    };
    return ui_table_add(table, cells, UI_STYLE_PLAIN);
}

static int add_totals(struct ui_table *table, const struct report_sessions *sessions)
{
    char count[40], claimed[UI_DURATION_SIZE], measured[UI_DURATION_SIZE], of[80] = "";
    int64_t claimed_ms = 0, measured_ms = 0;
    size_t n_measured = 0;
    for (size_t i = 0; i < sessions->n; i++) {
        claimed_ms += sessions->list[i]->claimed_ms;
        if (sessions->list[i]->measured_ms == JOURNAL_UNKNOWN)
            continue;
        measured_ms += sessions->list[i]->measured_ms;
        n_measured++;
    }
    (void)snprintf(count, sizeof count, "%zu session%s", sessions->n, sessions->n == 1 ? "" : "s");
    if (n_measured < sessions->n)
        (void)snprintf(of, sizeof of, "%zu of %zu measured", n_measured, sessions->n);
    const char *cells[N_COLUMNS] = {
        [DATE] = count,
        [CLAIMED] = length_text(claimed_ms, claimed),
        [MEASURED] = length_text(n_measured ? measured_ms : JOURNAL_UNKNOWN, measured),
        [ABOUT] = of,
    };
    ui_table_rule(table);
    return ui_table_add(table, cells, UI_STYLE_BOLD);
}

int report_sessions_table(const struct report_sessions *sessions, const struct ui_term *term,
                          FILE *out)
{
    struct ui_table *table = ui_table_new(columns, N_COLUMNS);
    int result = table ? 0 : -1;
    for (size_t i = 0; result == 0 && i < sessions->n; i++)
        result = add_row(table, sessions->list[i]);
    if (result == 0)
        result = add_totals(table, sessions);
    if (result == 0)
        ui_table_print(table, term, out);
    ui_table_free(table);
    return result;
}

static void put_length(struct ui_csv *csv, int64_t ms)
{
    if (ms == JOURNAL_UNKNOWN)
        ui_csv_text(csv, NULL);
    else
        ui_csv_number(csv, (double)ms / 1e3, 3);
}

static void put_tags(struct ui_csv *csv, const struct journal_session *session)
{
    char tags[JOURNAL_MAX_TAGS * (JOURNAL_MAX_NAME + 1) + 1] = "";
    size_t at = 0;
    for (size_t i = 0; i < session->n_tags; i++)
        at += (size_t)snprintf(tags + at, sizeof tags - at, "%s%s", i ? "," : "", session->tags[i]);
    ui_csv_text(csv, tags);
}

static void put_row(struct ui_csv *csv, const struct journal_session *session,
                    const struct zone *zone)
{
    char date[DATE_SIZE], start[WHEN_TEXT_SIZE], end[WHEN_TEXT_SIZE];
    ui_csv_text(csv, session->id);
    ui_csv_text(csv, date_text(session->day, date));
    ui_csv_text(csv, when_text(session->start_ms, zone, start));
    ui_csv_text(csv, when_text(session->end_ms, zone, end));
    ui_csv_text(csv, session->zone);
    put_length(csv, session->claimed_ms);
    put_length(csv, session->measured_ms);
    put_length(csv, session->longest_run_ms);
    ui_csv_text(csv, journal_source_name(session->source));
    ui_csv_text(csv, session->instrument);
    ui_csv_text(csv, session->title);
    ui_csv_text(csv, session->piece);
    put_tags(csv, session);
    ui_csv_text(csv, session->note);
    ui_csv_row_end(csv);
}

void report_sessions_csv(const struct report_sessions *sessions, struct zones *zones, FILE *out)
{
    static const char *const names[] = {"id",     "date",       "start",      "end",
                                        "zone",   "claimed_s",  "measured_s", "longest_run_s",
                                        "source", "instrument", "title",      "piece",
                                        "tags",   "note"};
    struct ui_csv csv;
    ui_csv_init(&csv, out);
    ui_csv_header(&csv, names, sizeof names / sizeof *names);
    for (size_t i = 0; i < sessions->n; i++) {
        const struct zone *zone = zones_get(zones, sessions->list[i]->zone);
        if (zone)
            put_row(&csv, sessions->list[i], zone);
    }
}
