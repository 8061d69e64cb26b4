// SPDX-License-Identifier: GPL-3.0-or-later
// `practice post write` and `edit`. As in a mail or a commit, the first line is the title unless
// one is given.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "commands/options.h"
#include "commands/post_send.h"
#include "commands/post_verbs.h"
#include "commands/post_words.h"
#include "commands/session_change.h"

struct write_options {
    const char *title, *category, *file, *group;
    struct option_texts tags; // each may be several with commas between
};

#define AT(member) .offset = offsetof(struct write_options, member)

#define WORDS_OPTIONS                                                                              \
    {.name = "title",                                                                              \
     .letter = 't',                                                                                \
     .argument = "TEXT",                                                                           \
     .group = "What",                                                                              \
     .help = "the title, otherwise the first line is",                                             \
     .kind = OPTION_TEXT,                                                                          \
     AT(title)},                                                                                   \
        {.name = "category",                                                                       \
         .letter = 'c',                                                                            \
         .argument = "KIND",                                                                       \
         .group = "What",                                                                          \
         .help = "tip, question, free or general",                                                 \
         .kind = OPTION_WORD,                                                                      \
         .words = "tip question free general",                                                     \
         AT(category)},                                                                            \
        {.name = "tag",                                                                            \
         .argument = "TAG,...",                                                                    \
         .group = "What",                                                                          \
         .help = "tags, ten at most; your instruments and kind are added",                         \
         .kind = OPTION_TEXTS,                                                                     \
         .may_be_empty = 1,                                                                        \
         AT(tags)},                                                                                \
    {                                                                                              \
        .name = "file", .letter = 'f', .argument = "FILE", .group = "What",                        \
        .help = "the text is in this file; - is standard input", .kind = OPTION_TEXT,              \
        .completion = COMPLETE_FILES, AT(file)                                                     \
    }

static const struct option_spec write_table[] = {
    WORDS_OPTIONS,
    {.name = "group",
     .letter = 'g',
     .argument = "GROUP",
     .group = "Who",
     .help = "for this group of yours only, not the whole studio",
     .kind = OPTION_TEXT,
     AT(group)},
};

static const struct option_spec edit_table[] = {WORDS_OPTIONS};

#define MOST_TAGS 64

// The tags of a command line, one by one; `text` is their storage, to be freed.
struct tags {
    const char *list[MOST_TAGS];
    size_t n;
    char *text;
};

static enum practice_status split_tags(const struct option_texts *texts, struct tags *ret_tags,
                                       struct practice_error *err)
{
    struct tags tags = {.n = 0};
    size_t size = 1;
    for (size_t i = 0; i < texts->n; i++)
        size += strlen(texts->list[i]) + 1;
    tags.text = calloc(size, 1);
    if (!tags.text)
        return fail_no_memory(err);
    for (size_t i = 0; i < texts->n; i++)
        (void)strcat(strcat(tags.text, i ? "," : ""), texts->list[i]);
    char *place = NULL;
    for (char *tag = strtok_r(tags.text, ", ", &place); tag; tag = strtok_r(NULL, ", ", &place)) {
        if (tags.n == MOST_TAGS) {
            free(tags.text);
            return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "tags: at most %d",
                             SERVER_POST_MAX_TAGS);
        }
        tags.list[tags.n++] = tag;
    }
    *ret_tags = tags;
    return PRACTICE_OK;
}

// Puts title and content into `words`: both point into text.
static void put_text(const struct write_options *options, char *text,
                     struct server_post_words *words)
{
    words->title = options->title;
    words->content = text;
    if (!options->title) {
        words->content = post_words_split(text);
        words->title = text;
    }
}

static enum practice_status read_letter(const struct write_options *options,
                                        const struct post_source *source, struct tags *tags,
                                        char **text, struct post_letter *letter,
                                        struct practice_error *err)
{
    enum practice_status status = split_tags(&options->tags, tags, err);
    if (status == PRACTICE_OK)
        status = post_words_read(source, text, err);
    if (status != PRACTICE_OK)
        return status;
    put_text(options, *text, &letter->words);
    letter->words.tags = tags->list;
    letter->words.n_tags = tags->n;
    return PRACTICE_OK;
}

static int run_write(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    (void)env;
    struct write_options options = {0};
    struct post_source source = {.what = "post"};
    struct tags tags = {.n = 0};
    struct practice_error err;
    char id[UUID_SIZE], *text = NULL;
    int code = options_parse(self, argc, argv, &options, &source.operands);
    source.file = options.file;
    if (code == OPTIONS_GO_ON)
        code = post_words_check(self, &source);
    if (code != OPTIONS_GO_ON)
        return code;
    code = post_begin(id);
    if (code != COMMAND_DONE)
        return code;
    struct post_letter letter = {
        .words = {.id = id, .category = options.category, .group = options.group},
        .said = options.group ? "is on the group's board" : "is on the board"};
    if (read_letter(&options, &source, &tags, &text, &letter, &err) == PRACTICE_OK)
        code = post_send(&letter);
    else
        code = post_words_fail(&err);
    free(text);
    free(tags.text);
    return code;
}

static const char *const write_examples[] = {
    "practice post write --category tip --tag bowing 'Slow bows first'",
    "practice post write --title 'Which strings?' --category question --file question.txt",
    NULL,
};

const struct command command_post_write = {
    .name = "post write",
    .summary = "Write on the board, in your editor or from the command line.",
    .operands = "[TEXT...|-]",
    .examples = write_examples,
    .options = write_table,
    .n_options = sizeof write_table / sizeof *write_table,
    .run = run_write,
};

// What the editor starts with: the post as it is, to be freed; *ret_is_comment is told too. The
// connection ends before the editor starts, for that may take hours. Returns COMMAND_DONE or an
// exit code with the error told.
static int text_before(const char *reference, char **ret_text, int *ret_is_comment)
{
    struct server *server;
    struct server_rows *rows = NULL;
    struct practice_error err;
    int code = server_use_open(&server);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = server_post_history(server, reference, &rows, &err);
    if (status == PRACTICE_OK) {
        size_t last = server_rows_n(rows) ? server_rows_n(rows) - 1 : 0;
        const char *title = server_text(rows, last, "title");
        const char *content = server_text(rows, last, "content");
        if (asprintf(ret_text, "%s%s%s", title ? title : "", title ? "\n\n" : "",
                     content ? content : "") < 0)
            status = fail_no_memory(&err);
        *ret_is_comment = !title;
    }
    server_rows_free(rows);
    server_close(server);
    return status == PRACTICE_OK ? COMMAND_DONE : server_use_fail(&err);
}

struct edit {
    const char *reference;
    const struct write_options *options;
    struct post_source source;
    struct tags tags;
    char *text; // the new one; NULL: it stays
    int is_comment, is_offline;
};

// Reads the new text when there is to be one: always, unless only title, category or tags were
// said. Out of reach of the studio nobody knows what is to be edited in an editor.
static int read_text(struct edit *edit)
{
    const struct write_options *options = edit->options;
    struct practice_error err;
    char *before = NULL;
    int asks = !edit->source.file && !edit->source.operands.n;
    if (asks && (options->title || options->category || options->tags.n))
        return COMMAND_DONE;
    int code = text_before(edit->reference, &before, &edit->is_comment);
    edit->is_offline = code == COMMAND_REMOTE;
    if (edit->is_offline && asks)
        session_tell("to have it edited later, give the new text after the id or with --file");
    if (code != COMMAND_DONE && (asks || !edit->is_offline))
        return code;
    edit->source.text = before;
    edit->source.what = edit->is_comment ? "comment" : "post";
    code = post_words_read(&edit->source, &edit->text, &err) == PRACTICE_OK ? COMMAND_DONE
                                                                            : post_words_fail(&err);
    free(before);
    return code;
}

static const char *const *tags_of(const struct edit *edit)
{
    return edit->options->tags.n ? edit->tags.list : NULL;
}

static int keep_edit(const struct edit *edit, int was_sent)
{
    const struct post_revision revision = {
        .reference = edit->reference,
        .text = edit->text,
        .title = edit->options->title,
        .category = edit->options->category,
        .tags = tags_of(edit),
        .n_tags = edit->tags.n,
        .was_sent = was_sent,
    };
    return post_keep(&revision);
}

// Cuts a post's text into title and content, which a text that is kept for later must not be yet.
static enum practice_status call_edit(struct server *server, const struct edit *edit,
                                      struct server_post_done *ret_done, struct practice_error *err)
{
    struct server_post_words words = {.title = edit->options->title,
                                      .content = edit->text,
                                      .category = edit->options->category,
                                      .tags = tags_of(edit),
                                      .n_tags = edit->tags.n};
    char *copy = NULL;
    if (edit->text && !edit->is_comment) {
        copy = strdup(edit->text);
        if (!copy)
            return fail_no_memory(err);
        put_text(edit->options, copy, &words);
    }
    enum practice_status status = server_post_edit(server, edit->reference, &words, ret_done, err);
    free(copy);
    return status;
}

static int send_edit(const struct edit *edit)
{
    struct server *server;
    struct server_post_done done;
    struct practice_error err;
    if (edit->is_offline)
        return keep_edit(edit, 0);
    int code = server_use_open(&server);
    if (code != COMMAND_DONE)
        return code == COMMAND_REMOTE ? keep_edit(edit, 0) : code;
    enum practice_status status = call_edit(server, edit, &done, &err);
    code = post_tell(status, &done, "is edited; 'practice post history' shows what it was", &err);
    server_close(server);
    return code == COMMAND_REMOTE ? keep_edit(edit, 1) : code;
}

static int run_edit(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    (void)env;
    struct write_options options = {0};
    struct edit edit = {.options = &options};
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &edit.source.operands);
    edit.source.file = options.file;
    if (code == OPTIONS_GO_ON)
        code = post_words_take_id(self, &edit.source, &edit.reference);
    if (code != OPTIONS_GO_ON)
        return code;
    if (split_tags(&options.tags, &edit.tags, &err) != PRACTICE_OK)
        return post_words_fail(&err);
    code = read_text(&edit);
    if (code == COMMAND_DONE)
        code = send_edit(&edit);
    free(edit.text);
    free(edit.tags.text);
    return code;
}

static const char *const edit_examples[] = {
    "practice post edit 7d3e5a10",
    "practice post edit 7d3e5a10 --category question --tag ''",
    NULL,
};

const struct command command_post_edit = {
    .name = "post edit",
    .summary = "Change what you wrote: a post or a comment.",
    .operands = "ID [TEXT...|-]",
    .examples = edit_examples,
    .options = edit_table,
    .n_options = sizeof edit_table / sizeof *edit_table,
    .run = run_edit,
};
