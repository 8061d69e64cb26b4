// SPDX-License-Identifier: GPL-3.0-or-later
// `practice job list` and `show`: jobs as they are now, and what happened to one of them.
#include <stdio.h>
#include <unistd.h>

#include "base/when.h"
#include "base/zone.h"
#include "commands/account_words.h"
#include "commands/job_verbs.h"
#include "commands/options.h"
#include "commands/server_use.h"
#include "commands/session_change.h"
#include "commands/submit.h"
#include "ui/json.h"

#define DEFAULT_LIMIT 20

struct job_options {
    int open, json, events;
    unsigned limit;
};

#define AT(member) .offset = offsetof(struct job_options, member)

static const struct option_spec list_options[] = {
    {.name = "open",
     .letter = 'o',
     .group = "Which",
     .help = "only what is not over yet",
     .kind = OPTION_FLAG,
     AT(open)},
    {.name = "limit",
     .letter = 'n',
     .argument = "N",
     .group = "Which",
     .help = "the newest N jobs (20)",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = JOB_MAX_LIST,
     AT(limit)},
    {.name = "json",
     .group = "Answer",
     .help = "one JSON object per line and job",
     .kind = OPTION_FLAG,
     AT(json)},
};

static int run_list(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct job_options options = {.limit = DEFAULT_LIMIT};
    struct operands operands;
    struct practice_error err;
    struct server *server = NULL;
    struct server_rows *rows = NULL;
    struct ui_term term;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected '%s'", operands.list[0]);
    code = server_use_open(&server);
    if (code != COMMAND_DONE)
        return code;
    ui_term_init(&term, STDOUT_FILENO, env->no_color);
    if (job_list(server, options.open, options.limit, &rows, &err) != PRACTICE_OK)
        code = server_use_fail(&err);
    for (size_t i = 0; rows && i < server_rows_n(rows); i++) {
        struct job job = job_at(rows, i);
        (void)(options.json ? submit_tell_json(&job) : submit_tell(&job, &term));
    }
    if (rows && !server_rows_n(rows))
        session_tell("no jobs");
    server_rows_free(rows);
    server_close(server);
    return code;
}

static const char *const list_examples[] = {"practice job list --open", NULL};

const struct command command_job_list = {
    .name = "job list",
    .summary = "List the recordings that were handed in, newest first.",
    .examples = list_examples,
    .options = list_options,
    .n_options = sizeof list_options / sizeof *list_options,
    .run = run_list,
};

static const struct option_spec show_options[] = {
    {.name = "events",
     .letter = 'e',
     .group = "Answer",
     .help = "tell all that happened to it",
     .kind = OPTION_FLAG,
     AT(events)},
    {.name = "json",
     .group = "Answer",
     .help = "JSON: the job, or an object per line and event",
     .kind = OPTION_FLAG,
     AT(json)},
};

static void put_event(const struct job_event *event)
{
    struct ui_json json;
    char here[ZONE_NAME_SIZE], at[WHEN_TEXT_SIZE] = "";
    struct zone *zone = NULL;
    if (zone_open(zone_system_name(here), &zone, NULL) == PRACTICE_OK)
        (void)when_text(event->at_ms, zone, at);
    zone_free(zone);
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.job-event/1");
    ui_json_string(&json, "at", at);
    ui_json_string(&json, "status", event->status);
    ui_json_string(&json, "stage", event->stage);
    ui_json_integer(&json, "attempt", event->attempt);
    ui_json_string(&json, "worker", event->worker);
    ui_json_string(&json, "reason", event->reason);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

// What a person wants to know is how long each step took: the first stands with its time, the
// others with the seconds since then.
static void print_event(const struct job_event *event, int64_t began_ms, const struct ui_term *term)
{
    char at[WHEN_TEXT_SIZE];
    if (event->at_ms == began_ms) {
        (void)account_time(began_ms, at);
        at[10] = ' '; // day and second
        at[19] = '\0';
    } else {
        (void)snprintf(at, sizeof at, "+%.2f s", (double)(event->at_ms - began_ms) / 1e3);
    }
    (void)printf("  %19s  %s", at, event->status);
    if (event->stage)
        (void)printf(" %s", event->stage);
    if (event->worker) {
        (void)fputs(" by ", stdout);
        ui_term_write(term, UI_STYLE_DIM, event->worker, stdout);
    }
    if (event->reason) {
        (void)fputs(": ", stdout);
        ui_term_write(term, UI_STYLE_PLAIN, event->reason, stdout);
    }
    (void)fputc('\n', stdout);
}

static int show(struct server *server, const struct job_options *options, const char *reference,
                const struct ui_term *term)
{
    struct practice_error err;
    struct server_rows *rows = NULL, *events = NULL;
    if (job_show(server, reference, &rows, &err) != PRACTICE_OK)
        return server_use_fail(&err);
    struct job job = job_at(rows, 0);
    int code = COMMAND_DONE;
    if (options->events && job_events(server, job.id, &events, &err) != PRACTICE_OK)
        code = server_use_fail(&err);
    if (code == COMMAND_DONE && !(options->events && options->json))
        (void)(options->json ? submit_tell_json(&job) : submit_tell(&job, term));
    for (size_t i = 0; events && i < server_rows_n(events); i++) {
        struct job_event event = job_event_at(events, i);
        if (options->json)
            put_event(&event);
        else
            print_event(&event, job_event_at(events, 0).at_ms, term);
    }
    server_rows_free(events);
    server_rows_free(rows);
    return code;
}

static int run_show(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct job_options options = {0};
    struct operands operands;
    struct server *server = NULL;
    struct ui_term term;
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n > 1)
        return options_complain(self->name, "one job at a time");
    ui_term_init(&term, STDOUT_FILENO, env->no_color);
    code = server_use_open(&server);
    if (code == COMMAND_DONE)
        code = show(server, &options, operands.n ? operands.list[0] : "last", &term);
    server_close(server);
    return code;
}

static const char *const show_examples[] = {"practice job show last --events", NULL};

const struct command command_job_show = {
    .name = "job show",
    .summary = "Show a job: the newest, or that of an id or its end.",
    .operands = "[JOB]",
    .examples = show_examples,
    .options = show_options,
    .n_options = sizeof show_options / sizeof *show_options,
    .run = run_show,
};
