// SPDX-License-Identifier: GPL-3.0-or-later
// The life of a recording. Its order is its safety: the lock before any file, the state before the
// first sound, the sound on disk before it is counted, the journal before anything is deleted.
#include "recorder/recorder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"
#include "recorder/recorder_inside.h"

#define RING_S        10 // what a stalled disk may hold up
#define PLUG_CHANNELS 32 // devices with so many are plugs that mix to whatever is asked for

void recorder_options_init(struct recorder_options *ret_options)
{
    *ret_options = (struct recorder_options){.reserve_bytes = RECORDER_RESERVE_BYTES,
                                             .idle_s = RECORDER_IDLE_S,
                                             .session = "",
                                             .zone = ""};
}

static int64_t wall_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void first_state(struct recorder *recorder)
{
    const struct recorder_options *options = &recorder->options;
    struct state *state = &recorder->state;
    int64_t now = wall_ms();
    *state = (struct state){
        .pid = getpid(),
        .begin_ms = now,
        .start_ms = options->start_ms > 0 && options->start_ms < now ? options->start_ms : now,
        .updated_ms = now,
        .has_audio = !options->no_audio,
        .notes = options->notes,
    };
    (void)snprintf(state->session, sizeof state->session, "%s", options->session);
    (void)snprintf(state->zone, sizeof state->zone, "%s", options->zone);
    state_make_id(now, state->id);
}

// A stereo microphone is heard whole; a plug, which offers any number of channels, mixes to one.
static uint32_t channels_for(const struct device_info *info)
{
    return info->n_channels >= 2 && info->n_channels < PLUG_CHANNELS ? 2 : 1;
}

static enum practice_status make_ear(struct recorder *recorder, struct practice_error *err)
{
    size_t n = (size_t)(recorder->state.rate_hz * recorder->state.n_channels) * RING_S;
    struct recorder_ear *ear = calloc(1, sizeof *ear);
    if (!ear || ring_init(&ear->ring, n) != 0) {
        free(ear);
        return fail_no_memory(err);
    }
    ear->feed.ring = &ear->ring;
    ear->feed.n_channels = (uint32_t)recorder->state.n_channels;
    recorder->ear = ear;
    return PRACTICE_OK;
}

static enum practice_status start_capture(struct recorder *recorder, struct practice_error *err)
{
    char name[TAKES_NAME_SIZE];
    const struct capture_options options = {
        .folder = recorder->takes.fd,
        .name = name,
        .rate_hz = (uint32_t)recorder->state.rate_hz,
        .n_channels = (uint32_t)recorder->state.n_channels,
        .reserve_bytes = recorder->options.reserve_bytes,
    };
    takes_file_name(recorder->state.id, name);
    return capture_start(&options, &recorder->ear->ring, &recorder->capture, err);
}

static enum practice_status start_sound(struct recorder *recorder, struct practice_error *err)
{
    struct device_info info;
    struct state *state = &recorder->state;
    enum practice_status status = device_find(recorder->options.device, &info, err);
    if (status != PRACTICE_OK)
        return status;
    (void)snprintf(state->device, sizeof state->device, "%s", info.name);
    state->rate_hz = recorder->options.rate_hz ? recorder->options.rate_hz : info.rate_hz;
    state->n_channels = channels_for(&info);
    status = make_ear(recorder, err);
    if (status == PRACTICE_OK)
        status = device_open(&info, (uint32_t)state->rate_hz, &recorder->ear->feed,
                             &recorder->device, err);
    if (status == PRACTICE_OK)
        status = start_capture(recorder, err);
    if (status == PRACTICE_OK)
        status = device_start(recorder->device, err);
    return status;
}

// The device first, then its ear: nobody may be listening any more when the ring goes.
void recorder_end_sound(struct recorder *recorder)
{
    if (!device_close(recorder->device))
        recorder->ear = NULL; // the driver still has it
    recorder->device = NULL;
}

void recorder_release(struct recorder *recorder)
{
    recorder_end_sound(recorder);
    capture_abandon(recorder->capture);
    if (recorder->ear)
        ring_release(&recorder->ear->ring);
    free(recorder->ear);
    takes_release(&recorder->takes);
    free(recorder);
}

// The clock starts with the sound, which may have come late.
static void begin_now(struct recorder *recorder)
{
    struct state *state = &recorder->state;
    int is_now = state->start_ms == state->begin_ms;
    watch_start(&recorder->watch);
    state->begin_ms = wall_ms();
    if (is_now)
        state->start_ms = state->begin_ms;
}

static enum practice_status start(struct recorder *recorder, struct practice_error *err)
{
    enum practice_status status = takes_open(recorder->options.folder, &recorder->takes, err);
    if (status != PRACTICE_OK)
        return status;
    first_state(recorder);
    status = takes_lock(&recorder->takes, recorder->state.id, err);
    if (status != PRACTICE_OK)
        return status;
    if (!recorder->options.no_audio)
        status = start_sound(recorder, err);
    begin_now(recorder);
    if (status == PRACTICE_OK)
        status = state_write(recorder->takes.fd, &recorder->state, err);
    if (status != PRACTICE_OK) {
        recorder_end_sound(recorder);
        capture_abandon(recorder->capture);
        recorder->capture = NULL;
        takes_delete(&recorder->takes, recorder->state.id);
    }
    return status;
}

enum practice_status recorder_start(const struct recorder_options *options,
                                    struct recorder **ret_recorder, struct practice_error *err)
{
    struct recorder *recorder = calloc(1, sizeof *recorder);
    if (!recorder)
        return fail_no_memory(err);
    recorder->options = *options;
    recorder->takes = (struct takes){-1, -1};
    enum practice_status status = start(recorder, err);
    if (status != PRACTICE_OK) {
        recorder_release(recorder);
        return status;
    }
    *ret_recorder = recorder;
    return PRACTICE_OK;
}

void recorder_pause(struct recorder *recorder)
{
    if (recorder->state.phase != STATE_RECORDING)
        return;
    if (recorder->device)
        device_stop(recorder->device);
    (void)recorder_tick(recorder); // where the take is now
    watch_pause(&recorder->watch);
    recorder->state.phase = STATE_PAUSED;
    recorder_save_state(recorder);
}

void recorder_add_gap(struct recorder *recorder, enum state_gap_kind kind, double length_s)
{
    struct state *state = &recorder->state;
    double at_s = recorder->capture ? recorder->heard.live.clock_s : state->clock_s;
    *(kind == STATE_GAP_PAUSE ? &state->paused_s : &state->slept_s) += length_s;
    if (state->n_gaps < STATE_MAX_GAPS)
        state->gaps[state->n_gaps++] = (struct state_gap){kind, at_s, length_s};
}

enum practice_status recorder_resume(struct recorder *recorder, struct practice_error *err)
{
    if (recorder->state.phase != STATE_PAUSED)
        return PRACTICE_OK;
    recorder_add_gap(recorder, STATE_GAP_PAUSE, watch_resume(&recorder->watch));
    recorder->state.phase = STATE_RECORDING;
    enum practice_status status = PRACTICE_OK;
    if (recorder->device)
        status = device_start(recorder->device, err);
    recorder_save_state(recorder);
    return status;
}
