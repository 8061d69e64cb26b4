// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a command line: arguments are separated by NUL, the first byte chooses the command.
// Whatever is accepted must obey the table: numbers within their range, words among their words,
// operands among the arguments.
#include "commands/command.h"
#include "commands/options.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ARGUMENTS 64
#define MAX_VALUES    4096 // bytes of the largest command's struct of options

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// A complaint is a good answer, but nobody reads a million of them. Only the stream goes elsewhere:
// the sanitizers write to the descriptor.
static void be_quiet(void)
{
    static FILE *nowhere;
    if (nowhere)
        return;
    nowhere = fopen("/dev/null", "w");
    if (!nowhere)
        abort();
    stderr = nowhere;
}

static int among(const char *word, const char *words)
{
    size_t length = strlen(word);
    for (const char *p = words; (p = strstr(p, word)); p += length) {
        int starts = p == words || p[-1] == ' ', ends = p[length] == ' ' || p[length] == '\0';
        if (starts && ends && length > 0)
            return 1;
    }
    return 0;
}

static int obeys_texts(const struct option_texts *texts)
{
    if (texts->n > OPTION_MAX_TEXTS)
        return 0;
    for (size_t i = 0; i < texts->n; i++) {
        if (!texts->list[i])
            return 0;
    }
    return 1;
}

static int obeys(const struct option_spec *spec, const char *values)
{
    double seconds;
    unsigned count;
    const char *text;
    switch (spec->kind) {
    case OPTION_SECONDS:
        memcpy(&seconds, values + spec->offset, sizeof seconds);
        return seconds >= spec->least && seconds <= spec->most;
    case OPTION_COUNT:
        memcpy(&count, values + spec->offset, sizeof count);
        return count == 0 || ((double)count >= spec->least && (double)count <= spec->most);
    case OPTION_WORD:
        memcpy(&text, values + spec->offset, sizeof text);
        return !text || among(text, spec->words);
    case OPTION_TEXTS:
        return obeys_texts((const void *)(values + spec->offset));
    case OPTION_FLAG:
    case OPTION_TEXT:
        break;
    }
    return 1;
}

// Defaults within their range, as every command gives them.
static void fill_defaults(const struct command *command, char *values)
{
    memset(values, 0, MAX_VALUES);
    for (size_t i = 0; i < command->n_options; i++) {
        const struct option_spec *spec = &command->options[i];
        if (spec->offset > MAX_VALUES - sizeof(struct option_texts))
            abort();
        if (spec->kind == OPTION_SECONDS)
            memcpy(values + spec->offset, &spec->least, sizeof spec->least);
    }
}

static void check(const struct command *command, char **argv, int argc)
{
    static _Alignas(max_align_t) char values[MAX_VALUES];
    struct operands operands = {0};
    fill_defaults(command, values);
    int code = options_parse(command, argc, argv, values, &operands);
    if (code != OPTIONS_GO_ON && code != COMMAND_DONE && code != COMMAND_USAGE)
        abort();
    if (code != OPTIONS_GO_ON)
        return;
    for (size_t i = 0; i < command->n_options; i++) {
        if (!obeys(&command->options[i], values))
            abort();
    }
    if (operands.n >= (size_t)argc)
        abort();
    for (size_t i = 0; i < operands.n; i++) {
        if (!operands.list[i])
            abort();
    }
}

// The command that the byte chooses, and of a noun one of its verbs.
static const struct command *choose(unsigned byte)
{
    size_t n_commands;
    const struct command *const *commands = command_table(&n_commands);
    const struct command *command = commands[byte % n_commands];
    if (command->n_verbs > 0)
        return command->verbs[byte / n_commands % command->n_verbs];
    return command;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    be_quiet();
    char *text = malloc(size + 1);
    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    const struct command *command = choose(size > 0 ? data[0] : 0);
    char *argv[MAX_ARGUMENTS + 2] = {(char *)(uintptr_t)command->name};
    int argc = 1;
    for (size_t at = 1; at < size && argc <= MAX_ARGUMENTS; at += strlen(text + at) + 1)
        argv[argc++] = text + at;
    check(command, argv, argc);
    free(text);
    return 0;
}
