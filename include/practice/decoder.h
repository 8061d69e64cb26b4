// SPDX-License-Identifier: GPL-3.0-or-later
// A decoder turns any recording (a file, a descriptor, memory) into interleaved float frames.
// The type is found from the bytes, never from the name. A damaged recording yields what can be
// read and then ends with a warning, so that a phone that died mid-lesson loses nothing.
#ifndef PRACTICE_DECODER_H
#define PRACTICE_DECODER_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#ifdef __cplusplus
extern "C" {
#endif

// Written limits. Beyond them opening fails with PRACTICE_OVER_LIMIT; a recording whose length
// is not known beforehand is cut at the longest duration with a warning.
#define PRACTICE_MIN_RATE_HZ    8000u
#define PRACTICE_MAX_RATE_HZ    192000u
#define PRACTICE_MAX_CHANNELS   32u
#define PRACTICE_MAX_DURATION_S 43200.0 // 12 h

// The first decoder that needs libav sets two of its process-wide settings: log level quiet,
// largest allocation 128 MiB. Pipes are spooled up to 16 GiB.

struct practice_decoder; // opaque; one thread at a time, several in parallel are fine

// What the recording is, as its own header says.
struct practice_format {
    char container[24]; // "wav", "rf64", "w64", "aiff", "caf", "au", "flac", "ogg", "mp3", "mp4", …
    char codec[24]; // "pcm_s16", "pcm_s24", "pcm_f32", "flac", "vorbis", "opus", "mp3", "aac", …
    uint32_t rate_hz;
    uint32_t n_channels;
    int64_t n_frames; // by the header, or -1 when it does not say; may be wrong in damaged files
    // When the recorder says it began: "2026-03-05T09:30:00Z", without the Z when that is a wall
    // clock nobody knows the zone of, and "" when it does not say or its clock was never set.
    char recorded_at[24];
};

// Opens the file at `path` (UTF-8 or any bytes the system takes).
// On success *ret_decoder is owned by the caller, to be freed with practice_decoder_free().
// Fails with NOT_FOUND, UNREADABLE (also directories and devices), EMPTY, NOT_AUDIO, OVER_LIMIT,
// NO_MEMORY; *ret_decoder is then untouched.
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_decoder_open_file(
    const char *path, struct practice_decoder **ret_decoder, struct practice_error *err);

// The same from an open descriptor, read from its current position. A pipe, FIFO or socket works
// (its bytes are spooled to an unlinked temporary file, as containers need to seek). The
// descriptor stays the caller's and may be closed after practice_decoder_free().
// `name` is used in messages only; NULL means "standard input".
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_decoder_open_fd(
    int fd, const char *name, struct practice_decoder **ret_decoder, struct practice_error *err);

// The same from memory. `data` [size] must stay unchanged until practice_decoder_free().
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_decoder_open_memory(
    const void *data, size_t size, const char *name, struct practice_decoder **ret_decoder,
    struct practice_error *err);

// The source's format; valid until the decoder is freed. Never NULL.
PRACTICE_API const struct practice_format *practice_decoder_format(
    const struct practice_decoder *decoder);

// Reads up to max_frames frames into ret_samples [max_frames * n_channels], interleaved, full scale
// ±1.0 (float formats may exceed it). *ret_n_frames is the number read; 0 means the end.
// Damage is not a failure: the stream then ends early and a warning is kept.
// Fails only with NO_MEMORY or INTERNAL.
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_decoder_read(
    struct practice_decoder *decoder, float *ret_samples, size_t max_frames, size_t *ret_n_frames,
    struct practice_error *err);

// What was wrong with the recording so far: number `index` counted from 0, or NULL past the last.
// English, one line, no control characters; valid until the decoder is freed. Complete once
// practice_decoder_read() has answered 0 frames. At most 8 are kept.
PRACTICE_API const char *practice_decoder_warning(const struct practice_decoder *decoder,
                                                  size_t index);

// Frees the decoder. NULL is allowed.
PRACTICE_API void practice_decoder_free(struct practice_decoder *decoder);

#ifdef __cplusplus
}
#endif
#endif
