// SPDX-License-Identifier: GPL-3.0-or-later
// `practice job watch`, `retry` and `cancel`: what one does about a job of one's own.
#include <stdio.h>
#include <unistd.h>

#include "commands/job_verbs.h"
#include "commands/options.h"
#include "commands/server_use.h"
#include "commands/session_change.h"
#include "commands/submit.h"
#include "journal/journal.h"

struct watch_options {
    int json;
};

static const struct option_spec watch_options[] = {
    {.name = "json",
     .group = "Answer",
     .help = "the job as a JSON object, at its end",
     .kind = OPTION_FLAG,
     .offset = offsetof(struct watch_options, json)},
};

static int watch(struct server *server, const char *reference, int is_json,
                 const struct command_env *env)
{
    struct practice_error err;
    struct server_rows *rows = NULL;
    struct submit_show show;
    struct ui_term screen;
    submit_show_init(&show, STDERR_FILENO, env->no_color, 0);
    ui_term_init(&screen, STDOUT_FILENO, env->no_color);
    if (submit_await(server, reference, &show, &rows, &err) != PRACTICE_OK)
        return server_use_fail(&err);
    struct job job = job_at(rows, 0);
    int code = is_json ? submit_tell_json(&job) : submit_tell(&job, &screen);
    server_rows_free(rows);
    return code;
}

static int run_watch(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    struct watch_options options = {0};
    struct operands operands;
    struct server *server = NULL;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n > 1)
        return options_complain(self->name, "one job at a time");
    code = server_use_open(&server);
    if (code == COMMAND_DONE)
        code = watch(server, operands.n ? operands.list[0] : "last", options.json, env);
    server_close(server);
    return code;
}

typedef enum practice_status job_verb(struct server *server, const char *reference,
                                      char ret_id[UUID_SIZE], struct practice_error *err);

// Does it with each of the jobs named, and tells of each.
static int change(const struct command *self, int argc, char **argv, job_verb *verb,
                  const char *said)
{
    int unused = 0;
    struct operands operands;
    struct server *server = NULL;
    int code = options_parse(self, argc, argv, &unused, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (!operands.n)
        return options_complain(self->name, "which job?");
    code = server_use_open(&server);
    for (size_t i = 0; code != COMMAND_REMOTE && server && i < operands.n; i++) {
        struct practice_error err;
        char id[UUID_SIZE], short_id[JOURNAL_SHORT_ID_SIZE];
        if (verb(server, operands.list[i], id, &err) == PRACTICE_OK)
            session_tell("job %s %s", journal_short_id(id, short_id), said);
        else
            code = server_use_fail(&err);
    }
    server_close(server);
    return code;
}

static int run_retry(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    (void)env;
    return change(self, argc, argv, job_retry, "is tried again");
}

static int run_cancel(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    (void)env;
    return change(self, argc, argv, job_cancel, "is cancelled");
}

static const char *const watch_examples[] = {"practice job watch last", NULL};
static const char *const retry_examples[] = {"practice job retry last", NULL};
static const char *const cancel_examples[] = {"practice job cancel last", NULL};

const struct command command_job_watch = {
    .name = "job watch",
    .summary = "Wait for the end of a job, and see how far it is.",
    .operands = "[JOB]",
    .examples = watch_examples,
    .options = watch_options,
    .n_options = sizeof watch_options / sizeof *watch_options,
    .run = run_watch,
};

const struct command command_job_retry = {
    .name = "job retry",
    .summary = "Try a job again that failed for a passing reason.",
    .operands = "JOB...",
    .examples = retry_examples,
    .run = run_retry,
};

const struct command command_job_cancel = {
    .name = "job cancel",
    .summary = "End a job that is not over yet.",
    .operands = "JOB...",
    .examples = cancel_examples,
    .run = run_cancel,
};
