// SPDX-License-Identifier: GPL-3.0-or-later
// `practice session list`: the sessions of a period, as a table with totals, JSON lines or CSV.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "commands/options.h"
#include "commands/period_words.h"
#include "commands/session_change.h"
#include "commands/session_verbs.h"
#include "report/session_json.h"
#include "report/session_text.h"

struct list_options {
    const char *instrument, *tag, *piece, *text;
    unsigned limit;
    int reverse, json, csv, no_color;
};

#define AT(member) .offset = offsetof(struct list_options, member)

static const struct option_spec options_table[] = {
    {.name = "instrument",
     .letter = 'i',
     .argument = "NAME",
     .group = "Which",
     .help = "of this instrument",
     .kind = OPTION_TEXT,
     AT(instrument)},
    {.name = "tag",
     .argument = "TAG",
     .group = "Which",
     .help = "with this tag",
     .kind = OPTION_TEXT,
     AT(tag)},
    {.name = "piece",
     .letter = 'p',
     .argument = "TEXT",
     .group = "Which",
     .help = "whose piece has this in its name",
     .kind = OPTION_TEXT,
     AT(piece)},
    {.name = "text",
     .argument = "TEXT",
     .group = "Which",
     .help = "with this anywhere in what was written",
     .kind = OPTION_TEXT,
     AT(text)},
    {.name = "limit",
     .letter = 'n',
     .argument = "N",
     .group = "Which",
     .help = "only the newest N of them",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = 1000000,
     AT(limit)},
    {.name = "reverse",
     .letter = 'r',
     .group = "Answer",
     .help = "newest first",
     .kind = OPTION_FLAG,
     AT(reverse)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and session",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "csv",
     .group = "Answer",
     .help = "CSV: a row per session",
     .kind = OPTION_FLAG,
     AT(csv)},
};

static void tell_none(const struct period *period)
{
    char title[PERIOD_TITLE_SIZE];
    if (period->kind == PERIOD_ALL)
        session_tell("no sessions; 'practice session add' or 'practice analyze --save' makes one");
    else
        session_tell("no sessions: %s", period_title(period, title));
}

static void print_json(const struct report_sessions *sessions, struct zones *zones)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    for (size_t i = 0; i < sessions->n; i++) {
        const struct zone *zone = zones_get(zones, sessions->list[i]->zone);
        if (!zone)
            return;
        report_session_json(&json, NULL, sessions->list[i], zone, NULL);
        ui_json_line_end(&json);
    }
}

static int print(const struct list_options *options, const struct report_sessions *sessions,
                 const struct period *period)
{
    struct zones zones = {0};
    struct ui_term term;
    int result = 0;
    ui_term_init(&term, STDOUT_FILENO, options->no_color);
    if (options->json)
        print_json(sessions, &zones);
    else if (options->csv)
        report_sessions_csv(sessions, &zones, stdout);
    else if (!sessions->n)
        tell_none(period);
    else
        result = report_sessions_table(sessions, &term, stdout);
    zones_release(&zones);
    return result;
}

// The newest `limit` of all, in the order asked for.
static int choose_and_print(const struct list_options *options, const struct journal_sessions *all,
                            const struct period *period)
{
    size_t n = options->limit && options->limit < all->n ? options->limit : all->n;
    const struct journal_session **list = calloc(n + 1, sizeof *list);
    int result = list ? 0 : -1;
    for (size_t i = 0; list && i < n; i++)
        list[i] = &all->list[options->reverse ? all->n - 1 - i : all->n - n + i];
    const struct report_sessions sessions = {list, n};
    if (result == 0)
        result = print(options, &sessions, period);
    free(list);
    if (result == 0)
        return COMMAND_DONE;
    session_tell("out of memory");
    return COMMAND_SOME_FAILED;
}

static int list_sessions(const struct list_options *options, const struct period *period)
{
    struct journal *journal = NULL;
    struct journal_sessions sessions = {0};
    struct practice_error err;
    struct journal_filter filter;
    int code = journal_use_open(JOURNAL_READ, &journal);
    if (code != COMMAND_DONE)
        return code;
    journal_filter_init(&filter);
    filter.from_day = period->first;
    filter.until_day = period->last;
    filter.instrument = options->instrument;
    filter.tag = options->tag;
    filter.piece = options->piece;
    filter.text = options->text;
    filter.brief = !options->json && !options->csv;
    if (journal_session_list(journal, &filter, &sessions, &err) == PRACTICE_OK)
        code = choose_and_print(options, &sessions, period);
    else
        code = journal_use_fail(&err);
    journal_sessions_release(&sessions);
    journal_close(journal);
    return code;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct list_options options = {.no_color = env->no_color};
    struct operands operands;
    struct period period;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (options.json && options.csv)
        return options_complain(self->name, "choose one of --json and --csv");
    code = period_words_read(self->name, &operands, &period);
    return code == COMMAND_DONE ? list_sessions(&options, &period) : code;
}

static const char *const examples[] = {
    "practice session list",
    "practice session list last week --instrument cello",
    "practice session list 2026-03 --json",
    NULL,
};

const struct command command_session_list = {
    .name = "session list",
    .summary = "List sessions with claimed and measured time.",
    .operands = "[PERIOD]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_words = "today yesterday this-week last-week this-month last-month this-year "
                     "last-year all",
    .run = run,
};
