// SPDX-License-Identifier: GPL-3.0-or-later
// A studio that says no is final; one that does not answer may even have taken the text, so the
// draft keeps the id, and the studio takes a row of that id once.
#include "commands/post_send.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "commands/journal_use.h"
#include "commands/post_verbs.h"
#include "commands/session_change.h"
#include "journal/sync.h"
#include "ui/json.h"

#define LEAST_END 4 // letters of the end of an id
#define MOST_END  12

// Opens a JSON object in a text of its own; finish() closes it.
struct draft {
    struct ui_json json;
    FILE *out;
    char *text;
    size_t size;
};

static int begin(struct draft *draft)
{
    *draft = (struct draft){.text = NULL};
    draft->out = open_memstream(&draft->text, &draft->size);
    if (!draft->out)
        return -1;
    ui_json_init(&draft->json, draft->out);
    ui_json_object_begin(&draft->json, NULL);
    return 0;
}

// The text, to be freed; NULL: no memory.
static char *finish(struct draft *draft)
{
    ui_json_object_end(&draft->json);
    if (fclose(draft->out) == 0)
        return draft->text;
    free(draft->text);
    return NULL;
}

static void put_tags(struct ui_json *json, const char *const *tags, size_t n)
{
    ui_json_array_begin(json, "tags");
    for (size_t i = 0; i < n; i++)
        ui_json_string(json, NULL, tags[i]);
    ui_json_array_end(json);
}

// What inside.push_post() or inside.push_comment() of the studio takes.
static char *letter_fields(const struct post_letter *letter)
{
    const struct server_post_words *words = &letter->words;
    struct draft draft;
    if (begin(&draft) != 0)
        return NULL;
    ui_json_string(&draft.json, "content", words->content);
    if (letter->reference) {
        ui_json_string(&draft.json, "reference", letter->reference);
    } else {
        ui_json_string(&draft.json, "title", words->title);
        ui_json_string(&draft.json, "category", words->category);
        ui_json_string(&draft.json, "group", words->group);
        put_tags(&draft.json, words->tags, words->n_tags);
        if (words->session)
            ui_json_raw(&draft.json, "session", words->session);
    }
    return finish(&draft);
}

// What inside.push_text() takes.
static char *revision_fields(const struct post_revision *revision)
{
    struct draft draft;
    if (begin(&draft) != 0)
        return NULL;
    ui_json_string(&draft.json, "reference", revision->reference);
    ui_json_bool(&draft.json, "sent", revision->was_sent);
    if (!revision->is_deletion) {
        ui_json_string(&draft.json, "text", revision->text);
        ui_json_string(&draft.json, "title", revision->title);
        ui_json_string(&draft.json, "category", revision->category);
        if (revision->tags)
            put_tags(&draft.json, revision->tags, revision->n_tags);
    }
    return finish(&draft);
}

// What inside.push_like() takes.
static char *like_fields(const char *reference)
{
    struct draft draft;
    if (begin(&draft) != 0)
        return NULL;
    ui_json_string(&draft.json, "reference", reference);
    return finish(&draft);
}

// Puts an operation into the outbox; its fields may be NULL for want of memory. Returns the exit
// code.
static int keep(const struct journal_operation *operation)
{
    struct journal *journal;
    struct practice_error err;
    int code = journal_use_open(JOURNAL_WRITE, &journal);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status =
        operation->fields ? journal_outbox_add(journal, operation, &err) : fail_no_memory(&err);
    if (status != PRACTICE_OK)
        code = journal_use_fail(&err);
    journal_close(journal);
    return code;
}

static int keep_letter(const struct post_letter *letter)
{
    struct journal_operation operation = {.kind = "insert", .fields = letter_fields(letter)};
    (void)snprintf(operation.row_id, sizeof operation.row_id, "%s", letter->words.id);
    (void)snprintf(operation.entity, sizeof operation.entity, "%s",
                   letter->reference ? "comment" : "post");
    int code = keep(&operation);
    free(operation.fields);
    if (code == COMMAND_DONE) {
        (void)printf("%s\n", letter->words.id);
        session_tell("kept as a draft: it goes out with the next 'practice sync'");
    }
    return code;
}

// An id of which only the end is known, with noughts before it: the studio goes by the reference,
// people by the end. Returns -1 for what cannot be the end of an id.
static int pad_id(const char *reference, char id[UUID_SIZE])
{
    static const char noughts[] = "00000000-0000-0000-0000-000000000000";
    size_t length = strlen(reference), size = sizeof noughts - 1;
    if (uuid_is_valid(reference)) {
        (void)snprintf(id, UUID_SIZE, "%s", reference);
        return 0;
    }
    if (length < LEAST_END || length > MOST_END ||
        strspn(reference, "0123456789abcdefABCDEF") != length)
        return -1;
    (void)snprintf(id, UUID_SIZE, "%.*s%s", (int)(size - length), noughts, reference);
    return 0;
}

// Keeps a change of what is there already; `said` is what will be done. The fields are freed.
static int keep_change(const char *reference, struct journal_operation *operation, const char *said)
{
    struct practice_error err;
    int code;
    if (pad_id(reference, operation->row_id) == 0) {
        code = keep(operation);
    } else {
        (void)fail_with(&err, PRACTICE_NOT_FOUND, "practice post list shows the ids",
                        "'%.60s' is not the end of an id", reference);
        code = server_use_fail(&err);
    }
    free(operation->fields);
    if (code == COMMAND_DONE) {
        (void)printf("%s\n", reference);
        session_tell("kept: '%s' is %s with the next 'practice sync'", reference, said);
    }
    return code;
}

int post_keep(const struct post_revision *revision)
{
    struct journal_operation operation = {.entity = "post", .fields = revision_fields(revision)};
    (void)snprintf(operation.kind, sizeof operation.kind, "%s",
                   revision->is_deletion ? "delete" : "update");
    return keep_change(revision->reference, &operation,
                       revision->is_deletion ? "deleted" : "edited");
}

int post_keep_like(const char *reference, int is_liked)
{
    struct journal_operation operation = {.entity = "like", .fields = like_fields(reference)};
    (void)snprintf(operation.kind, sizeof operation.kind, "%s", is_liked ? "insert" : "delete");
    return keep_change(reference, &operation, is_liked ? "liked" : "liked no more");
}

int post_send(const struct post_letter *letter)
{
    struct server *server;
    struct server_post_done done;
    struct practice_error err;
    int code = server_use_open(&server);
    if (code == COMMAND_REMOTE)
        return keep_letter(letter);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status =
        letter->reference
            ? server_comment_write(server, letter->reference, &letter->words, &done, &err)
            : server_post_write(server, &letter->words, &done, &err);
    code = post_tell(status, &done, letter->said, &err);
    server_close(server);
    return code == COMMAND_REMOTE ? keep_letter(letter) : code;
}
