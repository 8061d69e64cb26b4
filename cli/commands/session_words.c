// SPDX-License-Identifier: GPL-3.0-or-later
// Words are kept as they were typed, escape sequences and all: it is the screen that makes them
// harmless, so that no export loses anything. Only what is no text at all is refused.
#include "commands/session_words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fail.h"
#include "commands/settings.h"
#include "ui/text.h"

int session_words_given(const struct session_words *words)
{
    return words->title || words->instrument || words->piece || words->note || words->tags.n;
}

int session_default_instrument(const char *said, char **ret_instrument)
{
    struct config *config = NULL;
    *ret_instrument = NULL;
    if (said)
        return COMMAND_DONE;
    int code = settings_open(&config);
    if (code != COMMAND_DONE)
        return code;
    const char *instrument = config_text(config, CONFIG_USER_INSTRUMENT);
    if (instrument && *instrument)
        *ret_instrument = strdup(instrument);
    config_free(config);
    return COMMAND_DONE;
}

// A copy of text [length] without blanks around.
static char *trimmed(const char *text, size_t length)
{
    while (length && isspace((unsigned char)text[length - 1]))
        length--;
    while (length && isspace((unsigned char)*text)) {
        text++;
        length--;
    }
    return strndup(text, length);
}

enum practice_status session_text_set(char **text, const char *value, const char *what,
                                      struct practice_error *err)
{
    if (!ui_text_is_utf8(value))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the %s is no UTF-8 text", what);
    char *copy = trimmed(value, strlen(value));
    if (!copy)
        return fail_no_memory(err);
    if (!*copy) {
        free(copy);
        copy = NULL;
    }
    free(*text);
    *text = copy;
    return PRACTICE_OK;
}

static size_t tag_at(const struct journal_session *session, const char *tag)
{
    size_t i = 0;
    while (i < session->n_tags && strcasecmp(session->tags[i], tag) != 0)
        i++;
    return i;
}

// Takes ownership of the tag.
static enum practice_status add_tag(struct journal_session *session, char *tag,
                                    struct practice_error *err)
{
    if (!tag)
        return fail_no_memory(err);
    if (!*tag || tag_at(session, tag) < session->n_tags) {
        free(tag);
        return PRACTICE_OK;
    }
    if (session->n_tags == JOURNAL_MAX_TAGS) {
        free(tag);
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "a session has %d tags at most",
                         JOURNAL_MAX_TAGS);
    }
    if (journal_session_give_tag(session, tag) == 0)
        return PRACTICE_OK;
    free(tag);
    return fail_no_memory(err);
}

// The next tag of a list with commas, to be freed; *list moves past it.
static char *next_tag(const char **list)
{
    while (**list == ',' || **list == '+' || isspace((unsigned char)**list))
        (*list)++;
    size_t length = strcspn(*list, ",");
    char *tag = trimmed(*list, length);
    *list += length;
    return tag;
}

enum practice_status session_tags_add(struct journal_session *session, const char *list,
                                      struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    if (!ui_text_is_utf8(list))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the tag is no UTF-8 text");
    while (status == PRACTICE_OK && *list)
        status = add_tag(session, next_tag(&list), err);
    return status;
}

size_t session_tags_remove(struct journal_session *session, const char *list)
{
    size_t n = 0;
    while (*list) {
        char *tag = next_tag(&list);
        size_t at = tag ? tag_at(session, tag) : session->n_tags;
        free(tag);
        if (at == session->n_tags)
            continue;
        free(session->tags[at]);
        session->n_tags--;
        memmove(&session->tags[at], &session->tags[at + 1],
                (session->n_tags - at) * sizeof *session->tags);
        n++;
    }
    return n;
}

void session_tags_clear(struct journal_session *session)
{
    while (session->n_tags)
        free(session->tags[--session->n_tags]);
}

enum practice_status session_words_apply(const struct session_words *words,
                                         struct journal_session *session,
                                         struct practice_error *err)
{
    const struct {
        const char *what, *value;
        char **text;
    } texts[] = {{"title", words->title, &session->title},
                 {"instrument", words->instrument, &session->instrument},
                 {"piece", words->piece, &session->piece},
                 {"note", words->note, &session->note}};
    enum practice_status status = PRACTICE_OK;
    for (size_t i = 0; status == PRACTICE_OK && i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].value)
            status = session_text_set(texts[i].text, texts[i].value, texts[i].what, err);
    }
    if (words->tags.n)
        session_tags_clear(session);
    for (size_t i = 0; status == PRACTICE_OK && i < words->tags.n; i++)
        status = session_tags_add(session, words->tags.list[i], err);
    return status;
}
