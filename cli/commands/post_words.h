// SPDX-License-Identifier: GPL-3.0-or-later
// Where the text of a post or a comment comes from: the command line, a file, standard input or the
// person's editor.
#ifndef CLI_COMMANDS_POST_WORDS_H
#define CLI_COMMANDS_POST_WORDS_H

#include <practice/error.h>

#include "commands/options.h"

#define POST_WORDS_MAX 81000 // bytes: more than 20,000 characters of Korean, less than of emoji

struct post_source {
    const char *file;         // --file; "-": standard input; NULL: not said
    const char *text;         // what the editor starts with; NULL: nothing
    struct operands operands; // the words of the command line; one "-": standard input
    const char *what;         // for messages: "post"
};

// Sees that --file is not said beside words of the command line. Returns OPTIONS_GO_ON or an exit
// code.
int post_words_check(const struct command *self, const struct post_source *source);

// The same of a command line "ID [TEXT...|-]", whose id becomes *ret_reference and no word any
// more.
int post_words_take_id(const struct command *self, struct post_source *source,
                       const char **ret_reference);

// The text, to be freed: with one kind of line end and nothing empty around it. Fails with
// BAD_ARGUMENT (empty, too long, no UTF-8), NOT_FOUND (no editor and nobody to ask) or UNREADABLE.
enum practice_status post_words_read(const struct post_source *source, char **ret_text,
                                     struct practice_error *err) PRACTICE_CHECKED;

// Tells why it could not be read. Returns the exit code: 3 for a file, 1 for a text that will not
// do.
int post_words_fail(const struct practice_error *err);

// Cuts a text into its first line and what follows the empty lines below it, in place. Returns the
// latter, "" when there is none.
char *post_words_split(char *text);

#endif
