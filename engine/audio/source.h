// SPDX-License-Identifier: GPL-3.0-or-later
// Where the bytes come from: a file, a descriptor, a spooled pipe or memory, all behind one
// seekable reader. No library below ever gets a path, so none can open a second file or a URL.
#ifndef ENGINE_AUDIO_SOURCE_H
#define ENGINE_AUDIO_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include <practice/error.h>

// A pipe's bytes are spooled to an unlinked file of at most this size: 12 h of 48 kHz stereo
// 24-bit sound with room to spare.
#define AUDIO_MAX_SPOOL_BYTES (INT64_C(16) << 30)

#define AUDIO_SOURCE_BUFFER 65536

struct audio_source {
    const unsigned char *memory; // [size], or NULL when fd is read
    int fd;
    int owns_fd;
    int64_t base;     // where the recording starts in the descriptor or memory
    int64_t size;     // bytes from base on, as found when opened
    int64_t position; // 0 … size, from base
    int io_error;     // the first errno met while reading, or 0
    unsigned char *buffer;
    int64_t buffer_start; // position of buffer[0]
    size_t n_buffer;
};

// Opens a regular file; anything else is refused without reading from it, so nothing can hang.
// On success the source is to be released with audio_source_release().
PRACTICE_CHECKED enum practice_status audio_source_open_file(struct audio_source *source,
                                                             const char *path,
                                                             struct practice_error *err);

// The same from fd's current position on; a pipe or socket is read to its end first.
PRACTICE_CHECKED enum practice_status audio_source_open_fd(struct audio_source *source, int fd,
                                                           const char *name,
                                                           struct practice_error *err);

// The same from memory, which must outlive the source. Cannot fail.
void audio_source_open_memory(struct audio_source *source, const void *data, size_t size);

// Reads up to size bytes at the position and moves it. 0 means the end, or an I/O error, which
// is kept in io_error: damage at the end of a disk must not lose what comes before it.
size_t audio_source_read(struct audio_source *source, void *ret_data, size_t size);

// Reads at an offset without moving the position.
size_t audio_source_peek(struct audio_source *source, int64_t offset, void *ret_data, size_t size);

// The recording's first bytes, at most AUDIO_SOURCE_BUFFER; valid until the next call.
const unsigned char *audio_source_head(struct audio_source *source, size_t *ret_size);

// Moves the position to 0 … size; answers the new position, or -1 (unmoved) when out of range.
int64_t audio_source_seek(struct audio_source *source, int64_t position);

// Lets the recording start n_bytes later, at position 0: for tags that precede it.
void audio_source_skip(struct audio_source *source, int64_t n_bytes);

void audio_source_release(struct audio_source *source);

#endif
