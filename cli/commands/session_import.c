// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session import`: its command line, and the file into memory. The formats are
// cli/exchange's, the journal import_run.c's.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "commands/analyze.h"
#include "commands/import_run.h"
#include "commands/options.h"
#include "commands/session_verbs.h"

#define AT(member) .offset = offsetof(struct import_options, member)

static const struct option_spec options_table[] = {
    {.name = "format",
     .argument = "NAME",
     .group = "The file",
     .help = "what it is: " EXCHANGE_FORMAT_WORDS,
     .kind = OPTION_WORD,
     .words = EXCHANGE_FORMAT_WORDS,
     AT(format)},
    {.name = "zone",
     .argument = "ZONE",
     .group = "The file",
     .help = "where the sessions were, unless they say it (here)",
     .kind = OPTION_TEXT,
     AT(zone)},
    {.name = "instrument",
     .letter = 'i',
     .argument = "NAME",
     .group = "The file",
     .help = "the instrument of sessions that name none",
     .kind = OPTION_TEXT,
     AT(instrument)},
    {.name = "dry-run",
     .letter = 'n',
     .group = "What is done",
     .help = "tell what would be imported, and do nothing",
     .kind = OPTION_FLAG,
     AT(dry_run)},
    {.name = "strict",
     .group = "What is done",
     .help = "import nothing when anything is refused",
     .kind = OPTION_FLAG,
     AT(strict)},
    {.name = "json",
     .group = "Answer",
     .help = "tell the outcome as one JSON object",
     .kind = OPTION_FLAG,
     AT(json)},
};

// Everything up to one byte over the limit, with a 0 behind it.
static enum practice_status read_stream(FILE *in, const char *name, char **ret_text, size_t *ret_n,
                                        struct practice_error *err)
{
    char *text = NULL;
    size_t n = 0, room = 0;
    do {
        room = room ? 2 * room : 65536;
        char *grown = realloc(text, room + 1);
        if (!grown) {
            free(text);
            return fail_no_memory(err);
        }
        text = grown;
        n += fread(text + n, 1, room - n, in);
    } while (n == room && n <= EXCHANGE_MAX_BYTES);
    if (ferror(in)) {
        free(text);
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot read '%s': %s", name,
                         strerror(errno));
    }
    text[n] = '\0';
    *ret_text = text;
    *ret_n = n;
    return PRACTICE_OK;
}

static enum practice_status read_file(const char *name, char **ret_text, size_t *ret_n,
                                      struct practice_error *err)
{
    if (strcmp(name, "-") == 0)
        return read_stream(stdin, name, ret_text, ret_n, err);
    FILE *in = fopen(name, "re");
    if (!in)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot open '%s': %s", name,
                         strerror(errno));
    enum practice_status status = read_stream(in, name, ret_text, ret_n, err);
    (void)fclose(in);
    return status;
}

static enum practice_status find_sessions(const struct import_options *options, const char *name,
                                          const struct zone *zone, struct exchange *ret_found,
                                          struct practice_error *err)
{
    struct exchange_source source = {
        .format = exchange_format_find(options->format), .zone = zone, .now_ms = zone_now_ms()};
    struct practice_error reason;
    char *text = NULL;
    enum practice_status status = read_file(name, &text, &source.n_bytes, err);
    if (status != PRACTICE_OK)
        return status;
    source.text = text;
    status = exchange_read(&source, ret_found, &reason);
    free(text);
    if (status == PRACTICE_OK)
        return PRACTICE_OK;
    return fail_with(err, status, reason.hint[0] ? reason.hint : NULL, "'%s': %s", name,
                     reason.message);
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct import_options options = {.format = "auto"};
    struct operands operands;
    struct practice_error err;
    struct exchange found;
    struct zone *zone = NULL;
    char here[ZONE_NAME_SIZE];
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n != 1)
        return options_complain(self->name, "name one file, or - for standard input");
    if (zone_open(options.zone ? options.zone : zone_system_name(here), &zone, &err) != PRACTICE_OK)
        return options_complain(self->name, "%s", err.message);
    const char *name = operands.list[0];
    if (find_sessions(&options, name, zone, &found, &err) == PRACTICE_OK) {
        code = import_run(&found, name, &options);
        exchange_release(&found);
    } else {
        analyze_tell_error(&err);
        code = COMMAND_BAD_INPUT;
    }
    zone_free(zone);
    return code;
}

static const char *const examples[] = {
    "practice session import --dry-run journal.json",
    "practice session export --csv | practice session import --dry-run -",
    NULL,
};

const struct command command_session_import = {
    .name = "session import",
    .summary = "Take sessions from JSON, CSV, timewarrior, Watson or klog.",
    .operands = "FILE|-",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_completion = COMPLETE_FILES,
    .run = run,
};
