// SPDX-License-Identifier: GPL-3.0-or-later
// The options of a recording. All that can be wrong is found here, before the music: a title that
// the journal would refuse must not be found out about two hours later.
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/uuid.h"
#include "base/when.h"
#include "base/zone.h"
#include "commands/analyze.h"
#include "commands/journal_use.h"
#include "commands/options.h"
#include "commands/record.h"
#include "commands/session_words.h"
#include "commands/settings.h"

#define AT(member) .offset = offsetof(struct record_options, member)

const struct option_spec record_option_table[RECORD_N_OPTIONS] = {
    {.name = "instrument",
     .letter = 'i',
     .argument = "NAME",
     .group = "The session",
     .help = "what is played",
     .kind = OPTION_TEXT,
     AT(instrument)},
    {.name = "title",
     .letter = 't',
     .argument = "TEXT",
     .group = "The session",
     .help = "what it is called",
     .kind = OPTION_TEXT,
     AT(title)},
    {.name = "piece",
     .argument = "NAME",
     .group = "The session",
     .help = "the piece that is practised",
     .kind = OPTION_TEXT,
     AT(piece)},
    {.name = "tag",
     .argument = "TAG",
     .group = "The session",
     .help = "a tag; again, or with commas, for more",
     .kind = OPTION_TEXTS,
     AT(tags)},
    {.name = "note",
     .argument = "TEXT",
     .group = "The session",
     .help = "a note about it",
     .kind = OPTION_TEXT,
     AT(note)},
    {.name = "at",
     .argument = "TIME",
     .group = "Time",
     .help = "it began earlier: 18:30, 'today 9am'",
     .kind = OPTION_TEXT,
     AT(at)},
    {.name = "ago",
     .argument = "LENGTH",
     .group = "Time",
     .help = "it began so long ago: 20m, 1h30m",
     .kind = OPTION_TEXT,
     AT(ago)},
    {.name = "limit",
     .argument = "LENGTH",
     .group = "Time",
     .help = "end after so long: 45m, 2h",
     .kind = OPTION_TEXT,
     AT(limit)},
    {.name = "auto-stop",
     .argument = "MINUTES",
     .group = "Time",
     .help = "end at the last note when nothing is played for so long",
     .kind = OPTION_COUNT,
     .least = 1,
     .most = 1440,
     AT(auto_stop_min)},
    {.name = "device",
     .letter = 'd',
     .argument = "NAME",
     .group = "Sound",
     .help = "the microphone: its name, a part of it, or its number",
     .kind = OPTION_TEXT,
     AT(device)},
    {.name = "list-devices",
     .group = "Sound",
     .help = "list the microphones",
     .kind = OPTION_FLAG,
     AT(list_devices)},
    {.name = "rate",
     .argument = "HZ",
     .group = "Sound",
     .help = "samples per second (the device's own)",
     .kind = OPTION_COUNT,
     .least = 8000,
     .most = 192000,
     AT(rate_hz)},
    {.name = "keep",
     .letter = 'k',
     .group = "Sound",
     .help = "keep the recording as a FLAC file",
     .kind = OPTION_FLAG,
     AT(keep)},
    {.name = "no-audio",
     .group = "Sound",
     .help = "count the time alone; play time stays unknown",
     .kind = OPTION_FLAG,
     AT(no_audio)},
    {.name = "json",
     .group = "Answer",
     .help = "the saved session as JSON; with start, what runs",
     .kind = OPTION_FLAG,
     AT(json)},
    {.name = "quiet",
     .letter = 'q',
     .group = "Screen",
     .help = "no live line, errors only",
     .kind = OPTION_FLAG,
     AT(quiet)},
    {.name = "no-color",
     .group = "Screen",
     .help = "no colours",
     .kind = OPTION_FLAG,
     AT(no_color)},
};

// The first contradiction, or NULL.
static const char *contradiction(const struct record_options *options)
{
    if (options->at && options->ago)
        return "choose --at or --ago";
    if (options->no_audio &&
        (options->keep || options->device || options->rate_hz || options->auto_stop_min))
        return "--no-audio listens to nothing: no --keep, --device, --rate or --auto-stop";
    return NULL;
}

static enum practice_status copy_text(const char *text, const char *what, size_t most,
                                      char *ret_text, size_t size, struct practice_error *err)
{
    if (!text)
        return PRACTICE_OK;
    if (strlen(text) > most || strlen(text) >= size)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the %s is too long: %zu bytes at most",
                         what, most < size ? most : size - 1);
    (void)snprintf(ret_text, size, "%s", text);
    return PRACTICE_OK;
}

static enum practice_status join_tags(const struct option_texts *tags, struct state_notes *notes,
                                      struct practice_error *err)
{
    size_t length = 0;
    for (size_t i = 0; i < tags->n; i++) {
        size_t room = sizeof notes->tags - length;
        int n = snprintf(notes->tags + length, room, "%s%s", i ? "," : "", tags->list[i]);
        if (n < 0 || (size_t)n >= room)
            return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "the tags are too long together");
        length += (size_t)n;
    }
    return PRACTICE_OK;
}

// What the journal would say about the words is asked now.
static enum practice_status check_words(const struct record_options *options,
                                        struct practice_error *err)
{
    struct journal_session session = {0};
    const struct session_words words = {.title = options->title,
                                        .instrument = options->instrument,
                                        .piece = options->piece,
                                        .note = options->note,
                                        .tags = options->tags};
    enum practice_status status = session_words_apply(&words, &session, err);
    for (size_t i = 0; status == PRACTICE_OK && i < session.n_tags; i++)
        if (strlen(session.tags[i]) > JOURNAL_MAX_NAME)
            status = fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "a tag is too long");
    journal_session_release(&session);
    return status;
}

static enum practice_status read_words(const struct record_options *options,
                                       struct state_notes *notes, struct practice_error *err)
{
    enum practice_status status = check_words(options, err);
    if (status == PRACTICE_OK)
        status = copy_text(options->instrument, "instrument", JOURNAL_MAX_NAME, notes->instrument,
                           sizeof notes->instrument, err);
    if (status == PRACTICE_OK)
        status = copy_text(options->title, "title", JOURNAL_MAX_NAME, notes->title,
                           sizeof notes->title, err);
    if (status == PRACTICE_OK)
        status = copy_text(options->piece, "piece", JOURNAL_MAX_NAME, notes->piece,
                           sizeof notes->piece, err);
    if (status == PRACTICE_OK)
        status = copy_text(options->note, "note", JOURNAL_MAX_NOTE, notes->note, sizeof notes->note,
                           err);
    if (status == PRACTICE_OK)
        status = join_tags(&options->tags, notes, err);
    notes->keep = options->keep;
    return status;
}

// When practice began, for one who forgot to start.
static enum practice_status read_start(const struct record_options *options, const char *zone_name,
                                       int64_t *ret_start_ms, struct practice_error *err)
{
    struct zone *zone;
    struct when when;
    int64_t ago_ms = 0, now_ms = zone_now_ms();
    enum practice_status status = zone_open(zone_name, &zone, err);
    if (status != PRACTICE_OK)
        return status;
    *ret_start_ms = 0;
    const struct when_base base = when_base_now(zone);
    if (options->at) {
        status = when_parse(options->at, &base, &when, err);
        *ret_start_ms = status == PRACTICE_OK ? when.utc_ms : 0;
    } else if (options->ago) {
        status = when_parse_duration(options->ago, &ago_ms, err);
        *ret_start_ms = status == PRACTICE_OK ? now_ms - ago_ms : 0;
    }
    zone_free(zone);
    if (status != PRACTICE_OK)
        return status;
    if (*ret_start_ms > now_ms)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "this time is still to come");
    if (*ret_start_ms && now_ms - *ret_start_ms > JOURNAL_MAX_CLOCK_MS / 2)
        return fail_with(err, PRACTICE_BAD_ARGUMENT, "add it with: practice session add",
                         "that is longer than a day ago");
    return PRACTICE_OK;
}

static enum practice_status read_times(const struct record_options *options,
                                       struct record_plan *plan, struct practice_error *err)
{
    int64_t limit_ms = 0;
    enum practice_status status = read_start(options, plan->zone, &plan->recorder.start_ms, err);
    if (status == PRACTICE_OK && options->limit)
        status = when_parse_duration(options->limit, &limit_ms, err);
    if (status == PRACTICE_OK && options->limit && limit_ms < 1000)
        status = fail_with(err, PRACTICE_BAD_ARGUMENT, NULL, "--limit is too short");
    plan->recorder.limit_s = (double)limit_ms / 1000;
    plan->recorder.auto_stop_s = options->auto_stop_min * 60.0;
    return status;
}

// What the settings say and the command line does not.
static int add_settings(struct record_options *options, struct record_plan *plan)
{
    struct config *config;
    int code = settings_open(&config);
    if (code != COMMAND_DONE)
        return code;
    if (!options->no_audio) {
        const char *device = options->device;
        device = device ? device : config_text(config, CONFIG_RECORD_DEVICE);
        (void)snprintf(plan->device_name, sizeof plan->device_name, "%s", device ? device : "");
        if (!options->rate_hz)
            options->rate_hz = (unsigned)config_number(config, CONFIG_RECORD_RATE, 0);
        if (!options->auto_stop_min)
            options->auto_stop_min = (unsigned)config_number(config, CONFIG_RECORD_AUTO_STOP, 0);
        options->keep |= config_number(config, CONFIG_RECORD_KEEP, 0) != 0;
    }
    if (!options->instrument) {
        const char *instrument = config_text(config, CONFIG_USER_INSTRUMENT);
        (void)snprintf(plan->recorder.notes.instrument, sizeof plan->recorder.notes.instrument,
                       "%s", instrument ? instrument : "");
    }
    options->no_color |= config_number(config, CONFIG_UI_COLOR, 0) != 0;
    config_free(config);
    return OPTIONS_GO_ON;
}

// The plan points into itself, so it is finished where it stays.
static void finish_plan(const struct record_options *options, struct record_plan *plan)
{
    (void)uuid_new(zone_now_ms(), plan->session);
    plan->recorder.session = plan->session;
    plan->recorder.zone = plan->zone;
    plan->recorder.device = plan->device_name[0] ? plan->device_name : NULL;
    plan->recorder.rate_hz = options->rate_hz;
    plan->recorder.no_audio = options->no_audio;
    plan->json = options->json;
    plan->quiet = options->quiet;
    plan->no_color = options->no_color;
}

int record_plan_read(const struct command *self, const struct command_env *env, int argc,
                     char **argv, struct record_plan *ret_plan)
{
    struct record_options options = {.no_color = env->no_color};
    struct operands operands;
    struct practice_error err;
    *ret_plan = (struct record_plan){0};
    recorder_options_init(&ret_plan->recorder);
    int code = options_parse(self, argc, argv, &options, &operands);
    if (code != OPTIONS_GO_ON)
        return code;
    if (operands.n)
        return options_complain(self->name, "unexpected operand '%s'", operands.list[0]);
    if (options.list_devices && options.json)
        return options_complain(self->name, "--list-devices has no --json");
    if (options.list_devices)
        return record_list_devices(options.no_color);
    const char *complaint = contradiction(&options);
    if (complaint)
        return options_complain(self->name, "%s", complaint);
    code = add_settings(&options, ret_plan);
    if (code != OPTIONS_GO_ON)
        return code;
    (void)zone_system_name(ret_plan->zone);
    enum practice_status status = read_words(&options, &ret_plan->recorder.notes, &err);
    if (status == PRACTICE_OK)
        status = read_times(&options, ret_plan, &err);
    if (status != PRACTICE_OK) {
        analyze_tell_error(&err);
        return COMMAND_USAGE;
    }
    finish_plan(&options, ret_plan);
    return OPTIONS_GO_ON;
}
