// SPDX-License-Identifier: GPL-3.0-or-later
// `practice stats`: its command line, and which way of looking it asks for.
#include <stdio.h>
#include <unistd.h>

#include "commands/all.h"
#include "commands/analyze.h"
#include "commands/journal_use.h"
#include "commands/session_change.h"
#include "commands/stats_view.h"
#include "ui/plot.h"

#define AT(member) .offset = offsetof(struct stats_options, member)

static const struct option_spec options_table[] = {
    {.name = "instrument",
     .letter = 'i',
     .argument = "NAME",
     .group = "Which sessions",
     .help = "of this instrument",
     .kind = OPTION_TEXT,
     AT(instrument)},
    {.name = "piece",
     .letter = 'p',
     .argument = "TEXT",
     .group = "Which sessions",
     .help = "whose piece has this in its name",
     .kind = OPTION_TEXT,
     AT(piece)},
    {.name = "tag",
     .letter = 't',
     .argument = "TAG",
     .group = "Which sessions",
     .help = "with this tag",
     .kind = OPTION_TEXT,
     AT(tag)},
    {.name = "by",
     .argument = "WHAT",
     .group = "Look",
     .help = "bars by instrument, piece, weekday, hour, day, week or month",
     .kind = OPTION_WORD,
     .words = "instrument piece weekday hour day week month",
     AT(by)},
    {.name = "calendar",
     .letter = 'c',
     .group = "Look",
     .help = "a calendar of the months, or a heat map of longer periods",
     .kind = OPTION_FLAG,
     AT(calendar)},
    {.name = "chart",
     .group = "Look",
     .help = "columns of days, weeks or months",
     .kind = OPTION_FLAG,
     AT(chart)},
    OPTION_ROW_PLOT(struct stats_options),
    {.name = "what",
     .argument = "WHAT",
     .group = "Picture",
     .help = "all of it, or the year, the weeks or the hours alone",
     .kind = OPTION_WORD,
     .words = "all year weeks hours",
     AT(what)},
    OPTION_ROW_THEME(struct stats_options),
    OPTION_ROW_JSON(struct stats_options, "everything as one JSON object"),
    {.name = "csv",
     .group = "Answer",
     .help = "CSV: a row per day, or what --by says",
     .kind = OPTION_FLAG,
     AT(csv)},
    {.name = "no-compare",
     .group = "Answer",
     .help = "without the period before",
     .kind = OPTION_FLAG,
     AT(no_compare)},
    {.name = "rest-days",
     .argument = "N",
     .group = "Answer",
     .help = "N days off a week do not break a streak (stats.rest-days, 0)",
     .kind = OPTION_COUNT,
     .least = 0,
     .most = STATS_MOST_REST_DAYS,
     AT(rest_days)},
    OPTION_ROW_NO_COLOR(struct stats_options),
};

// The first contradiction among the options, or NULL.
static const char *contradiction(const struct stats_options *options)
{
    enum ui_plot_format format;
    if (options->json + options->csv > 1)
        return "choose one of --json and --csv";
    if (options->calendar + options->chart + (options->by && !options->csv) > 1)
        return "choose one of --by, --calendar and --chart";
    if ((options->json || options->csv) && (options->calendar || options->chart))
        return "calendars and charts are for people: leave --json and --csv out";
    if ((options->what || options->theme) && !options->plot)
        return "--what and --theme belong to --plot";
    if (options->plot && ui_plot_format_of(options->plot, &format) != 0)
        return "--plot takes a name ending in .png, .svg or .pdf";
    if (options->json && options->by)
        return "--json has every grouping: leave --by out";
    return NULL;
}

// A picture is the whole answer, unless something else was asked for besides.
static int must_print(const struct stats_options *options)
{
    return !options->plot || options->json || options->csv || options->by || options->calendar ||
           options->chart;
}

static void tell_none(const struct stats_view *view)
{
    if (view->use.sessions.n || view->options->json || view->options->csv)
        return;
    if (view->is_filtered)
        session_tell("there are no such sessions");
    else
        session_tell("no sessions yet; 'practice record' or 'practice analyze --save' makes one");
}

static enum practice_status print(const struct stats_view *view, struct practice_error *err)
{
    const struct stats_options *options = view->options;
    if (options->json)
        return stats_print_json(view, err);
    if (options->csv)
        return stats_print_csv(view, err);
    if (options->by)
        return stats_print_groups(view, err);
    if (options->calendar)
        return stats_print_calendar(view, err);
    if (options->chart)
        return stats_print_chart(view, err);
    return stats_print_summary(view, err);
}

static int look(struct stats_view *view, const struct operands *operands)
{
    const struct stats_options *options = view->options;
    struct practice_error err;
    struct journal_filter filter;
    journal_filter_init(&filter);
    filter.instrument = options->instrument;
    filter.tag = options->tag;
    filter.piece = options->piece;
    view->is_filtered = options->instrument || options->tag || options->piece;
    int code = stats_use_open(&filter, &view->use);
    if (code != COMMAND_DONE)
        return code;
    if (options->rest_days <= STATS_MOST_REST_DAYS)
        view->use.rule.rest_days = (int)options->rest_days;
    code = stats_use_period(operands, options->plot ? "this-year" : "this-month", &view->use.rule,
                            &view->period);
    if (code != COMMAND_DONE)
        return code;
    enum practice_status status = stats_days_of(&view->use.sessions, &view->days, &err);
    if (status == PRACTICE_OK && options->plot && stats_write_plot(view, &err) != PRACTICE_OK) {
        analyze_tell_error(&err); // no fault of the journal
        return COMMAND_SOME_FAILED;
    }
    if (status == PRACTICE_OK && must_print(options))
        status = print(view, &err);
    if (status != PRACTICE_OK)
        return journal_use_fail(&err);
    tell_none(view);
    return COMMAND_DONE;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct stats_options options = {.rest_days = STATS_MOST_REST_DAYS + 1,
                                    .no_color = env->no_color};
    struct stats_view view = {.options = &options};
    struct operands operands;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *complaint = contradiction(&options);
    if (complaint)
        return options_complain(self->name, "%s", complaint);
    ui_term_init(&view.term, STDOUT_FILENO, options.no_color);
    code = look(&view, &operands);
    stats_days_release(&view.days);
    stats_use_release(&view.use);
    return code;
}

static const char *const examples[] = {
    "practice stats",
    "practice stats last-month --by weekday",
    "practice stats this-year --calendar",
    "practice stats this-year --plot year.png",
    "practice stats all --json",
    NULL,
};

const struct command command_stats = {
    .name = "stats",
    .summary = "Tell how much was played: totals, streaks, trends, calendars.",
    .operands = "[PERIOD]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_words = "today yesterday this-week last-week this-month last-month this-year "
                     "last-year all",
    .shows_recording = 1,
    .run = run,
};
