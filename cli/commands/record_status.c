// SPDX-License-Identifier: GPL-3.0-or-later
// `practice record status`: the recording that runs, and those that were never saved.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/zone.h"
#include "commands/analyze.h"
#include "commands/options.h"
#include "commands/record.h"
#include "commands/record_verbs.h"
#include "ui/duration.h"
#include "ui/json.h"
#include "ui/term.h"

#define AT(member) .offset = offsetof(struct record_verb_options, member)

static const struct option_spec status_options[] = {
    {.name = "json", .group = "Answer", .help = "one JSON object", .kind = OPTION_FLAG, AT(json)},
    {.name = "no-color",
     .group = "Screen",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

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

static struct state left_behind[RECORDER_MAX_LEFT];

void record_print_status_json(void)
{
    struct state state;
    struct ui_json json;
    size_t n_left = recorder_left_behind(NULL, left_behind);
    ui_json_init(&json, stdout);
    ui_json_object_begin(&json, NULL);
    ui_json_string(&json, "schema", "practice.recording/1");
    if (recorder_running(NULL, &state))
        put_state(&json, "running", &state);
    else
        ui_json_null(&json, "running");
    ui_json_array_begin(&json, "left_behind");
    for (size_t i = 0; i < n_left; i++)
        put_state(&json, NULL, &left_behind[i]);
    ui_json_array_end(&json);
    ui_json_object_end(&json);
    ui_json_line_end(&json);
}

static int run_status(const struct command *self, const struct command_env *env, int argc,
                      char **argv)
{
    struct record_verb_options options;
    struct state state;
    struct ui_term term;
    int code = record_verb_parse(self, env, argc, argv, &options);
    if (code != OPTIONS_GO_ON)
        return code;
    int is_running = recorder_running(NULL, &state);
    ui_term_init(&term, STDOUT_FILENO, options.no_color);
    if (options.json) {
        record_print_status_json();
        return is_running ? COMMAND_DONE : COMMAND_SOME_FAILED;
    }
    size_t n_left = recorder_left_behind(NULL, left_behind);
    if (is_running)
        print_state(&state, &term);
    else
        (void)puts("no recording is running");
    for (size_t i = 0; i < n_left; i++) {
        (void)fputs("never saved: ", stdout);
        print_beginning(&left_behind[i]);
        (void)puts("; practice record recover");
    }
    return is_running ? COMMAND_DONE : COMMAND_SOME_FAILED;
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
