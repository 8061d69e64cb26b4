// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the libav backend share: finding the sound in a container, turning its packets
// into frames of the format that the first of them had, and keeping these at their time.
#ifndef ENGINE_AUDIO_LIBAV_H
#define ENGINE_AUDIO_LIBAV_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>

#include "audio/backend.h"
#include "audio/libav_mp4.h"

struct libav_state {
    struct audio_stream *stream;
    struct libav_mp4 *mp4; // NULL: libav gives all packets
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
    // Times are in frames of the stream's rate, INT64_MIN where none is known yet.
    int64_t now;         // where the next frame belongs if nothing is missing
    int64_t packets_end; // of the latest packet, for codecs that leave silence out
    int64_t n_silent;    // frames of silence to be given before anything else
    int64_t n_given;     // frames given so far
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

// Takes note of state->packet's time. Returns 1 when the packet is one of those by which telephone
// codecs say that nothing was said: the decoder has no use for it.
int libav_note_packet(struct libav_state *state);

// Sets state->n_silent to what is missing before state->frame or, with at_end, behind the last one.
// Asked again for the same place, it finds nothing.
void libav_find_gap(struct libav_state *state, int at_end);

// Moves on by so many frames of that rate.
void libav_pass(struct libav_state *state, int n_frames, int rate_hz);

// Gives out a block of the missing silence.
PRACTICE_CHECKED enum practice_status libav_give_silence(struct libav_state *state,
                                                         size_t *ret_n_frames,
                                                         struct practice_error *err);

// Makes room in state->block for so many frames; 0 when out of memory.
int libav_reserve(struct libav_state *state, int n_frames);

// Converts state->frame (or, with flush, what the converter still holds) to interleaved float at
// the stream's rate and channels into state->block.
PRACTICE_CHECKED enum practice_status libav_convert(struct libav_state *state, int flush,
                                                    size_t *ret_n_frames,
                                                    struct practice_error *err);

#endif
