// SPDX-License-Identifier: GPL-3.0-or-later
// Lets libav see only the beginning of an MP4's index, and gives the packets that come after.
// Apart from libav.h, since no other container needs it.
#ifndef ENGINE_AUDIO_LIBAV_MP4_H
#define ENGINE_AUDIO_LIBAV_MP4_H

#include <libavformat/avformat.h>

#include "audio/source.h"

struct libav_mp4;

// What libav is to be shown of the file; to be freed with libav_mp4_free(). NULL when it may as
// well see all of it, for it is short, or unusual, or memory is.
struct libav_mp4 *libav_mp4_new(struct audio_source *source);
void libav_mp4_free(struct libav_mp4 *mp4); // NULL is allowed

// The size of the file that libav is to be told.
int64_t libav_mp4_size(const struct libav_mp4 *mp4);

// Changes data [size], read at the position, to what libav is to see.
void libav_mp4_patch(const struct libav_mp4 *mp4, int64_t position, uint8_t *data, size_t size);

// Prepares for the packets of that stream which libav was not shown, and sets its duration to that
// of the whole. 0 when libav has to be shown all instead.
int libav_mp4_follow(struct libav_mp4 *mp4, AVStream *audio);

// Takes note of the time of a packet from libav.
void libav_mp4_note(struct libav_mp4 *mp4, const AVPacket *packet);

// The next packet that libav was not shown. Returns 0 or a code of libav's: AVERROR_EOF after the
// last, AVERROR_INVALIDDATA when the file does not hold this one.
int libav_mp4_next(struct libav_mp4 *mp4, AVPacket *packet);

#endif
