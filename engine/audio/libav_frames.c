// SPDX-License-Identifier: GPL-3.0-or-later
// Packets to frames to interleaved float. Damaged packets are skipped and counted; a stream that
// changes its rate or channels midway is brought back to those it began with.
#include "audio/libav.h"

#include <libavutil/channel_layout.h>

#include "base/fail.h"

// A container that gives this many errors in a row has nothing more to give.
#define MAX_REFUSED 32

static int read_packet(struct libav_state *state)
{
    int code = av_read_frame(state->container, state->packet);
    if (!state->mp4)
        return code;
    if (code >= 0 && state->packet->stream_index == state->index)
        libav_mp4_note(state->mp4, state->packet);
    if (code != AVERROR_EOF)
        return code;
    code = libav_mp4_next(state->mp4, state->packet);
    state->packet->stream_index = state->index;
    return code;
}

// Fetches one packet of the audio stream and hands it to the decoder.
static int feed(struct libav_state *state)
{
    int code = read_packet(state);
    if (code >= 0 && state->packet->stream_index != state->index) {
        av_packet_unref(state->packet);
        return 0;
    }
    if (code == AVERROR(ENOMEM))
        return code;
    if (code < 0) {
        if (code != AVERROR_EOF && ++state->n_refused < MAX_REFUSED)
            return 0;
        state->draining = 1;
        return avcodec_send_packet(state->codec, NULL);
    }
    state->n_refused = 0;
    int is_silent = libav_note_packet(state);
    code = is_silent ? 0 : avcodec_send_packet(state->codec, state->packet);
    av_packet_unref(state->packet);
    return code;
}

static int is_usable(const AVFrame *frame)
{
    return frame->nb_samples > 0 && frame->sample_rate > 0 && frame->ch_layout.nb_channels > 0;
}

enum practice_status libav_next_frame(struct libav_state *state, int *ret_found,
                                      struct practice_error *err)
{
    *ret_found = 0;
    for (;;) {
        int code = avcodec_receive_frame(state->codec, state->frame);
        if (code >= 0 && is_usable(state->frame)) {
            *ret_found = 1;
            return PRACTICE_OK;
        }
        if (code == AVERROR_EOF)
            return PRACTICE_OK;
        if (code == AVERROR(ENOMEM))
            return base_no_memory(err);
        if (code < 0 && code != AVERROR(EAGAIN))
            state->n_damaged++;
        if (code >= 0) // nothing in it
            continue;
        if (state->draining)
            return PRACTICE_OK;
        code = feed(state);
        if (code == AVERROR(ENOMEM))
            return base_no_memory(err);
        if (code < 0 && code != AVERROR_EOF)
            state->n_damaged++;
    }
}

static int has_shape(const struct libav_state *state)
{
    const AVFrame *frame = state->frame, *shape = state->shape;
    return state->converter && frame->format == shape->format &&
           frame->sample_rate == shape->sample_rate &&
           frame->ch_layout.nb_channels == shape->ch_layout.nb_channels;
}

// Equal channel counts are passed through as they are, whatever the layouts are called.
static void make_layouts(int n_in, int n_out, AVChannelLayout *ret_in, AVChannelLayout *ret_out)
{
    *ret_in = (AVChannelLayout){.order = AV_CHANNEL_ORDER_UNSPEC, .nb_channels = n_in};
    *ret_out = (AVChannelLayout){.order = AV_CHANNEL_ORDER_UNSPEC, .nb_channels = n_out};
    if (n_in != n_out) {
        av_channel_layout_default(ret_in, n_in);
        av_channel_layout_default(ret_out, n_out);
    }
}

static int make_converter(struct libav_state *state)
{
    const struct practice_format *format = &state->stream->format;
    const AVFrame *frame = state->frame;
    AVChannelLayout in, out;
    if (state->converter)
        audio_warn(state->stream, "the format changes within the recording (%d Hz, %d channels)",
                   frame->sample_rate, frame->ch_layout.nb_channels);
    swr_free(&state->converter);
    make_layouts(frame->ch_layout.nb_channels, (int)format->n_channels, &in, &out);
    int code = swr_alloc_set_opts2(&state->converter, &out, AV_SAMPLE_FMT_FLT, (int)format->rate_hz,
                                   &in, frame->format, frame->sample_rate, 0, NULL);
    if (code >= 0)
        code = swr_init(state->converter);
    if (code < 0) {
        swr_free(&state->converter);
        return code;
    }
    state->shape->format = frame->format;
    state->shape->sample_rate = frame->sample_rate;
    state->shape->ch_layout.nb_channels = frame->ch_layout.nb_channels;
    return 0;
}

int libav_reserve(struct libav_state *state, int n_frames)
{
    size_t n_samples = (size_t)n_frames * state->stream->format.n_channels;
    if (n_samples <= state->capacity)
        return 1;
    float *block = av_realloc(state->block, n_samples * sizeof *block);
    if (!block)
        return 0;
    state->block = block;
    state->capacity = n_samples;
    return 1;
}

enum practice_status libav_convert(struct libav_state *state, int flush, size_t *ret_n_frames,
                                   struct practice_error *err)
{
    *ret_n_frames = 0;
    if (!flush && !has_shape(state)) {
        int code = make_converter(state);
        if (code == AVERROR(ENOMEM))
            return base_no_memory(err);
        if (code < 0) { // a change to something that has no way back, as 9 channels to 2
            state->n_damaged++;
            return PRACTICE_OK;
        }
    }
    if (!state->converter)
        return PRACTICE_OK;
    int n_in = flush ? 0 : state->frame->nb_samples;
    int max_out = swr_get_out_samples(state->converter, n_in);
    if (max_out <= 0)
        return PRACTICE_OK;
    if (!libav_reserve(state, max_out))
        return base_no_memory(err);
    uint8_t *out = (uint8_t *)state->block;
    const uint8_t **in = flush ? NULL : (const uint8_t **)state->frame->extended_data;
    libav_pass(state, n_in, state->shape->sample_rate);
    int n = swr_convert(state->converter, &out, max_out, in, n_in);
    if (n == AVERROR(ENOMEM))
        return base_no_memory(err);
    *ret_n_frames = n > 0 ? (size_t)n : 0;
    return PRACTICE_OK;
}
