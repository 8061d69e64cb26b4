// SPDX-License-Identifier: GPL-3.0-or-later
// The parser over an option table. It walks argv once; values go through the table's offsets, so
// a new option is a row in a table and a member in a struct, nothing more.
#include "commands/options.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "commands/usage.h"
#include "ui/text.h"

struct walk {
    const struct command *command;
    int argc;
    char **argv;
    int at; // index of the argument being read
    void *values;
};

int options_complain(const char *command, const char *format, ...)
{
    char message[1024], clean[1024];
    va_list args;
    va_start(args, format);
    if (vsnprintf(message, sizeof message, format, args) < 0)
        message[0] = '\0';
    va_end(args);
    (void)fprintf(stderr, "practice%s%s: %s\n", command ? " " : "", command ? command : "",
                  ui_text_clean(clean, sizeof clean, message, 1));
    (void)fprintf(stderr, "try 'practice%s%s --help'\n", command ? " " : "",
                  command ? command : "");
    return COMMAND_USAGE;
}

int options_has_word(const char *words, const char *word)
{
    size_t length = word ? strlen(word) : 0;
    for (const char *p = words; p && *p; p = strchr(p, ' ')) {
        p += *p == ' ';
        if (length && strncmp(p, word, length) == 0 && (p[length] == ' ' || !p[length]))
            return 1;
    }
    return 0;
}

// The locale's LC_NUMERIC stays "C", so strtod() takes '.' everywhere.
static int read_number(const struct option_spec *option, const char *text, double *ret)
{
    char *end;
    errno = 0;
    double value = strtod(text, &end);
    if (end == text || *end || errno || !isfinite(value))
        return -1;
    if (option->kind == OPTION_COUNT && value != floor(value))
        return -1;
    if (value < option->least || value > option->most)
        return -1;
    *ret = value;
    return 0;
}

static int add_text(const struct walk *walk, const struct option_spec *option, const char *text)
{
    struct option_texts *texts = (void *)((char *)walk->values + option->offset);
    if (!*text && !option->may_be_empty)
        return options_complain(walk->command->name, "--%s needs a value", option->name);
    if (texts->n == OPTION_MAX_TEXTS)
        return options_complain(walk->command->name, "--%s can be given %d times at most",
                                option->name, OPTION_MAX_TEXTS);
    texts->list[texts->n++] = text;
    return OPTIONS_GO_ON;
}

static int store(const struct walk *walk, const struct option_spec *option, char *text)
{
    char *place = (char *)walk->values + option->offset;
    double number = 0;
    switch (option->kind) {
    case OPTION_FLAG:
        *(int *)(void *)place = 1;
        return OPTIONS_GO_ON;
    case OPTION_WORD:
        if (!options_has_word(option->words, text))
            return options_complain(walk->command->name, "--%s takes one of: %s; not '%s'",
                                    option->name, option->words, text);
        *(const char **)(void *)place = text;
        return OPTIONS_GO_ON;
    case OPTION_TEXT:
        if (!*text && !option->may_be_empty)
            return options_complain(walk->command->name, "--%s needs a value", option->name);
        *(const char **)(void *)place = text;
        return OPTIONS_GO_ON;
    case OPTION_TEXTS:
        return add_text(walk, option, text);
    case OPTION_SECONDS:
    case OPTION_COUNT:
        if (read_number(option, text, &number) != 0)
            return options_complain(walk->command->name, "--%s takes %s from %g to %g; not '%s'",
                                    option->name,
                                    option->kind == OPTION_COUNT ? "a whole number" : "seconds",
                                    option->least, option->most, text);
        if (option->kind == OPTION_COUNT)
            *(unsigned *)(void *)place = (unsigned)number;
        else
            *(double *)(void *)place = number;
        return OPTIONS_GO_ON;
    }
    return OPTIONS_GO_ON;
}

static int unknown_option(const struct walk *walk, const char *word, size_t length)
{
    const char *names[64];
    char wanted[64];
    size_t n = 0;
    for (; n < walk->command->n_options && n < 64; n++)
        names[n] = walk->command->options[n].name;
    (void)snprintf(wanted, sizeof wanted, "%.*s", (int)(length < 63 ? length : 63), word);
    const char *near = nearest_word(wanted, names, n);
    if (near)
        return options_complain(walk->command->name, "unknown option '--%s'; did you mean '--%s'?",
                                wanted, near);
    return options_complain(walk->command->name, "unknown option '--%s'", wanted);
}

static int show_help(const struct walk *walk)
{
    usage_print_command(walk->command, stdout);
    return COMMAND_DONE;
}

static int read_long(struct walk *walk)
{
    char *word = walk->argv[walk->at] + 2;
    size_t length = strcspn(word, "=");
    char *value = word[length] ? word + length + 1 : NULL;
    if (length == 4 && strncmp(word, "help", 4) == 0 && !value)
        return show_help(walk);
    for (size_t i = 0; i < walk->command->n_options; i++) {
        const struct option_spec *option = &walk->command->options[i];
        if (strlen(option->name) != length || strncmp(option->name, word, length) != 0)
            continue;
        if (!option->argument && value)
            return options_complain(walk->command->name, "--%s takes no value", option->name);
        if (option->argument && !value && walk->at + 1 >= walk->argc)
            return options_complain(walk->command->name, "--%s needs a value: %s", option->name,
                                    option->argument);
        if (option->argument && !value)
            value = walk->argv[++walk->at];
        return store(walk, option, value);
    }
    return unknown_option(walk, word, length);
}

static const struct option_spec *by_letter(const struct command *command, char letter)
{
    for (size_t i = 0; i < command->n_options; i++)
        if (command->options[i].letter == letter)
            return &command->options[i];
    return NULL;
}

static int read_letters(struct walk *walk)
{
    for (char *p = walk->argv[walk->at] + 1; *p; p++) {
        if (*p == 'h')
            return show_help(walk);
        const struct option_spec *option = by_letter(walk->command, *p);
        if (!option)
            return options_complain(walk->command->name, "unknown option '-%.*s'",
                                    (unsigned char)*p < 0x80 ? 1 : 4, p);
        if (!option->argument) {
            int code = store(walk, option, NULL);
            if (code != OPTIONS_GO_ON)
                return code;
            continue;
        }
        if (p[1])
            return store(walk, option, p + 1);
        if (walk->at + 1 >= walk->argc)
            return options_complain(walk->command->name, "-%c needs a value: %s", *p,
                                    option->argument);
        return store(walk, option, walk->argv[++walk->at]);
    }
    return OPTIONS_GO_ON;
}

int options_parse(const struct command *command, int argc, char **argv, void *values,
                  struct operands *ret_operands)
{
    struct walk walk = {command, argc, argv, 1, values};
    size_t n = 0;
    int only_operands = 0;
    for (; walk.at < argc; walk.at++) {
        char *word = argv[walk.at];
        int code = OPTIONS_GO_ON;
        if (only_operands || word[0] != '-' || !word[1])
            argv[1 + n++] = word;
        else if (strcmp(word, "--") == 0)
            only_operands = 1;
        else
            code = word[1] == '-' ? read_long(&walk) : read_letters(&walk);
        if (code != OPTIONS_GO_ON)
            return code;
    }
    ret_operands->list = argv + 1;
    ret_operands->n = n;
    return OPTIONS_GO_ON;
}
