// SPDX-License-Identifier: GPL-3.0-or-later
// The list of rows, and which reader a file is for.
#include "exchange/exchange.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/uuid.h"
#include "batch/digest.h"
#include "exchange/inside.h"
#include "ui/text.h"

#define MAX_FAULTS 10000

static const char *const names[] = {"auto", "json", "csv", "timewarrior", "watson", "klog"};

const char *exchange_format_name(enum exchange_format format)
{
    return names[format];
}

enum exchange_format exchange_format_find(const char *name)
{
    int format = 0;
    while (format < EXCHANGE_N_FORMATS && strcmp(names[format], name) != 0)
        format++;
    return (enum exchange_format)format;
}

static int grow(void **list, size_t n, size_t *room, size_t size)
{
    if (n < *room)
        return 0;
    size_t more = *room ? 2 * *room : 64;
    void *grown = realloc(*list, more * size);
    if (!grown)
        return -1;
    *list = grown;
    *room = more;
    return 0;
}

struct exchange_row *exchange_add_row(struct exchange *exchange, size_t place)
{
    void *list = exchange->rows;
    if (exchange->n_rows == EXCHANGE_MAX_ROWS ||
        grow(&list, exchange->n_rows, &exchange->room_rows, sizeof *exchange->rows) != 0)
        return NULL;
    exchange->rows = list;
    struct exchange_row *row = &exchange->rows[exchange->n_rows++];
    *row = (struct exchange_row){.place = place};
    row->session.source = JOURNAL_IMPORTED;
    row->session.claimed_ms = row->session.measured_ms = row->session.longest_run_ms =
        JOURNAL_UNKNOWN;
    return row;
}

static void row_release(struct exchange_row *row)
{
    journal_session_release(&row->session);
    free(row->analysis);
    free(row->engine);
    free(row->model);
}

void exchange_drop_row(struct exchange *exchange)
{
    row_release(&exchange->rows[--exchange->n_rows]);
}

void exchange_fault(struct exchange *exchange, size_t place, const char *format, ...)
{
    va_list args;
    void *list = exchange->faults;
    char message[sizeof exchange->faults->message];
    if (exchange->n_faults == MAX_FAULTS ||
        grow(&list, exchange->n_faults, &exchange->room_faults, sizeof *exchange->faults) != 0)
        return;
    exchange->faults = list;
    va_start(args, format);
    if (vsnprintf(message, sizeof message, format, args) < 0)
        message[0] = '\0';
    va_end(args);
    struct exchange_fault *fault = &exchange->faults[exchange->n_faults++];
    fault->place = place;
    (void)ui_text_clean(fault->message, sizeof fault->message, message, 1);
}

void exchange_refuse(struct exchange *exchange, size_t place, const char *reason)
{
    exchange_fault(exchange, place, "%s", reason);
}

enum practice_status exchange_no_row(const struct exchange *exchange, struct practice_error *err)
{
    if (exchange->n_rows < EXCHANGE_MAX_ROWS)
        return fail_no_memory(err);
    return fail_with(err, PRACTICE_OVER_LIMIT, "import it in parts", "more than %u sessions",
                     EXCHANGE_MAX_ROWS);
}

int exchange_set_text(char **place, const char *text, size_t n)
{
    while (n && (unsigned char)*text <= ' ')
        text++, n--;
    while (n && (unsigned char)text[n - 1] <= ' ')
        n--;
    char *copy = n ? strndup(text, n) : NULL;
    if (n && !copy)
        return -1;
    free(*place);
    *place = copy;
    return 0;
}

int exchange_add_tag(struct journal_session *session, const char *tag, size_t n)
{
    char *copy = NULL;
    if (exchange_set_text(&copy, tag, n) != 0)
        return -1;
    for (size_t i = 0; copy && i < session->n_tags; i++) {
        if (strcmp(session->tags[i], copy) == 0) {
            free(copy);
            return 0;
        }
    }
    if (!copy || journal_session_give_tag(session, copy) == 0)
        return 0;
    free(copy);
    return -1;
}

int exchange_is_sha256(const char *text)
{
    return strspn(text, "0123456789abcdef") == 64 && text[64] == '\0';
}

int exchange_next_line(const char **at, const char *end, const char **ret_line, size_t *ret_n)
{
    if (*at >= end)
        return 0;
    const char *line = *at, *stop = memchr(line, '\n', (size_t)(end - line));
    *at = stop ? stop + 1 : end;
    size_t n = (size_t)((stop ? stop : end) - line);
    *ret_n = n && line[n - 1] == '\r' ? n - 1 : n;
    *ret_line = line;
    return 1;
}

static void put_text(FILE *out, const char *text)
{
    (void)fprintf(out, "%s%c", text ? text : "", '\0');
}

// What a foreign session says, as bytes to be hashed.
static char *fingerprint(const struct exchange *exchange, const struct journal_session *session,
                         size_t *ret_n)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, ret_n);
    if (!out)
        return NULL;
    put_text(out, names[exchange->format]);
    (void)fprintf(out, "%lld %lld%c", (long long)session->start_ms, (long long)session->end_ms,
                  '\0');
    put_text(out, session->title);
    put_text(out, session->note);
    for (size_t i = 0; i < session->n_tags; i++)
        put_text(out, session->tags[i]);
    return fclose(out) == 0 ? text : NULL;
}

void exchange_seal(struct exchange *exchange, struct exchange_row *row)
{
    struct journal_session *session = &row->session;
    uint8_t hash[DIGEST_SIZE];
    size_t n = 0;
    if (session->claimed_ms == JOURNAL_UNKNOWN)
        session->claimed_ms = session->end_ms - session->start_ms;
    if (session->id[0])
        return;
    char *text = fingerprint(exchange, session, &n);
    // Without memory for a name of its own it gets one from the journal.
    if (text && digest_memory(text, n, hash, NULL) == PRACTICE_OK)
        (void)uuid_of(session->start_ms, hash, session->id);
    free(text);
}

static int is_json(const struct exchange_source *source)
{
    const char *text = source->text + strspn(source->text, " \t\r\n");
    return *text == '{' || *text == '[';
}

// The first line that says something.
static const char *first_words(const struct exchange_source *source)
{
    const char *text = source->text;
    if (source->n_bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        text += 3;
    return text + strspn(text, " \t\r\n");
}

static enum exchange_format detect(const struct exchange_source *source)
{
    const char *words = first_words(source);
    size_t line = strcspn(words, "\r\n");
    if (is_json(source))
        return EXCHANGE_JSON; // or what that reader finds it to be
    if (strncmp(words, "inc ", 4) == 0 || strncmp(words, "inc\n", 4) == 0)
        return EXCHANGE_TIMEWARRIOR;
    if (line >= 10 && strspn(words, "0123456789") == 4 && (words[4] == '-' || words[4] == '/') &&
        words[7] == words[4] && !memchr(words, ',', line))
        return EXCHANGE_KLOG;
    if (strcspn(words, ",;\t\r\n") < line)
        return EXCHANGE_CSV;
    return EXCHANGE_N_FORMATS;
}

static exchange_reader *reader_of(const struct exchange_source *source, struct exchange *exchange)
{
    exchange_reader *const readers[] = {[EXCHANGE_JSON] = exchange_read_json,
                                        [EXCHANGE_CSV] = exchange_read_csv,
                                        [EXCHANGE_TIMEWARRIOR] = exchange_read_timewarrior,
                                        [EXCHANGE_WATSON] = exchange_read_json,
                                        [EXCHANGE_KLOG] = exchange_read_klog};
    exchange->format = source->format == EXCHANGE_AUTO ? detect(source) : source->format;
    exchange->unit = "line";
    if (exchange->format == EXCHANGE_N_FORMATS)
        return NULL;
    if (exchange->format == EXCHANGE_TIMEWARRIOR && is_json(source))
        return exchange_read_json;
    return readers[exchange->format];
}

static int is_utf8(const char *text)
{
    return !text || ui_text_is_utf8(text);
}

static int has_good_texts(const struct journal_session *session)
{
    int good = is_utf8(session->title) && is_utf8(session->instrument) && is_utf8(session->piece) &&
               is_utf8(session->note) && is_utf8(session->kept_path);
    for (size_t i = 0; i < session->n_tags; i++)
        good = good && is_utf8(session->tags[i]);
    return good;
}

// Whatever the format, words that are no text go no further.
static void drop_bad_rows(struct exchange *exchange)
{
    size_t n = 0;
    for (size_t i = 0; i < exchange->n_rows; i++) {
        struct exchange_row *row = &exchange->rows[i];
        if (has_good_texts(&row->session)) {
            exchange->rows[n++] = *row;
        } else {
            exchange_fault(exchange, row->place, "the words are no UTF-8");
            row_release(row);
        }
    }
    exchange->n_rows = n;
}

enum practice_status exchange_read(const struct exchange_source *source, struct exchange *ret,
                                   struct practice_error *err)
{
    struct practice_error own = {0};
    err = err ? err : &own;
    *ret = (struct exchange){0};
    if (source->n_bytes > EXCHANGE_MAX_BYTES)
        return fail_with(err, PRACTICE_OVER_LIMIT, "import it in parts", "more than %u MiB",
                         EXCHANGE_MAX_BYTES >> 20);
    exchange_reader *read = reader_of(source, ret);
    if (!read)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "name the format: --format",
                         "this is no list of sessions that practice knows");
    if (strlen(source->text) != source->n_bytes)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "this is no text: it has zero bytes");
    enum practice_status status = read(source, ret, err);
    if (status != PRACTICE_OK)
        exchange_release(ret);
    else
        drop_bad_rows(ret);
    return status;
}

void exchange_release(struct exchange *exchange)
{
    while (exchange->n_rows)
        exchange_drop_row(exchange);
    free(exchange->rows);
    free(exchange->faults);
    *exchange = (struct exchange){0};
}
