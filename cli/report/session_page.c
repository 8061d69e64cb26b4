// SPDX-License-Identifier: GPL-3.0-or-later
// The page about one session: when it was, how long was claimed and how long was measured, what the
// musician wrote, and where the playing lies in time.
#include <string.h>

#include "report/report_inside.h"
#include "report/session_text.h"
#include "ui/duration.h"
#include "ui/timeline.h"

#define FACT_WIDTH   12
#define MOST_OF_LINE 1000

static void put_fact(const struct ui_term *term, const char *name, const char *text, FILE *out)
{
    (void)fprintf(out, "  %s%-*s%s", ui_term_style(term, UI_STYLE_DIM), FACT_WIDTH, name,
                  ui_term_style(term, UI_STYLE_PLAIN));
    ui_term_write(term, UI_STYLE_PLAIN, text, out);
    (void)fputc('\n', out);
}

static void print_head(const struct report_session_page *page, const struct ui_term *term,
                       FILE *out)
{
    const struct journal_session *session = page->session;
    const char *title = session->title ? session->title : session->piece;
    ui_term_write(term, UI_STYLE_BOLD, title ? title : "Session", out);
    (void)fprintf(out, "  %s%s%s\n\n", ui_term_style(term, UI_STYLE_DIM), session->id,
                  ui_term_style(term, UI_STYLE_PLAIN));
}

static void print_times(const struct report_session_page *page, const struct ui_term *term,
                        FILE *out)
{
    const struct journal_session *session = page->session;
    char day[DATE_TITLE_SIZE], end_day[DATE_SIZE] = "", line[256], length[UI_DURATION_SIZE];
    struct zone_local start = zone_local_at(page->zone, session->start_ms);
    struct zone_local end = zone_local_at(page->zone, session->end_ms);
    if (end.day != start.day)
        (void)date_text(end.day, end_day);
    (void)snprintf(line, sizeof line, "%s, %02d:%02d to %s%s%02d:%02d (%s)",
                   date_title(session->day, day), start.ms_of_day / 3600000,
                   start.ms_of_day / 60000 % 60, end_day, *end_day ? " " : "",
                   end.ms_of_day / 3600000, end.ms_of_day / 60000 % 60, session->zone);
    put_fact(term, "when", line, out);
    int64_t pauses_ms = session->end_ms - session->start_ms - session->claimed_ms;
    char pauses[UI_DURATION_SIZE];
    (void)snprintf(line, sizeof line, "%s%s%s%s",
                   ui_duration_clock((double)session->claimed_ms / 1e3, 0, length),
                   pauses_ms >= 1000 ? " (pauses " : "",
                   pauses_ms >= 1000 ? ui_duration_clock((double)pauses_ms / 1e3, 0, pauses) : "",
                   pauses_ms >= 1000 ? ")" : "");
    put_fact(term, "claimed", line, out);
}

static void print_measured(const struct report_session_page *page, const struct ui_term *term,
                           FILE *out)
{
    const struct journal_session *session = page->session;
    char line[256], measured[UI_DURATION_SIZE], run[UI_DURATION_SIZE];
    if (session->measured_ms == JOURNAL_UNKNOWN) {
        put_fact(term, "measured", "- (nobody listened)", out);
        return;
    }
    int length = snprintf(line, sizeof line, "%s",
                          ui_duration_clock((double)session->measured_ms / 1e3, 0, measured));
    if (session->claimed_ms > 0)
        length += snprintf(line + length, sizeof line - (size_t)length, " (%.0f %% of claimed)",
                           100.0 * (double)session->measured_ms / (double)session->claimed_ms);
    if (session->longest_run_ms != JOURNAL_UNKNOWN)
        (void)snprintf(line + length, sizeof line - (size_t)length, ", longest run %s",
                       ui_duration_clock((double)session->longest_run_ms / 1e3, 0, run));
    put_fact(term, "measured", line, out);
}

static void print_words(const struct journal_session *session, const struct ui_term *term,
                        FILE *out)
{
    static const char *const sources[] = {"recorded", "an analysed recording", "added by hand",
                                          "imported"};
    char tags[JOURNAL_MAX_TAGS * (JOURNAL_MAX_NAME + 2) + 1] = "";
    size_t at = 0;
    for (size_t i = 0; i < session->n_tags; i++)
        at +=
            (size_t)snprintf(tags + at, sizeof tags - at, "%s+%s", i ? " " : "", session->tags[i]);
    if (session->instrument)
        put_fact(term, "instrument", session->instrument, out);
    if (session->piece && session->title)
        put_fact(term, "piece", session->piece, out);
    if (session->n_tags)
        put_fact(term, "tags", tags, out);
    put_fact(term, "from", sources[session->source], out);
    if (session->kept_path)
        put_fact(term, "kept", session->kept_path, out);
}

// Each line of the note on its own: a line end is the one control character that means something.
static void print_note(const struct journal_session *session, const struct ui_term *term, FILE *out)
{
    char line[MOST_OF_LINE + 1];
    if (!session->note)
        return;
    (void)fputc('\n', out);
    for (const char *p = session->note; *p;) {
        size_t length = strcspn(p, "\n");
        size_t part = length < MOST_OF_LINE ? length : MOST_OF_LINE;
        while (part < length && part > MOST_OF_LINE - 4 && ((unsigned char)p[part] & 0xc0) == 0x80)
            part--;
        (void)snprintf(line, sizeof line, "%.*s", (int)part, p);
        (void)fputs("  ", out);
        ui_term_write(term, UI_STYLE_PLAIN, line, out);
        (void)fputc('\n', out);
        p += part + (part == length && p[part] == '\n');
    }
}

void report_session_print_page(const struct report_session_page *page, const struct ui_term *term,
                               FILE *out)
{
    print_head(page, term, out);
    print_times(page, term, out);
    print_measured(page, term, out);
    print_words(page->session, term, out);
    print_note(page->session, term, out);
    if (!page->n_segments)
        return;
    const struct ui_timeline timeline = {
        .segments = page->segments,
        .n_segments = page->n_segments,
        .duration_s = page->segments[page->n_segments - 1].end_s,
    };
    (void)fputc('\n', out);
    ui_timeline_print(&timeline, term, out);
    if (!page->explain)
        return;
    struct practice_result result = {.segments = page->segments, .n_segments = page->n_segments};
    const struct take take = {.result = &result};
    const struct report_options options = {.term = term, .out = out};
    report_print_spans(&options, &take);
}
