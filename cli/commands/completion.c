// SPDX-License-Identifier: GPL-3.0-or-later
// Each shell gets plain data in its own dialect: no call back into the program at completion
// time, so pressing Tab is instant and works with a half-installed program.
#include "commands/completion.h"

#include <string.h>

#include "commands/command.h"

// Single quotes for any of the three shells. bash and zsh write a quote as '\''; fish takes it too.
static void put_quoted(const char *text, FILE *out)
{
    (void)fputc('\'', out);
    for (; *text; text++) {
        if (*text == '\'')
            (void)fputs("'\\''", out);
        else
            (void)fputc(*text, out);
    }
    (void)fputc('\'', out);
}

static void bash_option_names(const struct option_spec *options, size_t n, FILE *out)
{
    for (size_t i = 0; i < n; i++) {
        (void)fprintf(out, "--%s ", options[i].name);
        if (options[i].letter)
            (void)fprintf(out, "-%c ", options[i].letter);
    }
    (void)fputs("--help -h", out);
}

static void bash_values(const struct option_spec *option, FILE *out)
{
    if (!option->argument)
        return;
    (void)fprintf(out, "    *:--%s", option->name);
    if (option->letter)
        (void)fprintf(out, "|*:-%c", option->letter);
    if (option->words)
        (void)fprintf(out, ") COMPREPLY=($(compgen -W '%s' -- \"$cur\")) ;;\n", option->words);
    else if (option->completion == COMPLETE_FILES)
        (void)fputs(") compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n", out);
    else if (option->completion == COMPLETE_FOLDERS)
        (void)fputs(") compopt -o filenames; COMPREPLY=($(compgen -d -- \"$cur\")) ;;\n", out);
    else
        (void)fputs(") ;;\n", out);
}

static void verb_words(const struct command *noun, FILE *out)
{
    for (size_t i = 0; i < noun->n_verbs; i++)
        (void)fprintf(out, "%s%s", i ? " " : "", command_verb_word(noun->verbs[i]));
}

static void bash_command(const struct command *command, FILE *out)
{
    for (size_t i = 0; i < command->n_verbs; i++)
        bash_command(command->verbs[i], out);
    (void)fprintf(out, "  '%s')\n    case $cur:$prev in\n", command->name);
    for (size_t i = 0; i < command->n_options; i++)
        bash_values(&command->options[i], out);
    (void)fputs("    -*) COMPREPLY=($(compgen -W '", out);
    bash_option_names(command->options, command->n_options, out);
    (void)fputs("' -- \"$cur\")) ;;\n", out);
    if (command->n_verbs) {
        (void)fputs("    *) COMPREPLY=($(compgen -W '", out);
        verb_words(command, out);
        (void)fputs("' -- \"$cur\")) ;;\n", out);
    } else if (command->operand_words)
        (void)fprintf(out, "    *) COMPREPLY=($(compgen -W '%s' -- \"$cur\")) ;;\n",
                      command->operand_words);
    else if (command->operand_completion == COMPLETE_FILES)
        (void)fputs("    *) compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n", out);
    (void)fputs("    esac ;;\n", out);
}

void completion_print_bash(FILE *out)
{
    size_t n, n_options;
    const struct command *const *commands = command_table(&n);
    const struct option_spec *options = command_main_options(&n_options);
    (void)fputs(
        "# bash completion for practice, made by 'practice completion bash'\n"
        "_practice() {\n"
        "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} i command=\n"
        "  local IFS=$' \\t\\n'\n"
        "  COMPREPLY=()\n"
        "  # bash splits --name=value at the '='\n"
        "  if [[ $cur == '=' ]]; then cur=; "
        "elif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
        "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
        "    [[ ${COMP_WORDS[i]} == -* ]] || { command=${COMP_WORDS[i]}; break; }\n"
        "  done\n"
        "  # a noun and its verb count as one\n"
        "  local verb=${COMP_WORDS[i+1]-}\n"
        "  ((i + 1 < COMP_CWORD)) && case \" $command $verb \" in\n",
        out);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < commands[i]->n_verbs; k++)
            (void)fprintf(out, "  ' %s ') command+=\" $verb\" ;;\n", commands[i]->verbs[k]->name);
    (void)fputs("  esac\n"
                "  case $command in\n",
                out);
    for (size_t i = 0; i < n; i++)
        bash_command(commands[i], out);
    (void)fputs("  '') COMPREPLY=($(compgen -W '", out);
    for (size_t i = 0; i < n; i++)
        (void)fprintf(out, "%s ", commands[i]->name);
    bash_option_names(options, n_options, out);
    (void)fputs("' -- \"$cur\")) ;;\n  esac\n}\ncomplete -F _practice practice\n", out);
}

// _arguments takes brackets and colons of a description as its own: they get a backslash.
static void zsh_escaped(const char *text, FILE *out)
{
    for (; *text; text++) {
        if (*text == '\'')
            (void)fputs("'\\''", out);
        else if (*text == '[' || *text == ']' || *text == ':')
            (void)fprintf(out, "\\%c", *text);
        else
            (void)fputc(*text, out);
    }
}

static void zsh_option(const struct option_spec *option, const char *indent, FILE *out)
{
    (void)fprintf(out, "%s", indent);
    if (option->letter)
        (void)fprintf(out, "'(-%c --%s)'{-%c%s,--%s%s}'[", option->letter, option->name,
                      option->letter, option->argument ? "+" : "", option->name,
                      option->argument ? "=" : "");
    else
        (void)fprintf(out, "'--%s%s[", option->name, option->argument ? "=" : "");
    zsh_escaped(option->help, out);
    (void)fputs("]", out);
    if (option->argument)
        (void)fprintf(out, ":%s:", option->argument);
    if (option->words)
        (void)fprintf(out, "(%s)", option->words);
    else if (option->completion != COMPLETE_NOTHING)
        (void)fputs(option->completion == COMPLETE_FILES ? "_files" : "_files -/", out);
    (void)fputs("' \\\n", out);
}

static void zsh_command(const struct command *command, FILE *out);

static void zsh_names(const char *name, const struct command *const *list, size_t n, FILE *out)
{
    (void)fprintf(out, "  local -a %s=(\n", name);
    for (size_t i = 0; i < n; i++) {
        (void)fprintf(out, "    '%s:", command_verb_word(list[i]));
        zsh_escaped(list[i]->summary, out);
        (void)fputs("'\n", out);
    }
    (void)fputs("  )\n", out);
}

// _arguments again, one word further.
static void zsh_noun(const struct command *noun, FILE *out)
{
    zsh_names("verbs", noun->verbs, noun->n_verbs, out);
    (void)fputs("  _arguments -C '(-h --help)'{-h,--help}'[show this help]' \\\n"
                "    '1:verb:->verb' '*::argument:->verb_argument'\n"
                "  case $state in\n  verb) _describe verb verbs ;;\n"
                "  verb_argument)\n    case $line[1] in\n",
                out);
    for (size_t i = 0; i < noun->n_verbs; i++)
        zsh_command(noun->verbs[i], out);
    (void)fputs("    esac ;;\n  esac\n      ;;\n", out);
}

static void zsh_command(const struct command *command, FILE *out)
{
    (void)fprintf(out, "    %s)\n", command_verb_word(command));
    if (command->n_verbs) {
        zsh_noun(command, out);
        return;
    }
    (void)fputs("      _arguments -s -S \\\n", out);
    for (size_t i = 0; i < command->n_options; i++)
        zsh_option(&command->options[i], "        ", out);
    (void)fputs("        '(-h --help)'{-h,--help}'[show this help]' \\\n", out);
    if (command->operand_words)
        (void)fprintf(out, "        '1:operand:(%s)'\n", command->operand_words);
    else
        (void)fprintf(out, "        '*:operand:%s'\n",
                      command->operand_completion == COMPLETE_FILES ? "_files" : "");
    (void)fputs("      ;;\n", out);
}

void completion_print_zsh(FILE *out)
{
    size_t n, n_options;
    const struct command *const *commands = command_table(&n);
    const struct option_spec *options = command_main_options(&n_options);
    (void)fputs("#compdef practice\n# zsh completion, made by 'practice completion zsh'\n"
                "_practice() {\n  local curcontext=$curcontext state line\n",
                out);
    zsh_names("commands", commands, n, out);
    (void)fputs("  _arguments -C \\\n", out);
    for (size_t i = 0; i < n_options; i++)
        zsh_option(&options[i], "    ", out);
    (void)fputs("    '(-h --help)'{-h,--help}'[show this help]' \\\n"
                "    '1:command:->command' '*::argument:->argument'\n"
                "  case $state in\n  command) _describe command commands ;;\n"
                "  argument)\n    case $line[1] in\n",
                out);
    for (size_t i = 0; i < n; i++)
        zsh_command(commands[i], out);
    (void)fputs("    esac ;;\n  esac\n}\n"
                "if [ \"$funcstack[1]\" = _practice ]; then _practice \"$@\"; "
                "else compdef _practice practice; fi\n",
                out);
}

static void fish_option(const char *when, const struct option_spec *option, FILE *out)
{
    (void)fprintf(out, "complete -c practice -n '%s' -l %s", when, option->name);
    if (option->letter)
        (void)fprintf(out, " -s %c", option->letter);
    if (option->words)
        (void)fprintf(out, " -x -a '%s'", option->words);
    else if (option->argument && option->completion == COMPLETE_FILES)
        (void)fputs(" -r -F", out);
    else if (option->argument && option->completion == COMPLETE_FOLDERS)
        (void)fputs(" -x -a '(__fish_complete_directories)'", out);
    else if (option->argument)
        (void)fputs(" -x", out);
    (void)fputs(" -d ", out);
    put_quoted(option->help, out);
    (void)fputc('\n', out);
}

static void fish_command(const struct command *command, FILE *out);

static void fish_verb(const struct command *noun, const struct command *verb, FILE *out)
{
    (void)fprintf(out,
                  "complete -c practice -n '__fish_seen_subcommand_from %s; "
                  "and not __fish_seen_subcommand_from ",
                  noun->name);
    verb_words(noun, out);
    (void)fprintf(out, "' -a %s -d ", command_verb_word(verb));
    put_quoted(verb->summary, out);
    (void)fputc('\n', out);
    fish_command(verb, out);
}

static void fish_command(const struct command *command, FILE *out)
{
    char when[160];
    int length = (int)strcspn(command->name, " ");
    (void)snprintf(when, sizeof when, "__fish_seen_subcommand_from %.*s", length, command->name);
    if (command->name[length])
        (void)snprintf(when + strlen(when), sizeof when - strlen(when),
                       "; and __fish_seen_subcommand_from %s", command_verb_word(command));
    for (size_t i = 0; i < command->n_verbs; i++)
        fish_verb(command, command->verbs[i], out);
    for (size_t i = 0; i < command->n_options; i++)
        fish_option(when, &command->options[i], out);
    if (command->operand_words)
        (void)fprintf(out, "complete -c practice -n '%s' -f -a '%s'\n", when,
                      command->operand_words);
    else if (command->operand_completion == COMPLETE_FILES)
        (void)fprintf(out, "complete -c practice -n '%s' -F\n", when);
}

void completion_print_fish(FILE *out)
{
    size_t n, n_options;
    const struct command *const *commands = command_table(&n);
    const struct option_spec *options = command_main_options(&n_options);
    (void)fputs("# fish completion for practice, made by 'practice completion fish'\n"
                "complete -c practice -f\n"
                "complete -c practice -l help -s h -d 'show this help'\n",
                out);
    for (size_t i = 0; i < n_options; i++)
        fish_option("__fish_use_subcommand", &options[i], out);
    for (size_t i = 0; i < n; i++) {
        (void)fprintf(out, "complete -c practice -n '__fish_use_subcommand' -a %s -d ",
                      commands[i]->name);
        put_quoted(commands[i]->summary, out);
        (void)fputc('\n', out);
    }
    for (size_t i = 0; i < n; i++)
        fish_command(commands[i], out);
}
