// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs that talk to a recording that runs somewhere else, or look after one that no longer
// does.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/zone.h"
#include "commands/analyze.h"
#include "commands/hooks.h"
#include "commands/options.h"
#include "commands/record.h"
#include "recorder/control.h"
#include "ui/duration.h"
#include "ui/json.h"
#include "ui/term.h"

#define SHORT_WAIT_S 5.0
#define SAVE_WAIT_S  120.0 // a long take is being converted

struct verb_options {
    int json, no_color, discard;
};

#define AT(member) .offset = offsetof(struct verb_options, member)

static const struct option_spec plain_options[] = {
    {.name = "no-color",
     .group = "Screen",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

static const struct option_spec status_options[] = {
    {.name = "json", .group = "Answer", .help = "one JSON object", .kind = OPTION_FLAG, AT(json)},
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
    {.name = "no-color",
     .group = "Screen",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

// Reads options and sees that there are no operands.
static int parse(const struct command *self, const struct command_env *env, int argc, char **argv,
                 struct verb_options *ret_options)
{
    struct operands operands;
    *ret_options = (struct verb_options){.no_color = env->no_color};
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
    struct verb_options options;
    int code = parse(self, env, argc, argv, &options);
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
    struct verb_options options;
    int code = parse(self, env, argc, argv, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    code = ask("stop", SAVE_WAIT_S, answer);
    if (code != COMMAND_DONE)
        return code;
    if (strcmp(answer, "cancelled") == 0) {
        (void)puts("cancelled; nothing was saved");
        return COMMAND_SOME_FAILED;
    }
    return record_tell_saved(answer, options.no_color);
}

static int run_cancel(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    char answer[CONTROL_LINE_SIZE];
    struct verb_options options;
    int code = parse(self, env, argc, argv, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    code = ask("cancel", SAVE_WAIT_S, answer);
    if (code == COMMAND_DONE)
        (void)puts("cancelled; nothing was saved");
    return code;
}

static void print_beginning(const struct state *state)
{
    struct zone *zone;
    struct practice_error err;
    char day[DATE_SIZE];
    if (zone_open(state->zone[0] ? state->zone : "UTC", &zone, &err) != PRACTICE_OK)
        return;
    const struct zone_local local = zone_local_at(zone, state->start_ms);
    int minute = local.ms_of_day / 60000;
    (void)printf("%s %02d:%02d", date_text(local.day, day), minute / 60, minute % 60);
    zone_free(zone);
}

static void print_state(const struct state *state, const struct ui_term *term)
{
    char clock[UI_DURATION_SIZE], play[UI_DURATION_SIZE];
    static const char *const phases[] = {"recording", "paused", "saving"};
    (void)printf("%s%s%s since ", ui_term_style(term, UI_STYLE_BOLD), phases[state->phase],
                 ui_term_style(term, UI_STYLE_PLAIN));
    print_beginning(state);
    (void)printf(": %s", ui_duration_clock(state->clock_s, 0, clock));
    if (state->has_audio)
        (void)printf(", played %s", ui_duration_clock(state->play_time_s, 0, play));
    (void)putchar('\n');
    if (state->notes.title[0]) {
        (void)fputs("  ", stdout);
        ui_term_write(term, UI_STYLE_PLAIN, state->notes.title, stdout);
        (void)putchar('\n');
    }
    if (state->notice[0]) {
        (void)fputs("  ", stdout);
        ui_term_write(term, UI_STYLE_WARNING, state->notice, stdout);
        (void)putchar('\n');
    }
}

static void put_state(struct ui_json *json, const char *key, const struct state *state)
{
    static const char *const phases[] = {"recording", "paused", "saving"};
    ui_json_object_begin(json, key);
    ui_json_string(json, "id", state->id);
    ui_json_string(json, "phase", phases[state->phase]);
    ui_json_integer(json, "start_ms", state->start_ms);
    ui_json_string(json, "zone", state->zone);
    ui_json_number(json, "clock_s", state->clock_s, 3);
    if (state->has_audio)
        ui_json_number(json, "play_time_s", state->play_time_s, 3);
    else
        ui_json_null(json, "play_time_s");
    ui_json_number(json, "paused_s", state->paused_s, 3);
    ui_json_string(json, "device", state->has_audio ? state->device : NULL);
    ui_json_string(json, "title", state->notes.title[0] ? state->notes.title : NULL);
    ui_json_string(json, "instrument", state->notes.instrument[0] ? state->notes.instrument : NULL);
    ui_json_string(json, "notice", state->notice[0] ? state->notice : NULL);
    ui_json_object_end(json);
}

static void print_json(int is_running, const struct state *state, const struct state *left,
                       size_t n_left)
{
    struct ui_json json;
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.recording/1");
    if (is_running)
        put_state(&json, "running", state);
    else
        ui_json_null(&json, "running");
    ui_json_array_begin(&json, "left_behind");
    for (size_t i = 0; i < n_left; i++)
        put_state(&json, NULL, &left[i]);
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static int run_status(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    static struct state left[RECORDER_MAX_LEFT];
    struct verb_options options;
    struct state state;
    struct ui_term term;
    int code = parse(self, env, argc, argv, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    size_t n_left = recorder_left_behind(NULL, left);
    int is_running = recorder_running(NULL, &state);
    ui_term_init(&term, STDOUT_FILENO, options.no_color);
    if (options.json)
        print_json(is_running, &state, left, n_left);
    else if (is_running)
        print_state(&state, &term);
    else
        (void)puts("no recording is running");
    for (size_t i = 0; !options.json && i < n_left; i++) {
        (void)fputs("never saved: ", stdout);
        print_beginning(&left[i]);
        (void)puts("; practice record recover");
    }
    return is_running ? COMMAND_DONE : COMMAND_SOME_FAILED;
}

static int recover_one(const char *id, const struct verb_options *options)
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
    int code = record_tell_saved(session, options->no_color);
    hooks_after_save_id(NULL, session);
    return code;
}

static int run_recover(const struct command *self, const struct command_env *env, int argc,
                       char **argv)
{
    static struct state left[RECORDER_MAX_LEFT];
    struct verb_options options;
    int worst = COMMAND_DONE;
    int code = parse(self, env, argc, argv, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    size_t n = recorder_left_behind(NULL, left);
    if (n == 0)
        (void)puts("every recording was saved");
    for (size_t i = 0; i < n; i++) {
        code = recover_one(left[i].id, &options);
        worst = code != COMMAND_DONE ? code : worst;
    }
    return worst;
}

#define N_OF(table) (sizeof(table) / sizeof *(table))

static const char *const status_examples[] = {"practice record status --json || true", NULL};

const struct command command_record_status = {
    .name = "record status",
    .summary = "Tell whether a recording runs, and which was never saved.",
    .operands = "",
    .examples = status_examples,
    .options = status_options,
    .n_options = N_OF(status_options),
    .run = run_status,
};

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
    .options = plain_options,
    .n_options = N_OF(plain_options),
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
