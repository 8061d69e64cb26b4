// SPDX-License-Identifier: GPL-3.0-or-later
// libav as a backend: phones' and cameras' containers, MP3, Ogg, and what libsndfile refuses.
// The format is taken from the first decoded frame, since headers of AAC often name half of it.
#include "audio/libav.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/libav_load.h"
#include "base/fail.h"

// Encoders pad up to a few frames at either end, which not every header accounts for.
#define LENGTH_TOLERANCE_S 0.15

static void name_codec(char *ret_name, size_t size, enum AVCodecID id)
{
    (void)snprintf(ret_name, size, "%s", avcodec_get_name(id));
    size_t n = strlen(ret_name);
    // The byte order says nothing to a musician, and libsndfile would not tell it either.
    if (strncmp(ret_name, "pcm_", 4) == 0 && n > 6 &&
        (strcmp(ret_name + n - 2, "le") == 0 || strcmp(ret_name + n - 2, "be") == 0))
        ret_name[n - 2] = '\0';
}

// The length as the header states it, or -1 where libav only estimates.
static void find_length(struct libav_state *state)
{
    struct audio_stream *stream = state->stream;
    const AVFormatContext *container = state->container;
    const AVStream *audio = container->streams[state->index];
    AVRational frame_time = {1, (int)stream->format.rate_hz};
    int64_t n_frames = -1;
    int is_own = 0;
    if (container->duration_estimation_method != AVFMT_DURATION_FROM_BITRATE) {
        is_own = audio->duration > 0;
        if (is_own)
            n_frames = av_rescale_q(audio->duration, audio->time_base, frame_time);
        else if (container->duration > 0)
            n_frames = av_rescale_q(container->duration, AV_TIME_BASE_Q, frame_time);
    }
    stream->format.n_frames = n_frames > 0 && !stream->ignore_length ? n_frames : -1;
    // A film's length is not its sound's, and libav misreads the packet table of CAF files; only
    // the sound's own length is a promise.
    int is_alone = container->nb_streams == 1 && strcmp(stream->kind->demuxer, "caf") != 0;
    stream->length_is_exact = stream->format.n_frames > 0 && (is_alone || is_own);
    stream->length_tolerance = (int64_t)(LENGTH_TOLERANCE_S * stream->format.rate_hz);
}

// "2026-03-05T09:30:00.000000Z", in UTC. Phones write it; a film's sound may have its own.
static void find_time(struct libav_state *state)
{
    const AVDictionary *const places[] = {state->container->metadata,
                                          state->container->streams[state->index]->metadata};
    for (size_t i = 0; i < 2 && !state->stream->format.recorded_at[0]; i++) {
        const AVDictionaryEntry *entry = av_dict_get(places[i], "creation_time", NULL, 0);
        if (entry && strlen(entry->value) >= 19 && entry->value[10] == 'T')
            audio_keep_time(state->stream, entry->value, entry->value + 11, 1);
    }
}

static enum practice_status learn_format(struct libav_state *state, struct practice_error *err)
{
    struct audio_stream *stream = state->stream;
    int found;
    enum practice_status status = libav_next_frame(state, &found, err);
    if (status != PRACTICE_OK)
        return status;
    if (!found && state->n_damaged > 0)
        return base_fail(err, PRACTICE_NOT_AUDIO, "cannot decode '%s': no part of it is intact",
                         stream->name);
    if (!found)
        return base_fail(err, PRACTICE_EMPTY, "'%s' holds no sound", stream->name);
    const AVFrame *frame = state->frame;
    status =
        audio_check_limits(stream->name, frame->sample_rate, frame->ch_layout.nb_channels, err);
    if (status != PRACTICE_OK)
        return status;
    struct practice_format *format = &stream->format;
    (void)snprintf(format->container, sizeof format->container, "%s", stream->kind->container);
    name_codec(format->codec, sizeof format->codec, state->codec->codec_id);
    format->rate_hz = (uint32_t)frame->sample_rate;
    format->n_channels = (uint32_t)frame->ch_layout.nb_channels;
    find_length(state);
    find_time(state);
    state->has_frame = 1;
    return PRACTICE_OK;
}

static void libav_free(void *user)
{
    libav_close(user);
    free(user);
}

static enum practice_status libav_open(struct audio_stream *stream, void **ret_state,
                                       struct practice_error *err)
{
    enum practice_status status = libav_load(err);
    if (status != PRACTICE_OK)
        return status;
    struct libav_state *state = calloc(1, sizeof *state);
    if (!state)
        return base_no_memory(err);
    state->stream = stream;
    state->now = state->packets_end = INT64_MIN;
    status = libav_open_container(state, err);
    if (status == PRACTICE_OK)
        status = learn_format(state, err);
    if (status != PRACTICE_OK) {
        libav_free(state);
        return status;
    }
    *ret_state = state;
    return PRACTICE_OK;
}

static void tell_damage(struct libav_state *state)
{
    if (state->n_damaged > 0)
        audio_warn(state->stream, "%ld damaged %s skipped", state->n_damaged,
                   state->n_damaged == 1 ? "piece was" : "pieces were");
    state->n_damaged = 0;
}

// Gets the next frame, and converts it unless silence has to come first.
static enum practice_status advance(struct libav_state *state, size_t *ret_n_frames,
                                    struct practice_error *err)
{
    int found = state->has_frame;
    enum practice_status status = PRACTICE_OK;
    if (!found)
        status = libav_next_frame(state, &found, err);
    if (status != PRACTICE_OK)
        return status;
    state->has_frame = found;
    libav_find_gap(state, !found);
    if (state->n_silent > 0)
        return PRACTICE_OK;
    state->has_frame = 0;
    state->flushed = !found;
    return libav_convert(state, !found, ret_n_frames, err);
}

static enum practice_status libav_read(void *user, const float **ret_block, size_t *ret_n_frames,
                                       struct practice_error *err)
{
    struct libav_state *state = user;
    *ret_n_frames = 0;
    while (*ret_n_frames == 0 && !state->flushed) {
        enum practice_status status = state->n_silent > 0
                                          ? libav_give_silence(state, ret_n_frames, err)
                                          : advance(state, ret_n_frames, err);
        if (status != PRACTICE_OK)
            return status;
    }
    if (*ret_n_frames == 0)
        tell_damage(state);
    state->n_given += (int64_t)*ret_n_frames;
    *ret_block = state->block;
    return PRACTICE_OK;
}

const struct audio_backend audio_libav = {libav_open, libav_read, libav_free};
