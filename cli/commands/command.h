// SPDX-License-Identifier: GPL-3.0-or-later
// What a command is: a name, words for people, an option table, and a function. Parsing, help,
// completion and the tests all read the same table, so an option can be told in one place only.
#ifndef CLI_COMMANDS_COMMAND_H
#define CLI_COMMANDS_COMMAND_H

#include <stddef.h>

// The program's one table of exit codes; practice(1) documents it.
enum command_exit {
    COMMAND_DONE = 0,
    COMMAND_SOME_FAILED = 1, // the answer is no, some inputs failed, or output cannot be written
    COMMAND_USAGE = 2,
    COMMAND_BAD_INPUT = 3, // no input could be used
    COMMAND_JOURNAL = 4,   // the journal, or the file given to --resume, cannot be used
    COMMAND_REMOTE = 5,
    COMMAND_TRY_LATER = 75,
};

enum option_kind {
    OPTION_FLAG,    // int, set to 1
    OPTION_TEXT,    // const char *
    OPTION_WORD,    // const char *, one of .words
    OPTION_SECONDS, // double, .least … .most
    OPTION_COUNT,   // unsigned, .least … .most
    OPTION_TEXTS,   // struct option_texts: may be repeated
};

#define OPTION_MAX_TEXTS 32

// The values of an option that may be repeated, in order; argv's own strings.
struct option_texts {
    const char *list[OPTION_MAX_TEXTS];
    size_t n;
};

enum option_completion {
    COMPLETE_NOTHING,
    COMPLETE_FILES,
    COMPLETE_FOLDERS,
};

struct option_spec {
    const char *name;     // long name without dashes
    char letter;          // short name, or 0
    const char *argument; // how help calls the value; NULL for flags
    const char *group;    // heading in help; consecutive options share it
    const char *help;     // one line, mandatory
    enum option_kind kind;
    enum option_completion completion;
    const char *words; // of OPTION_WORD: "auto always never"
    double least, most;
    int may_be_empty; // of texts: '' is a value too, and clears
    size_t offset;    // of the value in the command's own struct of options
};

// What main() found out about the world outside.
struct command_env {
    int no_color; // --no-color stood before the command
};

// A noun such as `session` has verbs instead of options of its own; each verb is a command whose
// name is both words ("session list"). Without a verb the first one runs.
struct command {
    const char *name;
    const char *summary;         // one line for lists
    const char *operands;        // "FILE|DIR|-..."
    const char *const *examples; // NULL-terminated, complete command lines
    const struct option_spec *options;
    size_t n_options;
    enum option_completion operand_completion;
    const char *operand_words; // for completion: "bash zsh fish"; NULL: none
    int shows_recording;       // a recording that runs, or was never saved, is told after it
    const struct command *const *verbs;
    size_t n_verbs;
    // argv[0] is the command's name. Returns the exit code.
    int (*run)(const struct command *self, const struct command_env *env, int argc, char **argv);
};

// Every command, by name; *ret_n is their number. Nothing unfinished stands here.
const struct command *const *command_table(size_t *ret_n);

// The command of that name, or NULL.
const struct command *command_find(const char *name);

// The verb of a noun, or NULL.
const struct command *command_find_verb(const struct command *noun, const char *verb);

// "list" of "session list"; the whole name of a command that is no verb.
const char *command_verb_word(const struct command *command);

// Runs the verb that argv[1] names, or the first one when there is none: the `run` of a noun.
int command_run_verb(const struct command *self, const struct command_env *env, int argc,
                     char **argv);

// Complains about a word that is no command (of the noun, unless it is NULL), with the nearest one.
// `asker` is who complains, or NULL for the program. Returns COMMAND_USAGE.
int command_unknown(const char *asker, const struct command *noun, const char *word);

// The options that may stand before the command.
const struct option_spec *command_main_options(size_t *ret_n);

#endif
