// SPDX-License-Identifier: GPL-3.0-or-later
// Positioned reads through one buffer of our own: both decoding libraries read in small pieces,
// and pread() leaves the caller's descriptor where it was.
#include "audio/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/spool.h"
#include "base/fail.h"

static enum practice_status start(struct audio_source *source, struct practice_error *err)
{
    source->buffer = malloc(AUDIO_SOURCE_BUFFER);
    if (source->buffer)
        return PRACTICE_OK;
    audio_source_release(source);
    return base_no_memory(err);
}

static enum practice_status refuse_kind(mode_t mode, const char *name, struct practice_error *err)
{
    if (S_ISDIR(mode)) {
        base_fail(err, PRACTICE_UNREADABLE, "'%s' is a directory", name);
        base_hint(err, "name the recordings inside it");
    } else if (S_ISFIFO(mode) || S_ISSOCK(mode)) {
        base_fail(err, PRACTICE_UNREADABLE, "'%s' is a pipe or socket, not a file", name);
        base_hint(err, "a pipe can be read as standard input");
    } else {
        base_fail(err, PRACTICE_UNREADABLE, "'%s' is a device, not a recording", name);
    }
    return PRACTICE_UNREADABLE;
}

static enum practice_status fail_open(const char *path, struct practice_error *err)
{
    int cause = errno;
    if (cause == ENOENT || cause == ENOTDIR)
        return base_fail(err, PRACTICE_NOT_FOUND, "no such file '%s'", path);
    if (cause == ENOMEM)
        return base_no_memory(err);
    return base_fail(err, PRACTICE_UNREADABLE, "cannot open '%s': %s", path, strerror(cause));
}

enum practice_status audio_source_open_file(struct audio_source *source, const char *path,
                                            struct practice_error *err)
{
    struct stat info;
    // Asked before opening, because opening alone can wake a device; asked again after it,
    // because the name may by then belong to something else.
    if (stat(path, &info) != 0)
        return fail_open(path, err);
    if (!S_ISREG(info.st_mode))
        return refuse_kind(info.st_mode, path, err);
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail_open(path, err);
    *source = (struct audio_source){.fd = fd, .owns_fd = 1};
    enum practice_status status = PRACTICE_OK;
    if (fstat(fd, &info) != 0)
        status = fail_open(path, err);
    else if (!S_ISREG(info.st_mode))
        status = refuse_kind(info.st_mode, path, err);
    if (status != PRACTICE_OK) {
        audio_source_release(source);
        return status;
    }
    source->size = (int64_t)info.st_size;
    return start(source, err);
}

static enum practice_status spool(struct audio_source *source, int fd, const char *name,
                                  struct practice_error *err)
{
    *source = (struct audio_source){.fd = -1, .owns_fd = 1};
    enum practice_status status =
        audio_spool(fd, name, AUDIO_MAX_SPOOL_BYTES, &source->fd, &source->size, err);
    return status == PRACTICE_OK ? start(source, err) : status;
}

enum practice_status audio_source_open_fd(struct audio_source *source, int fd, const char *name,
                                          struct practice_error *err)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return fail_open(name, err);
    if (S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode))
        return spool(source, fd, name, err);
    if (!S_ISREG(info.st_mode))
        return refuse_kind(info.st_mode, name, err);
    off_t here = lseek(fd, 0, SEEK_CUR);
    if (here < 0)
        return fail_open(name, err);
    *source = (struct audio_source){.fd = fd, .base = (int64_t)here};
    source->size = info.st_size > here ? (int64_t)(info.st_size - here) : 0;
    return start(source, err);
}

void audio_source_open_memory(struct audio_source *source, const void *data, size_t size)
{
    *source = (struct audio_source){.memory = data, .fd = -1, .size = (int64_t)size};
}

// As much as the descriptor gives; a short answer means the end or an error.
static size_t read_at(struct audio_source *source, int64_t offset, unsigned char *data, size_t size)
{
    size_t n_read = 0;
    while (n_read < size) {
        off_t at = (off_t)(source->base + offset + (int64_t)n_read);
        ssize_t n = pread(source->fd, data + n_read, size - n_read, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && !source->io_error)
            source->io_error = errno;
        if (n <= 0)
            break;
        n_read += (size_t)n;
    }
    return n_read;
}

static size_t limit(const struct audio_source *source, int64_t offset, size_t size)
{
    if (offset < 0 || offset >= source->size)
        return 0;
    uint64_t left = (uint64_t)(source->size - offset);
    return left < size ? (size_t)left : size;
}

size_t audio_source_peek(struct audio_source *source, int64_t offset, void *ret_data, size_t size)
{
    size = limit(source, offset, size);
    if (size == 0)
        return 0;
    if (!source->memory)
        return read_at(source, offset, ret_data, size);
    memcpy(ret_data, source->memory + source->base + offset, size);
    return size;
}

const unsigned char *audio_source_head(struct audio_source *source, size_t *ret_size)
{
    *ret_size = limit(source, 0, AUDIO_SOURCE_BUFFER);
    if (source->memory)
        return source->memory + source->base;
    source->n_buffer = *ret_size = read_at(source, 0, source->buffer, *ret_size);
    source->buffer_start = 0;
    return source->buffer;
}

// Copies what the buffer holds at the position, refilling it once when it holds nothing there.
static size_t read_buffered(struct audio_source *source, unsigned char *data, size_t size)
{
    int64_t ahead = source->position - source->buffer_start;
    if (ahead < 0 || ahead >= (int64_t)source->n_buffer) {
        size_t fill = limit(source, source->position, AUDIO_SOURCE_BUFFER);
        source->buffer_start = source->position;
        source->n_buffer = read_at(source, source->position, source->buffer, fill);
        ahead = 0;
    }
    size_t held = source->n_buffer - (size_t)ahead;
    size_t n = held < size ? held : size;
    memcpy(data, source->buffer + ahead, n);
    return n;
}

size_t audio_source_read(struct audio_source *source, void *ret_data, size_t size)
{
    unsigned char *data = ret_data;
    size_t n_read = 0;
    size = limit(source, source->position, size);
    while (n_read < size) {
        size_t n = source->memory
                       ? audio_source_peek(source, source->position, data + n_read, size - n_read)
                       : read_buffered(source, data + n_read, size - n_read);
        if (n == 0)
            break;
        n_read += n;
        source->position += (int64_t)n;
    }
    return n_read;
}

int64_t audio_source_seek(struct audio_source *source, int64_t position)
{
    if (position < 0 || position > source->size)
        return -1;
    source->position = position;
    return position;
}

void audio_source_skip(struct audio_source *source, int64_t n_bytes)
{
    if (n_bytes < 0 || n_bytes > source->size)
        return;
    source->base += n_bytes;
    source->size -= n_bytes;
    source->position = 0;
    source->n_buffer = 0;
}

void audio_source_release(struct audio_source *source)
{
    if (source->owns_fd && source->fd >= 0)
        (void)close(source->fd);
    free(source->buffer);
    *source = (struct audio_source){.fd = -1};
}
