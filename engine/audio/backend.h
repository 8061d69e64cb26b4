// SPDX-License-Identifier: GPL-3.0-or-later
// What the decoder asks of a library: open, give blocks of frames, free. Blocks are of the
// library's own size, so that the caller's block sizes can change no sample.
#ifndef ENGINE_AUDIO_BACKEND_H
#define ENGINE_AUDIO_BACKEND_H

#include <practice/decoder.h>

#include "audio/sniff.h"
#include "audio/source.h"

#define AUDIO_MAX_WARNINGS 8
#define AUDIO_WARNING_SIZE 160

// All that decoder and library share; it lives as long as the decoder.
struct audio_stream {
    struct audio_source source;
    const struct audio_kind *kind;
    struct practice_format format;
    char warnings[AUDIO_MAX_WARNINGS][AUDIO_WARNING_SIZE];
    size_t n_warnings;
    int length_is_exact;      // format.n_frames is a promise, and breaking it is damage
    int64_t length_tolerance; // frames by which it may be off all the same
    int ignore_length;        // read to the end of the file, whatever the header says
    int avoid_sndfile;        // a codec that libsndfile is not to touch
    char name[256];           // for messages
};

struct audio_backend {
    // Reads the header and fills in stream->format. *ret_state is then the caller's to free().
    // NOT_AUDIO when the library cannot make sense of it.
    enum practice_status (*open)(struct audio_stream *stream, void **ret_state,
                                 struct practice_error *err);
    // *ret_block [*ret_n_frames * n_channels] stays the library's, until the next call.
    // 0 frames is the end; damage is a warning. Fails only with NO_MEMORY or INTERNAL.
    enum practice_status (*read)(void *state, const float **ret_block, size_t *ret_n_frames,
                                 struct practice_error *err);
    void (*free)(void *state);
};

extern const struct audio_backend audio_sndfile;
extern const struct audio_backend audio_libav;

// Keeps a warning (printf format); the ninth and later ones, and repetitions, are dropped.
void audio_warn(struct audio_stream *stream, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Keeps the time in a header: date "2026-03-05" [10] and time "09:30:00" [8], with any separators
// and not terminated. What is no time after 1990 is let go.
void audio_keep_time(struct audio_stream *stream, const char *date, const char *time, int is_utc);

// Checks rate and channels against the written limits.
PRACTICE_CHECKED enum practice_status audio_check_limits(const char *name, int64_t rate_hz,
                                                         int64_t n_channels,
                                                         struct practice_error *err);

#endif
