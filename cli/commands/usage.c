// SPDX-License-Identifier: GPL-3.0-or-later
// Prints help from the tables. The layout is fixed at 80 columns, so that the test which compares
// it with man pages and completion, and people with grep, find one option per line.
#include "commands/usage.h"

#include <string.h>

#define HELP_COLUMN 26

static void print_option(char letter, const char *name, const char *argument, const char *help,
                         FILE *out)
{
    char left[80], short_name[8] = "    ";
    if (letter)
        (void)snprintf(short_name, sizeof short_name, "-%c, ", letter);
    int length = snprintf(left, sizeof left, "  %s--%s%s%s", short_name, name, argument ? "=" : "",
                          argument ? argument : "");
    if (length >= HELP_COLUMN)
        (void)fprintf(out, "%s\n%*s%s\n", left, HELP_COLUMN, "", help);
    else
        (void)fprintf(out, "%-*s%s\n", HELP_COLUMN, left, help);
}

static void print_options(const struct option_spec *options, size_t n, FILE *out)
{
    const char *group = "";
    for (size_t i = 0; i < n; i++) {
        if (strcmp(group, options[i].group) != 0)
            (void)fprintf(out, "\n%s:\n", options[i].group);
        group = options[i].group;
        print_option(options[i].letter, options[i].name, options[i].argument, options[i].help, out);
    }
    if (!n)
        (void)fputs("\nOptions:\n", out);
    print_option('h', "help", NULL, "show this help", out);
}

void usage_print_main(FILE *out)
{
    size_t n;
    const struct command *const *commands = command_table(&n);
    (void)fputs("usage: practice [OPTION]... COMMAND ...\n"
                "Tells musicians how long they really played.\n\nCommands:\n",
                out);
    for (size_t i = 0; i < n; i++)
        (void)fprintf(out, "  %-*s%s\n", HELP_COLUMN - 2, commands[i]->name, commands[i]->summary);
    const struct option_spec *options = command_main_options(&n);
    print_options(options, n, out);
    (void)fputs("\n'practice help COMMAND' tells more; the manual is practice(1).\n", out);
}

static void print_noun(const struct command *noun, FILE *out)
{
    (void)fprintf(out, "usage: practice %s [VERB] ...\n%s\n\nVerbs:\n", noun->name, noun->summary);
    for (size_t i = 0; i < noun->n_verbs; i++)
        (void)fprintf(out, "  %-*s%s\n", HELP_COLUMN - 2, command_verb_word(noun->verbs[i]),
                      noun->verbs[i]->summary);
    print_options(NULL, 0, out);
    (void)fprintf(out, "\nWithout a verb: %s. 'practice %s VERB -h' tells more.\n",
                  command_verb_word(noun->verbs[0]), noun->name);
    (void)fprintf(out, "The manual is practice-%s(1).\n", noun->name);
}

void usage_print_command(const struct command *command, FILE *out)
{
    if (command->n_verbs) {
        print_noun(command, out);
        return;
    }
    (void)fprintf(out, "usage: practice %s %s%s%s\n", command->name,
                  command->n_options ? "[OPTION]..." : "", command->n_options ? " " : "",
                  command->operands);
    (void)fprintf(out, "%s\n", command->summary);
    print_options(command->options, command->n_options, out);
    if (command->examples && command->examples[0])
        (void)fputs("\nExamples:\n", out);
    for (const char *const *line = command->examples; line && *line; line++)
        (void)fprintf(out, "  %s\n", *line);
    (void)fprintf(out, "\nThe manual is practice-%.*s(1).\n", (int)strcspn(command->name, " "),
                  command->name);
}
