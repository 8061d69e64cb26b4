// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session export`: sessions of a period for other programs, or for another journal.
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/outfile.h"
#include "base/zones.h"
#include "commands/analyze.h"
#include "commands/journal_use.h"
#include "commands/options.h"
#include "commands/period_words.h"
#include "commands/session_verbs.h"
#include "exchange/exchange.h"

struct export_options {
    int json, csv, ical;
    const char *output;
};

#define AT(member) .offset = offsetof(struct export_options, member)

static const struct option_spec options_table[] = {
    {.name = "json",
     .group = "Answer",
     .help = "JSON: everything, for another journal (the default)",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "csv",
     .group = "Answer",
     .help = "CSV: a row per session, without what was heard",
     .kind = OPTION_FLAG,
     AT(csv)},
    {.name = "ical",
     .group = "Answer",
     .help = "iCalendar: an event per session",
     .kind = OPTION_FLAG,
     AT(ical)},
    {.name = "output",
     .letter = 'o',
     .argument = "FILE",
     .group = "Answer",
     .help = "write to FILE, whole or not at all; its ending may say how",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FILES,
     AT(output)},
};

static int ends_with(const char *text, const char *ending)
{
    size_t n = text ? strlen(text) : 0, n_ending = strlen(ending);
    return n > n_ending && strcmp(text + n - n_ending, ending) == 0;
}

static const struct exchange_writer *choose(const struct export_options *options)
{
    int said = options->json || options->csv || options->ical;
    if (options->csv || (!said && ends_with(options->output, ".csv")))
        return &exchange_writer_csv;
    if (options->ical || (!said && ends_with(options->output, ".ics")))
        return &exchange_writer_ical;
    return &exchange_writer_json;
}

static enum practice_status put_session(const struct exchange_writer *writer, FILE *out,
                                        struct journal *journal,
                                        const struct journal_session *session, struct zones *zones,
                                        struct practice_error *err)
{
    char *analysis = NULL;
    enum practice_status status = PRACTICE_OK;
    const struct zone *zone = zones_get(zones, session->zone);
    if (!zone)
        return fail_no_memory(err);
    if (writer->wants_analysis)
        status = journal_analysis_get(journal, session->id, &analysis, err);
    if (status == PRACTICE_OK)
        writer->put(out, session, zone, analysis);
    free(analysis);
    return status;
}

static enum practice_status write_all(const struct exchange_writer *writer, FILE *out,
                                      struct journal *journal, const struct period *period,
                                      struct practice_error *err)
{
    struct journal_filter filter;
    struct journal_sessions sessions = {0};
    struct zones zones = {0};
    journal_filter_init(&filter);
    filter.from_day = period->first;
    filter.until_day = period->last;
    enum practice_status status = journal_session_list(journal, &filter, &sessions, err);
    if (status == PRACTICE_OK)
        writer->begin(out, sessions.n);
    for (size_t i = 0; status == PRACTICE_OK && i < sessions.n && !ferror(out); i++)
        status = put_session(writer, out, journal, &sessions.list[i], &zones, err);
    if (status == PRACTICE_OK)
        writer->end(out);
    zones_release(&zones);
    journal_sessions_release(&sessions);
    return status;
}

// Into the file, which appears whole, or straight to stdout.
static enum practice_status write_to(const struct export_options *options, struct journal *journal,
                                     const struct period *period, struct practice_error *err)
{
    const struct exchange_writer *writer = choose(options);
    struct outfile *file = NULL;
    if (!options->output)
        return write_all(writer, stdout, journal, period, err);
    enum practice_status status = outfile_open(options->output, &file, err);
    if (status != PRACTICE_OK)
        return status;
    status = write_all(writer, outfile_stream(file), journal, period, err);
    if (status == PRACTICE_OK)
        return outfile_commit(file, err);
    outfile_abort(file);
    return status;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    (void)env;
    struct export_options options = {0};
    struct operands operands;
    struct period period;
    struct journal *journal;
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (options.json + options.csv + options.ical > 1)
        return options_complain(self->name, "choose one of --json, --csv and --ical");
    code = period_words_read(self->name, &operands, &period);
    if (code == COMMAND_DONE)
        code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    if (write_to(&options, journal, &period, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        code = COMMAND_SOME_FAILED;
    }
    journal_close(journal);
    return code;
}

static const char *const examples[] = {
    "practice session export --output journal.json",
    "practice session export this month --csv",
    "practice session export this year --ical --output practice.ics",
    NULL,
};

const struct command command_session_export = {
    .name = "session export",
    .summary = "Write sessions as JSON, CSV or a calendar.",
    .operands = "[PERIOD]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_words = "today yesterday this-week last-week this-month last-month this-year "
                     "last-year all",
    .run = run,
};
