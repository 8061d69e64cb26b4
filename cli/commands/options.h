// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a command line by an option table. Our own few lines instead of getopt_long(), because
// values are checked by kind, mistakes get a suggestion, and every message names the command.
#ifndef CLI_COMMANDS_OPTIONS_H
#define CLI_COMMANDS_OPTIONS_H

#include "commands/command.h"

#define OPTIONS_GO_ON (-1)

// The parsed operands: argv's own strings, moved to its front.
struct operands {
    char **list;
    size_t n;
};

// Reads argv[1 … argc-1] into `values` (the struct that the table's offsets mean, filled with
// defaults by the caller). "--name=value", "--name value", "-nvalue", "-n value", grouped letters,
// options between operands, and "--" are understood; the last of a repeated option counts,
// unless it is one of OPTION_TEXTS.
// Every table understands -h and --help.
// Returns OPTIONS_GO_ON, or an exit code: 0 after printing help, 2 after printing a complaint.
int options_parse(const struct command *command, int argc, char **argv, void *values,
                  struct operands *ret_operands);

// Rows that many tables have; `values` is the command's struct of options, with a member of the
// same name.
#define OPTION_ROW_JSON(values, words)                                                             \
    {                                                                                              \
        .name = "json", .group = "Answer", .help = words, .kind = OPTION_FLAG,                     \
        .offset = offsetof(values, json)                                                           \
    }
#define OPTION_ROW_NO_COLOR(values)                                                                \
    {                                                                                              \
        .name = "no-color", .group = "Answer", .help = "no colours", .kind = OPTION_FLAG,          \
        .offset = offsetof(values, no_color)                                                       \
    }
#define OPTION_ROW_LIMIT(values, words, most_rows)                                                 \
    {                                                                                              \
        .name = "limit", .letter = 'n', .argument = "N", .group = "Which", .help = words,          \
        .kind = OPTION_COUNT, .least = 1, .most = most_rows, .offset = offsetof(values, limit)     \
    }
#define OPTION_ROW_AFTER(values)                                                                   \
    {                                                                                              \
        .name = "after", .argument = "PLACE", .group = "Which",                                    \
        .help = "go on after a page, at the place told below it", .kind = OPTION_TEXT,             \
        .offset = offsetof(values, after)                                                          \
    }

#define OPTION_ROW_PLOT(values)                                                                    \
    {                                                                                              \
        .name = "plot", .argument = "FILE", .group = "Picture",                                    \
        .help = "draw a picture: FILE.png, FILE.svg or FILE.pdf", .kind = OPTION_TEXT,             \
        .completion = COMPLETE_FILES, .offset = offsetof(values, plot)                             \
    }
#define OPTION_ROW_THEME(values)                                                                   \
    {                                                                                              \
        .name = "theme", .argument = "THEME", .group = "Picture",                                  \
        .help = "on light or dark ground (light)", .kind = OPTION_WORD, .words = "light dark",     \
        .offset = offsetof(values, theme)                                                          \
    }

// 1 when `word` (NULL: none) is one of words that blanks separate.
int options_has_word(const char *words, const char *word);

// Prints a usage complaint (printf format) and the way to help on stderr. Returns COMMAND_USAGE.
int options_complain(const char *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
