// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps what is decoded at its time: where a recorder left silence out, or a part is damaged, the
// timestamps go on while the samples do not. Only jumps between neighbours count, so that no slow
// drift of a camera's clock ever cuts into the sound.
#include "audio/libav.h"

#include <string.h>

#include "base/fail.h"

// Timestamps in milliseconds and half a frame of 20 ms are this inexact.
#define LEAST_GAP_S    0.01
#define UNKNOWN        INT64_MIN
#define BLOCK_FRAMES   4096
#define MAX_GAP_S      60 // where no header says how long the recording is
#define SILENT_BYTES   7  // of AMR: the largest packet without speech
#define AMR_NB_SILENCE 8  // this and higher frame types describe noise, or nothing
#define AMR_WB_SILENCE 9

// Elsewhere timestamps are guessed from bytes, start anew within a file, or are libav's own count.
static int has_true_times(const struct libav_state *state)
{
    static const char *const demuxers[] = {"amr", "mov", "matroska"};
    for (size_t i = 0; i < sizeof demuxers / sizeof *demuxers; i++) {
        if (strcmp(state->stream->kind->demuxer, demuxers[i]) == 0)
            return 1;
    }
    return 0;
}

static int is_amr(const struct libav_state *state)
{
    return state->codec->codec_id == AV_CODEC_ID_AMR_NB ||
           state->codec->codec_id == AV_CODEC_ID_AMR_WB;
}

// In frames of the given rate. Times beyond any recording are none.
static int64_t to_frames(const struct libav_state *state, int64_t time, int64_t rate_hz)
{
    const AVStream *audio = state->container->streams[state->index];
    if (time == AV_NOPTS_VALUE || rate_hz <= 0)
        return UNKNOWN;
    int64_t n = av_rescale_q(time, audio->time_base, (AVRational){1, (int)rate_hz});
    return n > INT64_MAX / 4 || n < -(INT64_MAX / 4) ? UNKNOWN : n;
}

int libav_note_packet(struct libav_state *state)
{
    const AVPacket *packet = state->packet;
    if (!is_amr(state))
        return 0;
    // Asked before the first frame has told the stream's rate, which is always the codec's.
    int64_t rate_hz = state->codec->codec_id == AV_CODEC_ID_AMR_NB ? 8000 : 16000;
    int64_t start = to_frames(state, packet->pts, rate_hz);
    int64_t length = to_frames(state, packet->duration, rate_hz);
    if (start != UNKNOWN && state->now == UNKNOWN)
        state->now = start;
    if (start != UNKNOWN && length != UNKNOWN)
        state->packets_end = start + length;
    int least = state->codec->codec_id == AV_CODEC_ID_AMR_NB ? AMR_NB_SILENCE : AMR_WB_SILENCE;
    return packet->size > 0 && packet->size <= SILENT_BYTES && (packet->data[0] >> 3 & 15) >= least;
}

// The most that may be missing: a wrong timestamp is not to become hours of silence.
static int64_t max_gap(const struct libav_state *state)
{
    const struct audio_stream *stream = state->stream;
    if (stream->format.n_frames > 0)
        return stream->format.n_frames + stream->length_tolerance - state->n_given;
    int is_counted = strcmp(stream->kind->demuxer, "amr") == 0; // each packet stands in the file
    int64_t max_s = is_counted ? (int64_t)PRACTICE_MAX_DURATION_S : MAX_GAP_S;
    return max_s * stream->format.rate_hz;
}

void libav_find_gap(struct libav_state *state, int at_end)
{
    int64_t rate_hz = state->stream->format.rate_hz;
    if (!has_true_times(state))
        return;
    int64_t time = at_end ? state->packets_end : to_frames(state, state->frame->pts, rate_hz);
    if (time == UNKNOWN)
        return;
    int64_t gap = state->now == UNKNOWN ? 0 : time - state->now;
    if (at_end && gap < 0)
        return;
    state->now = time;
    if ((double)gap > LEAST_GAP_S * (double)rate_hz && gap <= max_gap(state))
        state->n_silent = gap;
}

void libav_pass(struct libav_state *state, int n_frames, int rate_hz)
{
    AVRational from = {1, rate_hz}, to = {1, (int)state->stream->format.rate_hz};
    if (state->now != UNKNOWN)
        state->now += av_rescale_q(n_frames, from, to);
}

enum practice_status libav_give_silence(struct libav_state *state, size_t *ret_n_frames,
                                        struct practice_error *err)
{
    int64_t n = state->n_silent < BLOCK_FRAMES ? state->n_silent : BLOCK_FRAMES;
    if (!libav_reserve(state, (int)n))
        return base_no_memory(err);
    memset(state->block, 0, (size_t)n * state->stream->format.n_channels * sizeof *state->block);
    state->n_silent -= n;
    *ret_n_frames = (size_t)n;
    return PRACTICE_OK;
}
