// SPDX-License-Identifier: GPL-3.0-or-later
// `practice job redrive`: the dead letters of the queue, looked at and brought back. For those who
// run the studio: it takes the settings and the credentials of a worker.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/analyze.h"
#include "commands/job_verbs.h"
#include "commands/options.h"
#include "commands/session_change.h"
#include "ui/json.h"
#include "ui/term.h"
#include "worker/redrive.h"

struct redrive_options {
    const char *config;
    int list, json, all;
};

#define AT(member) .offset = offsetof(struct redrive_options, member)

static const struct option_spec options_table[] = {
    {.name = "config",
     .letter = 'c',
     .argument = "FILE",
     .group = "Settings",
     .help = "the settings of the worker",
     .kind = OPTION_TEXT,
     .completion = COMPLETE_FILES,
     AT(config)},
    {.name = "all", .group = "Which", .help = "all of them", .kind = OPTION_FLAG, AT(all)},
    {.name = "list",
     .letter = 'l',
     .group = "Answer",
     .help = "only show them",
     .kind = OPTION_FLAG,
     AT(list)},
    {.name = "json",
     .group = "Answer",
     .help = "with --list: one JSON object per line and letter",
     .kind = OPTION_FLAG,
     AT(json)},
};

struct redrive_run {
    const struct redrive_options *options;
    struct operands operands;
    struct ui_term term;
};

static int print(void *context, const struct redrive_letter *letter)
{
    const struct redrive_run *run = context;
    struct ui_json json;
    if (!run->options->json) {
        (void)printf("%3d  ", letter->n_receives);
        ui_term_write(&run->term, UI_STYLE_PLAIN, letter->job[0] ? letter->job : letter->body,
                      stdout);
        (void)fputc('\n', stdout);
        return 0;
    }
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.dead-letter/1");
    ui_json_string(&json, "job", letter->job[0] ? letter->job : NULL);
    ui_json_string(&json, "body", letter->body);
    ui_json_integer(&json, "receives", letter->n_receives);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
    return 0;
}

// An id that was named, or its end of 4 digits or more.
static int is_named(void *context, const struct redrive_letter *letter)
{
    const struct redrive_run *run = context;
    size_t length = strlen(letter->job);
    for (size_t i = 0; i < run->operands.n; i++) {
        size_t n = strlen(run->operands.list[i]);
        if (n >= 4 && n <= length && strcmp(letter->job + length - n, run->operands.list[i]) == 0)
            return 1;
    }
    return run->options->all;
}

static enum practice_status read_settings(const struct redrive_options *options,
                                          struct settings *settings, struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    settings_init(settings);
    if (options->config)
        status = settings_read_file(settings, options->config, err);
    if (status == PRACTICE_OK)
        status = settings_read_environment(settings, err);
    return status == PRACTICE_OK ? settings_check(settings, err) : status;
}

static int redrive(struct redrive_run *run, const struct settings *settings)
{
    struct practice_error err;
    size_t n = 0;
    enum cloud_status status = run->options->list ? redrive_list(settings, print, run, &err)
                                                  : redrive_move(settings, is_named, run, &n, &err);
    if (!run->options->list)
        session_tell("%zu job%s back in the queue", n, n == 1 ? " is" : "s are");
    if (status == CLOUD_OK)
        return run->options->list || n || run->options->all ? COMMAND_DONE : COMMAND_SOME_FAILED;
    analyze_tell_error(&err);
    return cloud_kind_of(status) == CLOUD_WAIT ? COMMAND_TRY_LATER : COMMAND_REMOTE;
}

static int run(const struct command *self, const struct command_env *env, int argc, char **argv)
{
    static struct settings settings; // large
    struct redrive_options options = {0};
    struct redrive_run run = {.options = &options};
    struct practice_error err;
    int code = options_parse(self, argc, argv, &options, &run.operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (!options.list && !options.all && !run.operands.n)
        return options_complain(self->name, "which jobs? Name them, or say --all or --list");
    ui_term_init(&run.term, STDOUT_FILENO, env->no_color);
    if (read_settings(&options, &settings, &err) != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_SOME_FAILED;
    }
    return redrive(&run, &settings);
}

static const char *const examples[] = {
    "practice job redrive --config /etc/practice/worker.conf --list",
    "practice job redrive --config /etc/practice/worker.conf --all",
    NULL,
};

const struct command command_job_redrive = {
    .name = "job redrive",
    .summary = "Bring dead letters of the queue back, for those who run it.",
    .operands = "[JOB...]",
    .examples = examples,
    .options = options_table,
    .n_options = sizeof options_table / sizeof *options_table,
    .run = run,
};
