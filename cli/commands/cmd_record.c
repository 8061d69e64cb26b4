// SPDX-License-Identifier: GPL-3.0-or-later
// `practice record`: a session while it happens. Without a verb it runs here, until Ctrl-C; `start`
// lets it run on its own, and the other verbs talk to it.
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/fail.h"
#include "commands/all.h"
#include "commands/analyze.h"
#include "commands/journal_use.h"
#include "commands/options.h"
#include "commands/record.h"
#include "recorder/detach.h"

#define LOOK_BACK_DAYS 3 // a session has 48 hours at most, and zones differ by a day

// Whether practice that is said to have begun at start_ms would lie in a session that is there.
static enum practice_status check_start(struct journal *journal, int64_t start_ms,
                                        struct practice_error *err)
{
    struct journal_filter filter;
    struct journal_sessions sessions;
    char short_id[JOURNAL_SHORT_ID_SIZE];
    journal_filter_init(&filter);
    filter.from_day = (int32_t)(start_ms / DATE_MS_PER_DAY) - LOOK_BACK_DAYS;
    enum practice_status status = journal_session_list(journal, &filter, &sessions, err);
    if (status != PRACTICE_OK)
        return status;
    for (size_t i = 0; status == PRACTICE_OK && i < sessions.n; i++)
        if (sessions.list[i].end_ms > start_ms)
            status = fail_with(err, PRACTICE_BAD_ARGUMENT, "say a later --at, or a shorter --ago",
                               "at that time session %s was still going on",
                               journal_short_id(sessions.list[i].id, short_id));
    journal_sessions_release(&sessions);
    return status;
}

// What the journal would refuse is to be known before the music, not after.
static int check_journal(const struct record_plan *plan)
{
    struct journal *journal;
    struct practice_error err;
    int code = journal_use_open(JOURNAL_WRITE, &journal);
    if (code != COMMAND_DONE)
        return code;
    int64_t start_ms = plan->recorder.start_ms;
    if (start_ms && check_start(journal, start_ms, &err) != PRACTICE_OK)
        code = journal_use_fail(&err);
    journal_close(journal);
    return code;
}

static int prepare(const struct command *self, const struct command_env *env, int argc, char **argv,
                   struct record_plan *plan)
{
    int code = record_plan_read(self, env, argc, argv, plan);
    if (code != OPTIONS_GO_ON)
        return code;
    code = check_journal(plan);
    if (code != COMMAND_DONE)
        return code;
    if (!plan->quiet)
        record_tell_left_behind();
    return OPTIONS_GO_ON;
}

static int run_here(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    struct record_plan plan;
    int code = prepare(self, env, argc, argv, &plan);
    return code == OPTIONS_GO_ON ? record_loop_here(&plan) : code;
}

static int run_start(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    struct record_plan plan;
    struct practice_error err = {0};
    char line[DETACH_LINE_SIZE];
    int report = -1;
    int code = prepare(self, env, argc, argv, &plan);
    if (code != OPTIONS_GO_ON)
        return code;
    (void)fflush(NULL);
    switch (detach(line, &report)) {
    case DETACH_BACKGROUND:
        return record_loop_background(&plan, report);
    case DETACH_HERE:
        break;
    case DETACH_FAILED:
        (void)fputs("practice: the recording did not start\n", stderr);
        return COMMAND_BAD_INPUT;
    }
    if (strncmp(line, "ok", 2) == 0) {
        if (plan.json)
            record_print_status_json();
        else if (!plan.quiet)
            (void)puts("recording; 'practice record stop' ends and saves it");
        return COMMAND_DONE;
    }
    char *hint = strchr(line, '\t');
    if (hint)
        *hint++ = '\0';
    (void)fail_with(&err, PRACTICE_UNREADABLE, hint, "%s", strlen(line) > 3 ? line + 3 : line);
    analyze_tell_error(&err);
    return COMMAND_BAD_INPUT;
}

static const char *const run_examples[] = {
    "practice record --list-devices || true",
    "practice record --no-audio --limit 1s --title 'Long tones'",
    NULL,
};

const struct command command_record_run = {
    .name = "record run",
    .summary = "Record in this terminal; Ctrl-C stops and saves.",
    .operands = "",
    .examples = run_examples,
    .options = record_option_table,
    .n_options = RECORD_N_OPTIONS,
    .run = run_here,
};

static const char *const start_examples[] = {
    "practice record start --no-audio --instrument cello && practice record stop",
    NULL,
};

const struct command command_record_start = {
    .name = "record start",
    .summary = "Start a recording that goes on without a terminal.",
    .operands = "",
    .examples = start_examples,
    .options = record_option_table,
    .n_options = RECORD_N_OPTIONS,
    .run = run_start,
};

static const struct command *const verbs[] = {
    &command_record_run,    &command_record_start, &command_record_status, &command_record_pause,
    &command_record_resume, &command_record_stop,  &command_record_cancel, &command_record_recover,
};

const struct command command_record = {
    .name = "record",
    .summary = "Record a session and see live how much is really played.",
    .operands = "[VERB]",
    .verbs = verbs,
    .n_verbs = sizeof verbs / sizeof *verbs,
    .run = command_run_verb,
};
