// SPDX-License-Identifier: GPL-3.0-or-later
// `practice post comment` and `reply`: to the studio both are one thing, to people they are two.
#include <stdlib.h>

#include "commands/options.h"
#include "commands/post_send.h"
#include "commands/post_verbs.h"
#include "commands/post_words.h"

struct comment_options {
    const char *file;
};

static const struct option_spec options_table[] = {
    {.name = "file",
     .letter = 'f',
     .argument = "FILE",
     .group = "What",
     .help = "the text is in this file; - is standard input",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FILES,
     .offset = offsetof(struct comment_options, file)},
};

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct comment_options options = {0};
    struct post_source source = {.what = "comment"};
    struct practice_error err;
    const char *reference = NULL;
    char id[UUID_SIZE], *text = NULL;
    int code = options_parse(self, argc, argv, &options, &source.operands);
    source.file = options.file;
    if (code == OPTIONS_GO_ON)
        code = post_words_take_id(self, &source, &reference);
    if (code != OPTIONS_GO_ON)
        return code;
    code = post_begin(id);
    if (code != COMMAND_DONE)
        return code;
    if (post_words_read(&source, &text, &err) == PRACTICE_OK) {
        const struct post_letter letter = {
            .words = {.id = id, .content = text}, .reference = reference, .said = "is written"};
        code = post_send(&letter);
    } else {
        code = post_words_fail(&err);
    }
    free(text);
    return code;
}

static const char *const comment_examples[] = {
    "practice post comment 7d3e5a10 'With a metronome, at 60'", NULL};

const struct command command_post_comment = {
    .name = "post comment",
    .summary = "Comment on a post.",
    .operands = "ID [TEXT...|-]",
    .examples = comment_examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};

static const char *const reply_examples[] = {"practice post reply 9b01c4f2 'And then at 80?'",
                                             NULL};

const struct command command_post_reply = {
    .name = "post reply",
    .summary = "Answer a comment.",
    .operands = "ID [TEXT...|-]",
    .examples = reply_examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
