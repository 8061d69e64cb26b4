// SPDX-License-Identifier: GPL-3.0-or-later
// A studio that says no is final; one that does not answer may even have taken the text, so the
// draft keeps the id, and the studio takes a row of that id once.
#include "commands/post_send.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "commands/journal_use.h"
#include "commands/post_verbs.h"
#include "commands/session_change.h"
#include "journal/sync.h"
#include "ui/json.h"

static void put_tags(struct ui_json *json, const struct server_post_words *words)
{
    ui_json_array_begin(json, "tags");
    for (size_t i = 0; i < words->n_tags; i++)
        ui_json_string(json, NULL, words->tags[i]);
    ui_json_array_end(json);
}

// What inside.push_post() or inside.push_comment() of the studio takes; to be freed, NULL: no
// memory.
static char *draft_fields(const struct post_letter *letter)
{
    const struct server_post_words *words = &letter->words;
    struct ui_json json;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    ui_json_init(&json, out);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "content", words->content);
    if (letter->reference) {
        ui_json_string(&json, "reference", letter->reference);
    } else {
        ui_json_string(&json, "title", words->title);
        ui_json_string(&json, "category", words->category);
        ui_json_string(&json, "group", words->group);
        put_tags(&json, words);
        if (words->session)
            ui_json_raw(&json, "session", words->session);
    }
    ui_json_object_end(&json);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

static enum practice_status add_draft(struct journal *journal, const struct post_letter *letter,
                                      struct practice_error *err)
{
    struct journal_operation operation = {.fields = draft_fields(letter)};
    if (!operation.fields)
        return fail_no_memory(err);
    (void)snprintf(operation.row_id, sizeof operation.row_id, "%s", letter->words.id);
    (void)snprintf(operation.entity, sizeof operation.entity, "%s",
                   letter->reference ? "comment" : "post");
    (void)snprintf(operation.kind, sizeof operation.kind, "insert");
    enum practice_status status = journal_outbox_add(journal, &operation, err);
    free(operation.fields);
    return status;
}

static int keep(const struct post_letter *letter)
{
    struct journal *journal;
    struct practice_error err;
    int code = journal_use_open(JOURNAL_WRITE, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (add_draft(journal, letter, &err) == PRACTICE_OK) {
        (void)printf("%s\n", letter->words.id);
        session_tell("kept as a draft: it goes out with the next 'practice sync'");
    } else {
        code = journal_use_fail(&err);
    }
    journal_close(journal);
    return code;
}

int post_send(const struct post_letter *letter)
{
    struct server *server;
    struct server_post_done done;
    struct practice_error err;
    int code = server_use_open(&server);
    if (code == COMMAND_REMOTE)
        return keep(letter);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status =
        letter->reference
            ? server_comment_write(server, letter->reference, &letter->words, &done, &err)
            : server_post_write(server, &letter->words, &done, &err);
    code = post_tell(status, &done, letter->said, &err);
    server_close(server);
    return code == COMMAND_REMOTE ? keep(letter) : code;
}
