// SPDX-License-Identifier: GPL-3.0-or-later
// Writing AU: a header of six big-endian words (magic, its own size, length of the sound, encoding,
// rate, channels) and a few bytes for a remark, then the samples, big-endian too. Nothing that is
// written has to be changed later.
#include "recorder/tape.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "base/fail.h"

#define HEADER_BYTES   32
#define LINEAR_24      4u
#define LENGTH_UNKNOWN UINT32_MAX
#define BLOCK_FRAMES   1024

static double now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void put_u32(uint8_t *bytes, uint32_t value)
{
    bytes[0] = (uint8_t)(value >> 24);
    bytes[1] = (uint8_t)(value >> 16);
    bytes[2] = (uint8_t)(value >> 8);
    bytes[3] = (uint8_t)value;
}

// Returns how many bytes were written; fewer than size: errno says why.
static size_t write_all(int fd, const uint8_t *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t n = write(fd, bytes + done, size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        done += (size_t)n;
    }
    return done;
}

static enum practice_status cannot_write(int code, struct practice_error *err)
{
    if (code == ENOSPC || code == EDQUOT || code == EFBIG)
        return fail_with(err, PRACTICE_UNREADABLE, "make room on the disk", "the disk is full: %s",
                         strerror(code));
    return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot write the recording: %s",
                     strerror(code));
}

enum practice_status tape_create(int folder, const char *name, uint32_t rate_hz,
                                 uint32_t n_channels, struct tape *ret_tape,
                                 struct practice_error *err)
{
    int fd = openat(folder, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail_with(err, PRACTICE_UNREADABLE, NULL, "cannot create '%s': %s", name,
                         strerror(errno));
    uint8_t header[HEADER_BYTES] = ".snd";
    put_u32(header + 4, HEADER_BYTES);
    put_u32(header + 8, LENGTH_UNKNOWN);
    put_u32(header + 12, LINEAR_24);
    put_u32(header + 16, rate_hz);
    put_u32(header + 20, n_channels);
    if (write_all(fd, header, sizeof header) != sizeof header || fdatasync(fd) != 0) {
        int code = errno;
        close(fd);
        (void)unlinkat(folder, name, 0);
        return cannot_write(code, err);
    }
    (void)fsync(folder); // the name itself must survive too
    *ret_tape = (struct tape){fd, rate_hz, n_channels, 0, now_s()};
    return PRACTICE_OK;
}

static void put_samples(uint8_t *bytes, const int32_t *samples, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t sample = (uint32_t)samples[i];
        bytes[3 * i] = (uint8_t)(sample >> 24);
        bytes[3 * i + 1] = (uint8_t)(sample >> 16);
        bytes[3 * i + 2] = (uint8_t)(sample >> 8);
    }
}

// Takes an incomplete frame away again, so that what comes later would not be shifted.
static void cut_to_frames(const struct tape *tape)
{
    off_t end = HEADER_BYTES + (off_t)(tape->n_frames * tape->n_channels * TAPE_SAMPLE_BYTES);
    if (ftruncate(tape->fd, end) == 0)
        (void)lseek(tape->fd, end, SEEK_SET);
}

static enum practice_status append_block(struct tape *tape, const int32_t *samples, size_t n_frames,
                                         size_t *ret_n_frames, struct practice_error *err)
{
    uint8_t bytes[BLOCK_FRAMES * TAPE_MAX_CHANNELS * TAPE_SAMPLE_BYTES];
    size_t frame_bytes = (size_t)tape->n_channels * TAPE_SAMPLE_BYTES;
    put_samples(bytes, samples, n_frames * tape->n_channels);
    size_t written = write_all(tape->fd, bytes, n_frames * frame_bytes);
    int code = errno;
    size_t whole = written / frame_bytes;
    tape->n_frames += whole;
    *ret_n_frames += whole;
    if (whole == n_frames)
        return PRACTICE_OK;
    cut_to_frames(tape);
    return cannot_write(code, err);
}

enum practice_status tape_append(struct tape *tape, const int32_t *samples, size_t n_frames,
                                 size_t *ret_n_frames, struct practice_error *err)
{
    enum practice_status status = PRACTICE_OK;
    *ret_n_frames = 0;
    for (size_t at = 0; status == PRACTICE_OK && at < n_frames; at += BLOCK_FRAMES) {
        size_t n = n_frames - at < BLOCK_FRAMES ? n_frames - at : BLOCK_FRAMES;
        status = append_block(tape, samples + at * tape->n_channels, n, ret_n_frames, err);
    }
    double now = now_s();
    if (status == PRACTICE_OK && now - tape->synced_at_s >= TAPE_SYNC_S) {
        if (fdatasync(tape->fd) != 0)
            status = cannot_write(errno, err);
        tape->synced_at_s = now;
    }
    return status;
}

uint64_t tape_room_bytes(const struct tape *tape)
{
    struct statvfs info;
    if (fstatvfs(tape->fd, &info) != 0)
        return UINT64_MAX;
    return (uint64_t)info.f_bavail * info.f_frsize;
}

static uint32_t get_u32(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

int tape_shorten(int fd, double length_s)
{
    uint8_t header[HEADER_BYTES];
    struct stat info;
    if (pread(fd, header, sizeof header, 0) != sizeof header || memcmp(header, ".snd", 4) != 0 ||
        get_u32(header + 4) != HEADER_BYTES || get_u32(header + 12) != LINEAR_24 ||
        fstat(fd, &info) != 0)
        return -1;
    uint64_t n_frames = (uint64_t)(length_s * get_u32(header + 16));
    off_t end = HEADER_BYTES + (off_t)(n_frames * get_u32(header + 20) * TAPE_SAMPLE_BYTES);
    return end < info.st_size ? ftruncate(fd, end) : 0;
}

void tape_close(struct tape *tape)
{
    if (tape->fd < 0)
        return;
    (void)fdatasync(tape->fd);
    close(tape->fd);
    tape->fd = -1;
}
