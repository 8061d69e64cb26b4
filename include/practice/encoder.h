// SPDX-License-Identifier: GPL-3.0-or-later
// An encoder writes interleaved float frames to a WAV or FLAC file: live takes, and played spans
// cut out of long recordings. What was flushed survives a kill, since a take cannot be repeated.
#ifndef PRACTICE_ENCODER_H
#define PRACTICE_ENCODER_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

#ifdef __cplusplus
extern "C" {
#endif

enum practice_encoding {
    PRACTICE_ENCODE_WAV = 0,  // becomes RF64, its large form, past 4 GiB
    PRACTICE_ENCODE_FLAC = 1, // lossless, about half the size
};

#define PRACTICE_MAX_FLAC_CHANNELS 8u

struct practice_encoder_options {
    enum practice_encoding encoding; // default WAV
    uint32_t rate_hz;                // 8000 … 192000, default 44100
    uint32_t n_channels;             // 1 … 32 (FLAC: 8), default 1
    uint32_t n_bits;                 // 16 or 24 a sample, default 16
    int overwrite;                   // 1: replace an existing file; default 0: fail
};

struct practice_encoder; // opaque; one thread at a time, several in parallel are fine

// Fills in the defaults.
PRACTICE_API void practice_encoder_options_init(struct practice_encoder_options *options);

// Creates the file at `path`, readable by its owner only, with a header of no frames.
// On success *ret_encoder is the caller's, to be freed with practice_encoder_free().
// Fails with BAD_ARGUMENT (an option out of range), NOT_FOUND (no such folder), UNREADABLE (the
// file exists, or cannot be created or written) or NO_MEMORY; a file made by then is removed.
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_encoder_open_file(
    const char *path, const struct practice_encoder_options *options,
    struct practice_encoder **ret_encoder, struct practice_error *err);

// Appends n_frames interleaved frames: samples [n_frames * n_channels], full scale ±1.0. Values
// beyond full scale are held there, NaN becomes 0; a sample k / 2^(n_bits - 1) is kept exactly.
// Fails with UNREADABLE (the disk is full or failing): what was written stays readable, and
// nothing more is taken; with BAD_ARGUMENT after practice_encoder_finish().
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_encoder_write(
    struct practice_encoder *encoder, const float *samples, size_t n_frames,
    struct practice_error *err);

// Brings header and sound up to date on the disk: after it, all frames so far survive kill -9 and
// loss of power. FLAC holds back its last incomplete block (under 0.6 s) until the end.
// Fails as practice_encoder_write() does.
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_encoder_flush(
    struct practice_encoder *encoder, struct practice_error *err);

// Completes the file, brings it to the disk and closes it. To be called once, before freeing.
// Fails as practice_encoder_write() does; the file is closed in any case.
PRACTICE_API PRACTICE_CHECKED enum practice_status practice_encoder_finish(
    struct practice_encoder *encoder, struct practice_error *err);

// Frees the encoder; without practice_encoder_finish() before, errors of completing the file are
// lost. The file stays. NULL is allowed.
PRACTICE_API void practice_encoder_free(struct practice_encoder *encoder);

#ifdef __cplusplus
}
#endif
#endif
