// SPDX-License-Identifier: GPL-3.0-or-later
// The text is read whole, with a limit, and checked before anything is sent.
#include "commands/post_words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "commands/analyze.h"
#include "commands/editor.h"
#include "ui/text.h"

static enum practice_status read_stream(FILE *in, const char *name, char **ret_text,
                                        struct practice_error *err)
{
    char *text = malloc(POST_WORDS_MAX + 2);
    if (!text)
        return fail_no_memory(err);
    size_t n = fread(text, 1, POST_WORDS_MAX + 1, in);
    text[n] = '\0';
    if (ferror(in) || strlen(text) != n) {
        free(text);
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "'%s' cannot be read as text", name);
    }
    *ret_text = text;
    return PRACTICE_OK;
}

static enum practice_status read_file(const char *path, char **ret_text, struct practice_error *err)
{
    FILE *in = fopen(path, "re");
    if (!in)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read '%s': %s", path,
                         strerror(errno));
    enum practice_status status = read_stream(in, path, ret_text, err);
    (void)fclose(in);
    return status;
}

// Editors replace the file, so it is opened anew.
static enum practice_status edit_file(const char *path, int fd, const char *text, char **ret_text,
                                      struct practice_error *err)
{
    size_t length = text ? strlen(text) : 0;
    if (length && write(fd, text, length) != (ssize_t)length)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write '%s': %s", path,
                         strerror(errno));
    enum practice_status status = editor_run(path, err);
    return status == PRACTICE_OK ? read_file(path, ret_text, err) : status;
}

static enum practice_status ask_editor(const char *text, char **ret_text,
                                       struct practice_error *err)
{
    const char *folder = getenv("TMPDIR");
    char path[512];
    (void)snprintf(path, sizeof path, "%s/practice-post-XXXXXX",
                   folder && *folder == '/' ? folder : "/tmp");
    int fd = mkstemp(path);
    if (fd < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot make a temporary file: %s",
                         strerror(errno));
    enum practice_status status = edit_file(path, fd, text, ret_text, err);
    (void)close(fd);
    (void)unlink(path);
    return status;
}

static enum practice_status join_words(const struct operands *operands, char **ret_text,
                                       struct practice_error *err)
{
    size_t size = 1, at = 0;
    for (size_t i = 0; i < operands->n; i++)
        size += strlen(operands->list[i]) + 1;
    char *text = calloc(size, 1);
    if (!text)
        return fail_no_memory(err);
    for (size_t i = 0; i < operands->n; i++)
        at += (size_t)snprintf(text + at, size - at, "%s%s", i ? " " : "", operands->list[i]);
    *ret_text = text;
    return PRACTICE_OK;
}

// One kind of line end, nothing empty around.
static void tidy(char *text)
{
    size_t first = strncmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0, n = 0;
    first += strspn(text + first, " \t\r\n");
    for (const char *at = text + first; *at; at++)
        if (*at != '\r' || at[1] != '\n')
            text[n++] = *at == '\r' ? '\n' : *at;
    while (n && strchr(" \t\n", text[n - 1]))
        n--;
    text[n] = '\0';
}

static enum practice_status check(const char *text, const char *what, struct practice_error *err)
{
    if (!*text)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the %s is empty", what);
    if (strlen(text) > POST_WORDS_MAX)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the %s is too long", what);
    if (!ui_text_is_utf8(text))
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the %s is not in UTF-8", what);
    return PRACTICE_OK;
}

enum practice_status post_words_read(const struct post_source *source, char **ret_text,
                                     struct practice_error *err)
{
    char *text = NULL;
    const struct operands *operands = &source->operands;
    const char *file = source->file;
    enum practice_status status;
    if (operands->n == 1 && strcmp(operands->list[0], "-") == 0)
        file = "-";
    if (file && strcmp(file, "-") == 0)
        status = read_stream(stdin, "standard input", &text, err);
    else if (file)
        status = read_file(file, &text, err);
    else if (operands->n)
        status = join_words(operands, &text, err);
    else
        status = ask_editor(source->text, &text, err);
    if (status != PRACTICE_OK)
        return status;
    tidy(text);
    status = check(text, source->what, err);
    if (status == PRACTICE_OK)
        *ret_text = text;
    else
        free(text);
    return status;
}

int post_words_check(const struct command *self, const struct post_source *source)
{
    if (source->file && source->operands.n)
        return options_complain(self->name, "choose one of TEXT and --file");
    return OPTIONS_GO_ON;
}

int post_words_take_id(const struct command *self, struct post_source *source,
                       const char **ret_reference)
{
    if (!source->operands.n)
        return options_complain(self->name, "name a post or a comment by the end of its id");
    *ret_reference = source->operands.list[0];
    source->operands.list++;
    source->operands.n--;
    return post_words_check(self, source);
}

int post_words_fail(const struct practice_error *err)
{
    analyze_tell_error(err);
    return err->status == PRACTICE_UNREADABLE ? COMMAND_BAD_INPUT : COMMAND_SOME_FAILED;
}

char *post_words_split(char *text)
{
    char *rest = text + strcspn(text, "\n");
    if (*rest)
        *rest++ = '\0';
    rest += strspn(rest, "\n");
    for (size_t n = strlen(text); n && strchr(" \t", text[n - 1]); n--)
        text[n - 1] = '\0';
    return rest;
}
