// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions as events of an iCalendar (RFC 5545): times in UTC, lines folded at 75 bytes between
// characters, texts escaped. The UID is the session's own, so that a calendar replaces an event
// that it has already.
#include <string.h>

#include "exchange/exchange.h"
#include "ui/text.h"

#define FOLD 75

// A content line being written, with the number of bytes on its present part.
struct line {
    FILE *out;
    size_t n;
};

static void put_char(struct line *line, uint32_t c)
{
    char bytes[5];
    size_t n = ui_text_encode(c, bytes);
    if (line->n + n > FOLD) {
        (void)fputs("\r\n ", line->out);
        line->n = 1;
    }
    (void)fputs(bytes, line->out);
    line->n += n;
}

static void put_plain(struct line *line, const char *text)
{
    while (*text)
        put_char(line, ui_text_next(&text));
}

// A TEXT value: escaped, without control characters other than line ends.
static void put_value(struct line *line, const char *text)
{
    while (text && *text) {
        uint32_t c = ui_text_next(&text);
        if (c == '\r' && *text == '\n')
            continue;
        if (c == '\n' || c == '\r') {
            put_plain(line, "\\n");
        } else {
            if (strchr("\\;,", c < 0x80 ? (int)c : 1))
                put_char(line, '\\');
            put_char(line, c == '\t' || ui_text_is_safe(c) ? c : UI_TEXT_BAD);
        }
    }
}

static void end_line(struct line *line)
{
    (void)fputs("\r\n", line->out);
    line->n = 0;
}

static void put_line(struct line *line, const char *text)
{
    put_plain(line, text);
    end_line(line);
}

// The calendar knows seconds.
static void put_time(struct line *line, const char *name, int64_t utc_ms)
{
    int64_t s = utc_ms / 1000 - (utc_ms % 1000 < 0), day = s / 86400 - (s % 86400 < 0);
    int left = (int)(s - day * 86400);
    struct date date = date_split((int32_t)day);
    char text[80];
    (void)snprintf(text, sizeof text, "%s:%04d%02d%02dT%02d%02d%02dZ", name, date.year, date.month,
                   date.day, left / 3600, left / 60 % 60, left % 60);
    put_line(line, text);
}

static const char *length_text(int64_t ms, char buffer[32])
{
    int64_t s = (ms + 500) / 1000;
    (void)snprintf(buffer, 32, "%lld:%02d:%02d", (long long)(s / 3600), (int)(s / 60 % 60),
                   (int)(s % 60));
    return buffer;
}

static const char *title_of(const struct journal_session *session)
{
    if (session->title)
        return session->title;
    if (session->piece)
        return session->piece;
    return session->instrument ? session->instrument : "Practice";
}

static void put_description(struct line *line, const struct journal_session *session)
{
    char text[160], claimed[32], measured[32];
    if (session->measured_ms == JOURNAL_UNKNOWN)
        (void)snprintf(text, sizeof text, "%s claimed, not measured",
                       length_text(session->claimed_ms, claimed));
    else
        (void)snprintf(text, sizeof text, "%s played of %s claimed",
                       length_text(session->measured_ms, measured),
                       length_text(session->claimed_ms, claimed));
    put_plain(line, "DESCRIPTION:");
    put_value(line, text);
    if (session->note) {
        put_value(line, "\n\n");
        put_value(line, session->note);
    }
    end_line(line);
}

static void put_categories(struct line *line, const struct journal_session *session)
{
    if (!session->instrument && !session->n_tags)
        return;
    put_plain(line, "CATEGORIES:");
    put_value(line, session->instrument);
    for (size_t i = 0; i < session->n_tags; i++) {
        if (i || session->instrument)
            put_char(line, ',');
        put_value(line, session->tags[i]);
    }
    end_line(line);
}

static void begin(FILE *out, size_t n_sessions)
{
    (void)n_sessions;
    (void)fprintf(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
                       "PRODID:-//practice//practice " PRACTICE_VERSION "//EN\r\n");
}

static void put(FILE *out, const struct journal_session *session, const struct zone *zone,
                const char *analysis)
{
    struct line line = {.out = out};
    (void)zone;
    (void)analysis;
    put_line(&line, "BEGIN:VEVENT");
    put_plain(&line, "UID:");
    put_line(&line, session->id);
    put_time(&line, "DTSTAMP", session->updated_ms);
    put_time(&line, "CREATED", session->created_ms);
    put_time(&line, "LAST-MODIFIED", session->updated_ms);
    put_time(&line, "DTSTART", session->start_ms);
    if (session->end_ms / 1000 > session->start_ms / 1000)
        put_time(&line, "DTEND", session->end_ms);
    put_plain(&line, "SUMMARY:");
    put_value(&line, title_of(session));
    end_line(&line);
    put_description(&line, session);
    put_categories(&line, session);
    put_line(&line, "TRANSP:TRANSPARENT");
    put_line(&line, "END:VEVENT");
}

static void end(FILE *out)
{
    (void)fputs("END:VCALENDAR\r\n", out);
}

const struct exchange_writer exchange_writer_ical = {.begin = begin, .put = put, .end = end};
