// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session tag` and `annotate`: small additions to what is written about a session.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/analyze.h"
#include "commands/editor.h"
#include "commands/options.h"
#include "commands/session_change.h"
#include "commands/session_verbs.h"
#include "commands/session_words.h"

struct tag_options {
    struct option_texts add, remove;
};

static const struct option_spec tag_table[] = {
    {.name = "add",
     .letter = 'a',
     .argument = "TAG,...",
     .group = "Options",
     .help = "add tags; the same as +TAG",
     .kind = OPTION_TEXTS,
     .offset = offsetof(struct tag_options, add)},
    {.name = "remove",
     .letter = 'r',
     .argument = "TAG,...",
     .group = "Options",
     .help = "take tags away",
     .kind = OPTION_TEXTS,
     .offset = offsetof(struct tag_options, remove)},
};

static enum practice_status change_tags(const struct tag_options *options,
                                        const struct operands *operands,
                                        struct session_change *change)
{
    enum practice_status status = PRACTICE_OK;
    for (size_t i = 0; i < options->remove.n; i++)
        (void)session_tags_remove(&change->session, options->remove.list[i]);
    for (size_t i = 0; status == PRACTICE_OK && i < options->add.n; i++)
        status = session_tags_add(&change->session, options->add.list[i], &change->error);
    for (size_t i = 1; status == PRACTICE_OK && i < operands->n; i++)
        status = session_tags_add(&change->session, operands->list[i], &change->error);
    return status;
}

static int run_tag(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct tag_options options = {0};
    struct operands operands;
    struct session_change change;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (!operands.n)
        return options_complain(self->name, "name a session: an id, @1 or last");
    if (operands.n < 2 && !options.add.n && !options.remove.n)
        return options_complain(self->name, "name tags: +TAG, --add TAG or --remove TAG");
    code = session_change_begin(&change, operands.list[0], "tagged");
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = change_tags(&options, &operands, &change);
    if (status != PRACTICE_OK)
        return session_change_refuse(&change);
    status = journal_session_update(change.journal, &change.session, &change.error);
    return session_change_end(&change, status);
}

static const char *const tag_examples[] = {
    "practice session tag last +scales",
    "practice session tag last --add warmup,slow --remove scales",
    NULL,
};

const struct command command_session_tag = {
    .name = "session tag",
    .summary = "Add tags to a session, or take them away.",
    .operands = "ID [+TAG]...",
    .examples = tag_examples,
    .options = tag_table,
    .n_options = sizeof tag_table / sizeof *tag_table,
    .run = run_tag,
};

// Everything of a stream up to the most that a note may be, to be freed; NULL: memory is short or
// the stream cannot be read.
static char *read_all(FILE *in)
{
    char *text = malloc(JOURNAL_MAX_NOTE + 2);
    if (!text)
        return NULL;
    size_t n = fread(text, 1, JOURNAL_MAX_NOTE + 1, in);
    text[n] = '\0';
    if (!ferror(in))
        return text;
    free(text);
    return NULL;
}

// The operands after the first as one line, to be freed.
static char *join_words(const struct operands *operands)
{
    size_t size = 1;
    for (size_t i = 1; i < operands->n; i++)
        size += strlen(operands->list[i]) + 1;
    char *text = calloc(size, 1);
    size_t at = 0;
    for (size_t i = 1; text && i < operands->n; i++)
        at += (size_t)snprintf(text + at, size - at, "%s%s", i > 1 ? " " : "", operands->list[i]);
    return text;
}

// The note as the editor leaves it, to be freed.
static enum practice_status edit_note(const char *path, int fd, const char *note, char **ret_text,
                                      struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    size_t length = note ? strlen(note) : 0;
    if (length && write(fd, note, length) != (ssize_t)length)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write '%s': %s", path,
                         strerror(errno));
    status = editor_run(path, err);
    if (status != PRACTICE_OK)
        return status;
    FILE *in = fopen(path, "re"); // editors replace the file
    *ret_text = in ? read_all(in) : NULL;
    if (in)
        (void)fclose(in);
    return *ret_text ? PRACTICE_OK
                     : fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read '%s'", path);
}

static enum practice_status ask_editor(const char *reference, char **ret_text,
                                       struct practice_error *err)
{
    struct journal *journal = NULL;
    struct journal_session session = {0};
    const char *folder = getenv("TMPDIR");
    char path[512], where[4096];
    if (journal_use_path(where, sizeof where) != COMMAND_DONE)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "it is not known where the journal is");
    enum practice_status status = journal_open(where, JOURNAL_READ, &journal, err);
    if (status == PRACTICE_OK)
        status = journal_session_find(journal, reference, &session, err);
    journal_close(journal);
    if (status != PRACTICE_OK)
        return status;
    (void)snprintf(path, sizeof path, "%s/practice-note-XXXXXX",
                   folder && *folder == '/' ? folder : "/tmp");
    int fd = mkstemp(path);
    if (fd < 0) {
        status = fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot make a temporary file: %s",
                           strerror(errno));
    } else {
        status = edit_note(path, fd, session.note, ret_text, err);
        (void)close(fd);
        (void)unlink(path);
    }
    journal_session_release(&session);
    return status;
}

// Adds a line to a note, or makes it the note.
static enum practice_status add_line(char **note, const char *line, struct practice_error *err)
{
    char *text = NULL;
    if (!*note)
        return session_text_set(note, line, "note", err);
    if (asprintf(&text, "%s\n%s", *note, line) < 0)
        return fail_no_memory(err);
    enum practice_status status = session_text_set(note, text, "note", err);
    free(text);
    return status;
}

static int annotate(const char *reference, const char *text, int replace)
{
    struct session_change change;
    int code = session_change_begin(&change, reference, "annotated");
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status =
        replace ? session_text_set(&change.session.note, text, "note", &change.error)
                : add_line(&change.session.note, text, &change.error);
    if (status == PRACTICE_OK)
        status = journal_session_update(change.journal, &change.session, &change.error);
    return session_change_end(&change, status);
}

static int run_annotate(const struct command *self, const struct command_env *env, int argc,
                        char **argv)
{
    (void)env;
    struct operands operands;
    struct practice_error err;
    char *text = NULL;
    int code = options_parse(self, argc, argv, NULL, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (!operands.n)
        return options_complain(self->name, "name a session: an id, @1 or last");
    if (operands.n == 1) {
        if (ask_editor(operands.list[0], &text, &err) != PRACTICE_OK)
            return journal_use_fail(&err);
    } else if (operands.n == 2 && strcmp(operands.list[1], "-") == 0) {
        text = read_all(stdin);
    } else {
        text = join_words(&operands);
    }
    if (!text) {
        session_tell("cannot read the note");
        return COMMAND_SOME_FAILED;
    }
    code = annotate(operands.list[0], text, operands.n == 1);
    free(text);
    return code;
}

static const char *const annotate_examples[] = {
    "practice session annotate last 'bar 12 still uneven'",
    "echo 'thumb position: 20 minutes' | practice session annotate last -",
    NULL,
};

const struct command command_session_annotate = {
    .name = "session annotate",
    .summary = "Add a line to a session's note, or edit it in your editor.",
    .operands = "ID [TEXT...|-]",
    .examples = annotate_examples,
    .run = run_annotate,
};
