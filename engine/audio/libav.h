// SPDX-License-Identifier: GPL-3.0-or-later
// What the two halves of the libav backend share: finding the sound in a container, and turning
// its packets into frames of the format that the first of them had.
#ifndef ENGINE_AUDIO_LIBAV_H
#define ENGINE_AUDIO_LIBAV_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>

#include "audio/backend.h"

struct libav_state {
    struct audio_stream *stream;
    AVFormatContext *container;
    AVIOContext *io;
    AVCodecContext *codec;
    AVPacket *packet;
    AVFrame *frame;
    int index;      // of the audio stream in the container
    int has_frame;  // frame was decoded, but not yet given out
    int draining;   // no packets are left
    int flushed;    // the converter has given its last
    int n_refused;  // packets in a row that the container could not give
    long n_damaged; // packets that could not be decoded
    struct SwrContext *converter;
    AVFrame *shape; // sample format, rate and channels that the converter expects
    float *block;
    size_t capacity; // of block, in samples
};

// Opens the container over the stream's source and the decoder of its best audio stream.
// What is there on failure is the caller's to release with libav_close().
PRACTICE_CHECKED enum practice_status libav_open_container(struct libav_state *state,
                                                           struct practice_error *err);

void libav_close(struct libav_state *state);

// Decodes the next frame into state->frame. *ret_found is 0 at the end.
PRACTICE_CHECKED enum practice_status libav_next_frame(struct libav_state *state, int *ret_found,
                                                       struct practice_error *err);

// Converts state->frame (or, with flush, what the converter still holds) to interleaved float at
// the stream's rate and channels into state->block.
PRACTICE_CHECKED enum practice_status libav_convert(struct libav_state *state, int flush,
                                                    size_t *ret_n_frames,
                                                    struct practice_error *err);

#endif
