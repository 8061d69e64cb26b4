// SPDX-License-Identifier: GPL-3.0-or-later
// Words and paragraphs of the board. Lines are broken by columns, not bytes, since Korean letters
// are two wide, and by code points, since nobody keeps others from writing a word of 20,000
// letters.
#include "commands/post_text.h"

#include <string.h>
#include <unistd.h>

#include "journal/journal.h"
#include "server/array.h"
#include "ui/duration.h"
#include "ui/text.h"

#define TAG_SIZE    128
#define TAGS_SIZE   1024
#define LEAST_ROOM  20 // columns; a terminal narrower than that breaks the lines itself
#define DEEPEST     10 // levels of comments that are indented
#define INDENT      2
#define TAB_COLUMNS 4
#define MOST_MS     INT64_C(253370764800000) // the year 9999

enum practice_status post_look_init(struct post_look *ret_look, int no_color,
                                    struct practice_error *err)
{
    char name[ZONE_NAME_SIZE];
    ui_term_init(&ret_look->term, STDOUT_FILENO, no_color);
    ret_look->zone = NULL;
    return zone_open(zone_system_name(name), &ret_look->zone, err);
}

void post_look_release(struct post_look *look)
{
    zone_free(look->zone);
    look->zone = NULL;
}

int post_is_time(int64_t at_ms)
{
    return at_ms > 0 && at_ms < MOST_MS;
}

const char *post_when(const struct post_look *look, int64_t at_ms, char buffer[POST_WHEN_SIZE])
{
    char date[DATE_SIZE];
    if (!post_is_time(at_ms))
        return strcpy(buffer, "?");
    struct zone_local local = zone_local_at(look->zone, at_ms);
    (void)snprintf(buffer, POST_WHEN_SIZE, "%s %02d:%02d", date_text(local.day, date),
                   local.ms_of_day / 3600000 % 24, local.ms_of_day / 60000 % 60);
    return buffer;
}

static size_t columns_of(uint32_t c)
{
    if (c == '\t')
        return TAB_COLUMNS;
    return ui_text_is_safe(c) ? ui_text_char_width(c) : 1;
}

static void put_char(const struct ui_term *term, uint32_t c, FILE *out)
{
    char bytes[5];
    if (c == '\t') {
        (void)fprintf(out, "%*s", TAB_COLUMNS, "");
        return;
    }
    (void)ui_text_encode(c, bytes);
    ui_text_write(out, bytes, term->utf8_text);
}

// The end of the line of screen that begins at `text`: behind the last blank that fits, or where
// the room ends when there is none; at least one letter. `end` is where the paragraph's line ends.
static const char *line_end(const char *text, const char *end, size_t room)
{
    const char *at = text, *blank = NULL;
    size_t used = 0;
    while (at < end) {
        const char *before = at;
        uint32_t c = ui_text_next(&at);
        used += columns_of(c);
        if (used > room && before > text)
            return blank ? blank : before;
        if (c == ' ' || c == '\t')
            blank = at;
    }
    return end;
}

static void print_line(const struct ui_term *term, size_t column, const char *text, const char *end,
                       FILE *out)
{
    int can_wrap = term->is_terminal && term->width >= column + LEAST_ROOM;
    size_t room = can_wrap ? term->width - column : (size_t)-1;
    do {
        const char *stop = line_end(text, end, room);
        (void)fprintf(out, "%*s", text < end ? (int)column : 0, "");
        while (text < stop)
            put_char(term, ui_text_next(&text), out);
        (void)fputc('\n', out);
    } while (text < end);
}

void post_print_text(const struct ui_term *term, size_t column, const char *text, FILE *out)
{
    for (;;) {
        const char *end = text + strcspn(text, "\n");
        print_line(term, column, text, end, out);
        if (!*end || !end[1])
            return;
        text = end + 1;
    }
}

// Appends "#tag" to a line.
static size_t add_tags(const char *array, char *buffer, size_t size, size_t at)
{
    char tag[TAG_SIZE];
    const char *place = NULL;
    while (server_array_next(array, &place, tag, sizeof tag)) {
        int n = snprintf(buffer + at, size - at, "%s#%s", at ? " " : "", tag);
        if (n < 0 || (size_t)n >= size - at) {
            buffer[at] = '\0';
            return at;
        }
        at += (size_t)n;
    }
    return at;
}

const char *post_tags_line(const struct server_post *post, char *buffer, size_t size)
{
    buffer[0] = '\0';
    (void)add_tags(post->manual_tags, buffer, size, add_tags(post->auto_tags, buffer, size, 0));
    return buffer;
}

static void put(const struct post_look *look, enum ui_style style, const char *text)
{
    ui_term_write(&look->term, style, text, stdout);
}

static void print_counts(const struct post_look *look, const struct server_post *post)
{
    char id[JOURNAL_SHORT_ID_SIZE], line[160];
    (void)snprintf(line, sizeof line, "%s: %lld like%s%s, %lld view%s, %lld comment%s",
                   journal_short_id(post->id, id), (long long)post->n_likes,
                   post->n_likes == 1 ? "" : "s", post->is_liked ? " (yours too)" : "",
                   (long long)post->n_views, post->n_views == 1 ? "" : "s",
                   (long long)post->n_comments, post->n_comments == 1 ? "" : "s");
    put(look, UI_STYLE_DIM, line);
    (void)fputc('\n', stdout);
}

// "played 45 min of 1 h, cello, Suite 1, on 2026-11-20".
static void print_session(const struct post_look *look, const struct server_post *post)
{
    char played[UI_DURATION_SIZE], clock[UI_DURATION_SIZE];
    if (!post->session)
        return;
    if (post->played_ms >= 0)
        (void)printf("played %s of %s", ui_duration_words((double)post->played_ms / 1e3, played),
                     ui_duration_words((double)post->clock_ms / 1e3, clock));
    else
        (void)printf("%s by the clock", ui_duration_words((double)post->clock_ms / 1e3, clock));
    const char *const words[] = {post->session_instrument, post->session_piece};
    for (size_t i = 0; i < 2; i++) {
        if (!words[i])
            continue;
        (void)fputs(", ", stdout);
        put(look, UI_STYLE_PLAIN, words[i]);
    }
    if (post->session_date) {
        (void)fputs(", on ", stdout);
        put(look, UI_STYLE_PLAIN, post->session_date);
    }
    (void)fputc('\n', stdout);
}

static void print_byline(const struct post_look *look, const struct server_post *post)
{
    char when[POST_WHEN_SIZE], edited[POST_WHEN_SIZE];
    put(look, UI_STYLE_PLAIN, post->category);
    (void)fputs(" by ", stdout);
    put(look, UI_STYLE_BOLD, post->author ? post->author : "a deleted user");
    if (post->group) {
        (void)fputs(" in ", stdout);
        put(look, UI_STYLE_BOLD, post->group);
    }
    (void)printf(", %s", post_when(look, post->created_ms, when));
    if (post->edited_ms)
        (void)printf(", edited %s", post_when(look, post->edited_ms, edited));
    (void)fputc('\n', stdout);
}

void post_print(const struct post_look *look, const struct server_post *post)
{
    char tags[TAGS_SIZE];
    put(look, UI_STYLE_BOLD, post->title);
    (void)fputc('\n', stdout);
    print_byline(look, post);
    if (*post_tags_line(post, tags, sizeof tags)) {
        put(look, UI_STYLE_DIM, tags);
        (void)fputc('\n', stdout);
    }
    print_counts(look, post);
    if (post->is_hidden) {
        put(look, UI_STYLE_WARNING, "hidden by an admin");
        if (post->hidden_reason) {
            (void)fputs(": ", stdout);
            put(look, UI_STYLE_WARNING, post->hidden_reason);
        }
        (void)fputc('\n', stdout);
    }
    print_session(look, post);
    if (*post->content) {
        (void)fputc('\n', stdout);
        post_print_text(&look->term, 0, post->content, stdout);
    }
}

void post_print_comment(const struct post_look *look, const struct server_comment *comment)
{
    char id[JOURNAL_SHORT_ID_SIZE], when[POST_WHEN_SIZE];
    int depth = comment->depth < DEEPEST ? comment->depth : DEEPEST;
    size_t column = (size_t)(INDENT * (depth < 0 ? 0 : depth));
    (void)printf("\n%*s", (int)column, "");
    if (comment->is_deleted) {
        put(look, UI_STYLE_DIM, "deleted user");
        (void)printf(", %s\n", post_when(look, comment->created_ms, when));
        return;
    }
    put(look, UI_STYLE_BOLD, comment->author ? comment->author : "a deleted user");
    (void)printf("%s, %s%s", comment->is_poster ? " (author)" : "",
                 post_when(look, comment->created_ms, when), comment->edited_ms ? ", edited" : "");
    if (comment->n_likes)
        (void)printf(", %lld like%s", (long long)comment->n_likes,
                     comment->n_likes == 1 ? "" : "s");
    (void)printf("%s, ", comment->is_hidden ? ", hidden" : "");
    put(look, UI_STYLE_DIM, journal_short_id(comment->id, id));
    (void)fputc('\n', stdout);
    post_print_text(&look->term, column, comment->content, stdout);
}
