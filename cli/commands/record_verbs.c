// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs that tell a recording that runs somewhere else what to do, or look after one that no
// longer does.
#include <stdio.h>
#include <string.h>

#include "commands/analyze.h"
#include "commands/hooks.h"
#include "commands/options.h"
#include "commands/record.h"
#include "commands/record_verbs.h"
#include "recorder/control.h"

#define SHORT_WAIT_S 5.0
#define SAVE_WAIT_S  120.0 // a long take is being converted

#define AT(member) .offset = offsetof(struct record_verb_options, member)

static const struct option_spec plain_options[] = {
    {.name = "no-color",
     .group = "Screen",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static const struct option_spec stop_options[] = {
    {.name = "json",
     .group = "Answer",
     .help = "the session as one JSON object",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "no-color",
     .group = "Screen",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static const struct option_spec recover_options[] = {
    {.name = "discard",
     .group = "What to do",
     .help = "delete them instead of saving",
     .kind = OPTION_FLAG,
     AT(discard)},
    {.name = "json",
     .group = "Answer",
     .help = "each session as a JSON object in a line",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "no-color",
     .group = "Screen",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

int record_verb_parse(const struct command *self, const struct command_env *env, int argc,
                      char **argv, struct record_verb_options *ret_options)
{
    struct operands operands;
    *ret_options = (struct record_verb_options){.no_color = env->no_color};
    int code = options_parse(self, argc, argv, ret_options, &operands);
    if (code == OPTIONS_GO_ON && operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    return code;
}

// Nobody records: the answer is no.
static int ask(const char *word, double wait_s, char *ret_answer)
{
    struct practice_error err;
    if (control_ask(NULL, word, wait_s, ret_answer, &err) == PRACTICE_OK)
        return COMMAND_DONE;
    analyze_tell_error(&err);
    return COMMAND_SOME_FAILED;
}

static int run_pause(const struct command *self, const struct command_env *env, int argc,
                     char **argv)
{
    char answer[CONTROL_LINE_SIZE];
    struct record_verb_options options;
    int code = record_verb_parse(self, env, argc, argv, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    int is_pause = self == &command_record_pause;
    code = ask(is_pause ? "pause" : "resume", SHORT_WAIT_S, answer);
    if (code == COMMAND_DONE)
        (void)puts(is_pause ? "paused" : "recording");
    return code;
}

static int run_stop(const struct command *self, const struct command_env *env, int argc,
                    char **argv)
{
    char answer[CONTROL_LINE_SIZE];
    struct record_verb_options options;
    int code = record_verb_parse(self, env, argc, argv, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    code = ask("stop", SAVE_WAIT_S, answer);
    if (code != COMMAND_DONE)
        return code;
    if (strcmp(answer, "cancelled") == 0) {
        (void)fputs("cancelled; nothing was saved\n", options.json ? stderr : stdout);
        return COMMAND_SOME_FAILED;
    }
    return options.json ? record_print_saved_json(answer)
                        : record_tell_saved(answer, options.no_color);
}

static int run_cancel(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    char answer[CONTROL_LINE_SIZE];
    struct record_verb_options options;
    int code = record_verb_parse(self, env, argc, argv, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    code = ask("cancel", SAVE_WAIT_S, answer);
    if (code == COMMAND_DONE)
        (void)puts("cancelled; nothing was saved");
    return code;
}

static int recover_one(const char *id, const struct record_verb_options *options)
{
    struct recorder_outcome outcome;
    struct practice_error err;
    char session[64];
    enum practice_status status = PRACTICE_OK;
    if (!options->discard) {
        status = recorder_recover(NULL, id, &outcome, &err);
        if (status == PRACTICE_OK) {
            status = record_save(&outcome, session, &err);
            recorder_outcome_release(&outcome);
        } else if (status == PRACTICE_EMPTY) {
            (void)fprintf(stderr, "practice: nothing was recorded in %s\n", id);
            status = recorder_discard(NULL, id, &err);
            session[0] = '\0';
        }
    }
    int is_saved = status == PRACTICE_OK && !options->discard && session[0];
    if (status == PRACTICE_OK && (options->discard || is_saved))
        status = recorder_discard(NULL, id, &err);
    if (status != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_SOME_FAILED;
    }
    if (!is_saved)
        return COMMAND_DONE;
    int code = options->json ? record_print_saved_json(session)
                             : record_tell_saved(session, options->no_color);
    hooks_after_save_id(NULL, session);
    return code;
}

static int run_recover(const struct command *self, const struct command_env *env, int argc,
                       char **argv)
{
    static struct state left[RECORDER_MAX_LEFT];
    struct record_verb_options options;
    int worst = COMMAND_DONE;
    int code = record_verb_parse(self, env, argc, argv, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    size_t n = recorder_left_behind(NULL, left);
    if (n == 0)
        (void)fputs("every recording was saved\n", options.json ? stderr : stdout);
    for (size_t i = 0; i < n; i++) {
        code = recover_one(left[i].id, &options);
        worst = code != COMMAND_DONE ? code : worst;
    }
    return worst;
}

#define N_OF(table) (sizeof(table) / sizeof *(table))

const struct command command_record_pause = {
    .name = "record pause",
    .summary = "Pause the running recording; the microphone is closed.",
    .operands = "",
    .options = plain_options,
    .n_options = N_OF(plain_options),
    .run = run_pause,
};

const struct command command_record_resume = {
    .name = "record resume",
    .summary = "Go on after a pause.",
    .operands = "",
    .options = plain_options,
    .n_options = N_OF(plain_options),
    .run = run_pause,
};

const struct command command_record_stop = {
    .name = "record stop",
    .summary = "End the running recording and save the session.",
    .operands = "",
    .options = stop_options,
    .n_options = N_OF(stop_options),
    .run = run_stop,
};

const struct command command_record_cancel = {
    .name = "record cancel",
    .summary = "End the running recording and throw it away.",
    .operands = "",
    .options = plain_options,
    .n_options = N_OF(plain_options),
    .run = run_cancel,
};

static const char *const recover_examples[] = {"practice record recover", NULL};

const struct command command_record_recover = {
    .name = "record recover",
    .summary = "Save what a crash or a power cut left behind.",
    .operands = "",
    .examples = recover_examples,
    .options = recover_options,
    .n_options = N_OF(recover_options),
    .run = run_recover,
};
