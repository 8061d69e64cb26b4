// SPDX-License-Identifier: GPL-3.0-or-later
// `practice analyze`: its command line. Everything about options is the table below; what is left
// is to see that they make sense together, and to collect the inputs.
#include <stdio.h>
#include <string.h>

#include "batch/pool.h"
#include "commands/all.h"
#include "commands/analyze.h"
#include "ui/plot.h"
#include "ui/text.h"

#define AT(member) .offset = offsetof(struct analyze_options, member)

static const struct option_spec options_table[] = {
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and input",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "csv",
     .group = "Answer",
     .help = "CSV: a row per input, or per note or span",
     .kind = OPTION_FLAG,
     AT(csv)},
    {.name = "labels",
     .group = "Answer",
     .help = "labels to import into Audacity",
     .kind = OPTION_FLAG,
     AT(labels)},
    {.name = "notes",
     .letter = 'n',
     .group = "Answer",
     .help = "tell every note",
     .kind = OPTION_FLAG,
     AT(notes)},
    {.name = "explain",
     .letter = 'e',
     .group = "Answer",
     .help = "tell every span and why it counts or not",
     .kind = OPTION_FLAG,
     AT(explain)},
    {.name = "output",
     .letter = 'o',
     .argument = "FILE",
     .group = "Answer",
     .help = "write the answer to FILE, whole or not at all",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FILES,
     AT(output)},
    {.name = "plot",
     .argument = "FILE",
     .group = "Files beside the answer",
     .help = "draw a picture: FILE.png, FILE.svg or FILE.pdf",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FILES,
     AT(plot)},
    {.name = "extract",
     .argument = "DIR",
     .group = "Files beside the answer",
     .help = "cut the played spans to WAV files in DIR",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FOLDERS,
     AT(extract)},
    {.name = "save",
     .letter = 's',
     .group = "Journal",
     .help = "keep each recording as a session of the journal",
     .kind = OPTION_FLAG,
     AT(save)},
    {.name = "date",
     .argument = "WHEN",
     .group = "Journal",
     .help = "when it began, when the file does not know",
     .kind = OPTION_TEXT,
     AT(date)},
    {.name = "instrument",
     .letter = 'i',
     .argument = "NAME",
     .group = "Journal",
     .help = "what was played on",
     .kind = OPTION_TEXT,
     AT(words.instrument)},
    {.name = "title",
     .letter = 't',
     .argument = "TEXT",
     .group = "Journal",
     .help = "a title instead of the file's name; '' for none",
     .kind = OPTION_TEXT,
     .may_be_empty = 1,
     AT(words.title)},
    {.name = "piece",
     .letter = 'p',
     .argument = "TEXT",
     .group = "Journal",
     .help = "the piece that was practised",
     .kind = OPTION_TEXT,
     AT(words.piece)},
    {.name = "tag",
     .argument = "TAG,...",
     .group = "Journal",
     .help = "tags, may be repeated",
     .kind = OPTION_TEXTS,
     AT(words.tags)},
    {.name = "max-rest",
     .argument = "S",
     .group = "What counts",
     .help = "rests up to S seconds count as played (2)",
     .kind = OPTION_SECONDS,
     .least = 0,
     .most = 60,
     AT(max_rest_s)},
    {.name = "min-play",
     .argument = "S",
     .group = "What counts",
     .help = "playing shorter than S seconds does not (0.4)",
     .kind = OPTION_SECONDS,
     .least = 0,
     .most = 60,
     AT(min_play_s)},
    {.name = "play-time-only",
     .group = "What counts",
     .help = "no onsets, notes, tempo or tuning: faster",
     .kind = OPTION_FLAG,
     AT(play_time_only)},
    {.name = "recursive",
     .letter = 'r',
     .group = "Inputs",
     .help = "look into folders inside folders",
     .kind = OPTION_FLAG,
     AT(recursive)},
    {.name = "files-from",
     .letter = 'T',
     .argument = "FILE",
     .group = "Inputs",
     .help = "read more inputs from FILE, one a line; - is stdin",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FILES,
     AT(files_from)},
    {.name = "null",
     .letter = '0',
     .group = "Inputs",
     .help = "names in --files-from end with NUL bytes",
     .kind = OPTION_FLAG,
     AT(null_separated)},
    {.name = "jobs",
     .letter = 'j',
     .argument = "N",
     .group = "Run",
     .help = "work on N recordings at once (processors)",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = POOL_MAX_THREADS,
     AT(n_jobs)},
    {.name = "resume",
     .argument = "FILE",
     .group = "Run",
     .help = "keep finished work in FILE and never redo it",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FILES,
     AT(resume)},
    {.name = "fail-fast",
     .group = "Run",
     .help = "stop at the first input that fails",
     .kind = OPTION_FLAG,
     AT(fail_fast)},
    {.name = "progress",
     .argument = "WHEN",
     .group = "Screen",
     .help = "progress on stderr: auto, always or never",
     .kind = OPTION_WORD,
     .words = "auto always never",
     AT(progress)},
    {.name = "quiet",
     .letter = 'q',
     .group = "Screen",
     .help = "the answer and errors only, no progress",
     .kind = OPTION_FLAG,
     AT(quiet)},
    {.name = "no-color",
     .group = "Screen",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

// The first contradiction among the options, or NULL.
static const char *contradiction(const struct analyze_options *options,
                                 const struct operands *operands)
{
    enum ui_plot_format format;
    size_t n_stdin = options->files_from && strcmp(options->files_from, "-") == 0;
    for (size_t i = 0; i < operands->n; i++)
        n_stdin += strcmp(operands->list[i], "-") == 0;
    if (n_stdin > 1)
        return "standard input can be read once only";
    if (options->json + options->csv + options->labels > 1)
        return "choose one of --json, --csv and --labels";
    if (options->csv && options->notes && options->explain)
        return "a CSV has rows of one kind: choose --notes or --explain";
    if (options->play_time_only && options->notes)
        return "--play-time-only looks for no notes";
    if (options->null_separated && !options->files_from)
        return "--null belongs to --files-from";
    if (options->plot && ui_plot_format_of(options->plot, &format) != 0)
        return "--plot takes a name ending in .png, .svg or .pdf";
    if (!options->save && (options->date || session_words_given(&options->words)))
        return "--date, --title and their like belong to --save";
    if (!operands->n && !options->files_from)
        return "name a recording, a folder, or - for standard input";
    return NULL;
}

static enum practice_status collect(const struct analyze_options *options,
                                    const struct operands *operands, struct inputs *inputs,
                                    struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    inputs->recursive = options->recursive;
    for (size_t i = 0; status == PRACTICE_OK && i < operands->n; i++) {
        if (operands->list[i][0])
            status = inputs_add(inputs, operands->list[i], err);
    }
    if (status == PRACTICE_OK && options->files_from)
        status = inputs_add_list(inputs, options->files_from, options->null_separated ? '\0' : '\n',
                                 err);
    return status == PRACTICE_OK ? inputs_label(inputs, err) : status;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    struct analyze_options options = {
        .max_rest_s = 2.0, .min_play_s = 0.4, .progress = "auto", .no_color = env->no_color};
    struct operands operands;
    struct inputs inputs = {0};
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    const char *complaint = contradiction(&options, &operands);
    if (complaint)
        return options_complain(self->name, "%s", complaint);
    enum practice_status status = collect(&options, &operands, &inputs, &err);
    if (status != PRACTICE_OK) {
        analyze_tell_error(&err);
        code = COMMAND_BAD_INPUT;
    } else if (options.labels && inputs.n > 1 && !options.output) {
        code = options_complain(self->name,
                                "labels of several recordings need a folder: --output DIR");
    } else if (options.date && inputs.n > 1) {
        code = options_complain(self->name, "--date is that of one recording");
    } else {
        code = analyze_run(&options, &inputs);
    }
    inputs_release(&inputs);
    return code;
}

static const char *const examples[] = {
    "practice analyze lesson.m4a",
    "practice analyze --explain lesson.m4a",
    "practice analyze --plot lesson.png lesson.m4a",
    "practice analyze --save --instrument cello lesson.m4a",
    "practice analyze --json --recursive --resume done.resume recordings",
    NULL,
};

const struct command command_analyze = {
    .name = "analyze",
    .summary = "Measure how long was really played in recordings.",
    .operands = "FILE|DIR|-...",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .operand_completion = COMPLETE_FILES,
    .run = run,
};
